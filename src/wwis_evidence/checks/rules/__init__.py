"""Every rule beyond shape. A case rule sees one case; a library rule sees all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules import (
    areas,
    asked_for,
    dates,
    effects,
    evidence_ids,
    imported,
    known_people,
    known_words,
    not_counting,
    orphans,
    published,
    required,
    source_ids,
    successors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from wwis_evidence.findings import Problem
    from wwis_evidence.library import Library
    from wwis_evidence.records import CaseStudy

    CaseRule = Callable[[CaseStudy, Library], Iterable[Problem]]
    LibraryRule = Callable[[Library, date], Iterable[tuple[str, Problem]]]

CASE_RULES: tuple[CaseRule, ...] = (
    required.check,
    imported.check,
    known_words.check,
    areas.check,
    source_ids.check,
    evidence_ids.check,
    dates.check,
    effects.check,
    asked_for.check,
)
LIBRARY_RULES: tuple[LibraryRule, ...] = (
    orphans.check,
    known_people.check,
    known_people.check_register,
    not_counting.check,
    published.check,
    successors.check,
)
