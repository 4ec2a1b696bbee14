"""What the unit of a measure counts: people, a share of them, or something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.findings import Path
    from wwis_evidence.records import CaseStudy
    from wwis_evidence.records.case_study import Measure, Reading

# A change in percentages, or a percentage change, may well be negative or above 100.
_PERCENTAGE = re.compile(r"\s*(?:%|per ?cent\b|percentage\b(?! (?:points?|change)\b))", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|rise|fall|growth|increase|decrease|reduction|drop|points?)\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"(?:(?:total |the )?(?:number|count) of )?(?:[a-z-]+ ){0,3}"
    r"(?:child(?:ren)?|pupils?|people|persons?|famil(?:y|ies)|parents?|carers?|students?|learners?|interns?"
    r"|siblings?|boys?|girls?|babies|infants?|teenagers?|trainees?|leavers?|mothers?|fathers?)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\b(?:per|each|every|for|days?|hours?|minutes?|weeks?|months)\b", re.IGNORECASE)


def readings(case: CaseStudy) -> Iterator[tuple[Path, Measure, Reading]]:
    """Every figure of a case: where it stands, its measure and the figure."""
    for index, item in enumerate(case.impact):
        if item.measure:
            for key, reading in (("baseline", item.measure.baseline), ("result", item.measure.result)):
                if reading:
                    yield ("impact", index, "measure", key), item.measure, reading


def is_percentage(measure: Measure) -> bool:
    """Whether the figures are shares in per cent, and not changes."""
    unit = measure.unit[:200]
    return bool(_PERCENTAGE.match(unit)) and not _CHANGE.search(f"{measure.name[:200]} {unit}")


def counts_people(measure: Measure) -> bool:
    """Whether the figures are numbers of children, young people or their families."""
    unit = measure.unit[:200]
    return bool(_PEOPLE.match(unit)) and not _RATE.search(unit) and not _CHANGE.search(unit)
