"""The forms in which names of places and their councils are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from wwis_evidence.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_AFTER = re.compile(
    r"(?P<place>.+?) (?P<form>"
    r"(?:(?:county|city|metropolitan borough|metropolitan district|london borough|borough|district) )?"
    r"council|"
    r"metropolitan borough|county|corporation|unitary authority|local authority|mbc|mdc|cc|ua)"
)
_BEFORE = re.compile(
    r"(?P<form>(?:london |royal |metropolitan )?borough|lb|rb|city|county|council)"
    r" of (?:the )?(?P<place>.+?)"
)

COUNTY_FORMS = frozenset({"county council", "county", "cc"})
"""Words for a council that only a county or a unitary authority has."""


def plain(name: str) -> str:
    """Give text in one form of its letters, case-folded, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=1000)  # a library names few places, over and over
def key_of(name: str) -> str:
    """Give the form in which names of areas are compared: words only, "and" for "&", "st" for "saint"."""
    text = re.sub(r"['\u2019]", "", plain(name).replace("&", " and "))
    words = ["st" if word == "saint" else word for word in words_of(text)]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def places_of(key: str) -> Iterator[tuple[str, str]]:
    """Give the places a compared name may mean, as (place, words for a council that were taken off)."""
    yield key, ""
    after = _AFTER.fullmatch(key)
    if after:
        key = after["place"]
        yield key, after["form"]
    before = _BEFORE.fullmatch(key)
    if before:
        yield before["place"], before["form"]
