"""Chance-corrected agreement on a scale of ordered steps, exact until the last division.

An item's scores are tallied: how many raters chose each step, lowest first. Only tallies matter, so no
result depends on the order of items or of raters, to the last digit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Tally = tuple[int, ...]
"""How many raters chose each step of the scale for one item."""


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Agreement on a set of items; None where it is not defined.

    Attributes:
        percent: Share of pairs of raters who chose the same step, 0 to 1; the mean over items, so that an
            item with many raters weighs no more than one with two.
        alpha: Krippendorff's alpha for ordinal data. Not defined where every score is the same step.
        ac2: Gwet's AC2 with quadratic weights.
    """

    percent: float | None
    alpha: float | None
    ac2: float | None


def coefficients(items: Iterable[Sequence[int]], steps: int) -> Coefficients:
    """Percent agreement, alpha and AC2.

    Args:
        items: For each item its scores as places on the scale, from 0; missing scores are left out.
        steps: How many steps the scale has, used or not.
    """
    tallies = Counter(tally(scores, steps) for scores in items)
    return Coefficients(*(_float(rule(tallies, steps)) for rule in (_percent, _alpha, _ac2)))


def tally(scores: Sequence[int], steps: int) -> Tally:
    """How often each step was chosen."""
    return tuple(scores.count(step) for step in range(steps))


def _float(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _percent(tallies: Mapping[Tally, int], steps: int) -> Fraction | None:
    del steps
    return _observed(tallies, lambda a, b: Fraction(a == b))


def _observed(tallies: Mapping[Tally, int], weight: Weight) -> Fraction | None:
    """Mean over the items with two raters or more of the mean weight of their pairs of raters."""
    total, paired = Fraction(0), 0
    for counts, items in tallies.items():
        raters = sum(counts)
        if raters > 1:
            paired += items
            pairs = sum(
                a * (b - (i == j)) * weight(i, j) for i, a in enumerate(counts) for j, b in enumerate(counts)
            )
            total += items * Fraction(pairs) / (raters * (raters - 1))
    return total / paired if paired else None


def _alpha(tallies: Mapping[Tally, int], steps: int) -> Fraction | None:
    """Krippendorff (2004): one less the observed disagreement over the one expected by chance.

    Only items with two raters or more are pairable. The distance of two steps is the square of how many
    scores lie from one to the other, those at both ends counted half.
    """
    paired = {counts: items for counts, items in tallies.items() if sum(counts) > 1}
    marginal = [sum(counts[step] * items for counts, items in paired.items()) for step in range(steps)]
    scores = sum(marginal)

    def distance(a: int, b: int) -> Fraction:
        low, high = min(a, b), max(a, b)
        return (sum(marginal[low : high + 1]) - Fraction(marginal[low] + marginal[high], 2)) ** 2

    apart = [(a, b, distance(a, b)) for a in range(steps) for b in range(steps) if a != b]
    expected = sum(marginal[a] * marginal[b] * d for a, b, d in apart)
    if not expected:
        return None
    observed = sum(
        Fraction(counts[a] * counts[b] * items, sum(counts) - 1) * d
        for counts, items in paired.items()
        for a, b, d in apart
    )
    return 1 - (scores - 1) * observed / expected


def _ac2(tallies: Mapping[Tally, int], steps: int) -> Fraction | None:
    """Gwet (2014): weights fall with the square of the distance; chance from each step's mean share.

    An item with one rater has no pairs, but its score is part of the shares.
    """
    if steps == 1:
        return None

    def weight(a: int, b: int) -> Fraction:
        return 1 - Fraction((a - b) ** 2, (steps - 1) ** 2)

    observed = _observed(tallies, weight)
    if observed is None:
        return None
    rated = sum(items for counts, items in tallies.items() if any(counts))
    shares = [
        Fraction(sum(Fraction(c[step] * items, sum(c)) for c, items in tallies.items() if any(c)), rated)
        for step in range(steps)
    ]
    weights = sum(weight(a, b) for a in range(steps) for b in range(steps))
    chance = Fraction(weights, steps * (steps - 1)) * sum(p * (1 - p) for p in shares)
    # Never 1: the shares' part is at most (steps - 1) / steps, and the weights less than steps squared.
    return (observed - chance) / (1 - chance)


if TYPE_CHECKING:
    from collections.abc import Callable

    Weight = Callable[[int, int], Fraction]
