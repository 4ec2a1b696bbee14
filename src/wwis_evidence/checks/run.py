"""Run every check over a library and give findings: words, severity, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import put_into_words
from wwis_evidence.checks.rules import CASE_RULES, FILE_RULES, LIBRARY_RULES
from wwis_evidence.documents import Positions, shown
from wwis_evidence.findings import Finding, Path, Problem
from wwis_evidence.records import CaseStudy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wwis_evidence.library import File, Library


def check_library(library: Library, as_of: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a library, in the order of files, lines and columns.

    Args:
        library: The library.
        as_of: The day on which statuses are asked.
    """
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
    return tuple(sorted(set(findings)))


def located(file: File, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Problems of one file as findings; the file is read again only here, where there is something to say."""
    positions = Positions(file.raw)
    for problem in problems:
        line, column = problem.mark or positions.find(problem.field, problem.at)
        severity, message, hint = put_into_words(problem)
        yield Finding(file.path, line, column, problem.code, severity, message, hint, dotted(problem.field))


def dotted(field: Path) -> str:
    """A path into a file as text, for example ``evaluation.0.date``."""
    return ".".join(shown(str(step)) for step in field)
