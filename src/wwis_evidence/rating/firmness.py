"""How firm a rating is: what it would be without each reviewer in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.rating.rate import rate_indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.counting import CountingReview
    from wwis_evidence.rating.result import IndicatorRating


@dataclass(frozen=True, slots=True)
class WithoutOne:
    """The bar that the others' reviews give, without one reviewer (named by role only).

    Attributes:
        role: The role of the reviewer who is left out.
        bar: The bar as a position; None for no bar.
    """

    role: str
    bar: int | None


def leave_one_out(
    rating: IndicatorRating,
    indicator: Indicator,
    counting: Sequence[CountingReview],
    months: int | None,
    framework: Framework,
) -> tuple[WithoutOne, ...]:
    """Rate anew without each reviewer, ignoring quorum and spread and keeping a moderated bar.

    With a small panel this shows mostly what a rating could lose: the lower median of two is the lower one.
    """
    results = []
    for left_out in counting if len(counting) > 1 else ():
        rest = [review for review in counting if review is not left_out]
        again = rate_indicator(
            indicator, rest, months, framework, moderated=rating.moderated, spread_matters=False
        )
        results.append(WithoutOne(left_out.role, again.bar))
    return tuple(results)


def is_fragile(rating: IndicatorRating, without: Sequence[WithoutOne]) -> bool:
    """Whether the removal of any one reviewer would change the bar."""
    return any(result.bar != rating.worked_out for result in without)
