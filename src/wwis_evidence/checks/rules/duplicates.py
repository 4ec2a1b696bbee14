"""The same case study twice: code ``duplicate-case-study``.

Near copies are found without comparing every pair: of each text only its few smallest hashes of word groups
are kept, and only texts that share one of these are compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.records import CaseStudy

ALIKE = 0.8
"""Share of their different groups of words that two texts have in common when one is a copy of the other."""
GROUP = 3
"""Words in a group."""
FEWEST_GROUPS = 20
SKETCH = 6
"""Hashes kept of a text. Texts that are alike to 80 per cent share one of them almost always."""
MOST_COMPARED = 8
"""Texts that a hash is kept for: a phrase that all of them share does not make them copies."""
_LONGEST = 1500  # characters of a text that are looked at
_WORD = re.compile(r"[^\W_]+")


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every case whose title, summary or text is that of one before it; ended ones may have a successor."""
    del as_of
    titles: dict[str, str] = {}
    summaries: dict[str, str] = {}
    near = _Near()
    for slug, dossier in library.dossiers.items():
        if dossier.case.ended:
            continue
        case = library.case(slug)
        title, summary = _normal(case.title), _normal(case.summary)
        found = None
        for what, key, seen in (("title", title, titles), ("summary", summary, summaries)):
            other = seen.setdefault(key, slug) if key else slug
            if other != slug and found is None:
                found = (what, other)
        other = near.first_like(slug, _groups(case))
        if other and found is None:
            found = ("approach" if case.approach else "summary", other)
        if found:
            values = {"what": found[0], "other": found[1]}
            yield dossier.case.path, Problem("duplicate-case-study", (found[0],), values=values)


class _Near:
    """Texts seen so far, by the hashes of their sketches."""

    def __init__(self) -> None:
        self._by_hash: dict[int, list[str]] = {}
        self._groups: dict[str, frozenset[int]] = {}

    def first_like(self, slug: str, groups: frozenset[int]) -> str:
        """The first text that this one is nearly the same as, or nothing; this one is kept for the next."""
        if len(groups) < FEWEST_GROUPS:
            return ""
        like = ""
        tried: set[str] = set()
        for smallest in sorted(groups)[:SKETCH]:
            others = self._by_hash.setdefault(smallest, [])
            for other in others:
                if not like and other not in tried:
                    tried.add(other)
                    theirs = self._groups[other]
                    if len(groups & theirs) >= ALIKE * len(groups | theirs):
                        like = other
            if len(others) < MOST_COMPARED:
                others.append(slug)
        self._groups[slug] = groups
        return like


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text[:_LONGEST].casefold()))


def _groups(case: CaseStudy) -> frozenset[int]:
    """Hashes of each three words on end of the summary and the beginning of the approach."""
    words = _normal(f"{case.summary} {case.approach or ''}").split()
    groups = {" ".join(words[i : i + GROUP]) for i in range(len(words) - GROUP + 1)}
    # The language's own hash differs from run to run.
    return frozenset(crc32(group.encode()) for group in groups)
