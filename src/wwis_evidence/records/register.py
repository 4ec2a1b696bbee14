"""The pool of reviewers (``reviews/reviewers.yaml``): people are known by id and role only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wwis_evidence.records.base import Id, Items, PartialDate, Record, ReviewerId, SchemaOne, Text


class RegisterEntry(Record):
    """One reviewer for one period; an id may have several entries, and none is ever deleted."""

    id: ReviewerId
    roles: Annotated[Items[Id], Field(min_length=1)]
    areas: Items[Text] = ()
    organisations: Items[Text] = ()
    active_from: PartialDate
    active_to: PartialDate | None = None
    note: Text | None = None


class ReviewerRegister(Record):
    """Everyone who may review or moderate."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["reviewer-register"]
    reviewers: Items[RegisterEntry]
