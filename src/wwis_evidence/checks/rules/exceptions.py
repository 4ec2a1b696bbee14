"""Exceptions that cannot hold.

Codes ``exception-unknown-code``, ``exception-unknown-file``, ``exception-not-allowed`` and
``exception-too-long``.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.exceptions import MOST_YEARS, SETTINGS, may_excuse, too_long
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import CaseStudy, LibrarySettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.records.exceptions import CaseException, LibraryException

MOST_SUGGESTIONS = 20
"""Of files: each looks at every path of the library, so no more are made than anyone would read."""


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every exception for an unknown code or file, for what nobody may let stand, or for too long a time."""
    for path, file in library.files.items():
        if isinstance(file.record, CaseStudy | LibrarySettings):
            listed: tuple[CaseException | LibraryException, ...] = file.record.exceptions
            for index, each in enumerate(listed):
                for problem in _at_fault(each, ("exceptions", index), path, as_of):
                    yield path, problem
    yield from ((SETTINGS, problem) for problem in _unknown_files(library))


def _at_fault(
    each: CaseException | LibraryException, here: Path, path: str, as_of: date
) -> Iterator[Problem]:
    known = catalogue().get(each.code)
    if known is None:
        near = get_close_matches(each.code, catalogue(), n=1)
        values = {"found": each.code, "near": near[0] if near else ""}
        yield Problem("exception-unknown-code", (*here, "code"), values=values)
    elif not may_excuse(each.code, path):
        where = " in the file itself" if known.excusable == "in-library" else ""
        values = {"code": each.code, "where": where, "near": SETTINGS if where else ""}
        yield Problem("exception-not-allowed", (*here, "code"), values=values)
    if too_long(each.until, as_of):
        values = {"until": each.until, "years": str(MOST_YEARS)}
        yield Problem("exception-too-long", (*here, "until"), values=values)


def _unknown_files(library: Library) -> Iterator[Problem]:
    file = library.files.get(SETTINGS)
    if file is None or not isinstance(file.record, LibrarySettings):
        return
    suggestions: dict[str, str] = {}
    for index, each in enumerate(file.record.exceptions):
        name = each.file
        if name in library.files:
            continue
        if name not in suggestions and len(suggestions) < MOST_SUGGESTIONS:
            suggestions[name] = next(iter(get_close_matches(name[:200], library.files, n=1)), "")
        values = {"found": name, "near": suggestions.get(name, "")}
        yield Problem("exception-unknown-file", ("exceptions", index, "file"), values=values)
