"""A length of time in words that the dates do not bear out: code ``duration-beyond-dates``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.rating.evidence import months_sustained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

LEEWAY = 6
"""Months by which a length of time may be rounded up in plain words."""
_NUMBERS = {
    "one": 1,
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
}
# Only phrases that say it of the work itself; "children had waited for two years" is about something else.
_CLAIM = re.compile(
    r"\b(?:(?:has|have|had) (?:now )?(?:run|been running|been going|gone on|been in place|lasted)|in place"
    r"|lasted|sustained) (?:for )?(?:(?:more than|over|at least|about|around) )?"
    rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>years?|months?)\b",
    re.IGNORECASE,
)


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every text that says the work has gone on for longer than what stands under ``sustained``."""
    del common
    counted = months_sustained(case.sustained)
    if counted is None or case.sustained is None:
        return
    texts = {
        ("title",): case.title,
        ("summary",): case.summary,
        ("approach",): case.approach,
        ("sustained", "note"): case.sustained.note,
    }
    for field, text in texts.items():
        for match in _CLAIM.finditer(text or ""):
            number = _NUMBERS.get(match["number"].lower()) or int(match["number"])
            claimed = number * (12 if match["unit"].lower().startswith("year") else 1)
            if claimed > counted + LEEWAY:
                values = {"claimed": f"{match['number']} {match['unit']}", "months": str(counted)}
                yield Problem("duration-beyond-dates", field, values=values)
                break
