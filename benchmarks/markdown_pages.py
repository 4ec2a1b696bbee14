"""A built site's pages once more as plain Markdown, for the renderer alone to build.

Each page's article becomes headings, paragraphs, lists and tables; its words stay, its pictures and styles
go. A page can be made as long as the page that we give to the renderer, by telling its words again.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = "site_name: Plain pages\ntheme: {name: material}\nplugins: [search]\nnav: [index.md]\n"
"""What the plain pages are built with: Material, its own search, and one page in the menu."""
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_ENDS_A_BLOCK = re.compile(
    "p|div|li|[uod]l|table|tr|h[1-4]|section|details|summary|d[td]|nav|svg|title|desc|text"
)


class _Plain(HTMLParser):
    """Collect an article's words as blocks of Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._before = ""
        self._cells: list[str] | None = None  # of the row of a table that is being read
        self._rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a cell or emphasis."""
        del attrs
        if tag == "table":
            self._end_block()
            self._rows = 0
        elif tag == "tr":
            self._cells = []
        elif _ENDS_A_BLOCK.fullmatch(tag) and self._cells is None:
            self._end_block()
            self._before = {"li": "- ", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}.get(tag, "")
        self._words.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """End a block, a cell, a row or emphasis."""
        self._words.append(_MARKS.get(tag, ""))
        if tag in {"td", "th"} and self._cells is not None:
            self._cells.append(self._taken())
        elif tag == "tr" and self._cells is not None:
            self._end_row(self._cells)
            self._cells = None
        elif _ENDS_A_BLOCK.fullmatch(tag) and self._cells is None:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Take words, without what Markdown could take for HTML."""
        self._words.append(data.replace("<", "&lt;"))

    def _taken(self) -> str:
        words, self._words = " ".join("".join(self._words).split()), []
        return words

    def _end_block(self) -> None:
        if words := self._taken():
            self.blocks.append(self._before + words)
            self._before = ""

    def _end_row(self, cells: list[str]) -> None:
        row = f"| {' | '.join(cells)} |"
        if self._rows:
            self.blocks[-1] += f"\n{row}"
        else:
            self.blocks.append(f"{row}\n|{' --- |' * len(cells)}")
        self._rows += 1


def plain(page: str) -> list[str]:
    """A built page's article as blocks of Markdown."""
    reader = _Plain()
    found = _ARTICLE.search(page)
    reader.feed(found[0] if found else "")
    reader.close()
    return reader.blocks


def filled(blocks: list[str], size: int) -> str:
    """The blocks as a page, told again until it has so many bytes (it may have more from the start)."""
    page = "\n\n".join(blocks)
    again = cycle(blocks[1:] or blocks or ["Nothing."])
    parts, long = [page], len(page.encode())
    while long < size:
        parts.append(next(again))
        long += len(parts[-1].encode()) + 2
    return "\n\n".join(parts) + "\n"


def write(docs: Path, site: Path, folder: Path, *, as_long: bool) -> int:
    """Write a site's pages as a folder that MkDocs builds.

    Args:
        docs: The pages that were given to the renderer.
        site: The site that came of them.
        folder: Where the plain pages go.
        as_long: Whether each has as many bytes as ours, or only the words.

    Returns:
        The bytes of all pages together.
    """
    total = 0
    for path, built in _pages(docs, site):
        text = filled(plain(built.read_text(encoding="utf-8")), path.stat().st_size if as_long else 0)
        target = folder / "docs" / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        total += len(text.encode())
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return total


def _pages(docs: Path, site: Path) -> Iterator[tuple[Path, Path]]:
    for path in sorted(docs.rglob("*.md")):
        inside = path.relative_to(docs)
        yield path, site / inside.parent / ("" if inside.name == "index.md" else inside.stem) / "index.html"
