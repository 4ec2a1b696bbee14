"""What the library's list loads when a reader uses it: compact JSON beside the page.

The page itself is whole without any of this. ``list.json`` holds what is needed to narrow, count and sort;
summaries lie in parts of 250 items, so that only those on show are fetched; ``compare.json`` beside an item
holds what the comparison shows of it. These files belong to the page and may change with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.text import capital, number, period_words, prose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.facets import Facet
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.ratings import Card
    from wwis_evidence.records.case_study import Measure

PART = 250
"""Items whose summaries lie in one file."""


def list_files(
    listed: Sequence[Item], facets: Sequence[Facet], library: Library, as_of: date
) -> dict[str, bytes]:
    """The files beside the list, by path."""
    notes = sorted({item.provenance for item in listed})
    data = {
        "schema": 1,
        "as_of": as_of.isoformat(),
        "library": library.settings.title,
        "licence": library.settings.licence,
        "part": PART,
        "facets": [
            {
                "id": facet.id,
                "title": facet.title,
                "bars": facet.bars,
                "values": [[value.id, value.label] for value in facet.values],
            }
            for facet in facets
        ],
        "notes": notes,
        # slug, title, where, day of the last change, place in notes, then the places of each facet's values
        "items": [
            [
                item.slug,
                item.case.title or item.slug,
                item.where,
                changed(item),
                notes.index(item.provenance),
                [list(facet.of[place]) for facet in facets],
            ]
            for place, item in enumerate(listed)
        ],
    }
    files = {"library/list.json": _json(data)}
    for start in range(0, len(listed), PART):
        part = {item.slug: item.case.summary for item in listed[start : start + PART]}
        files[f"library/summaries-{start // PART + 1}.json"] = _json(part)
    for item in listed:
        files[f"library/{item.slug}/compare.json"] = _json(compared(item))
    return files


def changed(item: Item) -> str:
    """The day of an item's newest change, ISO; empty where none is recorded."""
    return max((change.date for change in item.case.changes), default="")


def compared(item: Item) -> dict[str, Any]:
    """What a comparison shows of an item: rows of label and texts, alike for every item."""
    case, tags = item.case, item.case.facets
    for_whom = [
        *(term_label("age-phases", phase) for phase in tags.age_phases),
        *(term_label("broad-areas-of-need", need) for need in tags.broad_areas_of_need),
    ]
    rows: list[tuple[str, list[str]]] = [
        ("Whose ratings", [item.provenance or "Reviewed here"]),
        *((f"{card.title}: what decided it", _decided(item, card)) for card in item.cards),
        ("Kind", [item.kind]),
        ("Theme", [item.theme]),
        ("Where", [item.where]),
        ("Who it is for", for_whom),
        ("What changed", [_claim(item, place) for place in range(len(case.impact))]),
        (
            "How it was evaluated",
            [
                f"{term_label('evaluation-methods', looked.method)}: {item.evaluation_words(looked)}"
                for looked in case.evaluation
            ],
        ),
        ("How long it has been kept going", list(filter(None, [item.sustained_words()]))),
        ("Taken up elsewhere", [other.where for other in case.replication if other.where != "not-stated"]),
        ("Enablers it shows", [term_label("enablers", use.id) for use in case.enablers]),
        ("Phase of the improvement cycle", [term_label("phases", phase) for phase in case.phases]),
        ("What it took", _took(item)),
        ("Limits", [prose(case.limits).striptags()] if case.limits else []),
    ]
    return {
        "schema": 1,
        "title": case.title or item.slug,
        "ratings": [[card.title, card.words, card.position, card.of] for card in item.cards],
        "rows": rows,
    }


def _decided(item: Item, card: Card) -> list[str]:
    """What a rating rests on; of a published one its printed reason, since whose it is stands above."""
    first = card.printed_reason if item.rating.basis == "published-panel" else card.decided
    return [text for text in (first, card.ceiling) if text]


def _claim(item: Item, place: int) -> str:
    claim = item.case.impact[place]
    measure = f" {_measure(claim.measure)}." if claim.measure else ""
    effect = "" if claim.effect == "better" else f" ({term_label('effects', claim.effect).lower()})"
    return f"{claim.claim}{effect}{measure}"


def _measure(measure: Measure) -> str:
    result = f"{number(measure.result.value)} {measure.unit} ({period_words(measure.result.period)})"
    if measure.baseline is None:
        return f"{capital(measure.name)}: {result}, with no starting point to compare with"
    before = f"{number(measure.baseline.value)} ({period_words(measure.baseline.period)})"
    return f"{capital(measure.name)}: from {before} to {result}"


def _took(item: Item) -> list[str]:
    took = item.case.resources
    if took is None:
        return []
    money = took.money
    amount = ""
    if money is not None:
        currency = "£" if money.currency == "GBP" else f"{money.currency} "
        amount = f"{currency}{number(money.amount)}" + (f" a {money.period}" if money.period else "")
    return [text for text in (amount, took.staff or "", took.other or "") if text]


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
