"""What may tell who a child, parent or member of staff is.

Codes ``nhs-number``, ``pupil-number``, ``birth-date``, ``email-address``, ``phone-number``, ``postcode`` and
``child-name``. Their findings say what kind of thing it is, where it begins and how long it is, and never
repeat it. A file is looked through as it was written, comments included: all of it is public. Where it holds
escapes, it is looked through once more as it is meant: what is found there may be longer as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._escapes import unescaped
from wwis_evidence.checks.rules._personal import KINDS, LONG_NUMBERS, has_long_number
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.files import File

MOST_TOLD = 50
"""Findings of one kind in a file; nobody reads more, and a hostile file could hold thousands."""
_LONGEST_WORD = 2000  # characters before a find in which the beginning of a web address is looked for
_NAME = "child-name"
_NUMBER = re.compile(r",? ?\(?\d")
_CONTACT = frozenset({"email-address", "phone-number", "postcode"})


def check(file: File, common: Common) -> Iterator[Problem]:
    """Every piece of a file that looks like personal data, outside web addresses."""
    # A library's settings give its own contact address.
    own = file.place is not None and file.place.kind == "settings"
    text = file.raw.decode("utf-8-sig", errors="replace")
    for code, found in groupby(found_in(text), key=itemgetter(0)):
        if own and code in _CONTACT:
            continue
        told = ((s, e) for _, s, e, what in found if not (code == _NAME and _is_area(what, common)))
        for start, end in islice(told, MOST_TOLD):
            values = {"length": str(end - start)}
            yield Problem(code, values=values, mark=_line_and_column(text, start))


def found_in(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Everything in a text that looks like personal data: its code, where it begins and ends, and what it is.

    What stands in a web address is left out; it is the page's, not a person's.
    """
    meant = unescaped(text)
    long_numbers = has_long_number(text) or (meant is not None and has_long_number(meant.text))
    for code in KINDS:
        if code in LONG_NUMBERS and not long_numbers:
            continue
        found: Iterable[tuple[int, int, str]] = (
            (start, end, text[start:end]) for start, end in _finds(code, text)
        )
        if meant:  # its places are the better ones: the letter of an escape is no part of what follows it
            as_meant = [(*meant.span(*span), meant.text[slice(*span)]) for span in _finds(code, meant.text)]
            found = chain((each for each in found if not _overlaps(each, as_meant)), as_meant)
        yield from ((code, *each) for each in found)


def _finds(code: str, text: str) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end in KINDS[code](text) if not _in_address(text, start))


def _overlaps(one: tuple[int, int, str], others: list[tuple[int, int, str]]) -> bool:
    """Whether a find overlaps one of others, which are in the order of their places."""
    after = bisect_left(others, one[1], key=itemgetter(0))
    return after > 0 and others[after - 1][1] > one[0]


def _is_area(found: str, common: Common) -> bool:
    """Whether what stands before a number is a local area, as in "Islington (5)"."""
    return common.areas.resolve(_NUMBER.split(found, maxsplit=1)[0]) is not None


def _in_address(text: str, start: int) -> bool:
    """Whether a place lies within a web address; numbers there are the page's, not a person's."""
    before = text[max(0, start - _LONGEST_WORD) : start]
    return not before[-1:].isspace() and "://" in before.rsplit(maxsplit=1)[-1:][0] if before else False


def _line_and_column(text: str, start: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start) + 1, start - line_start + 1
