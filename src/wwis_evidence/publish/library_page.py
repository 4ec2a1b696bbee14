"""The library's list: pages that are whole without scripts, and the data by which scripts narrow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.facets import facets
from wwis_evidence.publish.items import public
from wwis_evidence.publish.listing import list_files
from wwis_evidence.publish.render import page

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

PER_PAGE = 100
"""Items on one page of the list, so that a page stays light however many items there are."""


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
    starts = range(0, len(listed), PER_PAGE) or range(1)
    pages = {}
    for number, start in enumerate(starts, 1):
        url = list_url(number)
        title = "Library" if number == 1 else f"Library, page {number} of {len(starts)}"
        pages[f"{url}index.md"] = page(
            "library.md.j2",
            url,
            title,
            "Every reviewed or published item of local practice, with both ratings in words.",
            unread=True,
            groups=_by_theme(listed[start : start + PER_PAGE]),
            facets=found,
            count=len(listed),
            number=number,
            numbers=[(n, list_url(n)) for n in range(1, len(starts) + 1)],
            first=start + 1,
            last=min(start + PER_PAGE, len(listed)),
            guide=guide,
            again=[item for item in shown if item.standing == "again"],
            ended=[item for item in shown if item.standing == "ended"],
        )
    return {**pages, **_comparison(), **list_files(listed, found, library, as_of)}


def _by_theme(items: list[Item]) -> dict[str, list[Item]]:
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


def list_url(number: int) -> str:
    """Address of one page of the list."""
    return "library/" if number == 1 else f"library/page/{number}/"
