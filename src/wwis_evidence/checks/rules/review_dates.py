"""A review comes after what it reviews: codes ``review-before-evidence`` and ``review-in-future``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.records import Review
from wwis_evidence.records.base import NOT_STATED, first_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """Every review dated before there was anything to review.

    A review of an older state of the evidence is stale, which is told elsewhere: what it cites may have
    changed its date since.
    """
    del common
    if folder.dossier is None or folder.case is None:
        return
    for file in folder.beside:
        review = file.record
        if isinstance(review, Review) and review.digest == folder.dossier.case.digest:
            when, what = max(_rests_on(folder.case, review), default=("", ""))
            if when > review.date:
                values = {"date": review.date, "what": what, "when": when}
                yield file.path, Problem("review-before-evidence", ("date",), values=values)


def check_future(folder: CaseFolder, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every review dated after today."""
    today = as_of.isoformat()
    for file in folder.beside:
        if isinstance(file.record, Review) and file.record.date > today:
            values = {"date": file.record.date}
            yield file.path, Problem("review-in-future", ("date",), values=values)


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
