"""What would move a rating: every smallest change that lifts it one bar, and every one that drops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.frameworks.requirement import AtLeast, Requirement, TruthTables

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Indicator
    from wwis_evidence.rating.result import IndicatorRating


@dataclass(frozen=True, slots=True)
class Move:
    """A smallest change: criteria that come to be confirmed (or cease to be), and the bar judged.

    Attributes:
        criteria: The criteria, by id.
        judged: The bar that would have to be judged, as a position; None where it need not change.
        moderated: Whether that bar is a moderator's rather than the panel's.
    """

    criteria: tuple[str, ...]
    judged: int | None
    moderated: bool


def moves_up(rating: IndicatorRating, indicator: Indicator) -> tuple[Move, ...]:
    """Every smallest change that lifts the rating to the next bar; empty at the highest."""
    if rating.confirmed is None or rating.judged is None:
        return ()
    now = rating.worked_out
    target = indicator.no_bar_below if now is None else now + 1
    if target >= len(indicator.requires):
        return ()
    # Where there is no bar yet it is for want of criteria: whatever bar was judged, there would then be one.
    judged = target if now is not None and rating.judged < target else None
    lacking = gained(indicator.requires[target], rating.confirmed, indicator)
    return _moves(lacking, judged, rating, indicator)


def moves_down(rating: IndicatorRating, indicator: Indicator) -> tuple[Move, ...]:
    """Every smallest change that drops the rating below its bar; empty where it cannot drop."""
    now = rating.worked_out
    if rating.confirmed is None or now is None:
        return ()
    # Below this one the ceiling is no bar at all, however low the bar judged.
    kept = indicator.requires[max(now, indicator.no_bar_below)]
    losses = _moves(_lost(kept, rating.confirmed, indicator), None, rating, indicator)
    return losses if now == 0 else (*losses, Move((), now - 1, rating.moderated is not None))


def gained(requirement: Requirement, confirmed: frozenset[str], indicator: Indicator) -> Requirement:
    """What must be added to the confirmed criteria: a criterion comes with any that implies it."""
    if isinstance(requirement, str):
        if requirement in confirmed:
            return AtLeast(0, ())
        return AtLeast(1, tuple(c for c in indicator.criteria if requirement in indicator.closure[c]))
    return AtLeast(requirement.n, tuple(gained(part, confirmed, indicator) for part in requirement.parts))


def _lost(requirement: Requirement, confirmed: frozenset[str], indicator: Indicator) -> Requirement:
    """What must go for a requirement to fail: a criterion goes only with all that imply it."""
    if isinstance(requirement, str):
        held_by = tuple(
            c for c in indicator.criteria if c in confirmed and requirement in indicator.closure[c]
        )
        return AtLeast(len(held_by), held_by)
    parts = tuple(_lost(part, confirmed, indicator) for part in requirement.parts)
    return AtLeast(len(parts) - requirement.n + 1, parts)


def _moves(
    change: Requirement, judged: int | None, rating: IndicatorRating, indicator: Indicator
) -> tuple[Move, ...]:
    smallest = TruthTables(indicator.criteria).smallest(change)
    return tuple(Move(criteria, judged, rating.moderated is not None) for criteria in smallest)
