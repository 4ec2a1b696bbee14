"""What else stands beside the reviews of a case: panel, published outcome, moderation, reply, appeal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from wwis_evidence.records.base import (
    Digest,
    FullDate,
    Id,
    Items,
    PartialDate,
    Record,
    ReviewerId,
    SchemaOne,
    Text,
    Url,
    Word,
    refuse,
)


class Absence(Record):
    """A panel member who could not review, and why."""

    reviewer: ReviewerId
    because: Text


class Panel(Record):
    """Who was asked to review, written down before they did."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["panel"]
    date: FullDate
    reviewers: Items[ReviewerId]
    absent: Items[Absence] = ()
    note: Text | None = None


def _not_seen(value: Any) -> Any:  # noqa: ANN401 - anything may stand in a file
    return None if value == "not-seen" else value


class PublishedIndicator(Record):
    """A programme's printed bar, the criteria its reason confirms, and a count it gives without names.

    ``confirmed`` is None where the printed reason was not seen.
    """

    bar: Word
    confirmed: Annotated[Items[Id] | None, BeforeValidator(_not_seen)] = ()
    stated_count: Annotated[int, Field(ge=0, le=16)] | None = None
    reason: Text | None = None


class PublishedPanel(Record):
    """A programme's own published outcome for a case."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["published-panel"]
    publisher: Text
    url: Url
    published: PartialDate | None = None
    accessed: PartialDate
    indicators: dict[Id, PublishedIndicator]
    note: Text | None = None


class ModeratedIndicator(Record):
    """The bar that moderation settled on, and why."""

    bar: Word
    because: Text


class Moderation(Record):
    """A moderator's decision where reviewers were far apart."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["moderation"]
    moderator: ReviewerId
    date: FullDate
    digest: Digest
    indicators: dict[Id, ModeratedIndicator]


class Reply(Record):
    """What the area that sent the case says to the review."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["reply"]
    by: Text
    date: FullDate
    text: Text


class Appeal(Record):
    """An area's appeal against a review, and what was decided."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["appeal"]
    by: Text
    date: FullDate
    grounds: Text
    outcome: Literal["pending", "upheld", "not-upheld"]
    sets_aside: Items[ReviewerId] = ()
    because: Text | None = None
    decided_by: ReviewerId | None = None

    @model_validator(mode="after")
    def _decision_is_explained(self) -> Appeal:
        if self.outcome != "pending":
            for key in ("because", "decided_by"):
                if getattr(self, key) is None:
                    raise refuse("missing-key", key=key)
        return self
