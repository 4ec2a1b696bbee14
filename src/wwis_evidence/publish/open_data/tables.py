"""The library as four tables: items, impact measures, reviews by role, ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.csv_text import Value, table
from wwis_evidence.publish.open_data.items import item_summary, published_by
from wwis_evidence.records import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_ITEM = ("item", "string", "The item's id, as in items.json")
_INDICATOR = ("indicator", "string", "Id of the indicator in the framework")


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: Its name in the data package.
        title: What a row is.
        columns: Name, type (of Table Schema) and meaning of each column.
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


def tables(listed: Iterable[Item], library: Library, as_of: date) -> tuple[Table, ...]:
    """The tables of a library, rows in the order of their keys.

    Args:
        listed: Items of the public library.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    items = sorted(listed, key=lambda item: item.slug)
    return (
        Table(
            "items",
            "One row for each item of the public library",
            _ITEMS,
            ("item",),
            tuple(_item(item, library) for item in items),
        ),
        Table(
            "impact-measures",
            "One row for each figure that an item gives of its impact",
            _MEASURES,
            ("item", "impact"),
            tuple(row for item in items for row in _measures(item)),
        ),
        Table(
            "reviews",
            "One row for each criterion on which a reviewer, told by role, gave a finding that counts",
            _REVIEWS,
            ("item", "review", "indicator", "criterion"),
            tuple(row for item in items for row in _reviews(item, library)),
        ),
        Table(
            "ratings",
            "One row for each indicator of each item, on the day that the data are of",
            _RATINGS,
            ("item", "indicator"),
            tuple(row for item in items for row in _ratings(item, library, as_of)),
        ),
    )


_ITEMS = (
    _ITEM,
    ("title", "string", "Its title"),
    ("item_kind", "string", "case-study or research-report"),
    ("theme", "string", "Id of its theme"),
    ("summary", "string", "Its summary"),
    ("local_areas", "string", "Names of its local areas"),
    ("area_codes", "string", "Their codes, where the name is known"),
    ("regions", "string", "Regions of England in which they lie"),
    ("organisations", "string", "Organisations that took part"),
    ("enablers", "string", "Ids of the enablers that it shows"),
    ("phases", "string", "Ids of the phases that it names"),
    ("ingredients", "string", "Ids of the ingredients that it names"),
    ("age_phases", "string", "Ids of age phases"),
    ("areas_of_need", "string", "Ids of broad areas of need"),
    ("support_levels", "string", "Ids of levels of support"),
    ("preparing_for_adulthood", "string", "Ids of Preparing for Adulthood outcomes"),
    ("sectors", "string", "Ids of sectors"),
    ("sustained_months", "integer", "Months for which it is known to have gone on"),
    ("evaluations", "integer", "How many evaluations it names"),
    ("impacts", "integer", "How many differences it claims"),
    ("measured", "integer", "How many of them it gives a figure for"),
    ("status", "string", "vetted or review-due"),
    ("basis", "string", "own-panel, or published-panel where a publisher's printed ratings stand"),
    ("published_by", "string", "Publisher of those ratings"),
    ("licence", "string", "Licence of the account"),
    ("changed", "date", "Day of its newest change"),
    ("page", "string", "Address of its page, from the site's root"),
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


_MEASURES = (
    _ITEM,
    ("impact", "string", "Id of the claim within the item"),
    ("area", "string", "Id of the area of impact"),
    ("kind", "string", "How it is known: measured, feedback or anecdotal"),
    ("effect", "string", "better, mixed, none or worse"),
    ("claim", "string", "The claim in words"),
    ("measure", "string", "What was measured"),
    ("unit", "string", "Unit of the figures"),
    ("better", "string", "Whether higher or lower is better"),
    ("baseline_value", "number", "The figure before"),
    ("baseline_period", "string", "When that was"),
    ("baseline_n", "integer", "Out of how many"),
    ("result_value", "number", "The figure after"),
    ("result_period", "string", "When that was"),
    ("result_n", "integer", "Out of how many"),
    ("source", "string", "Id of the source within the item"),
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


_REVIEWS = (
    _ITEM,
    ("review", "integer", "Number of the review within the item; it names nobody"),
    ("role", "string", "Role in which the reviewer acted"),
    ("date", "date", "Day of the review"),
    _INDICATOR,
    ("criterion", "string", "Id of the criterion in the framework"),
    ("finding", "string", "What the reviewer found"),
    ("cites", "string", "Ids of the evidence that it rests on"),
    ("because", "string", "Why, in the reviewer's words"),
    ("bar", "string", "The bar that this reviewer thought fits the indicator best"),
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


_RATINGS = (
    _ITEM,
    _INDICATOR,
    ("as_of", "date", "Day on which the rating was asked"),
    ("status", "string", "vetted or review-due"),
    ("basis", "string", "own-panel, or published-panel where a publisher's printed rating stands"),
    ("published_by", "string", "Publisher of that rating"),
    ("bar", "string", "The rating: id of the bar"),
    ("position", "integer", "Its place, 1 for the lowest bar"),
    ("of", "integer", "How many bars there are"),
    ("no_bar", "string", "Why there is no bar"),
    ("ceiling", "string", "The highest bar that the confirmed facts allow"),
    ("ceiling_state", "string", "Whether the ceiling could be worked out"),
    ("panel", "string", "The middle view of the reviewers"),
    ("moderated", "string", "The bar that a moderator settled on"),
    ("decided_by", "string", "Which of these decided"),
    ("confirmed", "string", "Ids of the criteria that are confirmed"),
    ("reviews", "integer", "How many reviews count"),
    ("framework", "string", "The rule: its id and version"),
)


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
