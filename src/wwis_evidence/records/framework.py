"""An evidence framework as a file: what is scored, what supports it, and what each bar asks for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from wwis_evidence.records.base import Count, Id, Items, Record, SchemaOne, Text, refuse

Basis = Literal["published", "inferred"]
EvidenceList = Literal["evaluation", "replication", "impact"]


class Selector(Record):
    """Which evidence items support a criterion: those in ``list`` that fit every condition.

    ``fields`` maps a field to the values it may have; ``fields_not`` to those it may not. ``has`` is a
    dotted path that must be present; ``by_outsider`` asks that the item's ``by`` is none of the case's own.
    """

    list_: EvidenceList = Field(alias="list")
    has: Text | None = None
    by_outsider: bool = False
    fields: dict[str, Items[Text]] = Field(default_factory=dict)
    fields_not: dict[str, Items[Text]] = Field(default_factory=dict)


def _selector(value: Any) -> Any:  # noqa: ANN401 - anything may stand in a file
    """In the file, conditions stand beside ``list``: ``{list: impact, area: [x], kind_not: [y]}``."""
    if not isinstance(value, dict):
        return value
    plain: dict[str, Any] = {"fields": {}, "fields_not": {}}
    for key, wanted in value.items():
        if key in {"list", "has", "by_outsider"}:
            plain[key] = wanted
        elif not isinstance(wanted, list):
            raise refuse("wrong-selector", key=key)
        elif key.endswith("_not"):
            plain["fields_not"][key.removesuffix("_not")] = wanted
        else:
            plain["fields"][key] = wanted
    return plain


Selectors = Items[Annotated[Selector, BeforeValidator(_selector)]]


class Criterion(Record):
    """One thing that reviewers score, in words for them, with the evidence that can support it."""

    title: Text | None = None
    statement: Text
    guidance: Text | None = None
    examples: dict[Id, Text] = Field(default_factory=dict)
    basis: Basis
    source: Text | None = None
    implies: Items[Id] = ()
    supported_by: Selectors = ()
    partly_by: Selectors = ()


class Computed(Record):
    """A criterion that dates decide: at least so many months, unless reviewers contest it."""

    title: Text | None = None
    statement: Text | None = None
    months_of: Literal["sustained"]
    at_least: Count
    contested_by: Id | None = None
    implies: Items[Id] = ()
    basis: Basis | None = None
    source: Text | None = None


class Indicator(Record):
    """A signal-strength indicator: its criteria and what each bar requires of them."""

    title: Text
    statement: Text | None = None
    basis: Basis
    source: Text | None = None
    kinds: Items[Id] = ("case-study",)
    no_bar_below: Id | None = None
    criteria: dict[Id, Criterion]
    computed: dict[Id, Computed] = Field(default_factory=dict)
    requires: dict[Id, Any]
    bars: dict[Id, BarWords] = Field(default_factory=dict)


class BarWords(Record):
    """A bar of one indicator in words, and whether those were published or are our reading."""

    statement: Text
    basis: Basis
    source: Text | None = None


class PanelRules(Record):
    """Who must review, when moderation is needed, and when a case is due again."""

    quorum: Annotated[int, Field(ge=1, le=50)]
    include_one_of: Items[Id] = ()
    moderation_spread: Annotated[int, Field(ge=1, le=50)]
    review_period_months: Annotated[int, Field(ge=1, le=240)]
    moderator_role: Id = "moderator"


class FrameworkRecord(Record):
    """A framework file; ``version`` is text, so that 2024.10 is not 2024.1."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["framework"]
    id: Id
    version: Text
    title: Text
    source: Text | None = None
    accepts: Items[Text] = ()
    bars: Annotated[Items[Id], Field(min_length=2)]
    findings: dict[Id, Annotated[int, Field(ge=0, le=9)]]
    confirms: Id
    missing: Id | None = None
    consensus: Id
    panel: PanelRules
    indicators: dict[Id, Indicator]
