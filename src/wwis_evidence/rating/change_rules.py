"""Which rule moves a rating from one framework to another: each difference is tried alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wwis_evidence.frameworks.requirement import TruthTables
from wwis_evidence.rating.moves import gained
from wwis_evidence.rating.rate import panel_complete

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.carry_over import Bars
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.rating.result import IndicatorRating, Rating

RuleName = Literal[
    "quorum",
    "panel-roles",
    "moderation-spread",
    "moderation",
    "requirement",
    "confirmed",
    "consensus",
    "no-bar-below",
    "bars",
    "counting",
]


Under = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that differs and so moves a rating.

    Attributes:
        name: Which rule: ``requirement`` is what a bar asks for, ``confirmed`` how a criterion comes to be
            confirmed (consensus, months, implication), ``consensus`` how the reviewers' bars become one,
            ``bars`` that there are other bars.
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
class BothRatings:
    """One case under both frameworks: ``old`` and ``new``, the rating and the dossier under each."""

    old: Framework
    new: Framework
    bars: Bars
    before: Rating
    after: Rating
    dossiers: tuple[Dossier, Dossier]

    def order(self, before: int | None, after: int | None) -> int:
        """-1 where the second is lower, 1 where it is higher; no bar is lower than any."""
        if before is None or after is None:
            return (after is not None) - (before is not None)
        partner = self.bars.to_new.get(self.old.bars[before])
        if partner is None:  # a ceiling that the other framework does not have: by its place from the top
            before_place, after_place = before - len(self.old.bars), after - len(self.new.bars)
        else:
            before_place, after_place = self.new.position(partner), after
        return (after_place > before_place) - (after_place < before_place)

    def same_bar(self, before: IndicatorRating, after: IndicatorRating) -> bool:
        """Whether both ratings are the same bar, or both are none for the same reason."""
        if before.bar is None or after.bar is None:
            return before.no_bar == after.no_bar  # there is one exactly where there is no bar
        return self.bars.to_new.get(self.old.bars[before.bar]) == self.new.bars[after.bar]

    def rules(self, before: IndicatorRating, after: IndicatorRating) -> Iterable[Rule]:
        """The rules behind a move of an indicator's rating, in the order in which a rating is made."""
        complete = self._panel_complete(0)
        if complete != self._panel_complete(1):
            yield from self._completeness()
            return
        if not complete:  # fewer reviews, or more, now end a printed outcome
            yield Rule("quorum")
            return
        if "in-moderation" in {before.no_bar, after.no_bar} or self.before.basis != self.after.basis:
            if self.old.panel.moderation_spread != self.new.panel.moderation_spread:
                yield Rule("moderation-spread")
            else:
                yield self._of_bars("moderation")
            return
        direction = self.order(before.bar, after.bar)
        rules: list[Rule] = []
        if direction and self.order(before.ceiling, after.ceiling) == direction:
            rules += self.ceiling_rules(before, after, direction)
        if (before.moderated is None) != (after.moderated is None):
            rules.append(Rule("moderation"))
        elif self.order(before.judged, after.judged) == direction:
            rules.append(self._of_bars("consensus" if before.moderated is None else "moderation"))
        # Of the same bars the lower of two moves only where one of the two does.
        yield from rules or [Rule("bars")]

    def _of_bars(self, otherwise: RuleName) -> Rule:
        """A cause that may be no more than that the bars themselves differ."""
        return Rule(otherwise if self.old.bars == self.new.bars else "bars")

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

    def ceiling_rules(
        self, before: IndicatorRating, after: IndicatorRating, direction: int
    ) -> Iterable[Rule]:
        """Which of the two moved the ceiling: what is confirmed, or what the bars ask for.

        Each is tried alone, with the other as it was; where neither moves the ceiling alone, it is both.
        """
        old, new = self.old.indicators[before.id], self.new.indicators[before.id]
        had, has = before.confirmed or frozenset(), after.confirmed or frozenset()
        by_requirement = self.order(before.ceiling, new.ceiling(had & set(new.criteria))) == direction
        by_confirmed = self.order(before.ceiling, old.ceiling(has & set(old.criteria))) == direction
        if by_requirement or not by_confirmed:
            yield from self._requirement(before, after, direction)
        if by_confirmed or not by_requirement:
            falls = direction == -1
            differ = old.in_order(had - has) if falls else new.in_order(has - had)
            if differ:
                yield Rule("confirmed", "old" if falls else "new", criteria=(differ,))

    def _requirement(self, before: IndicatorRating, after: IndicatorRating, direction: int) -> Iterable[Rule]:
        """What the higher bar asks for, where it is not reached, that is not confirmed there."""
        if direction == -1 and before.ceiling is not None:
            partner = self.bars.to_new.get(self.old.bars[before.ceiling])
            if partner is not None:
                indicator = self.new.indicators[before.id]
                yield _asked("new", indicator, self.new.position(partner), after, partner)
        elif after.ceiling is not None:
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
