"""Plain data in canonical layout, with comments for whoever fills it in."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from wwis_evidence.documents import LayoutError, Order, canonical, emit, read, scalar_text
from wwis_evidence.findings import Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WIDTH = 100
"""Characters of a comment's line, with its indent."""


class Line(str):
    """A line of YAML to be used, with ``#`` before it: whoever takes the sign away has it in place."""

    __slots__ = ()


Comments = dict[Path, list[str]]
"""Notes and lines above a key, by its place; what is at ``END`` stands at the end of the file."""
END: Path = ()


def commented(data: Mapping[str, Any], order: Order, comments: Comments, sign: str = "#") -> bytes:
    """Write data with comments.

    Args:
        data: Plain data.
        order: The order of its keys.
        comments: What to say above each key.
        sign: What notes begin with.

    Returns:
        The bytes of the file, in canonical layout.

    Raises:
        LayoutError: The data cannot be read back as it is.
    """
    told = {path: [*_comment(said, 2 * (len(path) - 1), sign)] for path, said in comments.items() if path}
    lines = [*_mapping(data, order, told, ()), *_comment(comments.get(END, ()), 0, sign)]
    raw = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    if canonical(raw, order) != raw or read(raw).data != data:
        raise LayoutError("the form would not hold what it should")
    return raw


def _mapping(data: Mapping[str, Any], order: Order, comments: Comments, here: Path) -> Iterator[str]:
    place = {key: number for number, key in enumerate(order)}
    indent = 2 * len(here)
    for key in sorted(data, key=lambda key: place.get(key, len(place))):
        path, value = (*here, key), data[key]
        inner = order.get(key) or order.get("*") or {}
        yield from comments.get(path, ())
        if isinstance(value, dict) and any(len(p) > len(path) and p[: len(path)] == path for p in comments):
            yield f"{' ' * indent}{scalar_text(key)}:"
            yield from _mapping(value, inner, comments, path)
        else:
            for line in emit({key: value}, {key: inner}).decode().splitlines():
                yield " " * indent + line if line else ""


def _comment(paragraphs: Sequence[str], indent: int, sign: str) -> Iterator[str]:
    """Notes, folded (one that begins with spaces keeps them), and lines to be used once their # is gone."""
    lead = f"{' ' * indent}{sign} "
    for paragraph in paragraphs:
        if isinstance(paragraph, Line):
            yield " " * indent + paragraph
            continue
        words = plain(paragraph)
        inset = " " * (len(paragraph) - len(paragraph.lstrip(" ")))
        yield from wrap(
            words,
            WIDTH,
            initial_indent=lead + inset,
            subsequent_indent=lead + inset + ("  " if inset else ""),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [lead.rstrip()]


def plain(text: str) -> str:
    """A text on one line, without characters that no file may hold."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def listed(items: Iterable[str], last: str = "or") -> str:
    """Items as a phrase: ``a, b or c``."""
    *first, final = [*items] or [""]
    return f"{', '.join(first)} {last} {final}" if first else final
