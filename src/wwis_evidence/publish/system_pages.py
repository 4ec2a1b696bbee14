"""Pages of what local practice stands on: enablers, phases, the grid with its cells, and the crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.practice import Practice, how
from wwis_evidence.publish.render import page
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from wwis_evidence.publish.items import Item
    from wwis_evidence.vocabulary import Cell, Term


def system_pages(practice: Practice) -> dict[str, bytes]:
    """The pages of enablers, phases, grid and crosswalk, each with the items that show it."""
    return {**_enablers(practice), **_phases(practice), **_grid(practice), **_crosswalk(practice)}


def cell_url(enabler: str, phase: str) -> str:
    """Address of a cell's page."""
    return f"grid/{enabler}/{phase}/"


def _enablers(practice: Practice) -> dict[str, bytes]:
    pages = _terms_page(
        "enablers",
        "phases",
        "enablers/",
        "What good local practice stands on, in plain words, with the items that show each.",
        practice.of_enabler,
    )
    known = load().terms("enablers")
    for number, (identity, term) in enumerate(known.items(), 1):
        items = practice.of_enabler(identity)
        pages |= _term_page(
            term,
            "enablers",
            f"enablers/{identity}/",
            eyebrow=f"Enabler {number} of {len(known)}",
            items=items,
            notes=_notes(items, identity),
            narrowed=f"library/?enabler={identity}",
            waiting=practice.count_waiting(enabler=identity),
            cells=_cells(practice, enabler=identity),
            row=next((row for row in load().crosswalk if row.enabler == identity), None),
            unplaced=practice.without_phase(identity),
        )
    return pages


def _phases(practice: Practice) -> dict[str, bytes]:
    pages = _terms_page(
        "phases",
        "enablers",
        "improvement-cycle/",
        "The phases in which local systems change, in plain words, with the items that show each.",
        practice.of_phase,
    )
    known = load().terms("phases")
    for number, (identity, term) in enumerate(known.items(), 1):
        pages |= _term_page(
            term,
            "phases",
            f"improvement-cycle/{identity}/",
            eyebrow=f"Phase {number} of {len(known)}",
            items=practice.of_phase(identity),
            notes={},
            narrowed=f"library/?phase={identity}",
            waiting=practice.count_waiting(phase=identity),
            cells=_cells(practice, phase=identity),
            row=None,
            unplaced=[],
        )
    return pages


def _terms_page(
    terms: str, other: str, url: str, description: str, showing: Callable[[str], list[Item]]
) -> dict[str, bytes]:
    """The page that introduces all enablers or all phases."""
    words, known = load(), load().terms(terms)
    return {
        f"{url}index.md": page(
            "terms.md.j2",
            url,
            words.about(terms).title,
            description,
            about=words.about(terms),
            other=words.about(other),
            cells=len(words.grid),
            compared=terms == "enablers" and bool(words.crosswalk),
            known=known,
            showing={identity: showing(identity) for identity in known},
            folder=url.removesuffix("/"),
        )
    }


def _term_page(term: Term, kind: str, url: str, **told: Any) -> dict[str, bytes]:  # noqa: ANN401 - as page
    """The page of one enabler or phase."""
    shown = {"term": term, "kind": kind, "cell_url": cell_url, **told}
    made = page("term.md.j2", url, term.label, term.words, unread=True, **shown)
    return {f"{url}index.md": made}


def _grid(practice: Practice) -> dict[str, bytes]:
    enablers, phases, grid = load().terms("enablers"), load().terms("phases"), load().grid
    pages = {
        "grid/index.md": page(
            "grid.md.j2",
            "grid/",
            load().about("grid").title,
            "What each enabler looks like in each phase, with the items that show it.",
            about=load().about("grid"),
            enablers=enablers,
            phases=phases,
            grid=grid,
            count={key: len(practice.of_cell(*key)) for key in grid},
            source=next(iter(grid.values())).source,
            cell_url=cell_url,
        )
    }
    order = list(phases)
    for (enabler, phase), cell in grid.items():
        url, place = cell_url(enabler, phase), order.index(phase)
        items = practice.of_cell(enabler, phase)
        pages[f"{url}index.md"] = page(
            "cell.md.j2",
            url,
            f"{enablers[enabler].label}: {phases[phase].label.lower()}",
            cell.words,
            unread=True,
            cell=cell,
            cells=len(grid),
            enabler=enablers[enabler],
            phase=phases[phase],
            before=grid[enabler, order[place - 1]] if place else None,
            after=grid[enabler, order[place + 1]] if place + 1 < len(order) else None,
            items=items,
            notes=_notes(items, enabler),
            narrowed=f"library/?enabler={enabler}&phase={phase}",
            waiting=practice.count_waiting(enabler, phase),
            cell_url=cell_url,
        )
    return pages


def _crosswalk(practice: Practice) -> dict[str, bytes]:
    words = load()
    if not words.crosswalk:
        return {}
    return {
        "ingredients/index.md": page(
            "ingredients.md.j2",
            "ingredients/",
            "Three studies side by side",
            "Five ingredients of improvement and three ways of school trusts beside the five enablers.",
            rows=words.crosswalk,
            enablers=words.terms("enablers"),
            ingredients=words.terms("ingredients"),
            ways=words.terms("trust-ways"),
            behind={row.enabler: practice.of_enabler(row.enabler) for row in words.crosswalk},
            naming={identity: practice.of_ingredient(identity) for identity in words.terms("ingredients")},
        )
    }


def _cells(practice: Practice, *, enabler: str = "", phase: str = "") -> list[tuple[Cell, int]]:
    """The cells of an enabler or of a phase, each with the number of its items."""
    return [
        (cell, len(practice.of_cell(*key)))
        for key, cell in load().grid.items()
        if enabler == key[0] or phase == key[1]
    ]


def _notes(items: list[Item], enabler: str) -> dict[str, str]:
    """What each item says of an enabler, by its slug."""
    return {item.slug: how(item, enabler) for item in items}
