"""A page as linked data (JSON-LD in the words of schema.org): plain values, made whole and safe elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.items import newest
from wwis_evidence.publish.licences import licence_url
from wwis_evidence.publish.render import relative

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.ratings import Card

_FORMATS = {".json": "application/json", ".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its address from the site's root, and the library that publishes it."""

    url: str
    library: Library

    def to(self, target: str) -> str:
        """The way to an address from the site's root: whole where the site's own is known, else from here."""
        site = self.library.settings.site_url
        return f"{site.rstrip('/')}/{target}" if site else relative(self.url, target)


def graph(
    place: Place,
    head: Mapping[str, str],
    trail: Sequence[tuple[str, str]],
    item: Item | None,
    files: Collection[str],
) -> list[dict[str, Any]]:
    """What a page is, as nodes of linked data.

    Args:
        place: Where the page stands.
        head: Its title and description.
        trail: Names and addresses from the first page down to this one.
        item: The item that the page is about, if it is about one.
        files: Paths of all that the site holds, for what can be downloaded.
    """
    nodes = []
    if not place.url:
        nodes.append(_site(place))
    if place.url == "library/":
        nodes.append(_dataset(place, files))
    if item and item.rating.status != "withdrawn":
        nodes.append(_account(place, item, head, files))
    if len(trail) > 1:
        nodes.append(_breadcrumbs(place, trail))
    return nodes


def _site(place: Place) -> dict[str, Any]:
    library = place.library
    return {
        "@type": "WebSite",
        "name": library.settings.title,
        "description": library.settings.description,
        "url": place.to(""),
        "inLanguage": "en-GB",
        "publisher": _publisher(library),
        **_fiction(library),
    }


def _publisher(library: Library) -> dict[str, Any]:
    own = library.settings
    return {"@type": "Organization", "name": own.publisher or own.title}


def _fiction(library: Library) -> dict[str, Any]:
    return {"creativeWorkStatus": "Worked example: wholly fictional"} if library.settings.fictional else {}


def _licence(name: str) -> str:
    return licence_url(name) or name


def _dataset(place: Place, files: Collection[str]) -> dict[str, Any]:
    library, data = place.library, sorted(path for path in files if _data_file(path))
    return {
        "@type": "Dataset",
        "name": f"{library.settings.title}: items and ratings",
        "description": f"{library.settings.description} Each rating can be worked out again from its bundle.",
        "url": place.to("library/"),
        "license": _licence(library.settings.licence),
        "creator": _publisher(library),
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        **_fiction(library),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": place.to(path),
                "encodingFormat": _FORMATS[path[path.rindex(".") :]],
            }
            for path in data
        ],
    }


def _data_file(path: str) -> bool:
    """Whether a file is there for others to use; what the pages themselves read may change with them."""
    # One file an item would make the list as long as the library: items.json leads to them.
    listed = path.startswith("api/") and not path.startswith(("api/v1/items/", "api/v1/schemas/"))
    return listed and path.endswith(tuple(_FORMATS))


def _breadcrumbs(place: Place, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": place.to(url)}
            for number, (name, url) in enumerate(trail, start=1)
        ],
    }


def _account(place: Place, item: Item, head: Mapping[str, str], files: Collection[str]) -> dict[str, Any]:
    """An item's page: this library's account, the sources it cites, and a review for each rating."""
    case, library, address = item.case, place.library, place.to(item.url)
    change = newest(case.changes)
    node: dict[str, Any] = {
        "@type": "Report" if case.kind == "research-report" else "Article",
        "@id": f"{address}#account",
        "headline": head["title"],
        "description": head.get("description", ""),
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "license": _licence(case.licence or library.settings.licence),
        "publisher": _publisher(library),
        "about": item.theme,
        "spatialCoverage": [{"@type": "AdministrativeArea", "name": area} for area in item.areas],
        "citation": [_source(source.title, source.publisher, source.url) for source in case.sources],
        **_fiction(library),
    }
    if change:
        node["dateModified"] = change.date
    if item.imported and case.origin.url:
        node["isBasedOn"] = case.origin.url
    bundle = f"{item.url}bundle.json"
    if bundle in files:
        node["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": place.to(bundle),
            "encodingFormat": "application/json",
        }
    reviews = [_review(card, item, place) for card in item.cards if card.position is not None]
    if reviews:
        node["review"] = reviews
    return node


def _source(title: str, publisher: str, url: str | None) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": title,
        "publisher": {"@type": "Organization", "name": publisher},
        **({"url": url} if url else {}),
    }


def _review(card: Card, item: Item, place: Place) -> dict[str, Any]:
    """One rating; a rating that was taken in has its own publisher as author and says so."""
    printed = item.published if item.rating.basis == "published-panel" else None
    author = {"@type": "Organization", "name": printed.publisher} if printed else _publisher(place.library)
    review: dict[str, Any] = {
        "@type": "Review",
        "name": card.title,
        "reviewAspect": card.title,
        "author": author,
        "itemReviewed": {"@id": f"{place.to(item.url)}#account"},
        "reviewBody": f"{item.provenance}. {card.words}. {card.meaning}".strip(),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": card.position,
            "bestRating": card.of,
            "worstRating": 1,
            "alternateName": card.label,
            "reviewAspect": card.title,
            "author": author,
        },
    }
    if printed:
        review["url"] = printed.url
        if printed.published:
            review["datePublished"] = printed.published
    return review
