"""Pages of what local practice stands on: enablers, phases, the grid with its cells, and the crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.practice import Practice, how
from wwis_evidence.publish.render import page
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from wwis_evidence.publish.items import Item
    from wwis_evidence.vocabulary import Cell


def system_pages(practice: Practice) -> dict[str, bytes]:
    """The pages of enablers, phases, grid and crosswalk, each with the items that show it."""
    return {**_enablers(practice), **_phases(practice), **_grid(practice), **_crosswalk(practice)}


def cell_url(enabler: str, phase: str) -> str:
    """Address of a cell's page."""
    return f"grid/{enabler}/{phase}/"


def _enablers(practice: Practice) -> dict[str, bytes]:
    known = load().terms("enablers")
    pages = {
        "enablers/index.md": page(
            "terms.md.j2",
            "enablers/",
            load().about("enablers").title,
            "What good local practice stands on, in plain words, with the items that show each.",
            about=load().about("enablers"),
            other=load().about("phases"),
            cells=len(load().grid),
            compared=bool(load().crosswalk),
            known=known,
            showing={identity: practice.of_enabler(identity) for identity in known},
            folder="enablers",
        )
    }
    for number, (identity, term) in enumerate(known.items(), 1):
        url = f"enablers/{identity}/"
        items = practice.of_enabler(identity)
        pages[f"{url}index.md"] = page(
            "term.md.j2",
            url,
            term.label,
            term.words,
            unread=True,
            term=term,
            kind="enablers",
            eyebrow=f"Enabler {number} of {len(known)}",
            items=items,
            notes=_notes(items, identity),
            narrowed=f"library/?enabler={identity}",
            waiting=practice.count_waiting(enabler=identity),
            cells=_cells(practice, enabler=identity),
            row=next((row for row in load().crosswalk if row.enabler == identity), None),
            unplaced=practice.without_phase(identity),
            cell_url=cell_url,
        )
    return pages


def _phases(practice: Practice) -> dict[str, bytes]:
    known = load().terms("phases")
    pages = {
        "improvement-cycle/index.md": page(
            "terms.md.j2",
            "improvement-cycle/",
            load().about("phases").title,
            "The phases in which local systems change, in plain words, with the items that show each.",
            about=load().about("phases"),
            other=load().about("enablers"),
            cells=len(load().grid),
            compared=False,
            known=known,
            showing={identity: practice.of_phase(identity) for identity in known},
            folder="improvement-cycle",
        )
    }
    for number, (identity, term) in enumerate(known.items(), 1):
        url = f"improvement-cycle/{identity}/"
        pages[f"{url}index.md"] = page(
            "term.md.j2",
            url,
            term.label,
            term.words,
            unread=True,
            term=term,
            kind="phases",
            eyebrow=f"Phase {number} of {len(known)}",
            items=practice.of_phase(identity),
            notes={},
            narrowed=f"library/?phase={identity}",
            waiting=practice.count_waiting(phase=identity),
            cells=_cells(practice, phase=identity),
            row=None,
            unplaced=[],
            cell_url=cell_url,
        )
    return pages


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
