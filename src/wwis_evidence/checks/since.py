"""What a change did that no change may do: only a comparison with the library as it was can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules import CHANGE_RULES
from wwis_evidence.checks.rules._kept import Sides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.findings import Problem
    from wwis_evidence.library import Library


def problems_since(before: Library, after: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Everything of what was reviewed, decided or published that a change rewrote, by path.

    Args:
        before: The library without the change.
        after: The library with it. Both may hold no more than the cases that changed.
        as_of: The day for which both are asked.
    """
    sides = Sides(before, after, as_of)
    for rule in CHANGE_RULES:
        yield from rule(sides)
