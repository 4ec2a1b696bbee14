"""Local areas for readers: what the library holds of each, by today's areas."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wwis_evidence.vocabulary import BoardShare, icbs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.publish.items import Item
    from wwis_evidence.vocabulary import Area, Areas

_NHS = re.compile(r"\bNHS\b|\bintegrated care board\b", re.IGNORECASE)


@dataclass(slots=True)
class Place:
    """One local area of today, with the library's items from it.

    Attributes:
        area: The area.
        slug: Its part of addresses.
        boards: NHS boards that cover it, the main one first.
        items: Items of the public library that name it, or an area that it took the place of.
        past: The earlier area, for items that name one, by their slug.
        waiting: How many items that name it wait for reviewers.
    """

    area: Area
    slug: str
    boards: tuple[BoardShare, ...]
    items: list[Item] = field(default_factory=list)
    past: dict[str, Area] = field(default_factory=dict)
    waiting: int = 0

    @property
    def name(self) -> str:
        """Its name, without its formal tail."""
        return self.area.short_name

    @property
    def url(self) -> str:
        """Where it is told of: its own page if the library has an item from it, else a list of areas."""
        if self.items:
            return f"local-areas/{self.slug}/"
        return f"{region_url(self.area.region) if self.area.region else 'local-areas/'}#{self.slug}"

    @property
    def joint(self) -> list[Item]:
        """Items that name other areas too."""
        return [item for item in self.items if len(item.case.local_areas) > 1]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of a library's site, in the order of their names; regions in the order of theirs.

    Attributes:
        places: Today's areas of England and the library's fictional ones.
        former: Areas that are no more, each with the places that took theirs over.
        elsewhere: Items of the public library that name no local area that is known.
        joint: Items that name more than one.
        by_organisation: Items by the NHS bodies that they name.
    """

    places: tuple[Place, ...]
    former: tuple[tuple[Area, tuple[Place, ...]], ...]
    elsewhere: tuple[Item, ...]
    joint: tuple[Item, ...]
    by_organisation: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def regions(self) -> dict[str, list[Place]]:
        """Places by region; fictional ones have none and are left out."""
        found: dict[str, list[Place]] = {}
        for place in sorted(self.places, key=lambda place: place.area.region):
            if place.area.region:
                found.setdefault(place.area.region, []).append(place)
        return found

    @property
    def fictional(self) -> list[Place]:
        """A library's own fictional places."""
        return [place for place in self.places if not place.area.region]

    @property
    def boards(self) -> list[tuple[BoardShare, list[Place]]]:
        """NHS boards by name, each with the places that it covers most of."""
        found: dict[str, tuple[BoardShare, list[Place]]] = {}
        for place in self.places:
            if place.boards:
                found.setdefault(place.boards[0].code, (place.boards[0], []))[1].append(place)
        return sorted(found.values(), key=lambda entry: entry[0].short_name)


def region_url(region: str) -> str:
    """Address of a region's page."""
    return f"regions/{_slug(region)}/"


def gazetteer(areas: Areas, shown: Iterable[Item], waiting: Iterable[Item], as_of: date) -> Gazetteer:
    """Sort items to the local areas of today.

    An item that names an area which is no more belongs to every area that took its place.

    Args:
        areas: The library's areas.
        shown: Items of the public library.
        waiting: Items that wait for reviewers; they are only counted.
        as_of: The day whose NHS boards are told.
    """
    shown = tuple(shown)
    places = _places(areas, as_of)
    elsewhere = []
    for item in shown:
        named = _named(item, areas, places)
        for place, former in named:
            place.items.append(item)
            if former:
                place.past[item.slug] = former
        if not named:
            elsewhere.append(item)
    for item in waiting:
        for place, _ in _named(item, areas, places):
            place.waiting += 1
    return Gazetteer(
        places=tuple(sorted(places.values(), key=lambda place: place.name)),
        former=tuple((area, _today(area.name, areas, places)) for area in areas.former()),
        elsewhere=tuple(elsewhere),
        joint=tuple(item for item in shown if len(item.case.local_areas) > 1),
        by_organisation=_organisations(shown),
    )


def _places(areas: Areas, as_of: date) -> dict[str, Place]:
    """Today's areas by code, each with an address of its own; a fictional one never takes a real one's."""
    found: dict[str, Place] = {}
    taken: set[str] = set()
    for area in (*areas.current(), *areas.extra()):
        slug = base = _slug(area.short_name)
        number = 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        found[area.code] = Place(area, slug, icbs(area.code, as_of.isoformat()))
    return found


def _named(item: Item, areas: Areas, places: dict[str, Place]) -> list[tuple[Place, Area | None]]:
    """The places of today that an item means, each once, with the earlier area where it names one."""
    found: dict[str, tuple[Place, Area | None]] = {}
    for name in item.case.local_areas:
        area = areas.resolve(name)
        former = area if area and area.status == "abolished" else None
        for place in _today(name, areas, places):
            found.setdefault(place.slug, (place, former))
    return list(found.values())


def _today(name: str, areas: Areas, places: dict[str, Place]) -> tuple[Place, ...]:
    """The places of today that a name, perhaps of an earlier area, means."""
    return tuple(places[code] for code in sorted(areas.keys(name)) if code in places)


def _organisations(shown: Iterable[Item]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    found: dict[str, list[Item]] = {}
    for item in shown:
        for name in item.case.organisations:
            if _NHS.search(name):
                found.setdefault(" ".join(name.split()), []).append(item)
    return tuple((name, tuple(items)) for name, items in sorted(found.items()))


def _slug(name: str) -> str:
    """A name as a part of an address: small letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))) or "area"
