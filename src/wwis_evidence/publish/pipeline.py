"""What waits for reviewers or for a decision: the list, and a page of each case for those who review it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.forms import case_data
from wwis_evidence.publish.item_pages import json_file
from wwis_evidence.publish.items import still_needed
from wwis_evidence.publish.paging import over_pages
from wwis_evidence.publish.render import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_STATUSES = ("awaiting-reviewers", "in-moderation", "review-due")


def pipeline_pages(shown: Iterable[Item], library: Library) -> dict[str, bytes]:
    """The pipeline's list over its pages, and each waiting case's own page with its data.

    Args:
        shown: Every item of the library.
        library: The library.

    Returns:
        Bytes by path in the renderer's source folder.
    """
    entries = [
        (status, item, still_needed(item, library))
        for status in _STATUSES
        for item in shown
        if item.rating.status == status
    ]
    count = {status: sum(entry[0] == status for entry in entries) for status in _STATUSES}
    pages = {}
    for part in over_pages("pipeline/", entries):
        here = {status: [entry[1:] for entry in part.entries if entry[0] == status] for status in _STATUSES}
        pages[f"{part.url}index.md"] = page(
            "pipeline.md.j2",
            part.url,
            part.titled("Pipeline"),
            "What waits for reviewers, is in moderation or is due for review again.",
            # The first page says also of what nothing is; no page says that of what stands on another.
            by_status={s: found for s, found in here.items() if found or (part.number == 1 and not count[s])},
            count=count,
            part=part,
        )
    for status, item, needed in entries:
        if status == "awaiting-reviewers":
            pages |= _for_review(item, needed, library)
    return pages


def _for_review(item: Item, needed: Sequence[str], library: Library) -> dict[str, bytes]:
    url = f"pipeline/{item.slug}/"
    return {
        f"{url}index.md": page(
            "for-review.md.j2",
            url,
            f"For review: {item.case.title or item.slug}",
            f"Not yet reviewed. {item.case.summary}",
            hidden=True,
            unread=True,
            item=item,
            case=item.case,
            library=library,
            needed=needed,
        ),
        f"{url}case.json": json_file(case_data(library, item.slug, item.rating.status)),
    }
