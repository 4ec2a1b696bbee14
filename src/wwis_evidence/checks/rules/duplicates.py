"""The same case study twice: code ``duplicate-case-study``.

Near copies are found without comparing every pair: of each text only its few smallest hashes of word groups
are kept, and only texts that share some of these are read again and compared.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.trace import groups_of
from wwis_evidence.documents import read
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wwis_evidence.checks.trace import Trace

ALIKE = 0.8
"""Share of their different groups of words that two texts have in common when one is a copy of the other."""
SHARED = 9
"""Hashes that two sketches share before their texts are read again: 993 in 1,000 copies do, few others."""
MOST_COMPARED = 8
"""Texts that a hash is kept for: a phrase that all of them share does not make them copies."""


def check(
    traces: Mapping[str, Trace], content: Callable[[str], bytes]
) -> Iterator[tuple[str, Problem, frozenset[str]]]:
    """Every case whose title, summary or text is that of one before it; ended ones may have a successor."""
    titles: dict[str, str] = {}
    summaries: dict[str, str] = {}
    by_hash: dict[int, list[str]] = {}
    texts = _Texts(content)
    for slug, trace in traces.items():
        found = None
        for what, key, seen in (("title", trace.title, titles), ("summary", trace.summary, summaries)):
            other = seen.setdefault(key, slug) if key else slug
            if other != slug and found is None:
                found = (what, other)
        other = _first_like(trace, by_hash, texts)
        if other and found is None:
            found = (texts.longest_key(slug), other)
        if found:
            values = {"what": found[0], "other": found[1]}
            problem = Problem("duplicate-case-study", (found[0],), values=values)
            yield f"casestudies/{slug}.yaml", problem, frozenset({slug, found[1]})


def _first_like(trace: Trace, by_hash: dict[int, list[str]], texts: _Texts) -> str:
    """The first text that this one is nearly the same as, or nothing; this one is kept for the next."""
    shared = Counter(other for smallest in trace.sketch for other in by_hash.get(smallest, ()))
    likely = (other for other, times in shared.items() if times >= SHARED)
    like = next((other for other in likely if texts.alike(trace.slug, other)), "")
    for smallest in trace.sketch:
        others = by_hash.setdefault(smallest, [])
        if len(others) < MOST_COMPARED:
            others.append(trace.slug)
    return like


class _Texts:
    """Texts of cases, read again where two may be copies."""

    def __init__(self, content: Callable[[str], bytes]) -> None:
        self._content = content
        self._groups: dict[str, frozenset[int]] = {}

    def alike(self, one: str, other: str) -> bool:
        """Whether two cases have nearly the same text."""
        mine, theirs = self._of(one), self._of(other)
        return len(mine & theirs) >= ALIKE * len(mine | theirs)

    def longest_key(self, slug: str) -> str:
        """The key that holds most of a case's text."""
        return "approach" if self._data(slug).get("approach") else "summary"

    def _of(self, slug: str) -> frozenset[int]:
        if slug not in self._groups:
            data = self._data(slug)
            self._groups[slug] = groups_of(data.get("summary", ""), data.get("approach"))
        return self._groups[slug]

    def _data(self, slug: str) -> dict[str, Any]:
        return read(self._content(f"casestudies/{slug}.yaml")).data or {}
