"""The same pages give the same index: Pagefind lists its filters in an order that differs from run to run.

Only the file that leads to all others is touched (``pagefind.<language>_<hash>.pf_meta``): a gzip of a mark
and of one CBOR list, whose fourth part is the filters as pairs of name and file. They are put in order, and
the file gets the name of its new content. A form that is not known here is left alone: it works, and only its
bytes may differ from run to run.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"pagefind_dcd"
_FILTERS = 3  # place of the filters in the list
_UNSIGNED, _TEXT, _LIST = 0, 3, 4  # CBOR's major types, of which no other occurs
_SHORT, _FIRST_LONG, _LAST_LONG = 24, 24, 27  # numbers below 24 stand in the first byte


class UnknownFormError(Exception):
    """The file is not of the form that this module knows."""


def settle(folder: Path) -> None:
    """Put the filters of an index in order.

    Args:
        folder: The index, ``pagefind/`` of a built site.
    """
    entry = folder / "pagefind-entry.json"
    told = json.loads(entry.read_bytes())
    for language, about in told["languages"].items():
        path = folder / f"pagefind.{about['hash']}.pf_meta"
        try:
            content = _in_order(gzip.decompress(path.read_bytes()))
        except UnknownFormError:
            continue
        about["hash"] = f"{language}_{sha256(content).hexdigest()[:10]}"
        path.unlink()
        (folder / f"pagefind.{about['hash']}.pf_meta").write_bytes(gzip.compress(content, mtime=0))
    entry.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _in_order(content: bytes) -> bytes:
    if not content.startswith(_MARK):
        raise UnknownFormError
    try:
        parts, end = _read(content, len(_MARK))
    except (IndexError, UnicodeDecodeError) as error:
        raise UnknownFormError from error
    if end != len(content) or not isinstance(parts, list) or len(parts) <= _FILTERS:
        raise UnknownFormError
    filters = parts[_FILTERS]
    if not isinstance(filters, list) or not all(
        isinstance(pair, list) and pair and isinstance(pair[0], str) for pair in filters
    ):
        raise UnknownFormError
    filters.sort()
    return _MARK + _written(parts)


def _read(content: bytes, at: int) -> tuple[Any, int]:
    """One value and where the next begins."""
    kind, number = content[at] >> 5, content[at] & 31
    at += 1
    if _FIRST_LONG <= number <= _LAST_LONG:
        size = 1 << (number - _FIRST_LONG)
        number, at = int.from_bytes(content[at : at + size], "big"), at + size
    elif number > _LAST_LONG:
        raise UnknownFormError
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return content[at : at + number].decode(), at + number
    if kind != _LIST:
        raise UnknownFormError
    found = []
    for _ in range(number):
        value, at = _read(content, at)
        found.append(value)
    return found, at


def _written(value: Any) -> bytes:  # noqa: ANN401 - whatever was read
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(value)) + b"".join(_written(part) for part in value)


def _head(kind: int, number: int) -> bytes:
    if number < _SHORT:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << (8 * size))
    long = _FIRST_LONG + (1, 2, 4, 8).index(size)
    return bytes([kind << 5 | long]) + number.to_bytes(size, "big")
