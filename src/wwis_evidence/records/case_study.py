"""A case study of local practice, or a research report (``casestudies/<slug>.yaml``)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from wwis_evidence.records.base import (
    Count,
    DateOrNotStated,
    DateOrOngoing,
    FullDate,
    Id,
    Items,
    Number,
    PartialDate,
    Period,
    Record,
    SchemaOne,
    Text,
    Url,
    Word,
    refuse,
    shown,
)
from wwis_evidence.records.exceptions import CaseException  # noqa: TC001 - pydantic reads it


class Origin(Record):
    """Where the text came from: sent in by a local area, or taken in from a publisher's page."""

    kind: Literal["submitted", "imported"]
    publisher: Text | None = None
    url: Url | None = None
    accessed: PartialDate | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _imported_names_its_page(self) -> Origin:
        if self.kind == "imported":
            for key in ("publisher", "url", "accessed"):
                if getattr(self, key) is None:
                    raise refuse("missing-key", key=key)
        return self


class EnablerUse(Record):
    """An enabler that the case shows, and how."""

    id: Id
    how: Text | None = None


class Facets(Record):
    """Tags by which readers find a case; ids from the vocabulary."""

    age_phases: Items[Word] = ()
    broad_areas_of_need: Items[Word] = ()
    support_levels: Items[Word] = ()
    preparing_for_adulthood: Items[Word] = ()
    sectors: Items[Word] = ()


class Trigger(Record):
    """The moment of realisation that started the work."""

    kind: Word
    text: Text | None = None
    source: Id | None = None


def _currency(value: str) -> str:
    if not (len(value) == 3 and value.isascii() and value.isupper()):  # noqa: PLR2004 - ISO 4217
        raise refuse(
            "wrong-value",
            found=shown(value),
            expected="a currency in three capital letters, for example GBP,",
        )
    return value


class Money(Record):
    """What it cost."""

    amount: Number
    currency: Annotated[
        str, AfterValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
    ] = "GBP"
    period: Text | None = None
    note: Text | None = None
    source: Id | None = None


class Resources(Record):
    """What it took: money, people and anything else."""

    money: Money | None = None
    staff: Text | None = None
    other: Text | None = None
    source: Id | None = None


class Sustained(Record):
    """How long the work has gone on: dates, or a floor in months where a source gives only that."""

    from_: PartialDate | None = Field(default=None, alias="from")
    to: DateOrOngoing | None = None
    as_of: PartialDate | None = None
    at_least_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    source: Id | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_one_of_the_two_forms(self) -> Sustained:
        if self.at_least_months is not None:
            if self.from_ or self.to or self.as_of:
                raise refuse("sustained-two-ways", key="at_least_months")
        elif self.from_ is None:
            raise refuse("missing-key", key="from")
        elif self.to in {None, "ongoing"} and self.as_of is None:
            raise refuse("missing-key", key="as_of")
        return self


class Evaluation(Record):
    """One time that the work was looked at: how, by whom, and who was told."""

    id: Id
    method: Word
    by: Text
    date: DateOrNotStated
    baseline: Word | None = None
    shared_with: Word | None = None
    source: Id | None = None
    note: Text | None = None


class Replication(Record):
    """Somewhere else that has taken the work up."""

    id: Id
    where: Text
    date: DateOrNotStated
    source: Id | None = None
    note: Text | None = None


class Reading(Record):
    """A measured figure: its value, when, and out of how many."""

    value: Number
    period: Period
    n: Count | None = None


class Measure(Record):
    """What was measured, before and after."""

    name: Text
    unit: Text
    better: Literal["higher", "lower"] | None = None
    baseline: Reading | None = None
    result: Reading


class Impact(Record):
    """One difference that the work made, or did not make."""

    id: Id
    area: Word
    claim: Text
    kind: Word
    effect: Word = "better"
    measure: Measure | None = None
    source: Id | None = None
    note: Text | None = None


class Source(Record):
    """A document that a claim rests on."""

    id: Id
    title: Text
    publisher: Text
    date: DateOrNotStated | None = None
    url: Url | None = None
    note: Text | None = None


class Consent(Record):
    """Who agreed to publication, and when."""

    approved_by: Text
    date: PartialDate
    note: Text | None = None


class Change(Record):
    """A dated, typed note of what changed; supersession names the case that takes this one's place."""

    date: FullDate
    type: Word
    note: Text
    superseded_by: Id | None = None

    @model_validator(mode="after")
    def _supersession_names_its_successor(self) -> Change:
        if self.type == "supersession" and self.superseded_by is None:
            raise refuse("missing-key", key="superseded_by")
        return self


def _title(value: str) -> str:
    if "\n" in value:
        raise refuse("text-of-one-line")
    return value


class CaseStudy(Record):
    """A case study or a research report.

    What a submission must hold is a rule (``checks/required.py``), not part of the shape: a draft may still
    lack it, and an imported item may say that the text seen does not state it.
    """

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["case-study", "research-report"]
    draft: bool = False
    title: Annotated[Text, AfterValidator(_title)] = ""
    summary: Text = ""
    theme: Word | None = None
    local_areas: Items[Text] = ()
    organisations: Items[Text] = ()
    submitted_by: Items[Text] = ()
    origin: Origin = Origin(kind="submitted")
    not_stated: Items[str] = ()
    enablers: Items[EnablerUse] = ()
    phases: Items[Word] = ()
    ingredients: Items[Word] = ()
    facets: Facets = Facets()
    trigger: Trigger | None = None
    approach: Text | None = None
    co_production: Text | None = None
    resources: Resources | None = None
    sustained: Sustained | None = None
    evaluation: Items[Evaluation] = ()
    replication: Items[Replication] = ()
    impact: Items[Impact] = ()
    limits: Text | None = None
    advice: Text | None = None
    sources: Items[Source] = ()
    consent: Consent | None = None
    licence: Text | None = None
    review_by: PartialDate | None = None
    former_slugs: Items[Id] = ()
    changes: Items[Change] = ()
    exceptions: Items[CaseException] = ()
