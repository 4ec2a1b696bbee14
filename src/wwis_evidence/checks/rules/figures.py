"""Figures that cannot be, and results from before their own starting point.

Codes ``impossible-figure``, ``unlikely-percentage`` and ``baseline-after-result``.
"""

from __future__ import annotations

import re
from datetime import date
from math import floor
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._units import counts_people, is_percentage, readings
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy
    from wwis_evidence.records.case_study import Measure, Reading

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[/\u2013-]\s?(\d\d)(?!\d))?")
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every figure that contradicts its own unit or base, and every baseline that comes last."""
    del common
    for field, measure, reading in readings(case):
        yield from _impossible(field, measure, reading)
    for index, item in enumerate(case.impact):
        if item.measure:
            yield from _reversed(("impact", index, "measure"), item.measure)


def _impossible(field: Path, measure: Measure, reading: Reading) -> Iterator[Problem]:
    value, base = reading.value, reading.n
    why = ""
    if is_percentage(measure):
        if not 0 <= value <= 100:  # noqa: PLR2004 - per cent
            why = "a percentage lies between 0 and 100"
        elif base and not _is_share_of(value, base):
            yield Problem("unlikely-percentage", (*field, "value"))
    elif counts_people(measure):
        if value < 0:
            why = "nobody can count fewer than none"
        elif base is not None and value > base:
            why = "there are more here than there were in all (n)"
    if why:
        yield Problem("impossible-figure", (*field, "value"), values={"found": f"{value:g}", "why": why})


def _is_share_of(value: float, base: int) -> bool:
    """Whether some whole number out of ``base`` comes to this percentage, rounded up, down or to the nearest.

    Only a small base can say no: out of a hundred, every whole percentage is possible.
    """
    step = 1.0 if value == int(value) else 0.1
    low, high = (value - step) * base / 100, (value + step) * base / 100
    return floor(low) + 1 < high


def _reversed(field: Path, measure: Measure) -> Iterator[Problem]:
    if measure.baseline is None:
        return
    before, after = span(measure.baseline.period), span(measure.result.period)
    if before and after and before[0] > after[1]:
        values = {"before": measure.baseline.period, "after": measure.result.period}
        yield Problem("baseline-after-result", (*field, "baseline", "period"), values=values)


def span(period: str) -> tuple[date, date] | None:
    """The first and last day that a period's text can mean; None where it names no year."""
    if _WHOLE_DATE.match(period):
        try:
            return first_day(period), last_day(period)
        except ValueError:
            return None
    years = []
    for match in _YEARS.finditer(period[:200]):
        year = int(match[1])
        years.append(year)
        if match[2] and int(match[2]) == (year + 1) % 100:  # 2021/22, a school year
            years.append(year + 1)
    return (date(min(years), 1, 1), date(max(years), 12, 31)) if years else None
