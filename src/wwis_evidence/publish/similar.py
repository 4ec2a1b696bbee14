"""Items like another one: by what they are about, and by the facts that their ratings rest on.

Nothing is weighed by a machine's taste: the first is a count of points that the page explains, the second a
count of facts in which two items differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import term_label, titles
from wwis_evidence.reports.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.publish.items import Item
    from wwis_evidence.records.case_study import CaseStudy

MOST_LIKE, MOST_NEAR = 3, 2
FARTHEST = 3  # facts in which a near item may differ
FEWEST = 3  # points that a like item has at least

# Points, what they are for (one, several), and the list whose words name it.
POINTS = (
    (3, "theme", "themes", "themes"),
    (2, "enabler", "enablers", "enablers"),
    (2, "ingredient", "ingredients", "ingredients"),
    (1, "phase", "phases", "phases"),
    (1, "age group", "age groups", "age-phases"),
    (1, "area of need", "areas of need", "broad-areas-of-need"),
    (1, "level of support", "levels of support", "support-levels"),
)


@dataclass(frozen=True, slots=True)
class Like:
    """An item about the same things: how many points, and what is shared, in phrases."""

    item: Item
    points: int
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An item whose rating rests on nearly the same facts, and in what they differ, in sentences."""

    item: Item
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Items like one item: by what they are about, and by the facts of their ratings."""

    like: tuple[Like, ...] = ()
    near: tuple[Near, ...] = ()


class Similarity:
    """How like each other the public items of a library are.

    Items are bits of a number, one number for each tag or fact: those that have it. Points are then counted
    for all items at once, in some hundred steps an item, and a library of some thousands takes no time.
    """

    def __init__(self, shown: Iterable[Item], framework: Framework) -> None:
        self._framework = framework
        self._items = sorted((item for item in shown if item.standing == "public"), key=lambda i: i.slug)
        self._places = {item.slug: place for place, item in enumerate(self._items)}
        self._tags = [_worth(item.case) for item in self._items]
        self._facts = [_confirmed(item) for item in self._items]
        self._with_tag = _holders(self._tags)
        self._with_fact = _holders(self._facts)
        self._fact_worth = {fact: worth for facts in self._facts for fact, worth in facts or ()}
        self._facts_known = sum(1 << place for place, facts in enumerate(self._facts) if facts is not None)

    def of(self, item: Item) -> Neighbours:
        """The items most like one; none for an item that is not public."""
        place = self._places.get(item.slug)
        if place is None:
            return Neighbours()
        return Neighbours(self._like(place), self._near(place))

    def _like(self, place: int) -> tuple[Like, ...]:
        count = Count(1 << place)
        for tag, worth in self._tags[place]:
            count.add(self._with_tag[tag], worth)
        mine = self._items[place]
        return tuple(
            Like(self._items[other], points, _shared(mine.case, self._items[other].case))
            for other, points in count.most(MOST_LIKE, FEWEST)
        )

    def _near(self, place: int) -> tuple[Near, ...]:
        own, mine = self._facts[place], self._items[place]
        if not own:
            return ()
        mine_of = dict(own)
        everyone = (1 << len(self._items)) - 1
        apart = Count(1 << place | (everyone & ~self._facts_known), most=FARTHEST)
        for fact, holders in self._with_fact.items():
            differ = everyone & ~holders if fact in mine_of else holders
            apart.add(differ, self._fact_worth[fact])
        return tuple(
            Near(self._items[other], _apart(mine, self._items[other], self._framework))
            for other, _ in apart.fewest(MOST_NEAR, everyone)
        )


class Count:
    """A count for each of many items at once, told in binary: bits of one place of all counts are a number.

    Args:
        without: Items that are left out, as bits.
        most: Items that go beyond this are left out too; None counts on.
    """

    def __init__(self, without: int, most: int | None = None) -> None:
        self._without = without
        self._most = most
        self._planes: list[int] = []

    def add(self, items: int, worth: int) -> None:
        """Add so much to the counts of some items."""
        if self._most is not None and worth > self._most:
            self._without |= items
            return
        for _ in range(worth):
            carry = items & ~self._without
            for place, plane in enumerate(self._planes):
                self._planes[place], carry = plane ^ carry, plane & carry
                if not carry:
                    break
            if carry:
                self._planes.append(carry)
        if self._most is not None:
            self._without |= self._beyond(self._most)

    def most(self, number: int, least: int) -> list[tuple[int, int]]:
        """Items with the highest counts, none below a bound, each with its count; of equal ones the first."""
        found: list[tuple[int, int]] = []
        for count in range((1 << len(self._planes)) - 1, least - 1, -1):
            if len(found) == number:
                break
            found += [(place, count) for place in _first(self._equal(count), number - len(found))]
        return found

    def fewest(self, number: int, items: int) -> list[tuple[int, int]]:
        """Of some items those with the lowest counts, each with its count; of equal ones the first."""
        found: list[tuple[int, int]] = []
        for count in range((self._most or 0) + 1):
            if len(found) == number:
                break
            equal = self._equal(count) if count else items & ~self._some()
            found += [(place, count) for place in _first(equal & ~self._without, number - len(found))]
        return found

    def _some(self) -> int:
        """The items whose count is not nought."""
        some = 0
        for plane in self._planes:
            some |= plane
        return some

    def _equal(self, count: int) -> int:
        """The items with exactly this count, which is not nought."""
        if count >> len(self._planes):
            return 0
        equal = self._some() & ~self._without
        for place, plane in enumerate(self._planes):
            equal &= plane if count >> place & 1 else ~plane
        return equal

    def _beyond(self, most: int) -> int:
        """The items whose count is above this."""
        beyond, level = 0, self._some()
        for place in reversed(range(len(self._planes))):
            plane = self._planes[place]
            if most >> place & 1:
                level &= plane
            else:
                beyond |= level & plane
                level &= ~plane
        return beyond


def _first(items: int, number: int) -> list[int]:
    """The places of the first few bits."""
    found: list[int] = []
    while items and len(found) < number:
        lowest = items & -items
        found.append(lowest.bit_length() - 1)
        items ^= lowest
    return found


def _holders(of_items: Iterable[Iterable[tuple[tuple[str, str], int]] | None]) -> dict[tuple[str, str], int]:
    """Of each tag or fact the items that have it, as bits of a number."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, keys in enumerate(of_items):
        for key, _ in keys or ():
            places[key].append(place)
    return {key: _bits(held) for key, held in places.items()}


