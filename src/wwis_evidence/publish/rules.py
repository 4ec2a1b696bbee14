"""A framework file in words: what each bar asks for, and which evidence can support each criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.frameworks.requirement import AtLeast, Requirement
from wwis_evidence.publish.ratings import bar_words, term_label
from wwis_evidence.reports.text import bar_in_words, listed, ordinal
from wwis_evidence.reports.wording import criterion_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.publish.items import Item
    from wwis_evidence.records.framework import Criterion, Selector

_LISTS = {
    "evaluation": "an evaluation",
    "impact": "a claim of impact",
    "replication": "a replication elsewhere",
}
_TERMS = {
    "method": "evaluation-methods",
    "shared_with": "shared-with",
    "baseline": "baselines",
    "area": "impact-areas",
    "kind": "impact-kinds",
    "effect": "effects",
}
_FIELDS = {
    "area": ("about {}", "about anything but {}"),
    "kind": ("{}", "not {}"),
    "method": ("whose method is {}", "whose method is not {}"),
    "baseline": ("with a starting point {}", "with a starting point not {}"),
    "shared_with": ("shared with {}", "shared with others than {}"),
    "effect": ("with the effect {}", "with any effect but {}"),
}
"""What a condition says of an item that has such a value, or has none such; in the order of telling."""


@dataclass(frozen=True, slots=True)
class BarRule:
    """One bar of an indicator: its name and place, what it means, what it asks for, and how we know."""

    name: str
    place: str
    position: int
    meaning: str
    asks: str
    basis: str


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """One criterion in words; ``examples`` are (finding, example)."""

    title: str
    statement: str
    guidance: str
    examples: tuple[tuple[str, str], ...]
    basis: str
    source: str
    implies: str
    evidence: tuple[str, ...]
    in_part: tuple[str, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """One indicator in words."""

    title: str
    statement: str
    basis: str
    source: str
    bars: tuple[BarRule, ...]
    criteria: tuple[CriterionRule, ...]


@dataclass(frozen=True, slots=True)
class PrintedBeside:
    """A printed rating beside the ceiling computed here, for one indicator of one item."""

    printed: str
    ceiling: str
    differs: bool


def indicator_rules(framework: Framework) -> tuple[IndicatorRules, ...]:
    """Every indicator of a framework in words."""
    return tuple(
        IndicatorRules(
            title=indicator.title,
            statement=indicator.record.statement or "",
            basis=indicator.record.basis,
            source=indicator.record.source or "",
            bars=_bars(indicator, framework),
            criteria=(*_scored(indicator), *_computed(indicator)),
        )
        for indicator in framework.indicators.values()
    )


def _bars(indicator: Indicator, framework: Framework) -> tuple[BarRule, ...]:
    rules = []
    for position, name in enumerate(framework.bars):
        if position < indicator.no_bar_below:
            continue
        words = indicator.record.bars.get(name)
        rules.append(
            BarRule(
                name=bar_in_words(position, framework),
                place=f"{ordinal(position + 1)} of {len(framework.bars)}",
                position=position + 1,
                meaning=words.statement if words else "",
                asks=requirement_words(indicator.requires[position], indicator),
                basis=words.basis if words else "",
            )
        )
    return tuple(rules)


def requirement_words(requirement: Requirement, indicator: Indicator, *, inner: bool = False) -> str:
    """What a bar asks for, as a phrase."""
    if isinstance(requirement, str):
        return f"“{criterion_title(indicator, requirement)}”"
    if requirement.n == 0 or not requirement.parts:
        return "nothing yet"
    if set(requirement.parts) == set(indicator.scored):
        every = requirement.n == len(requirement.parts)
        return f"{'all' if every else f'at least {requirement.n}'} of the {len(requirement.parts)} criteria"
    parts = [requirement_words(part, indicator, inner=True) for part in requirement.parts]
    if requirement.n == len(parts):
        phrase = listed(parts)
    elif requirement.n == 1:
        phrase = ", ".join(parts[:-1]) + f" or {parts[-1]}"
    else:
        phrase = f"at least {requirement.n} of {listed(parts)}"
    return f"({phrase})" if inner and isinstance(requirement, AtLeast) and len(parts) > 1 else phrase


def _scored(indicator: Indicator) -> Iterable[CriterionRule]:
    for name, record in indicator.record.criteria.items():
        yield CriterionRule(
            title=criterion_title(indicator, name),
            statement=record.statement,
            guidance=record.guidance or "",
            examples=tuple(
                (found.replace("-", " ").capitalize(), words) for found, words in record.examples.items()
            ),
            basis=record.basis,
            source=record.source or "",
            implies=_implies(record.implies, indicator),
            evidence=tuple(_selector_words(selector) for selector in record.supported_by),
            in_part=_in_part(record),
        )


def _computed(indicator: Indicator) -> Iterable[CriterionRule]:
    for name, record in indicator.record.computed.items():
        yield CriterionRule(
            title=criterion_title(indicator, name),
            statement=record.statement or "",
            guidance="",
            examples=(),
            basis=record.basis or indicator.record.basis,
            source=record.source or "",
            implies=_implies(record.implies, indicator),
            evidence=(f"the dates in the case study give at least {record.at_least} months",),
            in_part=(),
            computed=True,
        )


def _implies(implied: Iterable[str], indicator: Indicator) -> str:
    return listed([f"“{criterion_title(indicator, name)}”" for name in implied])


def _in_part(record: Criterion) -> tuple[str, ...]:
    return tuple(_selector_words(selector) for selector in record.partly_by)


def _selector_words(selector: Selector) -> str:
    fields = [key for key in _FIELDS if key in selector.fields or key in selector.fields_not]
    fields += [key for key in (*selector.fields, *selector.fields_not) if key not in fields]
    parts = []
    for key in fields:
        like, unlike = _FIELDS.get(key, (f"with {key}: {{}}", f"with {key}: not {{}}"))
        if key in selector.fields:
            parts.append(like.format(_or(key, selector.fields[key])))
        if key in selector.fields_not:
            parts.append(unlike.format(_or(key, selector.fields_not[key])))
    if selector.has:
        parts.append(
            "with a figure from before" if selector.has == "measure.baseline" else f"with {selector.has}"
        )
    if selector.by_outsider:
        parts.append("made by someone who had no part in the work")
    return " ".join([_LISTS[selector.list_], ", ".join(parts)]).rstrip()


def _or(key: str, values: Iterable[str]) -> str:
    words = [(term_label(_TERMS[key], value) if key in _TERMS else value).lower() for value in values]
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def printed_beside(
    items: Iterable[Item], framework: Framework
) -> tuple[tuple[Item, tuple[PrintedBeside, ...]], ...]:
    """Printed ratings beside the ceilings computed here, for every item shown with a published rating."""
    rows = []
    for item in items:
        if item.rating.basis != "published-panel":
            continue
        cells = []
        for part in item.rating.indicators:
            ceiling = bar_words(framework, part.ceiling, "None")
            if part.ceiling_state == "unknown":
                ceiling = "Not known: the reason was not seen"
            differs = part.ceiling_state == "computed" and part.ceiling != part.bar
            cells.append(PrintedBeside(bar_words(framework, part.bar, "Not printed"), ceiling, differs))
        rows.append((item, tuple(cells)))
    return tuple(rows)


def counting_rules(framework: Framework) -> Mapping[str, str]:
    """Quorum, spread and review period of a framework, as short facts."""
    rules = framework.panel
    roles = " or ".join(term_label("roles", role).lower() for role in rules.include_one_of)
    facts = {"Reviews that must count": f"{rules.quorum} or more"}
    if roles:
        facts["Among them"] = f"at least one by a {roles}"
    facts["How findings and bars are joined"] = (
        "the middle one, and the lower where two are in the middle (lower median)"
        if framework.record.consensus == "lower-median"
        else framework.record.consensus.replace("-", " ")
    )
    facts["Moderation"] = f"needed where reviewers are {rules.moderation_spread} or more bars apart"
    facts["Reviewed again"] = f"after {rules.review_period_months} months"
    return facts
