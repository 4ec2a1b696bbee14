"""Local areas by the names people use: to one code, to what they share with others, or to a suggestion.

A local area is a local authority in England that is responsible for education. Matching is by name and
never fuzzy: case, white space, punctuation, "&" and the usual words for a council are looked through,
nothing else. Names that come close to a real one are only ever suggested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from wwis_evidence.vocabulary._files import rows
from wwis_evidence.vocabulary._names import COUNTY_FORMS, key_of, places_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100  # no name of a council comes near it; bounds the work for hostile text
_NEAR = 0.8

_COUNTY_KINDS = frozenset({"County council", "Unitary authority", "Fictional"})


@dataclass(frozen=True, slots=True)
class Area:
    """A local authority area, present or past, or a fictional one of an example library.

    Attributes:
        code: ONS code; ``x-`` and the name for a fictional area.
        name: Name as the Department for Education lists it.
        region: Region of England; empty for a fictional area.
        kind: Sort of authority, for example ``Unitary authority``; ``Fictional``.
        valid_from: First day of the code, ISO; empty where it is open (fictional, or before the codes began).
        valid_to: Last day of the code, ISO; empty while it is current.
        successors: Codes that replaced this one.
        status: ``current``, ``abolished``, ``recoded`` (same authority, new code) or ``fictional``.
        dfe_number: The department's three-digit number; empty where there is none. Not unique.
        extra: Whether a library declared it, as a fictional area.
    """

    code: str
    name: str
    region: str
    kind: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    status: str
    dfe_number: str
    extra: bool = False

    @property
    def short_name(self) -> str:
        """The name without its formal tail: ``Herefordshire``, not ``Herefordshire, County of``."""
        return re.sub(r", (?:City|County) of$", "", self.name)

    def overlaps(self, first: str, last: str) -> bool:
        """Whether the code was in force on any day from ``first`` to ``last`` (ISO dates, both included)."""
        return self.valid_from <= last and (not self.valid_to or self.valid_to >= first)


class Areas:
    """All local areas of England since 2009, and the fictional ones a library declares.

    Build it with :meth:`load`. Where a name fits a current and a past area, the current one is meant.
    """

    def __init__(self, areas: Iterable[Area], variants: Iterable[tuple[str, str]]) -> None:
        """Index areas by the names that lead to them.

        Args:
            areas: The areas; earlier ones win a name over later ones, current over all others.
            variants: Further names as (code, name), of current areas.
        """
        ordered = sorted(areas, key=lambda area: area.status != "current")
        self._by_code = {area.code: area for area in ordered}
        self._names: dict[str, Area] = {}
        self._cities: set[str] = set()
        for area in ordered:
            if area.status == "current":
                self._add(area, area.name, area.short_name)
        for code, name in variants:
            for place, form in places_of(key_of(name)):
                # "Hull City Council" also tells that "Hull" is a name.
                if not form or form.endswith("council"):
                    self._names.setdefault(place, self._by_code[code])
                if form == "city council":
                    self._cities.add(code)
        for area in ordered:
            self._add(area, area.name, area.short_name)
        self._short_names = {key_of(area.short_name): area.short_name for area in ordered}
        self._eras: dict[str, list[Area]] = {}
        for area in ordered:
            self._eras.setdefault(self._names[key_of(area.short_name)].code, []).append(area)

    def _add(self, area: Area, *names: str) -> None:
        for name in names:
            self._names.setdefault(key_of(name), area)

    @classmethod
    def load(cls, extra: Iterable[str] = ()) -> Areas:
        """Give the areas of England together with a library's own fictional ones.

        Args:
            extra: Names of fictional areas; one that is a real area's name stays the real area.

        Returns:
            The areas; the same object for the same names.
        """
        return _load(tuple(extra))

    def get(self, code: str) -> Area | None:
        """Give the area of a code, or None."""
        return self._by_code.get(code)

    def resolve(self, name: str) -> Area | None:
        """Find the area that a name means.

        Args:
            name: A place or its council, as people write it: "Gateshead", "Gateshead MBC", "Hull".

        Returns:
            The area, the current one where several bore the name; None if no area or council is called that.
        """
        if len(name) > _LONGEST:
            return None
        for place, form in places_of(key_of(name)):
            area = self._names.get(place)
            if area:
                # "Nottingham County Council" is a slip for Nottinghamshire: a city has no county council.
                return area if self._has_county_forms(area) or form not in COUNTY_FORMS else None
        return None

    def _has_county_forms(self, area: Area) -> bool:
        return area.kind in _COUNTY_KINDS and area.code not in self._cities

    def keys(self, name: str) -> frozenset[str]:
        """Give what a name shares with other names for the same body, to find conflicts of interest.

        Args:
            name: A place, council or any other organisation.

        Returns:
            For a place or council its code and those of all its successors; otherwise its own text,
            case-folded and with single spaces. Two names are in conflict where these sets meet.
        """
        area = self.resolve(name)
        return frozenset(self._line(area)) if area else frozenset({plain(name)})

    def _line(self, area: Area) -> set[str]:
        found, waiting = set[str](), [area.code]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting.extend(self._by_code[code].successors)
        return found

    def suggest(self, name: str) -> str | None:
        """Give the proper short name of the area that a misspelt name comes nearest to, if any comes near."""
        if len(name) > _LONGEST:
            return None
        likenesses = {
            short: SequenceMatcher(None, key, place).ratio()
            for place, _ in places_of(key_of(name))
            for key in get_close_matches(place, self._short_names, cutoff=_NEAR)
            for short in (self._short_names[key],)
        }
        return min(likenesses, key=lambda short: (-likenesses[short], short), default=None)

    def names(self) -> dict[str, str]:
        """Give the short name of an area by each name under which it is met, in the form for comparing."""
        return {key: area.short_name for key, area in self._names.items()}

    def as_data(self) -> dict[str, Any]:
        """Give all of this as plain data, for a program in another language.

        Returns:
            ``areas`` as rows of code, whether a county's forms of name fit, first and last day, codes of
            successors, and name; ``names`` in the form for comparing, each with the number of the row that it
            leads to; ``short_names`` by that form; ``eras``, other codes by the code of an area that lived
            on under them; ``offered``, the names of today's areas and of the fictional ones.
        """
        ordered = list(self._by_code.values())
        number = {area.code: index for index, area in enumerate(ordered)}
        return {
            "areas": [
                [
                    *(area.code, self._has_county_forms(area), area.valid_from, area.valid_to),
                    *(area.successors, area.name),
                ]
                for area in ordered
            ],
            "names": {key: number[area.code] for key, area in self._names.items()},
            "short_names": self._short_names,
            "eras": {code: [era.code for era in eras] for code, eras in self._eras.items() if len(eras) > 1},
            "offered": [area.short_name for area in (*self.current(), *self.extra())],
        }

    def existed(self, area: Area, first: str, last: str) -> bool:
        """Say whether an area existed on any day of a period.

        An area that kept its name when its code or its sort of council changed counts as one: Somerset
        existed in 2022, as a county. Codes begin in 2009; what was in force then is taken to be older.

        Args:
            area: The area, as :meth:`resolve` gives it.
            first: First day of the period, ISO.
            last: Last day of the period, ISO.
        """
        return any(era.overlaps(first, last) for era in (area, *self._eras.get(area.code, ())))

    def current(self) -> tuple[Area, ...]:
        """Give today's areas of England by name, without fictional ones."""
        return self._sorted(area for area in self._by_code.values() if area.status == "current")

    def regions(self) -> tuple[str, ...]:
        """Give the names of England's regions."""
        return tuple(sorted({area.region for area in self.current()}))

    def extra(self) -> tuple[Area, ...]:
        """Give the fictional areas by name."""
        return self._sorted(area for area in self._by_code.values() if area.extra)

    def former(self) -> tuple[Area, ...]:
        """Give the areas of England that are no more and whose name none of today's areas bears."""
        return self._sorted(
            area
            for area in self._by_code.values()
            if area.status == "abolished" and self._names[key_of(area.short_name)] is area
        )

    @staticmethod
    def _sorted(areas: Iterable[Area]) -> tuple[Area, ...]:
        return tuple(sorted(areas, key=lambda area: area.name))


@cache
def _england() -> tuple[Area, ...]:
    return tuple(
        Area(
            code=row["gss_code"],
            name=row["name"],
            region=row["region"],
            kind=row["type"],
            # The codes begin on this day; the authorities that had one then are older.
            valid_from="" if row["valid_from"] == "2009-01-01" else row["valid_from"],
            valid_to=row["valid_to"],
            successors=tuple(filter(None, row["successor"].split("|"))),
            status=row["status"],
            dfe_number=row["dfe_number"],
        )
        for row in rows("local_authorities")
    )


@cache
def _load(extra: tuple[str, ...]) -> Areas:
    variants = [(row["gss_code"], row["name_variant"]) for row in rows("local_authority_name_variants")]
    fictional = [_fictional(name) for name in extra if key_of(name) and not _load(()).resolve(name)]
    return Areas((*_england(), *fictional), variants)


def _fictional(name: str) -> Area:
    """Make a library's own area; it has no dates and no region."""
    code = "x-" + key_of(name).replace(" ", "-")
    return Area(code, name, "", "Fictional", "", "", (), "fictional", "", extra=True)
