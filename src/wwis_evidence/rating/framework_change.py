"""What another framework would change: which ratings move, from what to what, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wwis_evidence.rating.carry_over import Bars, carry_over
from wwis_evidence.rating.change_rules import BothRatings, Rule
from wwis_evidence.rating.rate import rate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, Register
    from wwis_evidence.rating.result import IndicatorRating


@dataclass(frozen=True, slots=True)
class Moved:
    """A rating that moves. Bars are each framework's own names; None with the reason for no bar."""

    slug: str
    indicator: str
    old: str | None
    old_no_bar: str | None
    new: str | None
    new_no_bar: str | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class PrintedCeiling:
    """A printed bar, which stays what it is, under which the ceiling of its stated facts moves."""

    slug: str
    indicator: str
    printed: str
    old: str | None
    new: str | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """A library under two frameworks.

    Attributes:
        bars: How their bars correspond.
        shared: Indicators that both have: only these can be compared.
        only_old: Indicators of the first alone.
        only_new: Indicators of the other alone.
        compared: How many items were rated under both.
        moved: Ratings that differ.
        printed: Printed bars whose ceilings differ.
        not_comparable: Items with a bar that has no partner in the other framework.
    """

    bars: Bars
    shared: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    compared: int
    moved: tuple[Moved, ...]
    printed: tuple[PrintedCeiling, ...]
    not_comparable: tuple[str, ...]


def framework_change(
    dossiers: Iterable[Dossier],
    register: Register,
    frameworks: tuple[Framework, Framework],
    as_of: date,
) -> FrameworkChange:
    """Rate every case under two frameworks and say what moves.

    Args:
        dossiers: What stands on file for each case, made under the first framework.
        register: Who may review, by id.
        frameworks: The library's own, then the other.
        as_of: A day on which statuses are asked; whether an item is due for review moves no rating.
    """
    shared = tuple(name for name in frameworks[0].indicators if name in frameworks[1].indicators)
    # Only what both have can be compared; a review says nothing of the rest.
    old, new = (replace(f, indicators={name: f.indicators[name] for name in shared}) for f in frameworks)
    bars = Bars.between(old, new)
    moved: list[Moved] = []
    printed: list[PrintedCeiling] = []
    left_out: list[str] = []
    compared = 0
    for dossier in dossiers if shared else ():
        carried = carry_over(dossier, old, new, bars)
        if carried is None:
            left_out.append(dossier.case.slug)
            continue
        compared += 1
        both = BothRatings(
            old,
            new,
            bars,
            rate(dossier, old, register, as_of),
            rate(carried, new, register, as_of),
            (dossier, carried),
        )
        for before, after in zip(both.before.indicators, both.after.indicators, strict=True):
            if both.before.basis == both.after.basis == "published-panel":
                printed += _printed(both, before, after)
            else:
                moved += _moved(both, before, after)
    return FrameworkChange(
        bars=bars,
        shared=shared,
        only_old=tuple(name for name in frameworks[0].indicators if name not in shared),
        only_new=tuple(name for name in frameworks[1].indicators if name not in shared),
        compared=compared,
        moved=tuple(moved),
        printed=tuple(printed),
        not_comparable=tuple(left_out),
    )


def _moved(both: BothRatings, before: IndicatorRating, after: IndicatorRating) -> Iterable[Moved]:
    if not both.same_bar(before, after):
        yield Moved(
            slug=both.before.slug,
            indicator=before.id,
            old=_name(before.bar, both.old),
            old_no_bar=before.no_bar,
            new=_name(after.bar, both.new),
            new_no_bar=after.no_bar,
            rules=tuple(both.rules(before, after)),
        )


def _printed(both: BothRatings, before: IndicatorRating, after: IndicatorRating) -> Iterable[PrintedCeiling]:
    direction = both.order(before.ceiling, after.ceiling)
    if direction and before.bar is not None:
        yield PrintedCeiling(
            slug=both.before.slug,
            indicator=before.id,
            printed=both.old.bars[before.bar],
            old=_name(before.ceiling, both.old),
            new=_name(after.ceiling, both.new),
            rules=tuple(both.ceiling_rules(before, after, direction)),
        )


def _name(position: int | None, framework: Framework) -> str | None:
    return None if position is None else framework.bars[position]
