"""What another framework would change: which ratings move, from what to what, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from wwis_evidence.frameworks.requirement import TruthTables
from wwis_evidence.rating.carry_over import Bars, carry_over
from wwis_evidence.rating.moves import gained
from wwis_evidence.rating.rate import panel_complete, rate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.facts import Dossier, Register
    from wwis_evidence.rating.rate import IndicatorRating, Rating

RuleName = Literal[
    "quorum",
    "panel-roles",
    "moderation-spread",
    "moderation",
    "requirement",
    "confirmed",
    "consensus",
    "no-bar-below",
    "counting",
]


Under = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that differs and so moves a rating.

    Attributes:
        name: Which rule: ``requirement`` is what a bar asks for, ``confirmed`` how a criterion comes to be
            confirmed (consensus, months, implication), ``consensus`` how the reviewers' bars become one.
        under: The framework whose bar asks, or under which the criteria are confirmed; None for others.
        bar: The bar that asks, by that framework's name; None for others.
        criteria: For ``confirmed`` those that cease or come to be confirmed. For ``requirement`` those of
            the smallest ways to meet what is asked, each of which is not confirmed.
    """

    name: RuleName
    under: Under | None = None
    bar: str | None = None
    criteria: tuple[tuple[str, ...], ...] = ()


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
    review_period_months: int | None = None,
) -> FrameworkChange:
    """Rate every case under two frameworks and say what moves.

    Args:
        dossiers: What stands on file for each case, made under the first framework.
        register: Who may review, by id.
        frameworks: The library's own, then the other.
        as_of: The day on which statuses are asked.
        review_period_months: The library's own period, in months; None for each framework's.
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
        change = _Change(
            old,
            new,
            bars,
            rate(dossier, old, register, as_of, review_period_months),
            rate(carried, new, register, as_of, review_period_months),
            (dossier, carried),
        )
        for before, after in zip(change.before.indicators, change.after.indicators, strict=True):
            if change.before.basis == change.after.basis == "published-panel":
                printed += change.printed(before, after)
            else:
                moved += change.moved(before, after)
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


@dataclass(frozen=True, slots=True)
class _Change:
    """One case under both frameworks."""

    old: Framework
    new: Framework
    bars: Bars
    before: Rating
    after: Rating
    dossiers: tuple[Dossier, Dossier]

    def moved(self, before: IndicatorRating, after: IndicatorRating) -> Iterable[Moved]:
        same = self._order(before.bar, after.bar) == 0
        if not same or before.no_bar != after.no_bar:
            yield Moved(
                slug=self.before.slug,
                indicator=before.id,
                old=_name(before.bar, self.old),
                old_no_bar=before.no_bar,
                new=_name(after.bar, self.new),
                new_no_bar=after.no_bar,
                rules=tuple(self._rules(before, after)),
            )

    def printed(self, before: IndicatorRating, after: IndicatorRating) -> Iterable[PrintedCeiling]:
        direction = self._order(before.ceiling, after.ceiling)
        if direction and before.bar is not None:
            yield PrintedCeiling(
                slug=self.before.slug,
                indicator=before.id,
                printed=self.old.bars[before.bar],
                old=_name(before.ceiling, self.old),
                new=_name(after.ceiling, self.new),
                rules=tuple(self._ceiling_rules(before, after, direction)),
            )

    def _order(self, before: int | None, after: int | None) -> int:
        """-1 where the second is lower, 1 where it is higher; no bar is lower than any."""
        if before is None or after is None:
            return (after is not None) - (before is not None)
        partner = self.bars.to_new.get(self.old.bars[before])
        if partner is None:  # a ceiling that the other framework does not have: by its place from the top
            before_place, after_place = before - len(self.old.bars), after - len(self.new.bars)
        else:
            before_place, after_place = self.new.position(partner), after
        return (after_place > before_place) - (after_place < before_place)

    def _rules(self, before: IndicatorRating, after: IndicatorRating) -> Iterable[Rule]:
        if self._panel_complete(0) != self._panel_complete(1):
            yield from self._completeness()
            return
        if "in-moderation" in {before.no_bar, after.no_bar} or self.before.basis != self.after.basis:
            spread = self.old.panel.moderation_spread != self.new.panel.moderation_spread
            yield Rule("moderation-spread" if spread else "moderation")
            return
        direction = self._order(before.bar, after.bar)
        rules: list[Rule] = []
        if self._order(before.ceiling, after.ceiling) == direction:
            rules += self._ceiling_rules(before, after, direction)
        if (before.moderated is None) != (after.moderated is None):
            rules.append(Rule("moderation"))
        elif self._order(before.panel, after.panel) == direction:
            rules.append(Rule("consensus"))
        yield from rules or [Rule("counting")]

    def _panel_complete(self, which: int) -> bool:
        rating, framework = ((self.before, self.old), (self.after, self.new))[which]
        return panel_complete(self.dossiers[which], rating.counting, framework)

    def _completeness(self) -> Iterable[Rule]:
        numbers = [len(r.counting) >= f.panel.quorum for r, f in self._both()]
        if numbers[0] != numbers[1]:
            yield Rule("quorum")
        roles = [
            not f.panel.include_one_of or any(c.role in f.panel.include_one_of for c in r.counting)
            for r, f in self._both()
        ]
        if roles[0] != roles[1]:
            yield Rule("panel-roles")
        if numbers[0] == numbers[1] and roles[0] == roles[1]:
            yield Rule("counting")

    def _both(self) -> tuple[tuple[Rating, Framework], ...]:
        return (self.before, self.old), (self.after, self.new)

    def _ceiling_rules(
        self, before: IndicatorRating, after: IndicatorRating, direction: int
    ) -> Iterable[Rule]:
        """Which of the two moved the ceiling: what is confirmed, or what the bars ask for.

        Each is tried alone, with the other as it was; where neither moves the ceiling alone, it is both.
        """
        old, new = self.old.indicators[before.id], self.new.indicators[before.id]
        had, has = before.confirmed or frozenset(), after.confirmed or frozenset()
        by_requirement = self._order(before.ceiling, new.ceiling(had & set(new.criteria))) == direction
        by_confirmed = self._order(before.ceiling, old.ceiling(has & set(old.criteria))) == direction
        if by_requirement or not by_confirmed:
            yield from self._requirement(before, after, direction)
        if by_confirmed or not by_requirement:
            differ = had - has if direction < 0 else has - had
            known = old if direction < 0 else new
            if differ:
                yield Rule("confirmed", "old" if direction < 0 else "new", criteria=(known.in_order(differ),))

    def _requirement(self, before: IndicatorRating, after: IndicatorRating, direction: int) -> Iterable[Rule]:
        """What the higher bar asks for, where it is not reached, that is not confirmed there."""
        if direction < 0 and before.ceiling is not None:
            partner = self.bars.to_new.get(self.old.bars[before.ceiling])
            if partner is not None:
                indicator = self.new.indicators[before.id]
                yield _asked("new", indicator, self.new.position(partner), after, partner)
        elif direction > 0 and after.ceiling is not None:
            bar = self.new.bars[after.ceiling]
            partner = next((o for o, n in self.bars.to_new.items() if n == bar), None)
            if partner is not None:
                indicator = self.old.indicators[before.id]
                yield _asked("old", indicator, self.old.position(partner), before, partner)


def _asked(under: Under, indicator: Indicator, position: int, part: IndicatorRating, bar: str) -> Rule:
    confirmed = part.confirmed or frozenset()
    if (part.stated_count or 0) > len(confirmed.intersection(indicator.scored)):
        return Rule("requirement", under, bar)  # which criteria are confirmed is not known, only how many
    lacking = gained(indicator.requires[position], confirmed, indicator)
    ways = tuple(TruthTables(indicator.criteria).smallest(lacking))
    return Rule("requirement" if any(ways) else "no-bar-below", under, bar, tuple(w for w in ways if w))


def _name(position: int | None, framework: Framework) -> str | None:
    return None if position is None else framework.bars[position]
