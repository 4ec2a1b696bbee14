"""Every rule beyond shape. A case rule sees one case, a file rule any one file; a library rule sees all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules import (
    abbreviations,
    areas,
    asked_for,
    dates,
    duplicates,
    durations,
    effects,
    evidence_ids,
    exceptions,
    figures,
    imported,
    known_people,
    known_words,
    links,
    not_counting,
    orphans,
    panels,
    personal_data,
    plain_english,
    published,
    reasons,
    required,
    review_dates,
    small_numbers,
    source_ids,
    source_use,
    successors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from wwis_evidence.findings import Problem
    from wwis_evidence.library import File, Library
    from wwis_evidence.records import CaseStudy

    CaseRule = Callable[[CaseStudy, Library], Iterable[Problem]]
    FileRule = Callable[[File, Library], Iterable[Problem]]
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
    durations.check,
    figures.check,
    plain_english.check,
    abbreviations.check,
    small_numbers.check,
    source_use.check,
)
FILE_RULES: tuple[FileRule, ...] = (personal_data.check, links.check, panels.check)
LIBRARY_RULES: tuple[LibraryRule, ...] = (
    orphans.check,
    known_people.check,
    known_people.check_register,
    not_counting.check,
    published.check,
    successors.check,
    review_dates.check,
    reasons.check,
    duplicates.check,
    exceptions.check,
)
