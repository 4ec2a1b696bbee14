"""What has happened did so before today: code ``date-in-future``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.figures import span
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import (
    Appeal,
    CaseStudy,
    Moderation,
    Panel,
    PublishedPanel,
    Reply,
)
from wwis_evidence.records.base import NOT_STATED, first_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.files import File

_NO_DATE = {NOT_STATED, "ongoing"}


def check(folder: CaseFolder, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Everything that is said to have happened and is dated after today; reviews have their own check."""
    today = as_of.isoformat()
    for file in folder.files.values():
        for field, shown, first in dates(file):
            if first > today:
                yield file.path, Problem("date-in-future", field, values={"date": shown})


def dates(file: File) -> Iterator[tuple[Path, str, str]]:
    """Every date of a file that lies in the past: where it stands, as it is written, and its first day."""
    for written, when in _written(file):
        if when is not None and when not in _NO_DATE:
            yield written, when, first_day(when).isoformat()
    if isinstance(file.record, CaseStudy):
        for index, impact in enumerate(file.record.impact):
            for key in ("baseline", "result"):
                reading = getattr(impact.measure, key) if impact.measure else None
                days = span(reading.period) if reading else None
                if reading and days:
                    field: Path = ("impact", index, "measure", key, "period")
                    yield field, reading.period, days[0].isoformat()


def _written(file: File) -> Iterator[tuple[Path, str | None]]:
    match file.record:
        case CaseStudy() as case:
            yield from _of_case(case)
        case Panel() | Moderation() | Reply() | Appeal() as record:
            yield ("date",), record.date
        case PublishedPanel() as printed:
            yield ("published",), printed.published
            yield ("accessed",), printed.accessed


def _of_case(case: CaseStudy) -> Iterator[tuple[Path, str | None]]:
    yield ("origin", "accessed"), case.origin.accessed
    if case.sustained:
        yield ("sustained", "from"), case.sustained.from_
        yield ("sustained", "to"), case.sustained.to
        yield ("sustained", "as_of"), case.sustained.as_of
    for name in ("evaluation", "replication", "sources", "changes"):
        yield from (((name, index, "date"), item.date) for index, item in enumerate(getattr(case, name)))
    if case.consent:
        yield ("consent", "date"), case.consent.date
