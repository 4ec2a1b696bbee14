"""By what readers narrow the library's list: facets, their values, and which items have which.

The page shows these values with their counts; the same numbers go to the reader's browser (``listing.py``),
which counts again as values are chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import bar_words, term_label
from wwis_evidence.publish.text import capital
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from wwis_evidence.frameworks import Indicator
    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

Named = tuple[str, str]
"""A value's id, as it stands in addresses, and its words."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its id in addresses, its words, and how many items of the library have it.

    ``position`` is a bar's, from 1; None for what is no bar.
    """

    id: str
    label: str
    count: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list. ``of`` holds, for each item, the places of its values in ``values``.

    ``bars`` is the number of bars where the facet is one of the ratings, otherwise 0.
    """

    id: str
    title: str
    values: tuple[Value, ...]
    of: tuple[tuple[int, ...], ...]
    bars: int = 0


def facets(listed: Sequence[Item], library: Library) -> tuple[Facet, ...]:
    """The facets of a library's public items, without those that no item has a value of."""
    indicators = library.framework.indicators.values()
    made = [
        _facet("theme", "Theme", listed, lambda i: filter(None, [i.case.theme]), _terms("themes")),
        *(_rating(indicator, listed, library) for indicator in indicators),
        _facet("enabler", "Enabler", listed, lambda i: (u.id for u in i.case.enablers), _terms("enablers")),
        _facet("phase", "Improvement cycle", listed, lambda i: i.case.phases, _terms("phases")),
        _facet("age", "Age phase", listed, lambda i: i.case.facets.age_phases, _terms("age-phases")),
        _facet(
            "need",
            "Area of need",
            listed,
            lambda i: i.case.facets.broad_areas_of_need,
            _terms("broad-areas-of-need"),
        ),
        _places("region", "Region", listed, lambda i: regions(i, library)),
        _places("area", "Local area", listed, lambda i: i.areas),
        _facet("kind", "Kind", listed, lambda i: [i.case.kind], _KINDS),
        _facet("figures", "Figures", listed, lambda i: ["before-after"] if measured(i) else [], _FIGURES),
        _facet("rated", "Who rated it", listed, lambda i: [_rated(i)], _RATED),
    ]
    return tuple(facet for facet in made if any(facet.of))


_KINDS = (("case-study", "Case study"), ("research-report", "Research report"))
_FIGURES = (("before-after", "Has measured before and after"),)
_RATED = (
    ("here", "Reviewed here"),
    ("due", "Reviewed here, due for review again"),
    ("elsewhere", "Published elsewhere, not re-reviewed here"),
)


def _rated(item: Item) -> str:
    if item.rating.basis == "published-panel":
        return "elsewhere"
    return "due" if item.rating.status == "review-due" else "here"


def measured(item: Item) -> bool:
    """Whether an item gives a measured figure before and after."""
    return any(claim.measure and claim.measure.baseline for claim in item.case.impact)


def regions(item: Item, library: Library) -> tuple[str, ...]:
    """The regions of England that an item's local areas lie in, each once."""
    found = (library.areas.resolve(name) for name in item.case.local_areas)
    return tuple(dict.fromkeys(area.region for area in found if area and area.region))


def _terms(terms: str) -> tuple[Named, ...]:
    return tuple((identity, term.label) for identity, term in load().terms(terms).items())


def _facet(
    identity: str,
    title: str,
    listed: Sequence[Item],
    tags: Callable[[Item], Iterable[str]],
    named: Sequence[Named],
) -> Facet:
    """A facet over known values; a word that the vocabulary does not know stands behind them as it is."""
    of_items = [tuple(dict.fromkeys(tags(item))) for item in listed]
    known = dict(named)
    unknown = sorted({tag for found in of_items for tag in found} - set(known))
    return _made(
        identity, title, [*named, *((tag, capital(tag.replace("-", " "))) for tag in unknown)], of_items
    )


def _places(
    identity: str, title: str, listed: Sequence[Item], names: Callable[[Item], Iterable[str]]
) -> Facet:
    """A facet over the names of places that occur."""
    of_items = [tuple(dict.fromkeys(names(item))) for item in listed]
    ids = {name: _in_addresses(name) for name in sorted({name for found in of_items for name in found})}
    return _made(
        identity,
        title,
        [(ids[name], name) for name in ids],
        [tuple(dict.fromkeys(ids[name] for name in found)) for found in of_items],
    )


def _in_addresses(name: str) -> str:
    """A name as it stands in an address; a name that such a form does not tell from others gets a digest."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    simple = re.fullmatch(r"[A-Za-z0-9 ,.'()-]{1,60}", name)
    return plain if simple and plain else f"x-{sha256(name.encode()).hexdigest()[:12]}"


def _made(identity: str, title: str, named: Iterable[Named], of_items: Sequence[tuple[str, ...]]) -> Facet:
    labels = dict(named)
    order = {value: place for place, value in enumerate(labels)}
    counts = dict.fromkeys(labels, 0)
    for found in of_items:
        for value in found:
            counts[value] += 1
    return Facet(
        identity,
        title,
        tuple(Value(value, label, counts[value]) for value, label in labels.items()),
        tuple(tuple(sorted(order[value] for value in found)) for found in of_items),
    )


def _rating(indicator: Indicator, listed: Sequence[Item], library: Library) -> Facet:
    """The bars of one indicator, highest first, then what stands in place of a bar."""
    framework = library.framework
    of_items = [tuple(_bar_or_reason(item, indicator.id, framework.bars)) for item in listed]
    reasons = sorted({value for found in of_items for value in found} - set(framework.bars))
    positions = {name: place + 1 for place, name in reversed(list(enumerate(framework.bars)))}
    facet = _made(
        _rating_id(indicator.id),
        indicator.title,
        [
            *((name, bar_words(framework, position - 1)) for name, position in positions.items()),
            *((reason, term_label("no-bar-reasons", reason)) for reason in reasons),
        ],
        of_items,
    )
    values = tuple(replace(value, position=positions.get(value.id)) for value in facet.values)
    return replace(facet, values=values, bars=len(positions))


def _bar_or_reason(item: Item, indicator: str, bars: Sequence[str]) -> Iterator[str]:
    for part in item.rating.indicators:
        if part.id == indicator:
            yield bars[part.bar] if part.bar is not None else part.no_bar or "not-evidenced"


_TAKEN = {"theme", "enabler", "phase", "age", "need", "region", "area", "kind", "figures", "rated"}
_TAKEN |= {"q", "sort", "pick", "show"}  # what else stands in the list's address


def _rating_id(indicator: str) -> str:
    """An indicator's id in addresses; the ids of frameworks are free, those of the list are not."""
    return f"rating-{indicator}" if indicator in _TAKEN else indicator
