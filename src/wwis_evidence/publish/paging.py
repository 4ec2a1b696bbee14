"""Long lists over several pages, so that a page stays light however many items there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Entry = TypeVar("Entry")

PER_PAGE = 100
"""Entries on one page of a long list."""


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Entry]):
    """One page of a list.

    Attributes:
        folder: Address of the first page, ``library/``; the others lie below it.
        number: Its number, from 1.
        of: How many pages the list has; at least one.
        first: The number of its first entry in the whole list, from 1.
        entries: Its entries.
    """

    folder: str
    number: int
    of: int
    first: int
    entries: Sequence[Entry]

    @property
    def url(self) -> str:
        """Its address."""
        return _url(self.folder, self.number)

    @property
    def last(self) -> int:
        """The number of its last entry in the whole list."""
        return self.first + len(self.entries) - 1

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """Number and address of every page of the list."""
        return [(number, _url(self.folder, number)) for number in range(1, self.of + 1)]

    def titled(self, title: str) -> str:
        """The list's title as this page's, with its number where it is not the first."""
        return title if self.number == 1 else f"{title}, page {self.number} of {self.of}"


def over_pages(folder: str, entries: Sequence[Entry]) -> list[ListPage[Entry]]:
    """A list over as many pages as it needs; an empty one has one page.

    Args:
        folder: Address of the first page.
        entries: The whole list, in its order.
    """
    starts = range(0, len(entries), PER_PAGE) or range(1)
    return [
        ListPage(folder, number, len(starts), start + 1, entries[start : start + PER_PAGE])
        for number, start in enumerate(starts, 1)
    ]


def _url(folder: str, number: int) -> str:
    return folder if number == 1 else f"{folder}page/{number}/"
