"""Figures so small that neighbours could tell who is meant: codes ``small-count`` and ``small-base``.

Their findings never repeat the figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._units import counts_people, is_percentage, readings
from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy
    from wwis_evidence.records.case_study import Measure, Reading

FEWEST_SHOWN = 5
"""Counts from 1 to one less than this are held back in official statistics about children."""


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every figure that stands for one to four people, and every base of one to four."""
    del common
    for field, measure, reading in readings(case):
        yield from _small(field, measure, reading)


def _small(field: Path, measure: Measure, reading: Reading) -> Iterator[Problem]:
    if reading.n is not None and 1 <= reading.n < FEWEST_SHOWN:
        yield Problem("small-base", (*field, "n"))
    elif counts_people(measure):
        if 1 <= reading.value < FEWEST_SHOWN:
            yield Problem("small-count", (*field, "value"))
    elif is_percentage(measure) and reading.n is not None:
        people = round(reading.value * reading.n / 100)
        if 1 <= people < FEWEST_SHOWN:
            yield Problem("small-count", (*field, "value"))
