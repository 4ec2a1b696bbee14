"""A framework ready for use: checked, with its requirements parsed and its implications closed.

Nothing here knows the name of a criterion, a bar, a finding or a role: all come from the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from wwis_evidence.findings import Path, Problem
from wwis_evidence.frameworks.requirement import (
    NOTHING,
    Requirement,
    holds,
    parse_requirement,
)
from wwis_evidence.frameworks.soundness import unsound_bars
from wwis_evidence.records.case_study import Evaluation, Impact, Replication
from wwis_evidence.records.framework import FrameworkRecord, PanelRules
from wwis_evidence.records.framework import Indicator as IndicatorRecord
from wwis_evidence.records.shape import shape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from wwis_evidence.records.base import Data, Record

MOST_CRITERIA = 16  # scored and computed together, so that soundness is checked for every set of them


def lower_median(values: Sequence[int]) -> int:
    """The middle value, the lower of the two middle ones where their number is even."""
    return sorted(values)[(len(values) - 1) // 2]


CONSENSUS: dict[str, Callable[[Sequence[int]], int]] = {"lower-median": lower_median, "minimum": min}
"""Consensus functions by name: each ignores order and never falls when a value rises."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a framework.

    Attributes:
        id: Its id.
        title: Its title.
        kinds: Kinds of case that it is for.
        scored: Criteria that reviewers score.
        computed: Criteria that dates decide.
        requires: One requirement for each bar of the framework, lowest first.
        closure: Each criterion with itself and all it implies.
        no_bar_below: The position below which there is no bar, 0 for the lowest.
        record: All that the file says of it.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    scored: tuple[str, ...]
    computed: tuple[str, ...]
    requires: tuple[Requirement, ...]
    closure: Mapping[str, frozenset[str]]
    no_bar_below: int
    record: IndicatorRecord = field(compare=False)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Scored criteria, then computed ones, in the file's order."""
        return self.scored + self.computed

    @property
    def contested_by(self) -> frozenset[str]:
        """Findings that reviewers may add to contest what dates say."""
        return frozenset(c.contested_by for c in self.record.computed.values() if c.contested_by)

    def close(self, confirmed: Iterable[str]) -> frozenset[str]:
        """Confirmed criteria with all that they imply."""
        return frozenset().union(*(self.closure[criterion] for criterion in confirmed))

    def in_order(self, criteria: Collection[str]) -> tuple[str, ...]:
        """Criteria in the file's order."""
        return tuple(criterion for criterion in self.criteria if criterion in criteria)

    def ceiling(self, confirmed: Iterable[str]) -> int | None:
        """The highest bar whose requirement holds on the closed set, as a position; None for no bar."""
        closed = self.close(confirmed)
        best = max(
            (p for p, requirement in enumerate(self.requires) if holds(requirement, closed)), default=-1
        )
        return best if best >= self.no_bar_below else None

    def computed_from(self, months: int | None) -> frozenset[str]:
        """The computed criteria that a number of months sustained meets."""
        if months is None:
            return frozenset()
        return frozenset(i for i, rule in self.record.computed.items() if months >= rule.at_least)


@dataclass(frozen=True, slots=True)
class Framework:
    """An evidence framework: the rule by which a library rates.

    Attributes:
        id: Its id.
        version: Its version.
        title: Its title.
        sha256: The digest of the file's bytes.
        bars: Ids of the bars, lowest first; a position counts from 0.
        findings: What reviewers may find, with the value of each.
        confirms: The finding from which a criterion is confirmed.
        missing: The finding by which a reviewer cannot tell, which is no score; None where there is none.
        accepts: Earlier versions, and other frameworks, whose reviews count.
        panel: Who must review, and how many.
        indicators: What is rated, by id.
        consensus: How several values are taken together.
        record: All that the file says.
        raw: The file's bytes.
    """

    id: str
    version: str
    title: str
    sha256: str
    bars: tuple[str, ...]
    findings: Mapping[str, int]
    confirms: str
    missing: str | None
    accepts: tuple[str, ...]
    panel: PanelRules
    indicators: Mapping[str, Indicator]
    consensus: Callable[[Sequence[int]], int] = field(compare=False)
    record: FrameworkRecord = field(compare=False, repr=False)
    raw: bytes = field(compare=False, repr=False)

    @property
    def reference(self) -> str:
        """How a review names this framework: ``id@version``."""
        return f"{self.id}@{self.version}"

    def accepts_review_under(self, reference: str | None) -> bool:
        """Whether a review made under this reference counts (None: made under the current framework)."""
        if reference is None or reference == self.reference:
            return True
        identity, _, version = reference.partition("@")
        return identity == self.id and (version in self.accepts or reference in self.accepts)

    def confirmed(self, value: int) -> bool:
        """Whether a consensus value confirms a criterion."""
        return value >= self.findings[self.confirms]

    def needs_evidence(self, finding: str) -> bool:
        """Whether a finding must cite evidence items."""
        return self.findings.get(finding, 0) > 0

    def position(self, bar: str) -> int:
        """A bar's place, from 0 for the lowest."""
        return self.bars.index(bar)


def compile_framework(raw: bytes, data: Data) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Make a framework from a file's data, or say everything that is wrong with it."""
    shaped = shape(data, FrameworkRecord)
    record = shaped.record
    if record is None:
        return None, shaped.problems
    problems = [*_name_problems(record), *_unused_words(record)]
    indicators: dict[str, Indicator] = {}
    for name, part in record.indicators.items():
        indicator, found = _indicator(name, part, record.bars)
        problems += found
        if not found:
            indicators[name] = indicator
            problems += unsound_bars(indicator, record.bars)
    if problems:
        return None, tuple(problems)
    return Framework(
        id=record.id,
        version=record.version,
        title=record.title,
        sha256=hashlib.sha256(raw).hexdigest(),
        bars=record.bars,
        findings=record.findings,
        confirms=record.confirms,
        missing=record.missing,
        accepts=record.accepts,
        panel=record.panel,
        indicators=indicators,
        consensus=CONSENSUS[record.consensus],
        record=record,
        raw=raw,
    ), ()


