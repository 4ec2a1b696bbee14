"""A file as keys and items, each with its comments: what the canonical layout is written from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wwis_evidence.documents.scalars import Scalar, resolve


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list.

    Attributes:
        key: The key; None for an item.
        value: The value, where it is a scalar.
        written: A number as it stood in the file.
        children: The entries of a mapping or list; None for a scalar.
        is_list: Whether the children are items.
        above: Comments on lines of their own before it.
        beside: The comment at the end of its line.
        start: Where it begins, in characters from the start of the text.
        value_start: Where its value begins.
    """

    key: str | None
    value: Scalar = None
    written: str | None = None
    children: list[Entry] | None = None
    is_list: bool = False
    above: list[str] = field(default_factory=list)
    beside: str | None = None
    start: int = 0
    value_start: int = 0


@dataclass(slots=True)
class Outline:
    """A whole file.

    Attributes:
        root: The entry without a key whose children are the top-level keys.
        tail: Comments after the last entry.
    """

    root: Entry
    tail: list[str]


def outline(text: str) -> Outline:
    """Take a file apart.

    Args:
        text: YAML that the strict reader accepts, with line feeds only.

    Returns:
        Its entries in the order of the file, each with its comments.
    """
    root = Entry(None)
    entries: list[Entry] = []
    block_items: list[Entry] = []
    spans: list[tuple[int, int]] = []
    _collect(text, root, entries, block_items, spans)
    comments = _comments(text, spans)
    ends = {start + len(comment): start for start, comment in comments}
    for entry in block_items:
        entry.start = _dash(text, entry.start, ends)
    tail: list[str] = []
    _attach(text, entries, comments, tail)
    return Outline(root, tail)


def comment_texts(text: str) -> list[str]:
    """Give the comments of a file, sorted.

    Args:
        text: As for :func:`outline`.

    Returns:
        Each comment from its ``#`` to its last visible character.
    """
    spans: list[tuple[int, int]] = []
    _collect(text, Entry(None), [], [], spans)
    return sorted(comment.rstrip() for _, comment in _comments(text, spans))


def _collect(  # noqa: C901 - one case for each kind of event
    text: str, root: Entry, entries: list[Entry], block_items: list[Entry], spans: list[tuple[int, int]]
) -> None:
    """Build the entries; note all in order, those that begin with a dash, and where scalars stand."""
    open_entries: list[tuple[Entry, bool]] = []
    waiting: Entry | None = None  # a key whose value comes next
    for event in iter(CParser(text).get_event, None):
        if isinstance(event, ScalarEvent):
            spans.append(_span(text, event))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            open_entries.pop()
            continue
        elif not isinstance(event, MappingStartEvent | SequenceStartEvent):
            continue
        start = event.start_mark.index
        if not open_entries:
            entry = root
        elif open_entries[-1][0].is_list:
            parent, is_block = open_entries[-1]
            entry = Entry(None, start=start)
            _children(parent).append(entry)
            entries.append(entry)
            if is_block:
                block_items.append(entry)
        elif waiting is None:
            waiting = Entry(event.value, start=start)
            _children(open_entries[-1][0]).append(waiting)
            entries.append(waiting)
            continue
        else:
            entry, waiting = waiting, None
        entry.value_start = start
        if isinstance(event, ScalarEvent):
            entry.value = event.value if event.style else resolve(event.value)
            if isinstance(entry.value, int | float) and not isinstance(entry.value, bool):
                entry.written = event.value
        else:
            entry.children = []
            entry.is_list = isinstance(event, SequenceStartEvent)
            open_entries.append((entry, not event.flow_style))


def _children(entry: Entry) -> list[Entry]:
    return entry.children if entry.children is not None else []


def _span(text: str, event: Any) -> tuple[int, int]:  # noqa: ANN401 - the parser is not typed
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in {"|", ">"}:  # a comment may stand behind the sign, before the text begins
        line_end = text.find("\n", start)
        start = len(text) if line_end < 0 else line_end
    return start, max(start, end)


def _comments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Find every ``#`` outside the scalars: nothing else in an accepted file can hold one."""
    comments: list[tuple[int, str]] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        while (found := text.find("#", at, start)) >= 0:
            line_end = text.find("\n", found)
            at = len(text) if line_end < 0 else line_end
            comments.append((found, text[found:at]))
        at = max(at, end)
    return comments


def _dash(text: str, start: int, comment_ends: dict[int, int]) -> int:
    """Go back from an item's value to its dash, over space and comments."""
    at = start
    while at and text[at - 1] in " \t\n":
        at -= 1
        at = comment_ends.get(at, at)
    return at - 1 if at and text[at - 1] == "-" else start


def _attach(text: str, entries: list[Entry], comments: list[tuple[int, str]], tail: list[str]) -> None:
    """Give each comment to the entry that it stands above or beside."""
    starts = [entry.start for entry in entries]
    for at, comment in comments:
        line_start = text.rfind("\n", 0, at) + 1
        after = bisect_right(starts, at)
        before = entries[after - 1] if after else None
        words = comment.rstrip()
        if not text[line_start:at].strip(" \t") or before is None:
            if before and not before.children and before.value_start > at:
                before.above.append(words)  # between a key and its value
            elif after < len(entries):
                entries[after].above.append(words)
            else:
                tail.append(words)
            continue
        on_line = entries[bisect_right(starts, line_start - 1) : after]
        # An item that is a mapping has no line of its own: the comment is its first key's.
        owner = next((entry for entry in on_line if entry.key is not None or not entry.children), before)
        if owner.beside is None:
            owner.beside = words
        else:
            owner.above.append(words)
