"""What a case says that changed, by area of impact, in the order in which the vocabulary has the areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import term_label
from wwis_evidence.records.base import NOT_STATED
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from wwis_evidence.records.case_study import CaseStudy, Impact

_AREAS = "impact-areas"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of impact in words, and what is claimed of it."""

    title: str
    claims: tuple[Impact, ...]


def by_area(case: CaseStudy) -> tuple[Area, ...]:
    """The areas of which something is claimed; what names no area comes last."""
    named = dict.fromkeys((*load().terms(_AREAS), *sorted({claim.area for claim in case.impact})))
    named.pop(NOT_STATED, None)
    found = []
    for area in (*named, NOT_STATED):
        claims = tuple(claim for claim in case.impact if claim.area == area)
        if claims:
            title = "Area of impact not stated in the text seen"
            found.append(Area(title if area == NOT_STATED else term_label(_AREAS, area), claims))
    return tuple(found)


def unclaimed(case: CaseStudy) -> tuple[str, ...]:
    """Titles of the areas of which nothing is claimed; none where a claim does not say its area."""
    areas = {claim.area for claim in case.impact}
    if not areas or NOT_STATED in areas:
        return ()
    return tuple(term.label for identity, term in load().terms(_AREAS).items() if identity not in areas)
