"""What items stand on, as data: areas, enablers, phases, words, framework, and how far reviewers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.documents import read
from wwis_evidence.publish.areas import Gazetteer, gazetteer
from wwis_evidence.publish.open_data.envelope import API, encoded, envelope
from wwis_evidence.publish.practice import Practice
from wwis_evidence.reports.audit_answers import agreement_answer
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.questions import Agreed
    from wwis_evidence.vocabulary import Source, Term

_LISTS = (
    "themes", "ingredients", "triggers", "age-phases", "broad-areas-of-need", "support-levels",
    "preparing-for-adulthood", "sectors", "impact-areas", "impact-kinds", "effects", "evaluation-methods",
    "baselines", "shared-with", "roles", "statuses", "no-bar-reasons", "not-counting-reasons",
    "moderation-reasons", "change-types",
)  # fmt: skip
AREA_SOURCES = (
    "Names and codes of local authorities: contains public sector information from the Department for "
    "Education and the Office for National Statistics, licensed under the Open Government Licence v3.0. "
    "Integrated care boards: Office for National Statistics and NHS England, Open Government Licence v3.0; "
    "contains OS data © Crown copyright and database right 2021."
)


def reference_files(listed: Sequence[Item], found: Agreed, library: Library, as_of: date) -> dict[str, bytes]:
    """``areas``, ``enablers``, ``phases``, ``vocabulary``, ``framework`` and ``agreement`` as JSON, by path.

    Args:
        listed: Items of the public library.
        found: How far reviewers agree.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    practice = Practice(tuple(listed))
    words = load()
    kinds: dict[str, dict[str, Any]] = {
        "areas": {
            "reference_data": AREA_SOURCES,
            "areas": _areas(gazetteer(library.areas, listed, (), as_of)),
        },
        "enablers": {"enablers": [_enabler(term, practice) for term in words.terms("enablers").values()]},
        "phases": {
            "phases": [
                {**_term(term), "items": _slugs(practice.of_phase(term.id))}
                for term in words.terms("phases").values()
            ]
        },
        "vocabulary": {
            "lists": {name: [_term(term) for term in words.terms(name).values()] for name in _LISTS}
        },
        "framework": {
            "framework": {
                "id": library.framework.id,
                "version": library.framework.version,
                "sha256": library.framework.sha256,
            },
            "file": "how-ratings-are-made/framework.yaml",
            "rule": read(library.framework.raw).data,
        },
        "agreement": _agreement(found, library, as_of),
    }
    return {
        f"{API}{kind}.json": encoded({**envelope(kind, library, as_of), **data})
        for kind, data in kinds.items()
    }


def _areas(known: Gazetteer) -> list[dict[str, Any]]:
    """Today's areas, then those that are no more, each with the items that name it."""
    today = [
        {
            "id": place.area.code,
            "name": place.name,
            "region": place.area.region or None,
            "authority": place.area.kind,
            "status": place.area.status,
            "valid_to": None,
            "successors": [],
            "boards": [
                {"id": board.code, "name": board.name, "share": board.share, "main": board.main}
                for board in place.boards
            ],
            "items": _slugs(place.items),
            "page": place.url,
        }
        for place in known.places
    ]
    former = [
        {
            "id": area.code,
            "name": area.short_name,
            "region": area.region or None,
            "authority": area.kind,
            "status": area.status,
            "valid_to": area.valid_to or None,
            "successors": list(area.successors),
            "boards": [],
            "items": sorted(
                {slug for place in places for slug, past in place.past.items() if past.code == area.code}
            ),
            "page": "local-areas/",
        }
        for area, places in known.former
    ]
    return [*today, *former]


def _enabler(term: Term, practice: Practice) -> dict[str, Any]:
    cells = [cell for (enabler, _), cell in load().grid.items() if enabler == term.id]
    return {
        **_term(term),
        "items": _slugs(practice.of_enabler(term.id)),
        "phases": [
            {
                "phase": cell.phase,
                "words": cell.words,
                "source": _source(cell.source),
                "items": _slugs(practice.of_cell(term.id, cell.phase)),
            }
            for cell in cells
        ],
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "label": term.label,
        "words": term.words,
        "points": list(term.points),
        "source": _source(term.source),
    }


def _source(source: Source | None) -> dict[str, str] | None:
    return {"title": source.title, "url": source.url} if source else None


def _slugs(items: Iterable[Item]) -> list[str]:
    return sorted(item.slug for item in items)


def _agreement(found: Agreed, library: Library, as_of: date) -> dict[str, Any]:
    answer = agreement_answer(found.indicators, found.panels, library.framework, as_of)
    return {
        "framework": answer["framework"],
        "panels": answer["panels"],
        "panels_left_out": found.left_out,
        "least_items": answer["least_items"],
        "indicators": answer["indicators"],
    }
