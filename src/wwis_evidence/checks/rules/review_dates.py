"""A review comes after what it reviews: codes ``review-before-evidence`` and ``review-in-future``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.records import Review
from wwis_evidence.records.base import NOT_STATED, first_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.records import CaseStudy


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every review dated after today, or before there was anything to review.

    A review of an older state of the evidence is stale, which is told elsewhere: what it cites may have
    changed its date since.
    """
    today = as_of.isoformat()
    for slug, dossier in library.dossiers.items():
        case = library.case(slug)
        for file in library.beside(slug):
            review = file.record
            if not isinstance(review, Review):
                continue
            if review.date > today:
                values = {"date": review.date, "today": today}
                yield file.path, Problem("review-in-future", ("date",), values=values)
            elif review.digest == dossier.case.digest:
                when, what = max(_rests_on(case, review), default=("", ""))
                if when > review.date:
                    values = {"date": review.date, "what": what, "when": when}
                    yield file.path, Problem("review-before-evidence", ("date",), values=values)


def _rests_on(case: CaseStudy, review: Review) -> Iterator[tuple[str, str]]:
    """The first day that each date can mean which a review has to come after, and what it is the date of."""
    cited = {
        item
        for indicator in review.indicators.values()
        for finding in indicator.findings.values()
        for item in finding.cites
    }
    dates = [(item.id, item.date) for item in case.evaluation]
    dates += [(item.id, item.date) for item in case.replication]
    yield from ((_first(when), name) for name, when in dates if name in cited and when != NOT_STATED)
    if case.sustained and case.sustained.as_of:
        yield _first(case.sustained.as_of), "sustained (as_of)"
    first = min(case.changes, key=lambda change: change.date, default=None)
    # An item that was on file before its changes were written down begins with another type of change.
    if first and first.type == "evidence":
        yield first.date, "the first change on record"


def _first(when: str) -> str:
    return first_day(when).isoformat()
