"""What a mend is made from, and what it proposes."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wwis_evidence.mending.text import Spot, decoded, spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.documents import Order
    from wwis_evidence.findings import Path
    from wwis_evidence.mending.text import Edit


@dataclass(frozen=True, slots=True)
class Known:
    """What a library knows by name.

    Attributes:
        areas: The name to write of a local area, by each name under which it is met.
        people: Ids of everyone on the register.
    """

    areas: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file as a mend sees it.

    Attributes:
        raw: Its bytes.
        data: What could be read of it; None where reading had to stop.
        order: The keys of its record.
        known: What the library knows by name.
    """

    raw: bytes
    data: dict[str, Any] | None
    order: Order
    known: Known

    @cached_property
    def text(self) -> str:
        """The text; empty where it cannot be read as such."""
        return decoded(self.raw) or ""

    @cached_property
    def spots(self) -> dict[tuple[Path, str], Spot]:
        """Where each key and single value stands."""
        return spots(self.text)

    def spot(self, where: Path, at: str) -> Spot | None:
        """A key or value that stands on one line, as it was written."""
        found = self.spots.get((where, at))
        written = found and self.text[found.start : found.end]
        return found if written and "\n" not in written and found and found.style not in {"|", ">"} else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mend that may be made, if what comes of it is as expected.

    Attributes:
        edits: Changes of the text; none adds or takes away a line.
        words: What is done, for people; of the file's text only a word that comes near a known one.
        data: What the file then holds; None where it could not be read before.
        value: The text that then stands at the first change, for a file that could not be read before.
    """

    edits: tuple[Edit, ...]
    words: str
    data: dict[str, Any] | None = None
    value: str | None = None


def with_value(data: dict[str, Any], where: Path, value: object) -> dict[str, Any]:
    """A copy of the data with another value at a field."""
    changed = copy.deepcopy(data)
    _inner(changed, where)[where[-1]] = value
    return changed


def with_key(data: dict[str, Any], where: Path, key: str) -> dict[str, Any]:
    """A copy of the data where a field has another name and the same place among its neighbours."""
    changed = copy.deepcopy(data)
    around = _inner(changed, where)
    entries = [(key if old == where[-1] else old, value) for old, value in around.items()]
    around.clear()
    around.update(entries)
    return changed


def keys_beside(data: object, where: Path) -> tuple[str, ...]:
    """The keys of the mapping in which a field stands."""
    around = _inner(data, where)
    return tuple(around) if isinstance(around, dict) else ()


def _inner(data: Any, where: Path) -> Any:  # noqa: ANN401 - mappings and lists of plain data
    for step in where[:-1]:
        data = data[step]
    return data
