"""Findings that an exception lets stand: no longer in the list, but told beside it, each with its reason.

Nothing is let stand in silence or for ever: an exception names a last day, and one that has run out or has
nothing to let stand is a finding itself (codes ``exception-expired`` and ``exception-unused``), and so is one
that cannot hold (``exception-unknown-code``, ``exception-unknown-file``, ``exception-not-allowed`` and
``exception-too-long``).
"""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.bounds import shown
from wwis_evidence.checks.catalogue import catalogue, put_into_words
from wwis_evidence.checks.excuses import MOST_YEARS, Excuse, Excused
from wwis_evidence.documents import Positions
from wwis_evidence.findings import Finding, Problem
from wwis_evidence.places import place_of
from wwis_evidence.records import CaseStudy, LibrarySettings
from wwis_evidence.records.exceptions import LibraryException

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from wwis_evidence.files import File
    from wwis_evidence.records.exceptions import CaseException

SETTINGS = "library.yaml"
LONGEST_REASON = 1000
"""Characters of an exception's reason that reports repeat."""
MOST_SUGGESTIONS = 20
"""Of files: each looks at every path of the library, so no more are made than anyone would read."""


def excuses_in(files: Iterable[File]) -> Iterator[Excuse]:
    """Every exception of some files."""
    for file in files:
        if not isinstance(file.record, CaseStudy | LibrarySettings) or not file.record.exceptions:
            continue
        positions = Positions(file.raw)
        listed: tuple[CaseException | LibraryException, ...] = file.record.exceptions
        for index, each in enumerate(listed):
            named = isinstance(each, LibraryException)
            yield Excuse(
                file=each.file if isinstance(each, LibraryException) else file.path,
                code=each.code,
                field=each.field or "",
                because=shown(" ".join(each.because.split()), LONGEST_REASON),
                until=each.until,
                path=file.path,
                index=index,
                place=positions.find(("exceptions", index, "code")),
                until_place=positions.find(("exceptions", index, "until")),
                file_place=positions.find(("exceptions", index, "file" if named else "code")),
            )


def at_fault(excuses: Iterable[Excuse], paths: Collection[str], as_of: date) -> Iterator[Finding]:
    """Every exception for an unknown code or file, for what nobody may let stand, or for too long a time.

    Args:
        excuses: Every exception of a library.
        paths: Every path of it.
        as_of: The day from which an exception may reach only so far.
    """
    suggestions: dict[str, str] = {}
    for each in excuses:
        known = catalogue().get(each.code)
        if known is None:
            near = get_close_matches(each.code, catalogue(), n=1)
            values = {"found": each.code, "near": near[0] if near else ""}
            yield _told("exception-unknown-code", each, "code", values)
        elif not may_excuse(each.code, each.path):
            where = " in the file itself" if known.excusable == "in-library" else ""
            values = {"code": each.code, "where": where, "near": SETTINGS if where else ""}
            yield _told("exception-not-allowed", each, "code", values)
        if too_long(each.until, as_of):
            values = {"until": each.until, "years": str(MOST_YEARS)}
            yield _told("exception-too-long", each, "until", values)
        if each.file not in paths and not (known and known.compares):  # that it is gone may be the matter
            if each.file not in suggestions and len(suggestions) < MOST_SUGGESTIONS:
                suggestions[each.file] = next(iter(get_close_matches(each.file[:200], paths, n=1)), "")
            values = {"found": each.file, "near": suggestions.get(each.file, "")}
            yield _told("exception-unknown-file", each, "file", values)


def excuse(
    findings: Iterable[Finding], excuses: Iterable[Excuse], as_of: date
) -> tuple[tuple[Finding, ...], tuple[Excused, ...]]:
    """Set apart what exceptions let stand.

    Args:
        findings: Everything that was found in a library.
        excuses: Every exception of the library.
        as_of: The day on which exceptions hold or have run out.

    Returns:
        The findings that are left, with those about the exceptions themselves; and those that are let stand.
        Both are in the order of files and places.
    """
    today = as_of.isoformat()
    findings = tuple(findings)
    candidates: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        candidates[finding.path, finding.code].append(finding)
    taken: dict[Finding, Excuse] = {}
    expired: list[Excuse] = []
    idle: list[Excuse] = []
    sound = [e for e in excuses if may_excuse(e.code, e.path) and not too_long(e.until, as_of)]
    for each in sorted(sound, key=lambda each: each.until < today):  # those that hold come first
        meant = [f for f in candidates[each.file, each.code] if f not in taken and each.means(f)]
        if not meant:
            # Whether a change needs it shows only where that change is looked at.
            if not catalogue()[each.code].compares or each.until < today:
                idle.append(each)
        elif each.until < today:
            expired.append(each)
        else:
            taken.update(dict.fromkeys(meant, each))
    left = [finding for finding in findings if finding not in taken]
    for code, key, those in (
        ("exception-expired", "until", expired),
        ("exception-unused", "code", _unused(idle, left)),
    ):
        left += [_told(code, each, key, {"code": each.code, "until": each.until}) for each in those]
    excused = (Excused(finding, taken[finding]) for finding in findings if finding in taken)
    return tuple(sorted(left)), tuple(sorted(excused, key=lambda each: each.finding))


def may_excuse(code: str, path: str) -> bool:
    """Whether findings of a code can be let stand by an exception in a file."""
    check = catalogue().get(code)
    where = check.excusable if check else "nowhere"
    return where == "anywhere" or (where == "in-library" and path == SETTINGS)


def too_long(until: str, as_of: date) -> bool:
    """Whether a last day lies further ahead than an exception may reach."""
    return (int(until[:4]) - MOST_YEARS, until[4:]) > (as_of.year, as_of.isoformat()[4:])


def _unused(idle: Iterable[Excuse], left: Iterable[Finding]) -> list[Excuse]:
    """Exceptions that let nothing stand, where that is certain.

    Errors keep rules from running: in the same file, in another of the same case, or in a file that all cases
    rest on. What these rules would have found is not known until the errors are mended.
    """
    uncertain = {_case_of(finding.path) for finding in left if finding.severity == "error"}
    return [each for each in idle if not uncertain & {"", _case_of(each.file)}]


def _case_of(path: str) -> str:
    """The case that a file belongs to; empty for a file that belongs to all of them, or to none."""
    place = place_of(path)
    return place.slug if place else ""


def _told(code: str, each: Excuse, key: str, values: Mapping[str, str]) -> Finding:
    line, column = {"code": each.place, "until": each.until_place, "file": each.file_place}[key]
    field = f"exceptions.{each.index}.{key}"
    return Finding(each.path, line, column, code, *put_into_words(Problem(code, values=values)), field)
