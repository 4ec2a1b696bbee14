"""Whether a review is complete and cites what can bear it, under the framework it was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.facts import CaseFacts, FindingFact, ModerationFacts, PublishedBar, ReviewFacts


def review_problems(review: ReviewFacts, case: CaseFacts, framework: Framework) -> tuple[Problem, ...]:
    """Everything that makes a review invalid; empty for a valid one.

    A review made under an accepted earlier version need not know this one's criteria, only its bars; one
    made under any other framework is held to nothing here. A review of earlier evidence is not held to the
    items that are there now.
    """
    if not framework.accepts_review_under(review.framework):
        return ()
    return tuple(_problems(review, case, framework))


def _problems(review: ReviewFacts, case: CaseFacts, framework: Framework) -> Iterator[Problem]:
    same_version = review.framework in {None, framework.reference}
    for name, indicator in framework.indicators.items():
        if case.kind not in indicator.kinds:
            yield Problem("review-of-report", ("kind",), values={"slug": case.slug, "kind": case.kind})
            return
        if name not in review.bars:
            yield _missing(("indicators", name), name)
    current = review.digest == case.digest
    for name, bar in review.bars.items():
        here: Path = ("indicators", name)
        known = framework.indicators.get(name)
        if known is None:
            yield _unknown("unknown-indicator", here, name, list(framework.indicators), "key")
            continue
        if bar not in framework.bars:
            yield _unknown("unknown-bar", (*here, "bar"), bar, framework.bars)
        if not same_version:
            continue
        for criterion in known.scored:
            if criterion not in review.findings[name]:
                yield Problem(
                    "missing-criterion", (*here, "findings", criterion), values={"criterion": criterion, "indicator": name}
                )
        for criterion, finding in review.findings[name].items():
            yield from _finding(criterion, finding, (*here, "findings", criterion), known, case, framework, current)


def _finding(  # noqa: PLR0913 - what a finding is judged against
    criterion: str,
    finding: FindingFact,
    here: Path,
    indicator: Indicator,
    case: CaseFacts,
    framework: Framework,
    current: bool,  # noqa: FBT001 - a plain fact among others
) -> Iterator[Problem]:
    if criterion not in indicator.scored and criterion not in indicator.contested_by:
        yield _unknown("unknown-criterion", here, criterion, (*indicator.scored, *indicator.contested_by), "key")
        return
    if finding.finding not in framework.findings:
        yield _unknown("unknown-finding", (*here, "finding"), finding.finding, list(framework.findings))
        return
    if not current:
        return
    there = [(index, cited) for index, cited in enumerate(finding.cites) if cited in case.evidence]
    for index, cited in enumerate(finding.cites):
        if cited not in case.evidence:
            yield _unknown("unknown-evidence", (*here, "cites", index), cited, sorted(case.evidence))
    if criterion not in indicator.scored or not framework.needs_evidence(finding.finding):
        return
    values = {"criterion": criterion, "finding": finding.finding}
    if not finding.cites:
        yield Problem("missing-citation", (*here, "cites"), values=values)
        return
    support = case.supports[indicator.id][criterion]
    for index, cited in there:
        if cited not in support.partly:
            suitable = ", ".join(sorted(support.partly)) or "none of this case's items"
            yield Problem(
                "unsuitable-evidence", (*here, "cites", index), values={**values, "id": cited, "suitable": suitable}
            )
    fits_in_part = [cited for _, cited in there if cited in support.partly]
    if finding.finding == framework.confirms and fits_in_part and not support.fully.intersection(fits_in_part):
        suitable = ", ".join(sorted(support.fully)) or "none of this case's items"
        yield Problem("evidence-in-part", (*here, "cites"), values={**values, "suitable": suitable})


def _missing(field: Path, key: str) -> Problem:
    return Problem("missing-key", field, values={"key": key})


def _unknown(code: str, field: Path, found: str, known: list[str] | tuple[str, ...], at: str = "value") -> Problem:
    values = {"found": found, "known": ", ".join(known)}
    return Problem(code, field, "key" if at == "key" else "value", values)


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
            problems.append(_unknown("unknown-indicator", ("indicators", name), name, list(framework.indicators), "key"))
        if bar not in framework.bars:
            problems.append(_unknown("unknown-bar", ("indicators", name, "bar"), bar, framework.bars))
    return tuple(problems)
