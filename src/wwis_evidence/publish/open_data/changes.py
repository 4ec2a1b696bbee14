"""What changed in the library and when, from the items' own ``changes``: never from a clock or from Git."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.envelope import encoded, envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.records.case_study import Change


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change of an item; ``number`` tells apart those of one item on one day, from 1."""

    item: Item
    change: Change
    number: int

    @property
    def id(self) -> str:
        """A name that stays the same while further changes are added below it in the file."""
        return f"{self.item.slug}/{self.change.date}/{self.number}"


def recorded(shown: Iterable[Item]) -> tuple[Recorded, ...]:
    """Changes of items that are or were in the public library, newest first, then by item.

    Of an item that has left, only the change by which it left is told, so that copies elsewhere can follow.
    """
    found = []
    for item in shown:
        if item.standing == "waiting":
            continue
        days: Counter[str] = Counter()
        for change in item.case.changes:
            days[change.date] += 1
            if item.standing == "public" or change is (item.ending or item.again):
                found.append(Recorded(item, change, days[change.date]))
    in_order = sorted(found, key=lambda entry: (entry.item.slug, -entry.number))
    return tuple(sorted(in_order, key=lambda entry: entry.change.date, reverse=True))


def changes_file(changes: Sequence[Recorded], library: Library, as_of: date) -> bytes:
    """``changes.json``: whoever keeps a copy reads from the top down to the day of their last visit."""
    told = [
        {
            "id": entry.id,
            "date": entry.change.date,
            "item": entry.item.slug,
            "title": entry.item.case.title or entry.item.slug,
            "type": entry.change.type,
            "note": entry.change.note,
            "superseded_by": entry.change.superseded_by,
            "in_library": entry.item.standing == "public",
            "page": entry.item.url,
        }
        for entry in changes
    ]
    return encoded({**envelope("changes", library, as_of), "changes": told})
