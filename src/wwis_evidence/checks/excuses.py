"""Exceptions and what they let stand, as plain values that can be kept and shown without any record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wwis_evidence.findings import Finding

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
        file_place: Line and column of the file that it names there, or of its code where it names none.
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
    file_place: tuple[int, int]

    @property
    def turns(self) -> tuple[str, str]:
        """The days (ISO text) on which it may begin to hold, and on which it has run out."""
        years, rest = int(self.until[:4]), self.until[4:]
        return f"{years - MOST_YEARS:04}{rest}", f"{self.until}~"  # after this day and before the next

    def means(self, finding: Finding) -> bool:
        """Whether a finding with its file and code stands at its place or below it."""
        return not self.field or f"{finding.field}.".startswith(f"{self.field}.")


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that is let stand, and the exception that does so."""

    finding: Finding
    excuse: Excuse
