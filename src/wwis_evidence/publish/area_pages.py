"""Pages of local areas: the map with its list, areas with items, regions, and NHS boards."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wwis_evidence.publish.areas import Gazetteer, Place, region_url
from wwis_evidence.publish.hexmap import HexMap, draw
from wwis_evidence.publish.render import page
from wwis_evidence.vocabulary import Areas, hexes

if TYPE_CHECKING:
    from datetime import date


@cache
def england() -> HexMap:
    """The map of today's areas of England."""
    return draw(hexes(), {area.code: area.region for area in Areas.load().current()})


def area_pages(gazetteer: Gazetteer, as_of: date) -> dict[str, bytes]:
    """The pages of local areas.

    Areas that the library has no item from are listed on their region's page; a page that holds nothing
    helps nobody.

    Args:
        gazetteer: The places with their items.
        as_of: The day whose NHS boards are told.
    """
    with_items = [place for place in gazetteer.places if place.items]
    pages = {
        "local-areas/index.md": page(
            "local-areas.md.j2",
            "local-areas/",
            "Local areas",
            "A map and a list of the 153 local areas of England, with the items of local practice from each.",
            map=england(),
            gazetteer=gazetteer,
            with_items=with_items,
            region_url=region_url,
        ),
        "nhs-boards/index.md": page(
            "nhs-boards.md.j2",
            "nhs-boards/",
            "NHS boards and trusts",
            "NHS integrated care boards, the local areas that each covers, and items of practice from there.",
            gazetteer=gazetteer,
            as_of=as_of,
        ),
    }
    for region, places in gazetteer.regions.items():
        url = region_url(region)
        pages[f"{url}index.md"] = page(
            "region.md.j2",
            url,
            region,
            f"Local areas of the region {region}, with the items of local practice from each.",
            unread=True,
            map=england(),
            region=region,
            places=places,
            items=_once(places),
        )
    for place in with_items:
        pages[f"{place.url}index.md"] = page(
            "area.md.j2",
            place.url,
            place.name,
            f"Local practice from {place.name}, rated.",
            unread=True,
            map=england(),
            place=place,
            region_url=region_url,
        )
    return pages


def _once(places: list[Place]) -> int:
    """How many items places have between them; one that names several of them counts once."""
    return len({item.slug for place in places for item in place.items})
