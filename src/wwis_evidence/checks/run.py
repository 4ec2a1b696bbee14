"""Run every check and give findings: words, severity, line and column.

A case is checked with what stands beside it and what all cases have in common, and with nothing else. So the
outcome can be worked out in any order, in another process, or be kept until one of these changes. What only
shows between cases is found afterwards, from their traces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.bounds import shown
from wwis_evidence.checks.catalogue import put_into_words
from wwis_evidence.checks.rules import CASE_RULES, DATED_RULES, FILE_RULES, FOLDER_RULES, LIBRARY_RULES
from wwis_evidence.checks.trace import Trace, trace_of
from wwis_evidence.documents import Positions
from wwis_evidence.findings import Finding, Path, Problem
from wwis_evidence.records import CaseStudy, Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common
    from wwis_evidence.files import File
    from wwis_evidence.library import Library

ALWAYS = ("", "~")
"""Sorts before and after every day."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking one case gave.

    Attributes:
        findings: Everything wrong with its files that shows without other cases.
        trace: What the rules for the whole library need to know of it.
        holds: The first day (ISO text) on which all this is so, and the first on which it may not be.
    """

    findings: tuple[Finding, ...]
    trace: Trace
    holds: tuple[str, str] = ALWAYS


def check_library(library: Library, as_of: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a library, in the order of files, lines and columns.

    Args:
        library: The library.
        as_of: Today, for what is dated in the future.
    """
    outcomes = [check_folder(folder, library.common, as_of) for folder in library.folders.values()]
    between = check_between(
        {outcome.trace.slug: outcome.trace for outcome in outcomes}, lambda path: library.files[path].raw
    )
    return in_order(
        check_common(library.common),
        *(outcome.findings for outcome in outcomes),
        (finding for finding, _ in between),
    )


def in_order(*findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings from several places, each once, in the order of files, lines and columns."""
    return tuple(sorted({finding for some in findings for finding in some}))


def check_common(common: Common) -> Iterator[Finding]:
    """Everything that is wrong with the files that belong to no case."""
    for file in common.files.values():
        yield from located(file.path, file.raw, _of_file(file, common))


def check_folder(folder: CaseFolder, common: Common, as_of: date) -> Outcome:
    """Everything that is wrong with a case and what stands beside it."""
    problems = {path: list(_of_file(file, common)) for path, file in folder.files.items()}
    for rule in FOLDER_RULES:
        for path, problem in rule(folder, common):
            problems[path].append(problem)
    for dated_rule in DATED_RULES:
        for path, problem in dated_rule(folder, as_of):
            problems[path].append(problem)
    findings = (
        finding
        for path, found in problems.items()
        for finding in located(path, folder.files[path].raw, found)
    )
    trace = trace_of(folder.slug, folder.files, folder.case)
    return Outcome(in_order(findings), trace, _holds(folder, as_of.isoformat()))


def check_between(
    traces: Mapping[str, Trace], content: Callable[[str], bytes]
) -> Iterator[tuple[Finding, frozenset[str]]]:
    """Everything that only shows between cases, with the slugs of the cases that it shows between.

    Args:
        traces: The trace of every case, by slug, in order.
        content: Gives a file's bytes by its path.
    """
    for rule in LIBRARY_RULES:
        for path, problem, slugs in rule(traces, content):
            for finding in located(path, content(path), [problem]):
                yield finding, slugs


def _of_file(file: File, common: Common) -> Iterator[Problem]:
    yield from file.problems
    for file_rule in FILE_RULES:
        yield from file_rule(file, common)
    if isinstance(file.record, CaseStudy):
        for rule in CASE_RULES:
            yield from rule(file.record, common)


def _holds(folder: CaseFolder, today: str) -> tuple[str, str]:
    """The days between the dates of its reviews: only there does it matter what day it is."""
    dates = [file.record.date for file in folder.beside if isinstance(file.record, Review)]
    past, future = ALWAYS
    return (
        max((day for day in dates if day <= today), default=past),
        min((day for day in dates if day > today), default=future),
    )


def located(path: str, raw: bytes, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Problems of one file as findings; the file is read again only here, where there is something to say."""
    problems = tuple(problems)
    if not problems:
        return
    positions = Positions(raw)
    for problem in problems:
        line, column = problem.mark or positions.find(problem.field, problem.at)
        severity, message, hint = put_into_words(problem)
        yield Finding(path, line, column, problem.code, severity, message, hint, dotted(problem.field))


def dotted(field: Path) -> str:
    """A path into a file as text, for example ``evaluation.0.date``."""
    return ".".join(shown(str(step)) for step in field)
