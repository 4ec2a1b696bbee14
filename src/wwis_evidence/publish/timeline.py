"""When what happened: an item's dates in order, for a picture and a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.text import date_words, months_words
from wwis_evidence.records.base import NOT_STATED, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.publish.items import Item

_MOST_MARKS = 12  # that a picture of a phone's width can hold
_LATEST_YEAR = 9998  # the axis ends a year later


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing: the first and last day that its date can mean, the date in words, what, and its place.

    ``anchor`` is the element of the page that tells more, empty where nothing does.
    """

    first: date
    last: date
    when: str
    what: str
    anchor: str = ""

    @property
    def words(self) -> str:
        """Date and happening as one phrase."""
        return f"{self.when}: {self.what}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events in order, sentences on what has no date, and how long the work is known to have gone on.

    ``band`` is from the last day that the start can mean to the first day that the end can mean, so that it
    never claims too much; ``ongoing`` whether it was still going on then.
    """

    events: tuple[Event, ...]
    undated: tuple[tuple[str, str], ...]
    band: tuple[date, date] | None
    ongoing: bool

    @property
    def telling(self) -> bool:
        """Whether there is more than one date, so that one can come before another."""
        return len(self.events) > 1

    @property
    def drawable(self) -> bool:
        """Whether a picture can hold it."""
        return self.telling and len(self.events) <= _MOST_MARKS and self.years[1] <= _LATEST_YEAR

    @property
    def years(self) -> tuple[int, int]:
        """First and last year in it."""
        return min(e.first for e in self.events).year, max(e.last for e in self.events).year

    @staticmethod
    def day(year: int) -> int:
        """The first day of a year, as a number of days."""
        return date(year, 1, 1).toordinal()


def timeline(item: Item) -> Timeline:
    """An item's dates. Reviews are in it once there is a rating, and not before."""
    dated, undated = [], []
    for when, until, what, anchor in _happenings(item):
        if when in {"", NOT_STATED}:
            undated.append((what, anchor))
        else:
            words = date_words(when) if when == until else f"{date_words(when)} to {date_words(until)}"
            dated.append(Event(first_day(when), last_day(until), words, what, anchor))
    kept = item.case.sustained
    band, ongoing = None, False
    if kept and kept.from_:
        ongoing = kept.to in {None, "ongoing"}
        end = kept.as_of if ongoing else kept.to
        known = (last_day(kept.from_), first_day(end or kept.from_))
        band = known if known[0] < known[1] else None
    dated.sort(key=lambda event: (event.first.toordinal() + event.last.toordinal(), event.what))
    return Timeline(tuple(dated), tuple(undated), band, ongoing)


def _happenings(item: Item) -> Iterator[tuple[str, str, str, str]]:
    """From when until when (empty or not-stated where there is no date), what, and the element to look at."""
    case, kept = item.case, item.case.sustained
    if kept and kept.at_least_months is not None:
        length = months_words(kept.at_least_months)
        yield "", "", f"Kept going for at least {length}; from when is not stated", ""
    elif kept and kept.from_:
        yield kept.from_, kept.from_, "The work began", ""
        if kept.to and kept.to != "ongoing":
            yield kept.to, kept.to, "The work ended", ""
        elif kept.as_of:
            yield kept.as_of, kept.as_of, "Known to be still going on", ""
    for looked in case.evaluation:
        by = "" if looked.by == NOT_STATED else f" by {looked.by}"
        what = f"{term_label('evaluation-methods', looked.method)}{by}"
        yield looked.date, looked.date, what, f"evidence-{looked.id}"
    for other in case.replication:
        where = "somewhere that is not named" if other.where == NOT_STATED else f"in {other.where}"
        yield other.date, other.date, f"Taken up {where}", f"evidence-{other.id}"
    if item.standing != "public":
        return
    if item.rating.basis == "own-panel":
        days = sorted(counted.review.date for counted in item.rating.counting)
        yield days[0], days[-1], "Reviewed for this library", "the-review-record"
    elif item.published and item.published.published:
        day = item.published.published
        yield day, day, f"Rating public on the page of {item.published.publisher}", ""
