"""England's local areas as hexagons of one size: where each stands, and the lines round regions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A hexagon that stands on a point, in the units of the picture; a row is three quarters of its height.
_HALF, _RADIUS = 10.0, 11.5
_CORNERS = (
    (0.0, -_RADIUS),
    (_HALF, -_RADIUS / 2),
    (_HALF, _RADIUS / 2),
    (0.0, _RADIUS),
    (-_HALF, _RADIUS / 2),
    (-_HALF, -_RADIUS / 2),
)
_EDGE = 2.0  # room for the strokes of what stands at the rim
_STEP = " ".join(f"{x - last_x:g} {y - last_y:g}" for (last_x, last_y), (x, y) in pairwise(_CORNERS))


@dataclass(frozen=True, slots=True)
class HexMap:
    """A map to be drawn.

    Attributes:
        width: Width of the picture, in its own units.
        height: Its height.
        middles: Middle of each hexagon by the area's code, from the upper left corner.
        borders: Lines between regions and round the coast, as data of an SVG path.
    """

    width: float
    height: float
    middles: Mapping[str, tuple[float, float]]
    borders: str

    def outline(self, codes: Iterable[str]) -> str:
        """Hexagons of areas as data of one SVG path; areas that are not on the map are left out."""
        found = (self.middles[code] for code in codes if code in self.middles)
        return "".join(f"M{x:g} {y - _RADIUS:g}l{_STEP}z" for x, y in found)


def draw(cells: Mapping[str, tuple[int, int]], groups: Mapping[str, str]) -> HexMap:
    """Lay cells out as a map.

    Args:
        cells: Column and row of each area by code. Odd rows stand half a cell to the east; rows count to
            the north.
        groups: Name of each area's group, for the lines between groups.
    """
    top = max(row for _, row in cells.values())
    middles = {
        code: (
            round(_EDGE + _HALF * (1 + 2 * column + row % 2), 1),
            round(_EDGE + _RADIUS + (top - row) * 1.5 * _RADIUS, 1),
        )
        for code, (column, row) in cells.items()
    }
    return HexMap(
        width=round(max(x for x, _ in middles.values()) + _HALF + _EDGE, 1),
        height=round(max(y for _, y in middles.values()) + _RADIUS + _EDGE, 1),
        middles=middles,
        borders=_borders(cells, groups, middles),
    )


def _borders(
    cells: Mapping[str, tuple[int, int]],
    groups: Mapping[str, str],
    middles: Mapping[str, tuple[float, float]],
) -> str:
    """Every side of a hexagon beyond which another group lies, or the sea."""
    group_at = {cell: groups[code] for code, cell in cells.items()}
    found = []
    for code, (column, row) in cells.items():
        x, y = middles[code]
        for side, beyond in enumerate(_around(column, row)):
            other = group_at.get(beyond)
            # Two groups share a side; it is drawn from the one that comes first.
            if other is None or groups[code] < other:
                (x1, y1), (x2, y2) = _CORNERS[side], _CORNERS[(side + 1) % 6]
                found.append(f"M{x + x1:g} {y + y1:g}l{x2 - x1:g} {y2 - y1:g}")
    return "".join(found)


def _around(column: int, row: int) -> tuple[tuple[int, int], ...]:
    """The cells beyond each side, clockwise from the upper right."""
    east = row % 2
    return (
        (column + east, row + 1),
        (column + 1, row),
        (column + east, row - 1),
        (column + east - 1, row - 1),
        (column - 1, row),
        (column + east - 1, row + 1),
    )
