"""Names in code on pages written by hand, as a narrow screen can take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_SHORT = 26  # characters that a line has room for on the narrowest screen, in a list too
_AFTER_ALL_ELSE = -1


class _ShortCode(Treeprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, root: Element) -> None:
        """Mark what stays in one piece: a line that ends within an option tells of another one."""
        for parent in root.iter():
            if parent.tag == "pre":
                continue
            for code in parent.findall("./code"):
                if len("".join(code.itertext())) <= _SHORT:
                    code.set("class", "short")


class ShortCode(Extension):  # type: ignore[misc]  # Markdown has no types
    """For Python-Markdown, by name in the renderer's settings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that it is called by
        """Take part in the reading of each page."""
        md.treeprocessors.register(_ShortCode(md), "short-code", _AFTER_ALL_ELSE)
