"""How to cite an item's page as it stands: whose, what, where, which version, which rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.text import date_words
from wwis_evidence.reports.text import listed

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item


def citation(item: Item, library: Library, as_of: date) -> str:
    """A text that names the version by its newest change, its digests and the day of the rating."""
    case, settings = item.case, library.settings
    title = case.title or item.slug
    if item.imported:
        who = f"{settings.publisher or settings.title}, after {case.origin.publisher}"
    else:
        who = listed(case.submitted_by) if case.submitted_by else (settings.publisher or settings.title)
    newest = max((change.date for change in case.changes), default="")
    version = f", version of {date_words(newest)}" if newest else ""
    parts = [f"{who.rstrip('.')}. {title.rstrip('.')} ({item.kind.lower()}{version}). In: {settings.title}."]
    if item.cards:
        told = "; ".join(f"{card.title.lower()} {card.words}" for card in item.cards)
        printed = item.published if item.rating.basis == "published-panel" else None
        whose = f", as published by {printed.publisher}" if printed else ""
        parts.append(f"Rating on {date_words(as_of.isoformat())}{whose}: {told}.")
    if settings.site_url:
        parts.append(f"{settings.site_url.rstrip('/')}/{item.url}")
    parts.append(f"Evidence {item.rating.digest}")
    return " ".join(parts)
