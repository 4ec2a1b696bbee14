"""An item's own pages and files: what is made for one item from that item alone, and its neighbours' words.

An item that is as it was, beside neighbours that are as they were, has the same pages. That this is so can be
seen from what they are made of: a library that holds no other case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic_core import to_json

from wwis_evidence.proof import make_bundle
from wwis_evidence.publish.citation import citation
from wwis_evidence.publish.explained import explained
from wwis_evidence.publish.item_data import item_data
from wwis_evidence.publish.items import Item, still_needed
from wwis_evidence.publish.last_rating import last_rating
from wwis_evidence.publish.record import counting_roles, grids, roles_in_words, set_aside_roles
from wwis_evidence.publish.render import page
from wwis_evidence.publish.search import search_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.similar import Neighbours


@dataclass(frozen=True, slots=True)
class Beside:
    """What an item's page tells of others: items like it, and the one that took its place."""

    neighbours: Neighbours
    successor: Item | None

    @property
    def told(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The slug of each other item, and the words that are only about the two together."""
        told = [(like.item.slug, (str(like.points), *like.shared)) for like in self.neighbours.like]
        told += [(near.item.slug, near.differs) for near in self.neighbours.near]
        return (*told, *([(self.successor.slug, ())] if self.successor else []))


def own_pages(item: Item, library: Library, as_of: date, beside: Beside) -> dict[str, bytes]:
    """An item's page, and what only its page leads to: its data and its proof.

    Args:
        item: An item that is or was public.
        library: The library. Of its other cases nothing is read.
        as_of: The day on which ratings were asked.
        beside: What is told of other items.

    Returns:
        Bytes by path in the renderer's source folder.
    """
    library = alone(library, item.slug)
    bundle = make_bundle(library, item.slug, as_of) if item.standing == "public" else {}
    pages = {}
    if bundle:
        pages[f"{item.url}bundle.json"] = json_file(bundle)
        pages[f"{item.url}item.json"] = json_file(item_data(item, bundle))
    pages[f"{item.url}index.md"] = page(
        "item.md.j2" if item.standing == "public" else "no-longer.md.j2",
        item.url,
        item.case.title or item.slug,
        item.case.summary,
        unread=True,
        item=item,
        case=item.case,
        library=library,
        explained=explained(item, library),
        bundle=bundle,
        neighbours=beside.neighbours,
        last=last_rating(item, library),
        citation=citation(item, library, as_of),
        grids=grids(item, library),
        counting=counting_roles(item),
        reviewed_by=roles_in_words(item),
        not_counting=set_aside_roles(item, library),
        successor=beside.successor,
        needed=still_needed(item, library) if item.standing == "again" else (),
        search=search_values(item),
    )
    return pages


def alone(library: Library, slug: str) -> Library:
    """The library without its other cases: what is made from it cannot depend on them."""
    folder = library.folders[slug]
    return replace(
        library,
        folders={slug: folder},
        files={**library.common.files, **folder.files},
        dossiers={slug: library.dossiers[slug]},
    )


def json_file(data: Mapping[str, object]) -> bytes:
    """Data as a file."""
    return to_json(data, indent=2) + b"\n"  # seven times as fast as json, which indents in Python
