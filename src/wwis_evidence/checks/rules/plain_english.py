"""A summary that most readers can read: codes ``summary-too-long`` and ``summary-hard-to-read``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

MOST_WORDS = 80
FEWEST_WORDS = 25
"""Of fewer words the index says little: one sentence or one long name decides it."""
READING_AGE = 14
"""Years."""
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """A summary of too many words, or one of too long words and sentences."""
    del common
    words = len(case.summary.split())
    if words > MOST_WORDS:
        values = {"words": str(words), "limit": str(MOST_WORDS)}
        yield Problem("summary-too-long", ("summary",), values=values)
    elif words >= FEWEST_WORDS and (age := reading_age(case.summary)) > READING_AGE:
        values = {"age": str(age), "limit": str(READING_AGE)}
        yield Problem("summary-hard-to-read", ("summary",), values=values)


def readability_index(text: str) -> float:
    """The Automated Readability Index: the school grade (US) that can read a text with ease.

    4.71 x letters and digits a word + 0.5 x words a sentence - 21.43 (Smith and Senter, 1967).
    """
    words = len(text.split())
    if not words:
        return 0.0
    characters = sum(map(str.isalnum, text))
    sentences = len(_SENTENCE_END.findall(text.rstrip())) or 1
    return 4.71 * characters / words + 0.5 * words / sentences - 21.43


def reading_age(text: str) -> int:
    """The age in years at which a text can be read with ease: grade 1 begins at 5, grade 9 is at 14."""
    return max(5, round(readability_index(text)) + 5)
