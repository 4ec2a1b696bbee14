"""Findings that an exception lets stand: no longer in the list, but told beside it, each with its reason.

Nothing is let stand in silence or for ever: an exception names a last day, and one that has run out or has
nothing to let stand is a finding itself (codes ``exception-expired`` and ``exception-unused``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue, put_into_words
from wwis_evidence.findings import Finding, Problem
from wwis_evidence.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SETTINGS = "library.yaml"
MOST_YEARS = 2
"""Years from today to an exception's last day, at most: after that somebody has to look again."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """One exception, as it stands in a file.

    Attributes:
        file: The file in which something is let stand.
        code: The check whose findings are.
        field: The place in the file, as findings name it; empty for all of the file.
        because: Why.
        until: The last day on which it holds, as ``2027-03-31``.
        path: The file in which the exception itself stands.
        index: Which of that file's exceptions it is, from 0.
        place: Line and column of its code there, from 1.
        until_place: Line and column of its last day there.
    """

    file: str
    code: str
    field: str
    because: str
    until: str
    path: str
    index: int
    place: tuple[int, int]
    until_place: tuple[int, int]

    def means(self, finding: Finding) -> bool:
        """Whether a finding with its file and code stands at its place or below it."""
        return not self.field or f"{finding.field}.".startswith(f"{self.field}.")


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that is let stand, and the exception that does so."""

    finding: Finding
    excuse: Excuse


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
            idle.append(each)
        elif each.until < today:
            expired.append(each)
        else:
            taken.update(dict.fromkeys(meant, each))
    left = [finding for finding in findings if finding not in taken]
    left += [_told("exception-expired", each) for each in expired]
    left += [_told("exception-unused", each) for each in _unused(idle, left)]
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


def _told(code: str, each: Excuse) -> Finding:
    key, (line, column) = "code", each.place
    if code == "exception-expired":
        key, (line, column) = "until", each.until_place
    problem = Problem(code, values={"code": each.code, "until": each.until})
    field = f"exceptions.{each.index}.{key}"
    return Finding(each.path, line, column, code, *put_into_words(problem), field)
