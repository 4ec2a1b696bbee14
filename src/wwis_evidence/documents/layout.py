"""The one canonical layout of a file: the same data and comments always become the same bytes.

The rules, for people, are in ``publish/default_pages/guides/canonical-layout.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wwis_evidence.documents.limits import admit
from wwis_evidence.documents.outline import Entry, Outline, comment_texts, outline
from wwis_evidence.documents.reader import Document, read
from wwis_evidence.documents.scalars import NumberError, Scalar, resolve

Order = Mapping[str, "Order"]
"""The keys of a mapping in their order, each with the order of the mapping (or of the mappings in the list)
that is its value. The key ``*`` stands for all keys not named."""

# Signs with a meaning in YAML, and those that begin its end mark, merge key and numbers with a sign.
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`.+<= ")


class LayoutError(ValueError):
    """A file that cannot be put into the canonical layout safely."""


def canonical(raw: bytes, order: Order) -> bytes:
    """Put a file into the canonical layout.

    Args:
        raw: The bytes of the file.
        order: The order of the keys.

    Returns:
        The file with the same data and comments; the same bytes if it has the layout already.

    Raises:
        LayoutError: The file has problems, or its data or a comment would not come through unchanged.
    """
    document = read(raw)
    admitted, _ = admit(raw)
    if document.data is None or document.problems or admitted is None:
        raise LayoutError("the file has problems; mend them first")
    text = admitted.decode("utf-8").replace("\r\n", "\n")
    result = "".join(line + "\n" for line in _file(outline(text), order))
    return _proved(result, document.data, comment_texts(text))


def emit(data: Mapping[str, Any], order: Order) -> bytes:
    """Write plain data in the canonical layout.

    Args:
        data: Text, numbers, truth values and None, in lists and mappings whose keys are text.
        order: The order of the keys.

    Returns:
        The bytes of the file.

    Raises:
        LayoutError: The data cannot be read back as it is.
    """
    root = _entry(None, data)
    return _proved("".join(line + "\n" for line in _file(Outline(root, []), order)), data, [])


def scalar_text(value: Scalar) -> str:
    """Write a value that fits on one line.

    Args:
        value: Text, a number, a truth value or None.

    Returns:
        Plain text where YAML reads it back as the same text; else text in double quotes with the escapes of
        JSON. Line breaks are escaped too.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    if not text or text[0] in _NOT_FIRST or text[-1] in " :" or ": " in text or " #" in text:
        return False
    if "\n" in text or "\t" in text or "\r" in text:
        return False
    try:
        return isinstance(resolve(text), str)
    except NumberError:
        return False


def _is_block(text: str) -> bool:
    """Tell whether a literal block holds the text without any further sign."""
    if "\n" not in text or text[0] in " \n" or "\t" in text or "\r" in text:
        return False
    return " \n" not in text and text[-1] != " "


def _file(file: Outline, order: Order) -> Iterator[str]:
    if file.root.children:
        # What stands at the top speaks of the whole file, wherever its first key goes.
        first = file.root.children[0]
        yield from first.above
        first.above = []
        yield from _entries(file.root, 0, order)
        yield from file.tail
    else:
        yield from file.tail
        yield "{}" if file.root.beside is None else "{} " + file.root.beside


def _entries(parent: Entry, indent: int, order: Order) -> Iterator[str]:
    """Write the children of an entry, in order."""
    pad = " " * indent
    for entry in _sorted(parent, order):
        inner = order if entry.key is None else order.get(entry.key) or order.get("*") or {}
        beside = "" if entry.beside is None else " " + entry.beside
        lead = "- " if entry.key is None else scalar_text(entry.key) + ": "
        yield from (pad + comment for comment in entry.above)
        if entry.children and entry.key is not None:
            yield pad + lead.rstrip() + beside
            yield from _entries(entry, indent + 2, inner)
        elif entry.children:
            yield from _item(entry, indent, inner)
        elif isinstance(entry.value, str) and _is_block(entry.value):
            yield pad + lead + _block_sign(entry.value) + beside
            for line in entry.value.removesuffix("\n").split("\n"):
                yield pad + "  " + line if line else ""
        else:
            yield pad + lead + _one_line(entry) + beside


def _item(entry: Entry, indent: int, order: Order) -> Iterator[str]:
    """Write a mapping or list that is an item: it begins on the dash's line, with comments above it."""
    pad = " " * indent
    if entry.beside is not None:
        yield pad + entry.beside
    first = True
    for line in _entries(entry, indent + 2, order):
        if first and line.lstrip(" ").startswith("#"):
            yield pad + line.lstrip(" ")
        elif first:
            yield pad + "- " + line[indent + 2 :]
            first = False
        else:
            yield line


def _sorted(parent: Entry, order: Order) -> list[Entry]:
    children = parent.children or []
    if parent.is_list or not order:
        return children
    place = {key: number for number, key in enumerate(order) if key != "*"}
    return sorted(children, key=lambda entry: place.get(entry.key or "", len(place)))


def _one_line(entry: Entry) -> str:
    if entry.children is not None:
        return "[]" if entry.is_list else "{}"
    return scalar_text(entry.value) if entry.written is None else entry.written


def _block_sign(text: str) -> str:
    if not text.endswith("\n"):
        return "|-"
    return "|+" if text.endswith("\n\n") else "|"


def _entry(key: str | None, value: Any) -> Entry:  # noqa: ANN401 - any plain data
    if isinstance(value, Mapping):
        return Entry(key, children=[_entry(inner, value[inner]) for inner in value])
    if isinstance(value, list | tuple):
        return Entry(key, children=[_entry(None, item) for item in value], is_list=True)
    return Entry(key, value)


def _proved(result: str, data: Mapping[str, Any], comments: list[str]) -> bytes:
    """Read the result back: it must hold the same data and comments."""
    raw = result.encode("utf-8", "surrogatepass")
    again: Document = read(raw)
    same = not again.problems and json.dumps(again.data, sort_keys=True) == json.dumps(data, sort_keys=True)
    if not same or comment_texts(result) != comments:
        raise LayoutError("the file would not come through unchanged; it is left as it is")
    return raw
