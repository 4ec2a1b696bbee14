"""The library's list: pages that are whole without scripts, and the data by which scripts narrow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.facets import facets
from wwis_evidence.publish.items import public
from wwis_evidence.publish.listing import list_files
from wwis_evidence.publish.paging import over_pages
from wwis_evidence.publish.render import page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item


def list_pages(shown: tuple[Item, ...], library: Library, guide: str, as_of: date) -> dict[str, bytes]:
    """The list in pages, the page of comparisons, and the data beside them.

    Args:
        shown: Every item of the library.
        library: The library.
        guide: Address of the page that explains the bars.
        as_of: The day on which ratings were asked.

    Returns:
        Bytes by path in the renderer's source folder.
    """
    listed = public(shown)
    found = facets(listed, library)
    pages = {}
    for part in over_pages("library/", listed):
        pages[f"{part.url}index.md"] = page(
            "library.md.j2",
            part.url,
            part.titled("Library"),
            "Every reviewed or published item of local practice, with both ratings in words.",
            unread=True,
            groups=_by_theme(part.entries),
            facets=found,
            count=len(listed),
            part=part,
            guide=guide,
            again=[item for item in shown if item.standing == "again"],
            ended=[item for item in shown if item.standing == "ended"],
        )
    return {**pages, **_comparison(), **list_files(listed, found, library, as_of)}


def _by_theme(items: Sequence[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.theme, []).append(item)
    return groups


def _comparison() -> dict[str, bytes]:
    """The page that the list leads to; what it shows is chosen in the address, so it is not to be found."""
    return {
        "compare/index.md": page(
            "compare.md.j2",
            "compare/",
            "Compare side by side",
            "Up to three items of the library beside each other.",
            hidden=True,
        )
    }
