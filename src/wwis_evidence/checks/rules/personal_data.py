"""What may tell who a child, parent or member of staff is.

Codes ``nhs-number``, ``pupil-number``, ``birth-date``, ``email-address``, ``phone-number``, ``postcode`` and
``child-name``. Their findings say what kind of thing it is, where it begins and how long it is, and never
repeat it. A file is looked through as it was written, comments included: all of it is public. Where it holds
escapes, it is looked through once more as it is meant: what is found there may be longer as written.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._escapes import unescaped
from wwis_evidence.checks.rules._personal import KINDS
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.library import File, Library

MOST_TOLD = 50
"""Findings of one kind in a file; nobody reads more, and a hostile file could hold thousands."""
_LONGEST_WORD = 2000  # characters before a find in which the beginning of a web address is looked for
_NAME = "child-name"
_NUMBER = re.compile(r",? ?\(?\d")
_CONTACT = frozenset({"email-address", "phone-number", "postcode"})


def check(file: File, library: Library) -> Iterator[Problem]:
    """Every piece of a file that looks like personal data, outside web addresses."""
    # A library's settings give its own contact address.
    own = file.place is not None and file.place.kind == "settings"
    text = file.raw.decode("utf-8-sig", errors="replace")
    meant = unescaped(text)
    for code in KINDS:
        if own and code in _CONTACT:
            continue
        told = list(islice(_finds(code, text, library), MOST_TOLD))
        if meant:  # its places are the better ones: the letter of an escape is no part of what follows it
            finds = islice(_finds(code, meant.text, library), MOST_TOLD)
            as_meant = [meant.span(*found) for found in finds]
            told = [(a, b) for a, b in told if not any(c < b and a < d for c, d in as_meant)] + as_meant
        for start, end in told:
            values = {"length": str(end - start)}
            yield Problem(code, values=values, mark=_line_and_column(text, start))


def _finds(code: str, text: str, library: Library) -> Iterator[tuple[int, int]]:
    for start, end in KINDS[code](text):
        if not _in_address(text, start) and not (code == _NAME and _is_area(text[start:end], library)):
            yield start, end


def _is_area(found: str, library: Library) -> bool:
    """Whether what stands before a number is a local area, as in "Islington (5)"."""
    return library.areas.resolve(_NUMBER.split(found, maxsplit=1)[0]) is not None


def _in_address(text: str, start: int) -> bool:
    """Whether a place lies within a web address; numbers there are the page's, not a person's."""
    before = text[max(0, start - _LONGEST_WORD) : start]
    return not before[-1:].isspace() and "://" in before.rsplit(maxsplit=1)[-1:][0] if before else False


def _line_and_column(text: str, start: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start) + 1, start - line_start + 1
