"""Items like another one: by what they are about, and by the facts that their ratings rest on.

Nothing is weighed by a machine's taste: the first is a count of points that the page explains, the second a
count of facts in which two items differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
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

    An item's tags and facts are bits of a number, a tag of two points two bits: comparing two items is then
    one step, and a library of some thousands takes seconds.
    """

    def __init__(self, shown: Iterable[Item], framework: Framework) -> None:
        self._framework = framework
        self._items = sorted((item for item in shown if item.standing == "public"), key=lambda i: i.slug)
        tags: dict[tuple[str, str], int] = {}
        facts: dict[tuple[str, str], int] = {}
        self._tags = [_mask(_worth(item.case), tags) for item in self._items]
        self._facts = [
            None if known is None else _mask(known, facts) for known in map(_confirmed, self._items)
        ]
        self._places = {item.slug: place for place, item in enumerate(self._items)}

    def of(self, item: Item) -> Neighbours:
        """The items most like one; none for an item that is not public."""
        place = self._places.get(item.slug)
        if place is None:
            return Neighbours()
        return Neighbours(self._like(place), self._near(place))

    def _like(self, place: int) -> tuple[Like, ...]:
        own = self._tags[place]
        # Fewest first, so that of equal ones the first by slug comes first.
        points = [-(own & other).bit_count() for other in self._tags]
        points[place] = 0
        chosen = nsmallest(MOST_LIKE, range(len(points)), key=points.__getitem__)
        mine = self._items[place]
        return tuple(
            Like(self._items[other], -points[other], _shared(mine.case, self._items[other].case))
            for other in chosen
            if -points[other] >= FEWEST
        )

    def _near(self, place: int) -> tuple[Near, ...]:
        own, mine = self._facts[place], self._items[place]
        if not own:
            return ()
        apart = [FARTHEST + 1 if other is None else (own ^ other).bit_count() for other in self._facts]
        apart[place] = FARTHEST + 1
        chosen = nsmallest(MOST_NEAR, range(len(apart)), key=apart.__getitem__)
        return tuple(
            Near(self._items[other], _apart(mine, self._items[other], self._framework))
            for other in chosen
            if apart[other] <= FARTHEST
        )


def _mask(keys: Iterable[tuple[tuple[str, str], int]], known: dict[tuple[str, str], int]) -> int:
    """A number with as many bits for each key as it is worth; ``known`` holds the first free bit at ""."""
    mask = 0
    for key, worth in keys:
        if key not in known:
            free = known.get(("", ""), 0)
            known[key], known["", ""] = ((1 << worth) - 1) << free, free + worth
        mask |= known[key]
    return mask


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
