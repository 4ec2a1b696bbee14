"""An item's ratings over time: where their days come from, and how they are told in JSON and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.items import CONTENT
from wwis_evidence.rating.over_time import Dated, DatedAppeal, Moment, over_time
from wwis_evidence.records.base import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.open_data.csv_text import Value
    from wwis_evidence.rating.result import IndicatorRating


def moments(item: Item, library: Library, as_of: date) -> tuple[Moment, ...]:
    """The moments of an item of the public library, oldest first."""
    changes = item.case.changes
    dated = Dated(
        changes=tuple((change.date, change.type) for change in changes),
        anew=tuple(change.date for change in changes if change.type in CONTENT),
        appeals=tuple(DatedAppeal(appeal.date, frozenset(appeal.sets_aside)) for appeal in item.appeals),
        published=_on_file(item),
    )
    return over_time(
        library.dossiers[item.slug],
        dated,
        library.framework,
        library.register,
        as_of,
        review_period_months=library.settings.review_period_months,
    )


def _on_file(item: Item) -> str:
    """The day from which a publisher's outcome was on file; empty where there is none.

    Where only a month or year is given, it is that of the first change record in it, else its first day.
    """
    if item.published is None:
        return ""
    first, last = (bound(item.published.accessed).isoformat() for bound in (first_day, last_day))
    return min((c.date for c in item.case.changes if first <= c.date <= last), default=first)


def over_time_answer(found: Sequence[Moment], library: Library) -> list[dict[str, Any]]:
    """Moments as data; on a day on which the item was not public no bar is told, only why."""
    return [
        {
            "date": moment.day,
            "because": list(moment.because),
            "status": moment.rating.status,
            "basis": moment.rating.basis,
            "reviews": _reviews(moment),
            "indicators": {
                part.id: dict(
                    zip(("bar", "position", "of", "no_bar"), _outcome(part, moment, library), strict=True)
                )
                for part in moment.rating.indicators
            },
        }
        for moment in found
    ]


def over_time_rows(item: Item, found: Sequence[Moment], library: Library) -> Iterator[Sequence[Value]]:
    """Moments as rows of the table, one an indicator."""
    for moment in found:
        rating = moment.rating
        for part in rating.indicators:
            yield (
                item.slug,
                moment.day,
                moment.because,
                part.id,
                rating.status,
                rating.basis,
                *_outcome(part, moment, library),
                _reviews(moment),
                library.framework.reference,
            )


def _outcome(part: IndicatorRating, moment: Moment, library: Library) -> tuple[Value, Value, Value, Value]:
    """Bar, its place, of how many, and why there is none.

    Of an item in moderation one indicator may have a bar, which nobody was shown then, and none is now.
    """
    bars = library.framework.bars
    if not moment.rating.public:
        return None, None, len(bars), moment.rating.status
    if part.bar is None:
        return None, None, len(bars), part.no_bar
    return bars[part.bar], part.bar + 1, len(bars), None


def _reviews(moment: Moment) -> int:
    return 0 if moment.rating.basis == "published-panel" else len(moment.rating.counting)
