"""Which items show which enabler, phase, cell of the grid or ingredient."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from wwis_evidence.publish.items import Item


@dataclass(frozen=True)
class Practice:
    """The items that are behind a word of the vocabulary.

    An item names its enablers and its phases apart from each other. That it stands in a cell because it
    names both is this project's reading, and pages say so.

    Attributes:
        shown: Items of the public library, in the library's order.
        waiting: Items that wait for reviewers; only their number is told.
    """

    shown: tuple[Item, ...]
    waiting: tuple[Item, ...] = ()

    @cached_property
    def _enablers(self) -> dict[str, list[Item]]:
        return self._by(lambda item: {use.id for use in item.case.enablers})

    @cached_property
    def _phases(self) -> dict[str, list[Item]]:
        return self._by(lambda item: set(item.case.phases))

    @cached_property
    def _ingredients(self) -> dict[str, list[Item]]:
        return self._by(lambda item: set(item.case.ingredients))

    def _by(self, ids: Callable[[Item], Collection[str]]) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.shown:
            for identity in ids(item):
                found.setdefault(identity, []).append(item)
        return found

    def of_enabler(self, enabler: str) -> list[Item]:
        """Items that name an enabler."""
        return self._enablers.get(enabler, [])

    def of_phase(self, phase: str) -> list[Item]:
        """Items that name a phase."""
        return self._phases.get(phase, [])

    def of_ingredient(self, ingredient: str) -> list[Item]:
        """Items that name an ingredient."""
        return self._ingredients.get(ingredient, [])

    def of_cell(self, enabler: str, phase: str) -> list[Item]:
        """Items that name both an enabler and a phase."""
        return [item for item in self.of_enabler(enabler) if phase in item.case.phases]

    def without_phase(self, enabler: str) -> list[Item]:
        """Items that name an enabler and no phase, and so stand in none of its cells."""
        return [item for item in self.of_enabler(enabler) if not item.case.phases]

    def count_waiting(self, enabler: str = "", phase: str = "") -> int:
        """How many items that wait for reviewers name an enabler, a phase or both."""
        return sum(
            (not enabler or enabler in {use.id for use in item.case.enablers})
            and (not phase or phase in item.case.phases)
            for item in self.waiting
        )


def strongest_first(items: Collection[Item]) -> list[Item]:
    """Items by their first indicator, highest bar first, then by title; the other is never mixed in."""
    return sorted(items, key=lambda item: (-(item.cards[0].position or 0), item.case.title))


def how(item: Item, enabler: str) -> str:
    """What an item says of an enabler that it names; empty where it says nothing."""
    return next((use.how or "" for use in item.case.enablers if use.id == enabler), "")
