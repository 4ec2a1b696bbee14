"""Run every check and give findings: words, severity, line and column.

A case is checked with what stands beside it and what all cases have in common, and with nothing else. So the
outcome can be worked out in any order, in another process, or be kept until one of these changes. What only
shows between cases is found afterwards, from their traces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from wwis_evidence.bounds import shown
from wwis_evidence.checks.catalogue import catalogue, put_into_words
from wwis_evidence.checks.exceptions import at_fault, excuse, excuses_in
from wwis_evidence.checks.private import Private
from wwis_evidence.checks.rules import (
    CASE_RULES,
    DATED_RULES,
    FILE_RULES,
    FOLDER_RULES,
    LIBRARY_RULES,
    future_dates,
)
from wwis_evidence.checks.since import problems_since
from wwis_evidence.checks.trace import Trace, trace_of
from wwis_evidence.documents import Positions
from wwis_evidence.files import MODELS
from wwis_evidence.findings import Finding, Path, Problem
from wwis_evidence.places import place_of
from wwis_evidence.records import CaseStudy, Review, key_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.checks.excuses import Excuse, Excused
    from wwis_evidence.common import Common
    from wwis_evidence.files import File
    from wwis_evidence.library import Library

ALWAYS = ("", "~")
"""Sorts before and after every day."""


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What checking one case gave.

    Attributes:
        findings: Everything wrong with its files that shows without other cases.
        trace: What the rules for the whole library need to know of it.
        excuses: Its exceptions.
        holds: The first day (ISO text) on which all this is so, and the first on which it may not be.
    """

    findings: tuple[Finding, ...]
    trace: Trace
    excuses: tuple[Excuse, ...] = ()
    holds: tuple[str, str] = ALWAYS


class Outcome(NamedTuple):
    """What a check found, and what exceptions let stand of it; both in the order of files and places."""

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]


def check_library(library: Library, as_of: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a library and that no exception lets stand.

    Args:
        library: The library.
        as_of: Today, for what is dated in the future and for what is let stand until a day.
    """
    return outcome_of(library, as_of).findings


def outcome_of(library: Library, as_of: date, before: Library | None = None) -> Outcome:
    """Check a library, and set apart what its exceptions let stand.

    Args:
        library: The library.
        as_of: Today, for what is dated in the future and for what is let stand until a day.
        before: The library before a change, for what no change may do; None where nothing is to be compared.
    """
    outcomes = [check_folder(folder, library.common, as_of) for folder in library.folders.values()]
    traces = {outcome.trace.slug: outcome.trace for outcome in outcomes}
    contents = {path: file.raw for path, file in library.files.items()}
    findings = {
        *check_common(library.common),
        *(finding for outcome in outcomes for finding in outcome.findings),
        *(finding for finding, _ in check_between(traces, contents)),
        *(check_since(before, library, as_of) if before else ()),
    }
    excuses = (excuse for outcome in outcomes for excuse in outcome.excuses)
    return conclude(findings, (*excuses_in(library.common.files.values()), *excuses), contents, as_of)


def conclude(
    findings: Iterable[Finding], excuses: Iterable[Excuse], contents: Mapping[str, bytes], as_of: date
) -> Outcome:
    """Keep out of all words what may be about a person, and set apart what exceptions let stand.

    Args:
        findings: Everything that was found.
        excuses: Every exception.
        contents: Bytes of every file by path.
        as_of: Today.
    """
    excuses = tuple(excuses)
    findings = {*findings, *at_fault(excuses, contents.keys(), as_of)}
    private = Private(findings, contents)
    told = [replace(each, because=private.hide_in(each.because)) for each in excuses]
    return Outcome(*excuse(sorted(private.hide(finding) for finding in findings), told, as_of))


def between_days(days: Iterable[str], as_of: date) -> tuple[str, str]:
    """Of some days on which something turns, the last that was reached and the first that was not."""
    today, past, future = as_of.isoformat(), *ALWAYS
    for day in days:
        past, future = (max(past, day), future) if day <= today else (past, min(future, day))
    return past, future


def check_common(common: Common) -> Iterator[Finding]:
    """Everything that is wrong with the files that belong to no case."""
    for file in common.files.values():
        yield from located(file.path, file.raw, _of_file(file, common))


def check_folder(folder: CaseFolder, common: Common, as_of: date) -> CaseOutcome:
    """Everything that is wrong with a case and what stands beside it."""
    problems = {path: list(_of_file(file, common)) for path, file in folder.files.items()}
    for rule in FOLDER_RULES:
        for path, problem in rule(folder, common):
            problems[path].append(problem)
    for dated_rule in DATED_RULES:
        for path, problem in dated_rule(folder, as_of):
            problems[path].append(problem)
    findings = {
        finding
        for path, found in problems.items()
        for finding in located(path, folder.files[path].raw, found)
    }
    dates = [file.record.date for file in folder.beside if isinstance(file.record, Review)]
    dates += [day for file in folder.files.values() for _, _, day in future_dates.dates(file)]
    return CaseOutcome(
        tuple(sorted(findings)),
        trace_of(folder.slug, folder.files, folder.case),
        tuple(excuses_in(folder.files.values())),
        between_days(dates, as_of),
    )


def check_between(
    traces: Mapping[str, Trace], contents: Mapping[str, bytes]
) -> Iterator[tuple[Finding, frozenset[str]]]:
    """Everything that only shows between cases, with the slugs of the cases that it shows between.

    Args:
        traces: The trace of every case, by slug, in order.
        contents: Bytes of every file by path.
    """
    for rule in LIBRARY_RULES:
        for path, problem, slugs in rule(traces, contents.__getitem__):
            for finding in located(path, contents[path], [problem]):
                yield finding, slugs


def check_since(before: Library, after: Library, as_of: date) -> Iterator[Finding]:
    """Everything that a change did and no change may do; a file that is gone is named by its old path."""
    for path, problem in problems_since(before, after, as_of):
        file = after.files.get(path)
        yield from located(path, file.raw if file else b"", [problem])


def _of_file(file: File, common: Common) -> Iterator[Problem]:
    yield from file.problems
    for file_rule in FILE_RULES:
        yield from file_rule(file, common)
    if isinstance(file.record, CaseStudy):
        for rule in CASE_RULES:
            yield from rule(file.record, common)


def located(path: str, raw: bytes, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Problems of one file as findings; the file is read again only here, where there is something to say."""
    problems = tuple(problems)
    if not problems:
        return
    positions = Positions(raw)
    place = place_of(path)
    model = MODELS.get(place.kind) if place else None
    keys = tuple(key_order(model)) if model else ()
    for problem in problems:
        line, column = problem.mark or positions.find(problem.field, problem.at, keys)
        field = problem.field
        if catalogue()[problem.code].private and not field:  # found in the text, wherever that stands
            field = positions.around((line, column))
        severity, message, hint = put_into_words(problem)
        yield Finding(path, line, column, problem.code, severity, message, hint, dotted(field))


def dotted(field: Path) -> str:
    """A path into a file as text, for example ``evaluation.0.date``."""
    return ".".join(shown(str(step)) for step in field)
