"""Whether a review is complete and cites what can bear it, under the framework it was made with."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.facts import (
        CaseFacts,
        FindingFact,
        ModerationFacts,
        PublishedBar,
        ReviewFacts,
        Support,
    )


def review_problems(review: ReviewFacts, case: CaseFacts, framework: Framework) -> tuple[Problem, ...]:
    """Everything that makes a review invalid; empty for a valid one.

    A review made under an accepted earlier version need not know this one's criteria, only its bars; one
    made under any other framework is held to nothing here. A review of earlier evidence is not held to the
    items that are there now.
    """
    if not framework.accepts_review_under(review.framework):
        return ()
    held = _Held(
        case,
        framework,
        same_evidence=review.digest == case.digest,
        same_framework=review.framework in {None, framework.reference},
    )
    return tuple(_problems(review, held))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a review is held against: the case as it is, the framework, and which of both it was made of."""

    case: CaseFacts
    framework: Framework
    same_evidence: bool
    same_framework: bool


def _problems(review: ReviewFacts, held: _Held) -> Iterator[Problem]:
    framework, case = held.framework, held.case
    if any(case.kind not in indicator.kinds for indicator in framework.indicators.values()):
        yield Problem("review-of-report", ("kind",), values={"slug": case.slug, "kind": case.kind})
        return
    for name in framework.indicators:
        if name not in review.bars:
            yield _missing(("indicators", name), name)
    for name, bar in review.bars.items():
        here: Path = ("indicators", name)
        if name not in framework.indicators:
            yield _unknown("unknown-indicator", here, name, list(framework.indicators), "key")
            continue
        if bar not in framework.bars:
            yield _unknown("unknown-bar", (*here, "bar"), bar, framework.bars)
        if held.same_framework:
            yield from _findings(review.findings[name], framework.indicators[name], held)


def _findings(given: Mapping[str, FindingFact], indicator: Indicator, held: _Held) -> Iterator[Problem]:
    here: Path = ("indicators", indicator.id, "findings")
    known = (*indicator.scored, *sorted(indicator.contested_by))
    for criterion in indicator.scored:
        if criterion not in given:
            values = {"criterion": criterion, "indicator": indicator.id}
            yield Problem("missing-criterion", (*here, criterion), values=values)
    for criterion, finding in given.items():
        place = (*here, criterion)
        if criterion not in known:
            yield _unknown("unknown-criterion", place, criterion, known, "key")
        elif finding.finding not in held.framework.findings:
            yield _unknown(
                "unknown-finding", (*place, "finding"), finding.finding, list(held.framework.findings)
            )
        elif held.same_evidence:
            for index, cited in enumerate(finding.cites):
                if cited not in held.case.evidence:
                    evidence = sorted(held.case.evidence)
                    yield _unknown("unknown-evidence", (*place, "cites", index), cited, evidence)
            if criterion in indicator.scored and held.framework.needs_evidence(finding.finding):
                yield from _binding(
                    criterion, finding, place, held.case.supports[indicator.id][criterion], held
                )


def _binding(
    criterion: str, finding: FindingFact, place: Path, support: Support, held: _Held
) -> Iterator[Problem]:
    """Whether a finding rests on evidence that can bear it."""
    values = {"criterion": criterion, "finding": finding.finding}
    if not finding.cites:
        yield Problem("missing-citation", (*place, "cites"), values=values)
    for index, cited in enumerate(finding.cites):
        if cited in held.case.evidence and cited not in support.partly:
            suitable = _listed(support.partly)
            yield Problem(
                "unsuitable-evidence",
                (*place, "cites", index),
                values={**values, "id": cited, "suitable": suitable},
            )
    fitting = support.partly.intersection(finding.cites)
    if finding.finding == held.framework.confirms and fitting and not fitting & support.fully:
        yield Problem(
            "evidence-in-part", (*place, "cites"), values={**values, "suitable": _listed(support.fully)}
        )


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "none of this case's items"


def _missing(field: Path, key: str) -> Problem:
    return Problem("missing-key", field, values={"key": key})


def _unknown(
    code: str,
    field: Path,
    found: str,
    known: list[str] | tuple[str, ...],
    at: Literal["key", "value"] = "value",
) -> Problem:
    # Only a plain slip: nobody is to be led to a bar ("best" to robust) that they did not mean.
    near = next(iter(get_close_matches(found, known, cutoff=0.7)), "")
    values = {"found": found, "known": ", ".join(known), "near": near}
    return Problem(code, field, at, values)


def published_problems(published: Mapping[str, PublishedBar], framework: Framework) -> tuple[Problem, ...]:
    """Everything in a published outcome that the framework does not know."""
    problems: list[Problem] = []
    for name, record in published.items():
        here: Path = ("indicators", name)
        indicator = framework.indicators.get(name)
        if indicator is None:
            problems.append(_unknown("unknown-indicator", here, name, list(framework.indicators), "key"))
            continue
        if record.bar not in framework.bars:
            problems.append(_unknown("unknown-bar", (*here, "bar"), record.bar, framework.bars))
        problems += [
            _unknown("unknown-criterion", (*here, "confirmed", index), criterion, indicator.scored)
            for index, criterion in enumerate(record.confirmed or ())
            if criterion not in indicator.scored
        ]
    return tuple(problems)


def moderation_problems(record: ModerationFacts, framework: Framework) -> tuple[Problem, ...]:
    """Everything in a moderation record that the framework does not know."""
    problems: list[Problem] = []
    for name, bar in record.bars.items():
        if name not in framework.indicators:
            problems.append(
                _unknown("unknown-indicator", ("indicators", name), name, list(framework.indicators), "key")
            )
        if bar not in framework.bars:
            problems.append(_unknown("unknown-bar", ("indicators", name, "bar"), bar, framework.bars))
    return tuple(problems)
