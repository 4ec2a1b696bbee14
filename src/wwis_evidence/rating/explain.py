"""A rating's explanation as a value: what decided, what would move it, and how firm it is.

Reports and pages put it into words; nothing here is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.rating.firmness import WithoutOne, is_fragile, leave_one_out
from wwis_evidence.rating.moves import Move, moves_down, moves_up

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.result import IndicatorRating, Rating


@dataclass(frozen=True, slots=True)
class IndicatorExplanation:
    """What made one indicator's rating.

    Attributes:
        rating: The rating, with each criterion's findings by role and the evidence cited.
        moves_up: Every smallest change that lifts it one bar; None where there is no rating.
        moves_down: Every smallest change that drops it; None where there is no rating.
        without: The bar without each reviewer in turn; empty for a published outcome, which cannot be tested.
        fragile: Whether any one reviewer's absence would change the bar; None where it cannot be tested.
    """

    rating: IndicatorRating
    moves_up: tuple[Move, ...] | None
    moves_down: tuple[Move, ...] | None
    without: tuple[WithoutOne, ...]
    fragile: bool | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A case's rating with the explanation of each indicator.

    Attributes:
        rating: The rating.
        indicators: What made it on each indicator, in the framework's order.
    """

    rating: Rating
    indicators: tuple[IndicatorExplanation, ...]


def explain(rating: Rating, months: int | None, framework: Framework) -> Explanation:
    """Explain a rating.

    Args:
        rating: What :func:`wwis_evidence.rating.rate` gave.
        months: The months sustained of the case's facts.
        framework: The framework under which it was rated.
    """
    return Explanation(
        rating, tuple(_indicator(part, rating, months, framework) for part in rating.indicators)
    )


def _indicator(
    part: IndicatorRating, rating: Rating, months: int | None, framework: Framework
) -> IndicatorExplanation:
    if part.confirmed is None:
        return IndicatorExplanation(part, None, None, (), None)
    indicator = framework.indicators[part.id]
    if rating.basis != "own-panel":
        return IndicatorExplanation(part, (), (), (), None)
    without = leave_one_out(part, indicator, rating.counting, months, framework)
    fragile = is_fragile(part, without)
    return IndicatorExplanation(
        part, moves_up(part, indicator), moves_down(part, indicator), without, fragile
    )
