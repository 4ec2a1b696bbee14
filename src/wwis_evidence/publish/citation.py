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
    newest = max((change.date for change in case.changes), default="")
    version = f", version of {date_words(newest)}" if newest else ""
    who = author(item, library).rstrip(".")
    parts = [f"{who}. {title.rstrip('.')} ({item.kind.lower()}{version}). In: {settings.title}."]
    if item.cards:
        parts.append(rated(item, as_of))
    if settings.site_url:
        parts.append(f"{settings.site_url.rstrip('/')}/{item.url}")
    parts.append(f"Evidence {item.rating.digest}")
    return " ".join(parts)


def author(item: Item, library: Library) -> str:
    """Whose account an item is: who sent it in, or this library after the page that it was taken from."""
    here = library.settings.publisher or library.settings.title
    if item.imported:
        return f"{here}, after {item.case.origin.publisher}"
    return listed(item.case.submitted_by) if item.case.submitted_by else here


def rated(item: Item, as_of: date) -> str:
    """Its ratings in a sentence, with the day and whose they are; empty where it shows none."""
    if not item.cards:
        return ""
    told = "; ".join(f"{card.title.lower()} {card.words}" for card in item.cards)
    printed = item.published if item.rating.basis == "published-panel" else None
    whose = f", as published by {printed.publisher}" if printed else ""
    return f"Rating on {date_words(as_of.isoformat())}{whose}: {told}."
