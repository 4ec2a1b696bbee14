"""A file's text, where each of its keys and values stands in it, and changes of single places."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from _ruamel_yaml import CParser
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wwis_evidence.documents.limits import MAX_DEPTH, admit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.findings import Path

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Spot:
    """A key or a single value as it is written.

    Attributes:
        field: Keys and indexes from the top of the data.
        at: Whether it is a key or a value.
        start: Its first character, counted from the start of the text.
        end: The character after its last.
        style: The sign of its quotation marks or block; empty for plain text.
        value: The text that it stands for, before words and numbers are told from text.
    """

    field: Path
    at: Literal["key", "value"]
    start: int
    end: int
    style: str
    value: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one place: the characters from ``start`` up to ``end`` become ``new``."""

    start: int
    end: int
    new: str


def decoded(raw: bytes) -> str | None:
    """A file's text without a byte order mark; None where it is no text that can be read."""
    admitted, problems = admit(raw)
    return None if admitted is None or problems else admitted.decode()


def edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """A file after some changes; all other bytes stay. The places count from after a byte order mark."""
    text = raw.decode()
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    text = text.removeprefix(BYTE_ORDER_MARK)
    pieces, at = [mark], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*pieces, text[at:])).encode()


def line_start(text: str, line: int) -> int:
    """Where a line begins, in characters; lines count from 1."""
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at


def place_of(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def spots(text: str) -> dict[tuple[Path, str], Spot]:
    """Every key and single value by its field and whether it is the key; of two equal keys the first.

    A text that cannot be read to its end gives what stands before the fault.
    """
    found: dict[tuple[Path, str], Spot] = {}
    with contextlib.suppress(YAMLError):
        _walk(CParser(text), found)
    return found


def _walk(parser: Any, found: dict[tuple[Path, str], Spot]) -> None:  # noqa: ANN401 - untyped
    # Of each list or mapping around: its field, and its next index, or the key that waits for its value.
    around: list[tuple[Path, list[Any]]] = []
    for event in iter(parser.get_event, None):
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            around.pop()
        elif isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
            field, at = _field(event, around)
            if isinstance(event, ScalarEvent):
                start, end = event.start_mark.index, event.end_mark.index
                spot = Spot(field, at, start, end, event.style or "", event.value)
                found.setdefault((field, at), spot)
            elif isinstance(event, MappingStartEvent):
                around.append((field, [None]))
            elif isinstance(event, SequenceStartEvent):
                around.append((field, [0]))
            if len(around) > MAX_DEPTH:
                return


def _field(event: Any, around: list[tuple[Path, list[Any]]]) -> tuple[Path, Literal["key", "value"]]:  # noqa: ANN401
    """The field of what begins here, and whether it is a key; moves the count or the waiting key on."""
    if not around:
        return (), "value"
    outer, state = around[-1]
    if isinstance(state[0], int):
        state[0] += 1
        return (*outer, state[0] - 1), "value"
    if state[0] is None:
        key = str(event.value) if isinstance(event, ScalarEvent) else ""
        state[0] = key
        return (*outer, key), "key"
    key, state[0] = str(state[0]), None
    return (*outer, key), "value"
