"""A public item's page as data: its account and its rating, for ``library/<slug>/item.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.publish.items import Item


def item_data(item: Item, bundle: Mapping[str, Any]) -> dict[str, Any]:
    """The item as its page tells it; the rating as its proof bundle and ``rate --format json`` have it."""
    data = {
        "schema": 1,
        "slug": item.slug,
        "as_of": bundle["as_of"],
        "framework": {key: bundle["framework"][key] for key in ("id", "version", "sha256")},
        "rating": bundle["derivation"],
        "published_by": None,
        "case": item.case.model_dump(mode="json", by_alias=True, exclude_unset=True),
    }
    if item.rating.basis == "published-panel" and item.published:
        data["published_by"] = {"publisher": item.published.publisher, "url": item.published.url}
    return data
