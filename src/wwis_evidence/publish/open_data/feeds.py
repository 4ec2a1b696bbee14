"""Atom feeds (RFC 4287) of what changed: one for all, one for each theme that has anything to tell."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.envelope import LARGEST_FEED, attribution, site
from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.render import fragment, relative
from wwis_evidence.reports.safe import visible
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.open_data.changes import Recorded

_ALL = "all"


def feeds(changes: Sequence[Recorded], library: Library, as_of: date) -> dict[str, bytes]:
    """Feeds by path; their days are those of the changes.

    Args:
        changes: Changes, newest first.
        library: The library.
        as_of: The day that stands in the feed of a library in which nothing has ever changed.
    """
    themes: dict[str, list[Recorded]] = {}
    for entry in changes:
        if entry.item.case.theme:
            themes.setdefault(entry.item.case.theme, []).append(entry)
    own = visible(library.settings.title)
    found = {feed_path(_ALL): _feed(feed_path(_ALL), own, changes, library, as_of)}
    for theme, entries in sorted(themes.items()):
        path = feed_path(theme)
        found[path] = _feed(path, f"{own}: {term_label('themes', theme)}", entries, library, as_of)
    return found


def feed_path(name: str) -> str:
    """Where a feed lies, from the site's root."""
    return f"feeds/{name}.xml"


def feed_names(paths: Iterable[str]) -> list[tuple[str, str]]:
    """The feeds among a site's files, that of all first: path and what it tells of."""
    themes = load().terms("themes")
    names = [path.removeprefix("feeds/").removesuffix(".xml") for path in paths if path.startswith("feeds/")]
    places = {name: place for place, name in enumerate([_ALL, *themes])}
    ordered = sorted(names, key=lambda name: (places.get(name, len(places)), name))
    return [
        (feed_path(name), "Everything" if name == _ALL else term_label("themes", name)) for name in ordered
    ]


def _feed(path: str, title: str, changes: Sequence[Recorded], library: Library, as_of: date) -> bytes:
    own, base = library.settings, site(library)
    text = fragment(
        "feed.xml.j2",
        path,
        id=_urn(library, path),
        title=title,
        updated=_moment(changes[0].change.date if changes else as_of.isoformat()),
        author=visible(own.publisher or own.title),
        rights=visible(attribution(library)),
        address=f"{base}{path}" if base else "",
        pages=_address(base, path, "library/"),
        entries=[
            {
                "id": _urn(library, entry.id),
                "title": visible(f"{entry.item.case.title or entry.item.slug}: {_kind(entry)}"),
                "updated": _moment(entry.change.date),
                "address": _address(base, path, entry.item.url),
                "theme": entry.item.case.theme,
                "theme_label": entry.item.theme,
                "summary": visible(" ".join(entry.change.note.split())),
            }
            for entry in changes[:LARGEST_FEED]
        ],
    )
    return f"{text.strip()}\n".encode()


def _kind(entry: Recorded) -> str:
    return term_label("change-types", entry.change.type).lower()


def _moment(day: str) -> str:
    """A day as the moment that Atom asks for; the hour is not known."""
    return f"{day}T00:00:00Z"


def _address(base: str, path: str, target: str) -> str:
    return f"{base}{target}" if base else relative(path, target)


def _urn(library: Library, name: str) -> str:
    """A name that no other library gives, and that stays while the site keeps its address (or its title)."""
    whose = site(library) or f"library:{library.settings.title}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{whose}#{name}").urn
