"""Tables of pages written by hand, as the site's policy and every screen can take them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

# A keyboard must reach what scrolls. No landmark: a page may have many tables.
_FRAME = {"class": "scroll", "role": "group", "aria-label": "Table", "tabindex": "0"}
_AFTER_ALL_ELSE = 0
_MANY = 3  # columns from which on a table may have to scroll, and a long text would be squeezed
_LONG = 40  # characters


class _Tables(Treeprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, root: Element) -> None:
        """Put each table into a frame in which it scrolls. Inline styles, being forbidden, become classes."""
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag != "table" or parent.get("class") == _FRAME["class"]:
                    continue
                table.set("class", "grid")
                many = len(table.findall("./thead/tr/th")) >= _MANY
                for cell in table.iter():
                    if cell.attrib.pop("style", None):
                        cell.set("class", "number")
                    elif many and cell.tag == "td" and len("".join(cell.itertext())) > _LONG:
                        cell.set("class", "long")
                parent[place] = Element("div", _FRAME)
                parent[place].append(table)


class WideTables(Extension):  # type: ignore[misc]  # Markdown has no types
    """For Python-Markdown, by name in the renderer's settings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that it is called by
        """Take part in the reading of each page."""
        md.treeprocessors.register(_Tables(md), "wide-tables", _AFTER_ALL_ELSE)
