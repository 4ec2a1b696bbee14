"""Printed ratings beside what the rule makes of the same facts, and what decided where a panel rated here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wwis_evidence.rating.rate import published_ceiling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.rating.result import CeilingState, DecidedBy, IndicatorRating, NoBar, Rating

Facts = Literal["exactly", "above", "below", "unknown"]
"""What the stated facts allow, beside the printed bar; unknown where the printed reason was not seen."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed bar and the ceiling of its stated facts. Bars are positions, 0 for the lowest.

    Attributes:
        slug: The item.
        indicator: The indicator.
        bar: The printed bar.
        ceiling: The highest bar that the stated facts allow; None for none, or where they are not known.
        ceiling_state: Why.
        facts: How the ceiling compares with the printed bar. Below is what a printed reason cannot bear.
        current: Whether the item's rating is still the printed one.
    """

    slug: str
    indicator: str
    bar: int
    ceiling: int | None
    ceiling_state: CeilingState
    facts: Facts
    current: bool


@dataclass(frozen=True, slots=True)
class Own:
    """A bar that a panel here gave, or why it gave none, and the printed bar where there is one too."""

    slug: str
    indicator: str
    bar: int | None
    no_bar: NoBar | None
    ceiling: int | None
    panel: int | None
    moderated: int | None
    decided_by: DecidedBy | None
    printed: int | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Every printed bar and every bar of a complete panel, by slug and then in the framework's order."""

    printed: tuple[Printed, ...]
    own: tuple[Own, ...]

    def facts(self, indicator: str) -> Counter[str]:
        """How many printed bars of an indicator the stated facts reach exactly, exceed or fall short of."""
        return Counter(row.facts for row in self.printed if row.indicator == indicator)

    def decided(self, indicator: str) -> Counter[str]:
        """How many bars of an indicator each cause decided here, or why there is none."""
        return Counter(str(row.no_bar or row.decided_by) for row in self.own if row.indicator == indicator)

    def both(self) -> tuple[Own, ...]:
        """Bars given here of items that also have a printed one."""
        return tuple(row for row in self.own if row.printed is not None)


def calibration(cases: Iterable[tuple[Dossier, Rating]], framework: Framework) -> Calibration:
    """Set printed and own ratings side by side.

    Args:
        cases: Each case's dossier with its rating.
        framework: The rule under which they were rated.
    """
    printed: list[Printed] = []
    own: list[Own] = []
    for dossier, rating in cases:
        printed += _printed(dossier, rating, framework)
        if rating.basis == "own-panel":
            own += [_own(part, dossier, framework) for part in rating.indicators]
    return Calibration(tuple(printed), tuple(own))


def _printed(dossier: Dossier, rating: Rating, framework: Framework) -> Iterable[Printed]:
    for name, indicator in framework.indicators.items():
        record = (dossier.published or {}).get(name)
        if record is not None:
            bar = framework.position(record.bar)
            ceiling, state = published_ceiling(indicator, record, dossier.case.months)
            yield Printed(
                slug=rating.slug,
                indicator=name,
                bar=bar,
                ceiling=ceiling,
                ceiling_state=state,
                facts=compare(ceiling, state, bar),
                current=rating.basis == "published-panel",
            )


def compare(ceiling: int | None, state: CeilingState, bar: int) -> Facts:
    """How what the facts allow compares with a printed bar; no bar at all is below every bar."""
    if state == "unknown":
        return "unknown"
    if ceiling is None or ceiling < bar:
        return "below"
    return "exactly" if ceiling == bar else "above"


def _own(part: IndicatorRating, dossier: Dossier, framework: Framework) -> Own:
    record = (dossier.published or {}).get(part.id)
    return Own(
        slug=dossier.case.slug,
        indicator=part.id,
        bar=part.bar,
        no_bar=part.no_bar,
        ceiling=part.ceiling,
        panel=part.panel,
        moderated=part.moderated,
        decided_by=part.decided_by,
        printed=framework.position(record.bar) if record else None,
    )
