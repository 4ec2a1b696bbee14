"""Line and column of every value, looked up only when something is to be said about it.

Noting all places while reading would nearly double its time, and most files have nothing wrong.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Literal

from _ruamel_yaml import CParser
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wwis_evidence.documents.limits import MAX_DEPTH, admit, end_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.findings import Path

Place = tuple[int, int]
"""Line and column, both from 1; a column counts characters."""

_STARTS = (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class Positions:
    """The places of one file's keys and values."""

    def __init__(self, raw: bytes) -> None:
        """Take a file; it is not looked into before the first question.

        Args:
            raw: The bytes of the file, with or without problems.
        """
        self._raw = raw
        self._places: dict[Path, tuple[Place, Place]] | None = None
        self._starts: list[tuple[Place, Path]] | None = None
        self._end: Place = (1, 1)

    def find(self, field: Path, at: Literal["key", "value"] = "value", keys: Sequence[str] = ()) -> Place:
        """Give the place of a key or value.

        Args:
            field: Keys and indexes from the top of the data.
            at: Whether the key or its value is meant; for an item of a list both are the item.
            keys: The keys at the top of such a file, in their usual order.

        Returns:
            Line and column from 1. Where the file does not hold a key at the top, the place of the key that
            it usually follows. Where it does not hold another field, the place of the nearest mapping, list
            or value around it that it does hold: for a mapping, that is its first key.
        """
        found = self._index().get(field)
        if found:
            return min(found[at == "key"], self._end)
        if len(field) == 1 and field[0] in keys:
            before = keys[: keys.index(field[0])]
            followed = [places[1] for key in before if (places := self._index().get((key,)))]
            if followed:
                return followed[-1]
        while field:
            field = field[:-1]
            found = self._index().get(field)
            if found:
                return min(found[0], self._end)
        return (1, 1)

    def around(self, place: Place) -> Path:
        """Give the field that a place stands in or, in a comment, the field before it."""
        if self._starts is None:
            starts = ((min(places), path) for path, places in self._index().items())
            self._starts = sorted(starts, key=lambda each: (each[0], len(each[1])))
        found = bisect_right(self._starts, place, key=lambda each: each[0])
        return self._starts[found - 1][1] if found else ()

    def _index(self) -> dict[Path, tuple[Place, Place]]:
        if self._places is None:
            admitted, _ = admit(self._raw)
            self._places = _index(admitted or b"")
            self._end = end_of(admitted or b"")
        return self._places


def _index(admitted: bytes) -> dict[Path, tuple[Place, Place]]:
    """Note the place of each value and of its key, as far as the file can be read."""
    places: dict[Path, tuple[Place, Place]] = {}
    with contextlib.suppress(YAMLError):  # what was found before an error is what can be pointed at
        _walk(CParser(admitted), places)
    return places


def _walk(parser: Any, places: dict[Path, tuple[Place, Place]]) -> None:  # noqa: ANN401, C901 - untyped; a case an event
    # Of each container around: its path, and its next index, or the key that waits for its value with the
    # key's place. The first of two equal keys counts, as it does in the data.
    around: list[tuple[Path, list[Any]]] = []
    for event in iter(parser.get_event, None):
        if isinstance(event, _STARTS):
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            path: Path = ()
            key_place = place
            if around:
                outer, state = around[-1]
                if state[0] == "list":
                    path = (*outer, state[1])
                    state[1] += 1
                elif state[1] is None:
                    state[1:] = [_key(event), place]
                    if isinstance(event, ScalarEvent | AliasEvent):
                        continue
                    path = (*outer, "")
                else:
                    path, key_place = (*outer, state[1]), state[2]
                    state[1] = None
            places.setdefault(path, (place, key_place))
            if isinstance(event, MappingStartEvent):
                around.append((path, ["mapping", None, place]))
            elif isinstance(event, SequenceStartEvent):
                around.append((path, ["list", 0]))
            if len(around) > MAX_DEPTH:
                return
        elif isinstance(event, _ENDS):
            around.pop()
        elif isinstance(event, DocumentEndEvent):
            return


def _key(event: Any) -> str:  # noqa: ANN401 - the parser is not typed
    return event.value if isinstance(event, ScalarEvent) else ""