def _bits(places: Sequence[int]) -> int:
    """A number with these bits, whose places are in order."""
    raw = bytearray(places[-1] // 8 + 1)
    for place in places:
        raw[place // 8] |= 1 << place % 8
    return int.from_bytes(raw, "little")


def _tags(case: CaseStudy) -> Iterable[Sequence[str]]:
    """An item's tags, in the order of ``POINTS``."""
    facets = case.facets
    return (
        (case.theme,) if case.theme else (),
        tuple(use.id for use in case.enablers),
        case.ingredients,
        case.phases,
        facets.age_phases,
        facets.broad_areas_of_need,
        facets.support_levels,
    )


def _worth(case: CaseStudy) -> list[tuple[tuple[str, str], int]]:
    return [
        ((terms, tag), worth)
        for (worth, _, _, terms), tags in zip(POINTS, _tags(case), strict=True)
        for tag in tags
    ]


def _shared(one: CaseStudy, other: CaseStudy) -> tuple[str, ...]:
    """What two items share, in phrases: ``enablers: vision and workforce``."""
    phrases = []
    for (_, single, several, terms), mine, theirs in zip(POINTS, _tags(one), _tags(other), strict=True):
        both = [term_label(terms, tag) for tag in dict.fromkeys(mine) if tag in theirs]
        if both and terms == "themes":
            phrases.append(single)  # its name stands at the top of the page
        elif both:
            phrases.append(f"{single if len(both) == 1 else several}: {listed(both)}")
    return tuple(phrases)


def _confirmed(item: Item) -> list[tuple[tuple[str, str], int]] | None:
    """The facts that an item's ratings rest on; None where not all are known.

    The basis is one of them, four times over: printed reasons name less than reviewers look at, so that the
    two kinds are never near each other.
    """
    parts = item.rating.indicators
    if any(part.confirmed is None or part.stated_count or part.ceiling_state == "unknown" for part in parts):
        return None
    facts = [((part.id, fact), 1) for part in parts for fact in sorted(part.confirmed or ())]
    return [*facts, (("basis", item.rating.basis), FARTHEST + 1)]


def _apart(one: Item, other: Item, framework: Framework) -> tuple[str, ...]:
    sentences = []
    pairs = list(zip(one.rating.indicators, other.rating.indicators, strict=True))
    for words, here, there in (
        ("Confirmed there and not here", 1, 0),
        ("Confirmed here and not there", 0, 1),
    ):
        names = [
            f"“{name}”"
            for pair in pairs
            for name in titles(
                framework.indicators[pair[0].id],
                (pair[here].confirmed or frozenset()) - (pair[there].confirmed or frozenset()),
            )
        ]
        if names:
            sentences.append(f"{words}: {listed(names)}.")
    return tuple(sentences) or ("The same facts are confirmed.",)
