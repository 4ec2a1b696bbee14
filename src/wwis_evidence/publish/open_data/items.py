"""Items and their ratings as data: a list of all, a file for each, and every rating with its derivation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.listing import changed
from wwis_evidence.publish.open_data.envelope import API, encoded, envelope
from wwis_evidence.publish.open_data.over_time import over_time_answer
from wwis_evidence.reports.answers import item_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.rating.over_time import Moment


def item_files(
    listed: Sequence[Item], over_time: Mapping[str, Sequence[Moment]], library: Library, as_of: date
) -> dict[str, bytes]:
    """``items.json``, ``items/<slug>.json`` and ``ratings.json``.

    Args:
        listed: Items of the public library.
        over_time: The moments of each, by slug.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    files = {}
    summaries, ratings = [], []
    for item in sorted(listed, key=lambda item: item.slug):
        rating = item_answer(item.rating, library)
        summary = item_summary(item, library)
        summaries.append(summary)
        ratings.append(rating)
        files[f"{API}items/{item.slug}.json"] = encoded(
            {
                **envelope("item", library, as_of, depth=1),
                "framework": _framework(library),
                **summary,
                "rating": rating,
                "over_time": over_time_answer(over_time[item.slug], library),
                "case": item.case.model_dump(mode="json", by_alias=True, exclude_unset=True),
            }
        )
    files[f"{API}items.json"] = encoded({**envelope("items", library, as_of), "items": summaries})
    files[f"{API}ratings.json"] = encoded(
        {**envelope("ratings", library, as_of), "framework": _framework(library), "items": ratings}
    )
    return files


def item_summary(item: Item, library: Library) -> dict[str, Any]:
    """An item in short; ids are those of its file and of the vocabulary, addresses from the site's root."""
    case, framework = item.case, library.framework
    return {
        "id": item.slug,
        "title": case.title or item.slug,
        "item_kind": case.kind,
        "summary": case.summary,
        "theme": case.theme,
        "local_areas": [_area(name, library) for name in case.local_areas],
        "organisations": list(case.organisations),
        "enablers": [use.id for use in case.enablers],
        "phases": list(case.phases),
        "ingredients": list(case.ingredients),
        "facets": {
            "age_phases": list(case.facets.age_phases),
            "broad_areas_of_need": list(case.facets.broad_areas_of_need),
            "support_levels": list(case.facets.support_levels),
            "preparing_for_adulthood": list(case.facets.preparing_for_adulthood),
            "sectors": list(case.facets.sectors),
        },
        "sustained_months": item.months,
        "status": item.rating.status,
        "basis": item.rating.basis,
        "published_by": published_by(item),
        "bars": {
            part.id: {
                "bar": None if part.bar is None else framework.bars[part.bar],
                "position": None if part.bar is None else part.bar + 1,
                "of": len(framework.bars),
            }
            for part in item.rating.indicators
        },
        "item_licence": case.licence or library.settings.licence,
        "changed": changed(item) or None,
        "former_ids": list(case.former_slugs),
        "page": item.url,
        "data": f"{API}items/{item.slug}.json",
        "bundle": f"{item.url}bundle.json",
        "citations": [f"{item.url}cite.bib", f"{item.url}cite.ris"],
    }


def published_by(item: Item) -> dict[str, str] | None:
    """Who published the ratings that an item carries, where they are not this library's own."""
    if item.rating.basis != "published-panel" or item.published is None:
        return None
    return {"publisher": item.published.publisher, "url": item.published.url}


def _area(name: str, library: Library) -> dict[str, str | None]:
    """A local area as the item names it, with its code and region where the name is known."""
    area = library.areas.resolve(name)
    return {
        "id": area.code if area else None,
        "name": area.short_name if area else name,
        "region": (area.region or None) if area else None,
    }


def _framework(library: Library) -> dict[str, str]:
    framework = library.framework
    return {"id": framework.id, "version": framework.version, "sha256": framework.sha256}
