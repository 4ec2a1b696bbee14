"""Where local areas lie: their cells on the hex map, and the NHS boards that cover them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from wwis_evidence.vocabulary._files import rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class BoardShare:
    """An NHS integrated care board (ICB) and how much of a local area it covers.

    Attributes:
        code: ONS code of the board.
        ods_code: The NHS's own code; not unique over time.
        name: Full name.
        short_name: Name without the words that every board has.
        share: Part of the area's small census areas that lie in the board, above 0 and up to 1.
        main: Whether it is the board that covers most of the area.
    """

    code: str
    ods_code: str
    name: str
    short_name: str
    share: float
    main: bool


@cache
def hexes() -> Mapping[str, tuple[int, int]]:
    """Give the hex map position of each current area, by code.

    Returns:
        Column ``q`` and row ``r``: odd rows stand half a cell to the east, rows count to the north.
    """
    cells = {row["gss_code"]: (int(row["q"]), int(row["r"])) for row in rows("local_authority_hexes")}
    return MappingProxyType(cells)


def icbs(code: str, on: str = "") -> tuple[BoardShare, ...]:
    """Give the NHS boards that cover an area, the main one first.

    Args:
        code: ONS code of a current area.
        on: ISO date for which the boards are wanted; empty for the newest known ones. Days before the first
            known state (1 April 2024) get that first state.

    Returns:
        The boards; none for a code that is unknown, past or fictional.
    """
    states = _boards()
    known = [day for day in states if not on or day <= on] or list(states)[:1]
    return states[known[-1]].get(code, ())


@cache
def _boards() -> dict[str, dict[str, tuple[BoardShare, ...]]]:
    """Read the boards of every area for each day for which they are known, oldest first."""
    boards = {row["ons_code"]: row for row in rows("integrated_care_boards")}
    states: dict[str, dict[str, list[BoardShare]]] = {}
    for row in rows("local_authority_icb"):
        board = boards[row["icb_ons_code"]]
        share = BoardShare(
            code=board["ons_code"],
            ods_code=board["ods_code"],
            name=board["name"],
            short_name=board["short_name"],
            share=float(row["lsoa_share"]),
            main=row["main_icb"] == "yes",
        )
        states.setdefault(row["as_of"], {}).setdefault(row["gss_code"], []).append(share)
    return {
        day: {code: tuple(sorted(shares, key=lambda share: -share.share)) for code, shares in of_day.items()}
        for day, of_day in sorted(states.items())
    }
