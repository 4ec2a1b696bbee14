"""One reviewer's scores of one case study (``reviews/<slug>/<reviewer-id>.yaml``)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from wwis_evidence.records.base import (
    Digest,
    FullDate,
    Id,
    Items,
    Record,
    ReviewerId,
    SchemaOne,
    Text,
    Word,
    refuse,
)


class CriterionFinding(Record):
    """What a reviewer found on one criterion, the evidence items it rests on, and why."""

    finding: Word
    cites: Items[Id] = ()
    because: Text


class IndicatorReview(Record):
    """A reviewer's findings on one indicator and the bar that fits best."""

    findings: dict[Id, CriterionFinding]
    bar: Word
    because: Text


class Interests(Record):
    """An interest that the reviewer declares, and the moderator's ruling on it, if there is one yet."""

    declared: Text | None = None
    ruling: Literal["may-review", "sits-out"] | None = None
    by: ReviewerId | None = None

    @model_validator(mode="after")
    def _ruling_names_who_ruled(self) -> Interests:
        if self.ruling is not None and self.by is None:
            raise refuse("missing-key", key="by")
        return self


def _none_or_declared(value: Any) -> Any:  # noqa: ANN401 - anything may stand in a file
    if value == "none":
        return Interests()
    if not isinstance(value, dict):
        raise refuse("wrong-interests")
    if "declared" not in value:
        raise refuse("missing-key", key="declared")
    return value


class Review(Record):
    """A review; without ``framework`` it was made under the library's current one."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["review"]
    reviewer: ReviewerId
    date: FullDate
    framework: Text | None = None
    digest: Digest
    text_digest: Digest | None = None
    interests: Annotated[Interests, BeforeValidator(_none_or_declared)]
    indicators: dict[Id, IndicatorReview]
    for_the_authors: Text | None = None
