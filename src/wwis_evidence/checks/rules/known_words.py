"""Ids that must be in the vocabulary: code ``unknown-word``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

# Where ids stand (a star is any item of a list), and the list that they must be in.
LISTS = (
    (("theme",), "themes"),
    (("enablers", "*", "id"), "enablers"),
    (("phases", "*"), "phases"),
    (("ingredients", "*"), "ingredients"),
    (("facets", "age_phases", "*"), "age-phases"),
    (("facets", "broad_areas_of_need", "*"), "broad-areas-of-need"),
    (("facets", "support_levels", "*"), "support-levels"),
    (("facets", "preparing_for_adulthood", "*"), "preparing-for-adulthood"),
    (("facets", "sectors", "*"), "sectors"),
    (("trigger", "kind"), "triggers"),
    (("evaluation", "*", "method"), "evaluation-methods"),
    (("evaluation", "*", "baseline"), "baselines"),
    (("evaluation", "*", "shared_with"), "shared-with"),
    (("impact", "*", "area"), "impact-areas"),
    (("impact", "*", "kind"), "impact-kinds"),
    (("impact", "*", "effect"), "effects"),
    (("changes", "*", "type"), "change-types"),
)
MAY_BE_OPEN = {"kind", "area"}
"""Keys whose word may also be ``not-stated``, where the text seen does not say."""


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every id of a case that its list does not have."""
    if not common.vocabulary_usable:  # any word may stand in the file that is at fault
        return
    vocabulary = common.vocabulary
    for field, word, name in _words(case):
        known = vocabulary.terms(name)
        if word not in known and not (word == NOT_STATED and field[-1] in MAY_BE_OPEN):
            yield unknown_word(field, word, known)


def unknown_word(field: Path, word: str, known: Iterable[str]) -> Problem:
    """The problem of an id that its list does not have, with the nearest that it has."""
    known = list(known)
    near = get_close_matches(word[:80], known, n=1)
    values = {"found": word, "known": ", ".join(known), "near": near[0] if near else ""}
    return Problem("unknown-word", field, values=values)


def _words(case: CaseStudy) -> Iterator[tuple[Path, str, str]]:
    """Where an id stands, the id, and the list that it must be in."""
    for steps, name in LISTS:
        for field, word in _at(case, steps, ()):
            yield field, word, name


def _at(part: object, steps: tuple[str, ...], field: Path) -> Iterator[tuple[Path, str]]:
    if part is None:
        return
    if not steps:
        yield field, str(part)
    elif steps[0] == "*" and isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _at(item, steps[1:], (*field, index))
    else:
        yield from _at(getattr(part, steps[0]), steps[1:], (*field, steps[0]))