def _unknown(
    code: str, field: Path, found: str, known: Iterable[str], at: Literal["key", "value"] = "value"
) -> Problem:
    return Problem(code, field, at, {"found": found, "known": ", ".join(known)})


def _name_problems(record: FrameworkRecord) -> Iterable[Problem]:
    if record.consensus not in CONSENSUS:
        yield _unknown("unknown-word", ("consensus",), record.consensus, CONSENSUS)
    for key in ("confirms", "missing"):
        name = getattr(record, key)
        if name is not None and name not in record.findings:
            yield _unknown("unknown-word", (key,), name, record.findings)
    # Worth nothing, it would be confirmed by every review that does not even have the criterion.
    if record.confirms in record.findings and record.findings[record.confirms] < max(
        1, *record.findings.values()
    ):
        yield Problem("framework-confirms", ("confirms",), values={"found": record.confirms})
    if len(set(record.bars)) < len(record.bars):
        yield Problem("duplicate-id", ("bars",), values={"id": "a bar", "where": "bars"})
    if not record.indicators:
        yield Problem("missing-key", ("indicators",), values={"key": "an indicator"})


def _unused_words(record: FrameworkRecord) -> Iterable[Problem]:
    """Words for a bar or finding that there is not: they would never be shown."""
    for name, part in record.indicators.items():
        for bar in sorted(set(part.bars) - set(record.bars)):
            yield _unknown("unknown-bar", ("indicators", name, "bars", bar), bar, record.bars, at="key")
        for criterion, rule in part.criteria.items():
            here: Path = ("indicators", name, "criteria", criterion, "examples")
            for finding in sorted(set(rule.examples) - set(record.findings)):
                yield _unknown("unknown-finding", (*here, finding), finding, record.findings, at="key")


def _indicator(name: str, part: IndicatorRecord, bars: tuple[str, ...]) -> tuple[Indicator, list[Problem]]:
    scored, computed = tuple(part.criteria), tuple(part.computed)
    known = scored + computed
    here: Path = ("indicators", name)
    problems: list[Problem] = []
    if len(known) > MOST_CRITERIA:
        values = {"found": str(len(known)), "expected": f"at most {MOST_CRITERIA} criteria"}
        return _empty(name, part), [Problem("out-of-range", (*here, "criteria"), values=values)]
    problems += [
        Problem("duplicate-id", (*here, "computed", both), values={"id": both, "where": "criteria"})
        for both in computed
        if both in scored
    ]
    for group, rules in (("criteria", part.criteria), ("computed", part.computed)):
        for criterion, rule in rules.items():
            problems += [
                _unknown("unknown-criterion", (*here, group, criterion, "implies", index), implied, known)
                for index, implied in enumerate(rule.implies)
                if implied not in known
            ]
    problems += _unknown_conditions(here, part)
    requires: dict[str, Requirement] = {}
    for bar, wanted in part.requires.items():
        if bar not in bars:
            problems.append(_unknown("unknown-bar", (*here, "requires", bar), bar, bars))
            continue
        requires[bar], found = parse_requirement(wanted, known, scored, (*here, "requires", bar))
        problems += found
    missing = [bar for bar in bars[1:] if bar not in part.requires]
    problems += [Problem("missing-key", (*here, "requires", bar), values={"key": bar}) for bar in missing]
    if part.no_bar_below is not None and part.no_bar_below not in bars:
        problems.append(_unknown("unknown-bar", (*here, "no_bar_below"), part.no_bar_below, bars))
    if problems:
        return _empty(name, part), problems
    lowest = bars.index(part.no_bar_below) if part.no_bar_below else 0
    implies = {criterion: rule.implies for criterion, rule in part.criteria.items()}
    implies |= {criterion: rule.implies for criterion, rule in part.computed.items()}
    return Indicator(
        id=name,
        title=part.title,
        kinds=part.kinds,
        scored=scored,
        computed=computed,
        requires=tuple(requires.get(bar, NOTHING) for bar in bars),
        closure={criterion: _closure(criterion, implies) for criterion in known},
        no_bar_below=lowest,
        record=part,
    ), []


EVIDENCE_ITEMS: dict[str, type[Record]] = {
    "evaluation": Evaluation,
    "replication": Replication,
    "impact": Impact,
}


def _unknown_conditions(here: Path, part: IndicatorRecord) -> Iterable[Problem]:
    """Conditions on a field that evidence items do not have: nothing would ever fit them."""
    for criterion, rule in part.criteria.items():
        for group in ("supported_by", "partly_by"):
            for index, selector in enumerate(getattr(rule, group)):
                known = EVIDENCE_ITEMS[selector.list_].model_fields
                place = (*here, "criteria", criterion, group, index)
                asked = {name: name for name in selector.fields}
                asked |= {f"{name}_not": name for name in selector.fields_not}
                if selector.by_outsider:
                    asked["by_outsider"] = "by"
                if selector.has is not None:
                    asked["has"] = selector.has.partition(".")[0]
                for key, name in asked.items():
                    if name not in known:
                        yield _unknown("unknown-condition", (*place, key), name, known, at="key")


def _empty(name: str, part: IndicatorRecord) -> Indicator:
    return Indicator(name, part.title, part.kinds, (), (), (), {}, 0, part)


def _closure(criterion: str, implies: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    reached, waiting = {criterion}, [criterion]
    while waiting:
        new = set(implies[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return frozenset(reached)
