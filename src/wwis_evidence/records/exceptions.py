"""Exceptions: findings that somebody looked at and let stand, each with a reason and a last day."""

from __future__ import annotations

from wwis_evidence.records.base import FullDate, Record, Text, Word


class CaseException(Record):
    """A finding of this very file that is let stand.

    ``field`` is the place that a finding names, for example ``evaluation.0.date``; what lies below it is
    meant too, and without it the whole file is. ``until`` is the last day on which the exception holds.
    """

    code: Word
    field: Text | None = None
    because: Text
    until: FullDate


class LibraryException(Record):
    """The same for any file of the library, from whoever runs it."""

    file: Text
    code: Word
    field: Text | None = None
    because: Text
    until: FullDate
