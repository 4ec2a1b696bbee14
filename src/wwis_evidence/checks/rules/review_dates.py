"""A review comes after what it reviews: codes ``review-before-evidence`` and ``review-in-future``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem
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
                for field, what, when in _too_late(case, review):
                    values = {"date": review.date, "what": what, "when": when}
                    yield file.path, Problem("review-before-evidence", field, values=values)


def _too_late(case: CaseStudy, review: Review) -> Iterator[tuple[Path, str, str]]:
    """Where the review rests on something later than itself, what that is, and its date."""
    dates = [(item.id, item.date) for item in case.evaluation]
    dates += [(item.id, item.date) for item in case.replication]
    later = {
        item: when for item, when in dates if when != NOT_STATED and first_day(when).isoformat() > review.date
    }
    if later:
        for name, indicator in review.indicators.items():
            for criterion, finding in indicator.findings.items():
                for number, cited in enumerate(finding.cites):
                    if cited in later:
                        field: Path = ("indicators", name, "findings", criterion, "cites", number)
                        yield field, cited, later[cited]
    if case.sustained and case.sustained.as_of and first_day(case.sustained.as_of).isoformat() > review.date:
        yield ("date",), "sustained (as_of)", case.sustained.as_of
    first = min(case.changes, key=lambda change: change.date, default=None)
    # An item that was on file before its changes were written down begins with another type of change.
    if first and first.type == "evidence" and first.date > review.date:
        yield ("date",), "the first change on record", first.date
