"""The library as five tables: items, impact measures, reviews by role, ratings, ratings over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.columns import ITEMS, MEASURES, OVER_TIME, RATINGS, REVIEWS
from wwis_evidence.publish.open_data.csv_text import Value, table
from wwis_evidence.publish.open_data.items import item_summary, published_by
from wwis_evidence.publish.open_data.over_time import over_time_rows
from wwis_evidence.records import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.rating.over_time import Moment


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: Its name in the data package.
        title: What a row is.
        columns: Name, kind and meaning of each column, as in ``columns.py``.
        key: Names of the columns that together tell rows apart.
        rows: Its rows, each with one value a column.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str, str], ...]
    key: tuple[str, ...]
    rows: tuple[Sequence[Value], ...]

    @property
    def path(self) -> str:
        """Its file, from the folder of the API."""
        return f"csv/{self.name}.csv"

    def content(self) -> bytes:
        """Its file."""
        return table([name for name, _, _ in self.columns], self.rows)


def tables(
    listed: Iterable[Item], over_time: Mapping[str, Sequence[Moment]], library: Library, as_of: date
) -> tuple[Table, ...]:
    """The tables of a library, rows in the order of their keys.

    Args:
        listed: Items of the public library.
        over_time: The moments of each, by slug.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    items = sorted(listed, key=lambda item: item.slug)
    return (
        Table(
            "items",
            "One row for each item of the public library",
            ITEMS,
            ("item",),
            tuple(_item(item, library) for item in items),
        ),
        Table(
            "impact-measures",
            "One row for each figure that an item gives of its impact",
            MEASURES,
            ("item", "impact"),
            tuple(row for item in items for row in _measures(item)),
        ),
        Table(
            "reviews",
            "One row for each criterion on which a reviewer, told by role, gave a finding that counts",
            REVIEWS,
            ("item", "review", "indicator", "criterion"),
            tuple(row for item in items for row in _reviews(item, library)),
        ),
        Table(
            "ratings",
            "One row for each indicator of each item, on the day that the data are of",
            RATINGS,
            ("item", "indicator"),
            tuple(row for item in items for row in _ratings(item, library, as_of)),
        ),
        Table(
            "ratings-over-time",
            "One row for each indicator of each item, for each day that bears on its rating",
            OVER_TIME,
            ("item", "date", "indicator"),
            tuple(row for item in items for row in over_time_rows(item, over_time[item.slug], library)),
        ),
    )


def _item(item: Item, library: Library) -> Sequence[Value]:
    case, short = item.case, item_summary(item, library)
    areas, facets = short["local_areas"], short["facets"]
    return (
        item.slug,
        short["title"],
        case.kind,
        case.theme,
        case.summary,
        [area["name"] for area in areas],
        [area["id"] for area in areas if area["id"]],
        sorted({area["region"] for area in areas if area["region"]}),
        case.organisations,
        short["enablers"],
        case.phases,
        case.ingredients,
        *facets.values(),
        item.months,
        len(case.evaluation),
        len(case.impact),
        sum(claim.measure is not None for claim in case.impact),
        short["status"],
        short["basis"],
        _publisher(item),
        short["item_licence"],
        short["changed"],
        short["page"],
    )


def _measures(item: Item) -> Iterator[Sequence[Value]]:
    for claim in sorted(item.case.impact, key=lambda claim: claim.id):
        measure = claim.measure
        if measure is None:
            continue
        before, after = measure.baseline, measure.result
        yield (
            item.slug,
            claim.id,
            claim.area,
            claim.kind,
            claim.effect,
            claim.claim,
            measure.name,
            measure.unit,
            measure.better,
            *((before.value, before.period, before.n) if before else (None, None, None)),
            after.value,
            after.period,
            after.n,
            claim.source,
        )


def _reviews(item: Item, library: Library) -> Iterator[Sequence[Value]]:
    """Findings of an item's own complete panel; of an incomplete one nothing is ever told."""
    if item.rating.basis != "own-panel":
        return
    for number, counted in enumerate(item.rating.counting, 1):
        record = library.files[counted.review.path].record
        if not isinstance(record, Review):
            continue
        for indicator in library.framework.indicators:
            part = record.indicators.get(indicator)
            if part is None:
                continue
            for criterion, found in sorted(part.findings.items()):
                told = (found.finding, found.cites, found.because, part.bar)
                yield (item.slug, number, counted.role, record.date, indicator, criterion, *told)


def _ratings(item: Item, library: Library, as_of: date) -> Iterator[Sequence[Value]]:
    framework, rating = library.framework, item.rating

    def bar(position: int | None) -> str | None:
        return None if position is None else framework.bars[position]

    for part in rating.indicators:
        confirmed = framework.indicators[part.id].in_order(part.confirmed) if part.confirmed else ()
        yield (
            item.slug,
            part.id,
            as_of.isoformat(),
            rating.status,
            rating.basis,
            _publisher(item),
            bar(part.bar),
            None if part.bar is None else part.bar + 1,
            len(framework.bars),
            part.no_bar,
            bar(part.ceiling),
            part.ceiling_state,
            bar(part.panel),
            bar(part.moderated),
            part.decided_by,
            confirmed,
            len(rating.counting) if rating.basis == "own-panel" else 0,
            framework.reference,
        )


def _publisher(item: Item) -> str | None:
    published = published_by(item)
    return published["publisher"] if published else None
