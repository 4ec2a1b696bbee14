"""What private findings found is kept out of every other finding.

A private finding never repeats its value, but another check may be about the same text or figure. So once
everything is found, each value that was found is looked for in all of the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wwis_evidence.bounds import shown
from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.rules.personal_data import found_in
from wwis_evidence.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wwis_evidence.findings import Finding

STAND_IN = "(not shown)"
CUT = "…"
"""The end of a text that a message shortened."""
FEWEST_TOLD = 4
"""Characters: a shorter beginning of a value, before a cut, tells nobody who is meant."""
_LONGEST = 1000
_WORD = re.compile(rf"\w{{{FEWEST_TOLD},}}")
_FIGURES = ("value", "n")


class Private:
    """Every private value of a library."""

    def __init__(self, findings: Iterable[Finding], files: Mapping[str, bytes]) -> None:
        """Look again for what private findings found.

        Args:
            findings: Everything that was found.
            files: The bytes of each file with a private finding, by path; others may be left out.
        """
        texts: set[str] = set()
        self._words: dict[str, frozenset[str]] = {}
        self._figures: dict[tuple[str, str], re.Pattern[str]] = {}
        private: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if catalogue()[finding.code].private:
                private[finding.path].append(finding)
        self._lines = {(path, finding.line) for path, told in private.items() for finding in told}
        for path, told in private.items():
            found = frozenset(_texts(files[path]))
            texts |= found
            self._words[path] = frozenset(word for text in found for word in _WORD.findall(text))
            items = {_item(finding.field) for finding in told if finding.field.startswith("impact.")}
            data = read(files[path]).data if items else None
            for item in items:
                figures = sorted(_figures(data, item), key=len, reverse=True)
                if figures:
                    listed = "|".join(map(re.escape, figures))
                    self._figures[path, item] = re.compile(rf"(?<![\w.,])(?:{listed})(?!\w|[.,]\d)")
        self._sorted = sorted(texts)
        self._longest = max(map(len, texts), default=0)
        # By their first characters and then by length, so that looking takes no longer for many values.
        self._by_start: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for text in texts:
            self._by_start[text[:FEWEST_TOLD]][len(text)].add(text)

    def hide(self, finding: Finding) -> Finding:
        """The same finding without any private value; a private one holds none."""
        if not self._lines:
            return finding
        message, hint, field = map(self.hide_in, (finding.message, finding.hint, finding.field))
        if not catalogue()[finding.code].private:
            if (finding.path, finding.line) in self._lines:  # it may be about a piece of the value
                pieces = (self._without_words(text, finding.path) for text in (message, hint, field))
                message, hint, field = pieces
            figures = self._figures.get((finding.path, _item(finding.field)))
            if figures:
                message = figures.sub(STAND_IN, message)
        return replace(finding, message=message, hint=hint, field=field)

    def _without_words(self, text: str, path: str) -> str:
        words = self._words[path]
        return _WORD.sub(lambda word: STAND_IN if word[0] in words else word[0], text)

    def hide_in(self, text: str) -> str:
        """A text with a stand-in for each private value, and for the beginning of one before a cut."""
        if not self._sorted:
            return text
        parts: list[str] = []
        at = kept = 0
        while at < len(text):
            end = self._end(text, at)
            if end:
                parts += [text[kept:at], STAND_IN]
                at = kept = end
            else:
                at += 1
        return "".join([*parts, text[kept:]])

    def _end(self, text: str, at: int) -> int:
        """Where the longest private value ends that begins at a place; 0 where none does."""
        lengths = self._by_start.get(text[at : at + FEWEST_TOLD])
        if not lengths:
            return 0
        for length in sorted(lengths, reverse=True):
            if text[at : at + length] in lengths[length]:
                return at + length
        cut = text.find(CUT, at, at + self._longest)
        if cut >= at + FEWEST_TOLD:
            start = text[at:cut]
            first = bisect_left(self._sorted, start)
            if first < len(self._sorted) and self._sorted[first].startswith(start):
                return cut
        return 0


def _texts(raw: bytes) -> Iterator[str]:
    """What looks like personal data in a file, in each form in which a message may show it."""
    text = raw.decode("utf-8-sig", errors="replace")
    for *_, found in found_in(text):
        yield shown(found, _LONGEST)
        in_one_line = " ".join(found.split())
        yield in_one_line
        yield in_one_line.replace("''", "'")  # as it reads between single quotes


def _item(field: str) -> str:
    """The list item that a field belongs to, for example ``impact.0``."""
    return ".".join(field.split(".")[:2])


def _figures(data: Any, item: str) -> Iterator[str]:  # noqa: ANN401 - whatever a file holds
    """Every figure of an impact item, in each form in which a message may show it."""
    key, _, index = item.partition(".")
    found = _in(_in(data, key), int(index)) if index.isdecimal() else None
    measure = _in(found, "measure")
    for reading in (_in(measure, "baseline"), _in(measure, "result")):
        for figure in (_in(reading, key) for key in _FIGURES):
            if isinstance(figure, int | float):
                yield from {str(figure), f"{figure:g}", f"{figure:,}"}


def _in(data: Any, step: str | int) -> Any:  # noqa: ANN401 - whatever a file holds
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
