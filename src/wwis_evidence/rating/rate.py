"""From the reviews of a case to its rating: the whole rule, as pure functions of facts, framework and date.

The order of the steps and their names are those of the framework text: counting reviews, quorum, findings,
ceiling, panel, moderation, rating, status. Nothing here knows a criterion, a bar or a role by name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from wwis_evidence.rating.counting import counting_reviews
from wwis_evidence.rating.moderation import moderations
from wwis_evidence.rating.result import CriterionResult, IndicatorRating, Rating, RoleFinding
from wwis_evidence.rating.status import due_date, ended_or_draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.counting import CountingReview
    from wwis_evidence.rating.facts import Dossier, FindingFact, PublishedBar, Register
    from wwis_evidence.rating.moderation import Moderated
    from wwis_evidence.rating.result import Basis, CeilingState, DecidedBy, NoBar
    from wwis_evidence.rating.status import Status


def rate(
    dossier: Dossier,
    framework: Framework,
    register: Register,
    as_of: date,
    review_period_months: int | None = None,
) -> Rating:
    """Rate one case.

    Args:
        dossier: All that stands on file for it.
        framework: The rule.
        register: Who may review, by id.
        as_of: The day on which the status is asked; it decides only whether the case is due for review.
        review_period_months: The library's own period, in months; None for the framework's.
    """
    case = dossier.case
    counting, not_counting = counting_reviews(dossier, framework, register)
    complete = panel_complete(dossier, counting, framework)
    moderated = moderations(dossier, counting, framework, register, complete=complete)
    own = _own_panel(dossier, counting, moderated, framework) if complete else ()
    withheld = any(indicator.withheld for indicator in own)
    period = review_period_months or framework.panel.review_period_months
    due = due_date(case.review_by, [c.review.date for c in counting], framework.panel.quorum, period)

    status: Status
    basis: Basis
    indicators: tuple[IndicatorRating, ...]
    early = ended_or_draft(case)
    if early:
        status, basis, indicators = early, "none", _without_bar(framework, early)
    elif own and not withheld:
        status = "review-due" if due and as_of >= due else "vetted"
        basis, indicators = "own-panel", own
    elif dossier.published and not _superseded_by_reviews(dossier, counting if withheld else (), framework):
        status, basis, due = "vetted", "published-panel", None
        indicators = _published(dossier.published, case.months, framework)
    elif own:
        status, basis, indicators = "in-moderation", "own-panel", own
    else:
        status, basis = "awaiting-reviewers", "none"
        indicators = _without_bar(framework, "awaiting-reviewers")
    return Rating(
        slug=case.slug,
        kind=case.kind,
        status=status,
        basis=basis,
        digest=case.digest,
        text_digest=case.text_digest,
        counting=counting,
        not_counting=not_counting,
        moderations=moderated,
        indicators=indicators,
        panel_fixed_in_advance=_fixed_in_advance(dossier, counting),
        due=due if basis == "own-panel" else None,
    )


def panel_complete(dossier: Dossier, counting: Sequence[CountingReview], framework: Framework) -> bool:
    """Whether enough reviews count, with lived experience among them, and nobody is waited for."""
    rules = framework.panel
    if len(counting) < rules.quorum:
        return False
    if rules.include_one_of and not any(review.role in rules.include_one_of for review in counting):
        return False
    panel = dossier.panel
    return panel is None or panel.members - panel.absent <= {c.review.reviewer for c in counting}


def _fixed_in_advance(dossier: Dossier, counting: Sequence[CountingReview]) -> bool:
    """Whether the panel was named before any review that counts was made, or on the same day."""
    panel = dossier.panel
    return panel is not None and all(panel.date <= counted.review.date for counted in counting)


def _superseded_by_reviews(
    dossier: Dossier, being_moderated: Sequence[CountingReview], framework: Framework
) -> bool:
    """Whether as many valid reviews exist as a panel needs: a published outcome does not return after that.

    Reviews that wait for their first moderation have not taken its place yet.
    """
    waiting = {counting.review.path for counting in being_moderated}
    reviewers = {review.reviewer for review in dossier.reviews if review.valid and review.path not in waiting}
    return len(reviewers) >= framework.panel.quorum


def _without_bar(framework: Framework, why: NoBar) -> tuple[IndicatorRating, ...]:
    return tuple(IndicatorRating(id=name, no_bar=why) for name in framework.indicators)


def _own_panel(
    dossier: Dossier,
    counting: Sequence[CountingReview],
    moderated: Sequence[Moderated],
    framework: Framework,
) -> tuple[IndicatorRating, ...]:
    ratings = []
    for name, indicator in framework.indicators.items():
        settled = next((m.bar for m in moderated if m.indicator == name and m.reason is None), None)
        moderated_bar = framework.position(settled) if settled else None
        ratings.append(
            rate_indicator(indicator, counting, dossier.case.months, framework, moderated=moderated_bar)
        )
    return tuple(ratings)


def rate_indicator(  # noqa: PLR0913 - what a rating rests on, by name
    indicator: Indicator,
    counting: Sequence[CountingReview],
    months: int | None,
    framework: Framework,
    *,
    moderated: int | None,
    spread_matters: bool = True,
) -> IndicatorRating:
    """Rate one indicator from counting reviews.

    Args:
        indicator: The indicator of the framework.
        counting: The reviews that count; at least one.
        months: Months sustained, None where nothing is said of it.
        framework: The framework.
        moderated: The bar of a moderation record that counts, as a position.
        spread_matters: False ignores the rule that withholds a bar on which reviewers are far apart.
    """
    criteria = criterion_results(indicator, counting, months, framework)
    confirmed = frozenset(result.id for result in criteria if result.confirmed)
    ceiling = indicator.ceiling(confirmed)
    bars = [framework.position(counted.review.bars[indicator.id]) for counted in counting]
    panel, lowest, highest = framework.consensus(bars), min(bars), max(bars)
    wide = highest - lowest >= framework.panel.moderation_spread
    rated = IndicatorRating(
        id=indicator.id,
        ceiling=ceiling,
        ceiling_state="none-confirmed" if ceiling is None else "computed",
        panel=panel,
        moderated=moderated,
        confirmed=confirmed,
        lowest=lowest,
        highest=highest,
        lived_experience_differs=_lived_experience_differs(criteria, framework),
        criteria=criteria,
    )
    if spread_matters and wide and moderated is None:
        return _with(rated, no_bar="in-moderation")
    if ceiling is None:
        return _with(rated, no_bar="not-evidenced")
    judged = panel if moderated is None else moderated
    decided: DecidedBy
    if ceiling > judged:
        decided = "panel" if moderated is None else "moderation"
    else:
        decided = "both" if ceiling == judged else "ceiling"
    return _with(rated, bar=rated.worked_out, decided_by=decided)


def _with(
    rated: IndicatorRating,
    *,
    bar: int | None = None,
    no_bar: NoBar | None = None,
    decided_by: DecidedBy | None = None,
) -> IndicatorRating:
    return replace(rated, bar=bar, no_bar=no_bar, decided_by=decided_by)


def criterion_results(
    indicator: Indicator, counting: Sequence[CountingReview], months: int | None, framework: Framework
) -> tuple[CriterionResult, ...]:
    """Consensus on each scored criterion, what dates decide, and what follows from both."""
    found = {name: _findings(name, indicator, counting) for name in indicator.scored}
    values = {
        name: framework.consensus([_value(finding, framework) for _, finding in findings])
        for name, findings in found.items()
    }
    by_dates = indicator.computed_from(months) - _contested(indicator, counting, framework)
    confirmed = {name for name, value in values.items() if framework.confirmed(value)}
    closed = indicator.close(confirmed | by_dates)
    return tuple(
        CriterionResult(
            id=name,
            findings=tuple(
                RoleFinding(role, finding.finding, finding.cites)
                for role, finding in found.get(name, ())
                if finding
            ),
            consensus=values.get(name),
            confirmed=name in closed,
        )
        for name in indicator.criteria
    )


def _findings(
    criterion: str, indicator: Indicator, counting: Sequence[CountingReview]
) -> list[tuple[str, FindingFact | None]]:
    return [(c.role, c.review.findings.get(indicator.id, {}).get(criterion)) for c in counting]


def _value(finding: FindingFact | None, framework: Framework) -> int:
    """A finding's value; one that an earlier version's review does not have is as if it could not be told."""
    return framework.findings.get(finding.finding, 0) if finding else 0


def _contested(
    indicator: Indicator, counting: Sequence[CountingReview], framework: Framework
) -> frozenset[str]:
    """Computed criteria that the reviewers who say anything of them do not find met."""
    contested = set()
    for name, rule in indicator.record.computed.items():
        if rule.contested_by is None:
            continue
        given = [finding for _, finding in _findings(rule.contested_by, indicator, counting) if finding]
        if given and not framework.confirmed(framework.consensus([_value(f, framework) for f in given])):
            contested.add(name)
    return frozenset(contested)


def _lived_experience_differs(criteria: Sequence[CriterionResult], framework: Framework) -> tuple[str, ...]:
    """Criteria whose consensus is met though no reviewer with lived experience found them met."""
    lived = framework.panel.include_one_of
    return tuple(
        result.id
        for result in criteria
        if lived
        and result.consensus is not None
        and framework.confirmed(result.consensus)
        and not any(f.role in lived and f.finding == framework.confirms for f in result.findings)
    )


def _published(
    published: Mapping[str, PublishedBar], months: int | None, framework: Framework
) -> tuple[IndicatorRating, ...]:
    ratings = []
    for name, indicator in framework.indicators.items():
        record = published.get(name)
        if record is None:
            ratings.append(IndicatorRating(id=name, no_bar="awaiting-reviewers"))
            continue
        ceiling, state = published_ceiling(indicator, record, months)
        confirmed = (
            indicator.close(frozenset(record.confirmed) | indicator.computed_from(months))
            if record.confirmed is not None
            else frozenset[str]()
        )
        ratings.append(
            IndicatorRating(
                id=name,
                bar=framework.position(record.bar),
                ceiling=ceiling,
                ceiling_state=state,
                decided_by="published",
                confirmed=confirmed,
                stated_count=record.stated_count,
                lived_experience_differs=(),
            )
        )
    return tuple(ratings)


def published_ceiling(
    indicator: Indicator, record: PublishedBar, months: int | None
) -> tuple[int | None, CeilingState]:
    """The highest bar that a printed reason allows: for some set of as many criteria as it counts."""
    if record.confirmed is None:
        return None, "unknown"
    by_dates = indicator.computed_from(months)
    named = indicator.close(record.confirmed) & frozenset(indicator.scored)
    unnamed = [criterion for criterion in indicator.scored if criterion not in named]
    more = min(max((record.stated_count or 0) - len(named), 0), len(unnamed))
    ceilings = [
        indicator.ceiling(named | by_dates | frozenset(extra)) for extra in combinations(unnamed, more)
    ]
    reached = [ceiling for ceiling in ceilings if ceiling is not None]
    return (max(reached), "computed") if reached else (None, "none-confirmed")
