"""Questions for moderators: items with at least as much confirmed as another, and yet a lower bar.

Items with the same criteria, number and bar are alike here, so groups of them are compared, not items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.result import IndicatorRating, Rating


class Evidence(NamedTuple):
    """What is known to be confirmed of an item, and its bar; criteria are bits in the framework's order.

    ``scored`` and ``computed`` are the criteria known by name. ``total`` is how many scored criteria are
    confirmed: more than are named, where a printed reason counts them without naming them all.
    """

    scored: int
    computed: int
    total: int
    bar: int

    def may_include(self, other: Evidence) -> bool:
        """Whether this includes all that is confirmed of the other, as far as names and numbers tell.

        Where both name all their criteria, this is plain inclusion. Where one of them only counts, it asks
        for as great a number, and for room in it for every criterion that either names. Criteria that
        dates decide are always named.
        """
        return (
            self.total >= other.total
            and not other.computed & ~self.computed
            and self.total >= (self.scored | other.scored).bit_count()
        )


class Pair(NamedTuple):
    """One question: why is the bar of ``lower`` lower, if all that ``higher`` has is confirmed there too?

    Attributes:
        indicator: The indicator.
        lower: Slug of the item with the lower bar.
        higher: Slug of the item with the higher bar.
        lower_bar: Its bar's position.
        higher_bar: The other's.
        criteria: Criteria confirmed by name of the item with the higher bar, in the framework's order.
        unnamed: How many more are counted there without a name.
    """

    indicator: str
    lower: str
    higher: str
    lower_bar: int
    higher_bar: int
    criteria: tuple[str, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class IndicatorConsistency:
    """Every pair of one indicator, kept as groups of items that are alike.

    Attributes:
        id: The indicator.
        compared: Items that took part.
        unknown: Public items whose criteria are not known, or that have no bar.
        groups: Slugs of the items with the same evidence and bar, in alphabetical order.
        above: For each such evidence, those with a higher bar of which all that is confirmed is confirmed
            here too.
        criteria: The framework's criteria, in its order.
    """

    id: str
    compared: int
    unknown: int
    groups: dict[Evidence, tuple[str, ...]]
    above: dict[Evidence, tuple[Evidence, ...]]
    criteria: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many pairs there are."""
        return sum(
            len(self.groups[low]) * sum(len(self.groups[high]) for high in highs)
            for low, highs in self.above.items()
        )

    def pairs(self) -> Iterator[Pair]:
        """Every pair, by the slugs of the lower item and the higher; one at a time, as there may be many."""
        lower = sorted((slug, low) for low in self.above for slug in self.groups[low])
        partners = {
            low: sorted((slug, high) for high in highs for slug in self.groups[high])
            for low, highs in self.above.items()
        }
        names = {high: self._names(high) for highs in self.above.values() for high in highs}
        for slug, low in lower:
            for partner, high in partners[low]:
                unnamed = high.total - high.scored.bit_count()
                yield Pair(self.id, slug, partner, low.bar, high.bar, names[high], unnamed)

    def _names(self, evidence: Evidence) -> tuple[str, ...]:
        named = evidence.scored | evidence.computed
        return tuple(criterion for place, criterion in enumerate(self.criteria) if named >> place & 1)


def consistency(ratings: Iterable[Rating], framework: Framework) -> tuple[IndicatorConsistency, ...]:
    """Every dominance pair among the public items, own and published, by indicator."""
    public = [rating for rating in ratings if rating.public]
    return tuple(
        _indicator(indicator, public, place) for place, indicator in enumerate(framework.indicators.values())
    )


def _indicator(indicator: Indicator, public: list[Rating], place: int) -> IndicatorConsistency:
    members: defaultdict[Evidence, list[str]] = defaultdict(list)
    unknown = 0
    for rating in public:
        evidence = _evidence(rating.indicators[place], indicator)
        if evidence is None:
            unknown += 1
        else:
            members[evidence].append(rating.slug)
    groups = {evidence: tuple(sorted(slugs)) for evidence, slugs in members.items()}
    by_bar = sorted(groups, key=_bar)
    above = {}
    for low in groups:
        higher = by_bar[bisect_right(by_bar, low.bar, key=_bar) :]
        if found := tuple(high for high in higher if low.may_include(high)):
            above[low] = found
    return IndicatorConsistency(
        id=indicator.id,
        compared=len(public) - unknown,
        unknown=unknown,
        groups=groups,
        above=above,
        criteria=indicator.criteria,
    )


def _evidence(part: IndicatorRating, indicator: Indicator) -> Evidence | None:
    """What an item brings to the comparison; None where its criteria are not known or it has no bar."""
    if part.bar is None or part.confirmed is None or part.ceiling_state == "unknown":
        return None
    scored = _mask(part.confirmed, indicator.scored)
    computed = _mask(part.confirmed, indicator.computed) << len(indicator.scored)
    # A printed count cannot exceed the criteria that there are.
    stated = min(part.stated_count or 0, len(indicator.scored))
    return Evidence(scored, computed, max(stated, scored.bit_count()), part.bar)


def _bar(evidence: Evidence) -> int:
    return evidence.bar


def _mask(confirmed: frozenset[str], criteria: tuple[str, ...]) -> int:
    return sum(1 << place for place, criterion in enumerate(criteria) if criterion in confirmed)
