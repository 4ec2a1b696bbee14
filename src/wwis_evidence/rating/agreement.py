"""How far reviewers agree: by indicator, by criterion and by role, from their scores before moderation.

Agreement is for improving the rubric and its guidance. It decides nothing about an item.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from wwis_evidence.rating.coefficients import Coefficients, coefficients
from wwis_evidence.rating.rate import panel_complete

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.counting import CountingReview
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.rating.result import Rating

LEAST_ITEMS = 20  # rated by two or more: with fewer, chance alone moves the figures by several tenths

Panel = tuple["CountingReview", ...]
"""The counting reviews of one item whose panel is complete."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one scale.

    Attributes:
        items: Items with at least one score.
        paired: Items with two scores or more.
        scores: Scores that say something.
        missing: Findings that could not tell; they are no scores. None for bars, which are always given.
        figures: None where fewer than 20 items have two scores: then there are only the counts.
    """

    items: int
    paired: int
    scores: int
    missing: int | None
    figures: Coefficients | None

    @property
    def missing_share(self) -> float | None:
        """The share of findings that could not tell, 0 to 1."""
        if self.missing is None or not self.scores + self.missing:
            return None
        return self.missing / (self.scores + self.missing)


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """Agreement on the findings for one criterion."""

    id: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class RolesAgreement:
    """Agreement on an indicator's bar between two groups of reviewers, on the items that both rated.

    Each group has one score an item, the consensus of those of its members who rated it; so this asks
    whether the groups see the same thing, not whether each is at one with itself. Where both groups are the
    same role, the scores are those of the reviewers in it.

    Attributes:
        first: Roles of one group.
        second: Roles of the other.
        lower: Items on which the first group's bar is lower than the second's; 0 for the same role twice.
        higher: Items on which it is higher.
        agreement: As for any scale.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    lower: int
    higher: int
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class IndicatorAgreement:
    """Agreement on one indicator: its bar, each scored criterion, and between roles.

    ``lived_experience`` sets the roles that every panel must include beside all others; None where the
    framework names none. ``roles`` has each pair of roles that met on an item, in alphabetical order.
    """

    id: str
    bars: Agreement
    criteria: tuple[CriterionAgreement, ...]
    lived_experience: RolesAgreement | None
    roles: tuple[RolesAgreement, ...]


def complete_panels(cases: Iterable[tuple[Dossier, Rating]], framework: Framework) -> tuple[Panel, ...]:
    """The counting reviews of every case, but drafts, whose panel is complete; in the cases' order."""
    return tuple(
        rating.counting
        for dossier, rating in cases
        if rating.status != "draft" and panel_complete(dossier, rating.counting, framework)
    )


def agreement(panels: Sequence[Panel], framework: Framework) -> tuple[IndicatorAgreement, ...]:
    """Agreement on every indicator.

    Args:
        panels: The counting reviews of each item whose panel is complete. Incomplete panels stay out:
            their scores are not shown to anyone yet, not even as part of a figure.
        framework: The rule under which they are rated.
    """
    return tuple(_indicator(name, panels, framework) for name in framework.indicators)


def _indicator(name: str, panels: Sequence[Panel], framework: Framework) -> IndicatorAgreement:
    lived = framework.panel.include_one_of
    roles = sorted({counting.role for panel in panels for counting in panel})
    others = tuple(role for role in roles if role not in lived)
    pairs = (
        _between((first,), (second,), name, panels, framework)
        for first, second in combinations_with_replacement(roles, 2)
    )
    return IndicatorAgreement(
        id=name,
        bars=_measure([_bars(name, panel, framework) for panel in panels], len(framework.bars)),
        criteria=tuple(
            _criterion(name, criterion, panels, framework) for criterion in framework.indicators[name].scored
        ),
        lived_experience=_between(lived, others, name, panels, framework) if lived else None,
        roles=tuple(pair for pair in pairs if pair.agreement.paired),
    )


def _bars(indicator: str, panel: Iterable[CountingReview], framework: Framework) -> list[int]:
    return [framework.position(counting.review.bars[indicator]) for counting in panel]


def _criterion(
    indicator: str, criterion: str, panels: Sequence[Panel], framework: Framework
) -> CriterionAgreement:
    """Agreement on a criterion: equal steps in the order of the findings' values.

    A review under an earlier version that does not have the criterion says nothing of it: it is neither a
    score nor one that could not tell.
    """
    missing = framework.missing
    values = sorted({value for finding, value in framework.findings.items() if finding != missing})
    items, could_not_tell = [], 0
    for panel in panels:
        given = [
            finding.finding
            for counting in panel
            if (finding := counting.review.findings.get(indicator, {}).get(criterion))
        ]
        told = [finding for finding in given if finding != missing and finding in framework.findings]
        could_not_tell += sum(finding == missing for finding in given)
        items.append([values.index(framework.findings[finding]) for finding in told])
    return CriterionAgreement(criterion, _measure(items, len(values), could_not_tell))


def _between(
    first: tuple[str, ...],
    second: tuple[str, ...],
    indicator: str,
    panels: Sequence[Panel],
    framework: Framework,
) -> RolesAgreement:
    items: list[list[int]] = []
    order: dict[int, int] = defaultdict(int)
    for panel in panels:
        one = _bars(indicator, (c for c in panel if c.role in first), framework)
        other = _bars(indicator, (c for c in panel if c.role in second), framework)
        if first == second:
            if len(one) > 1:
                items.append(one)
        elif one and other:
            a, b = framework.consensus(one), framework.consensus(other)
            items.append([a, b])
            order[(a > b) - (a < b)] += 1
    return RolesAgreement(first, second, order[-1], order[1], _measure(items, len(framework.bars)))


def _measure(items: Sequence[Sequence[int]], steps: int, missing: int | None = None) -> Agreement:
    paired = sum(len(scores) > 1 for scores in items)
    return Agreement(
        items=sum(bool(scores) for scores in items),
        paired=paired,
        scores=sum(len(scores) for scores in items),
        missing=missing,
        figures=coefficients(items, steps) if paired >= LEAST_ITEMS else None,
    )
