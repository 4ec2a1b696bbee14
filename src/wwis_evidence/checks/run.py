"""Run every check over a library and give findings: words, severity, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wwis_evidence.checks.catalogue import catalogue, put_into_words
from wwis_evidence.checks.exceptions import Excuse, Excused, excuse
from wwis_evidence.checks.private import Private
from wwis_evidence.checks.rules import CASE_RULES, FILE_RULES, LIBRARY_RULES
from wwis_evidence.documents import Positions, shown
from wwis_evidence.findings import Finding, Path, Problem
from wwis_evidence.library import MODELS
from wwis_evidence.records import CaseStudy, LibrarySettings, key_order
from wwis_evidence.records.exceptions import LibraryException

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wwis_evidence.library import File, Library
    from wwis_evidence.records.exceptions import CaseException

LONGEST_REASON = 1000
"""Characters of an exception's reason that reports repeat."""


class Outcome(NamedTuple):
    """What a check found, and what exceptions let stand of it; both in the order of files and places."""

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]


def check_library(library: Library, as_of: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a library and that no exception lets stand.

    Args:
        library: The library.
        as_of: The day on which statuses are asked.
    """
    return outcome_of(library, as_of).findings


def outcome_of(library: Library, as_of: date) -> Outcome:
    """Check a library, and set apart what its exceptions let stand.

    Args:
        library: The library.
        as_of: The day on which statuses are asked.
    """
    findings = _everything(library, as_of)
    private = Private(findings, {path: file.raw for path, file in library.files.items()})
    told = {private.hide(finding) for finding in findings}
    return Outcome(*excuse(told, _excuses(library, private), as_of))


def _everything(library: Library, as_of: date) -> list[Finding]:
    """Everything that is wrong with a library, in no particular order."""
    findings: list[Finding] = []
    by_file: dict[str, list[Problem]] = {}
    for path, file in library.files.items():
        by_file[path] = list(file.problems)
        for file_rule in FILE_RULES:
            by_file[path] += file_rule(file, library)
        if isinstance(file.record, CaseStudy):
            for rule in CASE_RULES:
                by_file[path] += rule(file.record, library)
    for library_rule in LIBRARY_RULES:
        for path, problem in library_rule(library, as_of):
            by_file[path].append(problem)
    for path, problems in by_file.items():
        if problems:
            findings += located(library.files[path], problems)
    return findings


def _excuses(library: Library, private: Private) -> Iterator[Excuse]:
    """Every exception of a library."""
    for path, file in library.files.items():
        if not isinstance(file.record, CaseStudy | LibrarySettings) or not file.record.exceptions:
            continue
        positions = Positions(file.raw)
        listed: tuple[CaseException | LibraryException, ...] = file.record.exceptions
        for index, each in enumerate(listed):
            yield Excuse(
                file=each.file if isinstance(each, LibraryException) else path,
                code=each.code,
                field=each.field or "",
                because=private.hide_in(shown(" ".join(each.because.split()), LONGEST_REASON)),
                until=each.until,
                path=path,
                index=index,
                place=positions.find(("exceptions", index, "code")),
                until_place=positions.find(("exceptions", index, "until")),
            )


def located(file: File, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Problems of one file as findings; the file is read again only here, where there is something to say."""
    positions = Positions(file.raw)
    model = MODELS.get(file.place.kind) if file.place else None
    keys = tuple(key_order(model)) if model else ()
    for problem in problems:
        line, column = problem.mark or positions.find(problem.field, problem.at, keys)
        field = problem.field
        if catalogue()[problem.code].private and not field:  # found in the text, wherever that stands
            field = positions.around((line, column))
        severity, message, hint = put_into_words(problem)
        yield Finding(file.path, line, column, problem.code, severity, message, hint, dotted(field))


def dotted(field: Path) -> str:
    """A path into a file as text, for example ``evaluation.0.date``."""
    return ".".join(shown(str(step)) for step in field)
