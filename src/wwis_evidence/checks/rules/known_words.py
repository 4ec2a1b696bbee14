"""Ids that must be in the vocabulary: code ``unknown-word``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import NOT_STATED
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.library import Library
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, library: Library) -> Iterator[Problem]:
    """Every id of a case that its list does not have."""
    del library
    for field, word, name in _words(case):
        known = list(load().terms(name))
        if word not in known and not (word == NOT_STATED and field[-1] in {"kind", "area"}):
            yield unknown_word(field, word, known)


def unknown_word(field: Path, word: str, known: Iterable[str]) -> Problem:
    """The problem of an id that its list does not have, with the nearest that it has."""
    known = list(known)
    near = get_close_matches(word[:80], known, n=1)
    values = {"found": word, "known": ", ".join(known), "near": near[0] if near else ""}
    return Problem("unknown-word", field, values=values)


def _words(case: CaseStudy) -> Iterator[tuple[Path, str, str]]:
    """Where an id stands, the id, and the list that it must be in."""
    if case.theme:
        yield ("theme",), case.theme, "themes"
    for index, use in enumerate(case.enablers):
        yield ("enablers", index, "id"), use.id, "enablers"
    for name in ("phases", "ingredients"):
        for index, word in enumerate(getattr(case, name)):
            yield (name, index), word, name
    for name in type(case.facets).model_fields:
        for index, word in enumerate(getattr(case.facets, name)):
            yield ("facets", name, index), word, name.replace("_", "-")
    if case.trigger:
        yield ("trigger", "kind"), case.trigger.kind, "triggers"
    for index, item in enumerate(case.evaluation):
        yield ("evaluation", index, "method"), item.method, "evaluation-methods"
        if item.baseline:
            yield ("evaluation", index, "baseline"), item.baseline, "baselines"
        if item.shared_with:
            yield ("evaluation", index, "shared_with"), item.shared_with, "shared-with"
    for index, impact in enumerate(case.impact):
        yield ("impact", index, "area"), impact.area, "impact-areas"
        yield ("impact", index, "kind"), impact.kind, "impact-kinds"
        yield ("impact", index, "effect"), impact.effect, "effects"
    for index, change in enumerate(case.changes):
        yield ("changes", index, "type"), change.type, "change-types"
