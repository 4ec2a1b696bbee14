"""Sources that nothing rests on, or that are too old or too new for it.

Codes ``unused-source``, ``source-too-old`` and ``source-too-new``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.figures import span
from wwis_evidence.checks.rules.source_ids import named_sources
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import NOT_STATED, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

LEEWAY = 366
"""Days by which a source may be older than where it says that the work goes on, or will be taken up."""


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every source without a use, every use that its source cannot know of, every source after consent."""
    del common
    used = {name for _, name in named_sources(case)}
    settled = _last_settled(case)
    dates: dict[str, str] = {}
    for index, source in enumerate(case.sources):
        # What has no slot for a source (approach, enablers …) is told in the note: "Used for the approach."
        if not case.draft and source.id not in used and not (source.note or "").startswith("Used for "):
            yield Problem("unused-source", ("sources", index, "id"), values={"id": source.id})
        if source.date and source.date != NOT_STATED:
            dates.setdefault(source.id, source.date)
            if settled and first_day(source.date).isoformat() > settled:
                values = {"date": source.date, "settled": settled}
                yield Problem("source-too-new", ("sources", index, "date"), values=values)
    for field, name, when, first in _claims(case):
        if name in dates and last_day(dates[name]).isoformat() < first:
            values = {"id": name, "date": dates[name], "when": when}
            yield Problem("source-too-old", field, values=values)


def _last_settled(case: CaseStudy) -> str:
    """The last day on which somebody vouched for the text: agreed to it, changed it, or took it in."""
    days = [change.date for change in case.changes]
    if case.consent:
        days.append(last_day(case.consent.date).isoformat())
    if case.origin.accessed:
        days.append(last_day(case.origin.accessed).isoformat())
    return max(days, default="")


def _claims(case: CaseStudy) -> Iterator[tuple[Path, str, str, str]]:
    """What rests on a source: where, on which, when it was, and the first day that this can mean."""
    for name, leeway in (("evaluation", 0), ("replication", LEEWAY)):
        for index, item in enumerate(getattr(case, name)):
            if item.source and item.date != NOT_STATED:
                yield (name, index, "source"), item.source, item.date, _from(item.date, leeway)
    for index, impact in enumerate(case.impact):
        period = impact.measure.result.period if impact.measure else ""
        days = span(period)
        if impact.source and days:
            yield ("impact", index, "source"), impact.source, period, days[0].isoformat()
    sustained = case.sustained
    if sustained and sustained.source:
        end = sustained.as_of if sustained.to in {None, "ongoing"} else sustained.to
        if end:
            yield ("sustained", "source"), sustained.source, end, _from(end, LEEWAY)


def _from(when: str, leeway: int) -> str:
    return (first_day(when) - timedelta(leeway)).isoformat()
