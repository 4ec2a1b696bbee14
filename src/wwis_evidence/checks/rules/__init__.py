"""Every rule beyond shape, by what it sees.

A file rule sees any one file, a case rule one case study, and a folder rule a case with all that stands
beside it. A dated rule asks what day it is; its words do not say it, so that they only change when a date is
reached. All of them know what the library's cases have in common. A library rule sees the traces of all
cases, can read a file again, and says which cases each problem is about. A change rule sees a library before
and after a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules import (
    abbreviations,
    addresses,
    appeals,
    areas,
    asked_for,
    dates,
    duplicates,
    durations,
    effects,
    evidence_ids,
    figures,
    future_dates,
    imported,
    kept_panels,
    kept_records,
    kept_register,
    known_people,
    known_words,
    links,
    not_counting,
    orphans,
    own_words,
    panels,
    personal_data,
    plain_english,
    published,
    reasons,
    recorded_changes,
    required,
    review_dates,
    small_numbers,
    source_ids,
    source_use,
    successors,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.checks.rules._kept import Sides
    from wwis_evidence.checks.trace import Trace
    from wwis_evidence.common import Common
    from wwis_evidence.files import File
    from wwis_evidence.findings import Problem
    from wwis_evidence.records import CaseStudy

    CaseRule = Callable[[CaseStudy, Common], Iterable[Problem]]
    FileRule = Callable[[File, Common], Iterable[Problem]]
    FolderRule = Callable[[CaseFolder, Common], Iterable[tuple[str, Problem]]]
    DatedRule = Callable[[CaseFolder, date], Iterable[tuple[str, Problem]]]
    ChangeRule = Callable[[Sides], Iterable[tuple[str, Problem]]]
    LibraryRule = Callable[
        [Mapping[str, Trace], Callable[[str], bytes]], Iterable[tuple[str, Problem, frozenset[str]]]
    ]

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
FILE_RULES: tuple[FileRule, ...] = (
    personal_data.check,
    links.check,
    known_people.check_register,
    panels.check,
    own_words.check,
)
FOLDER_RULES: tuple[FolderRule, ...] = (
    known_people.check,
    not_counting.check,
    published.check,
    review_dates.check,
    reasons.check,
    kept_panels.check_dates,
    appeals.check,
)
DATED_RULES: tuple[DatedRule, ...] = (review_dates.check_future, future_dates.check)
LIBRARY_RULES: tuple[LibraryRule, ...] = (
    orphans.check,
    successors.check,
    addresses.check,
    duplicates.check,
)
CHANGE_RULES: tuple[ChangeRule, ...] = (
    kept_records.check,
    kept_panels.check,
    kept_register.check,
    recorded_changes.check,
)
