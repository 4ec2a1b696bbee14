"""Reviews and moderations that do not count, each with its reason: nothing is dropped without a word.

Codes ``review-not-counting`` and ``moderation-not-counting``. Invalid ones and unknown people are errors of
their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library

_TOLD_ELSEWHERE = {"invalid", "not-on-register"}


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every review and moderation that stands on file but does not count."""
    if not library.framework_usable:
        return
    reasons = load().terms("not-counting-reasons")
    why_not = load().terms("moderation-reasons")
    for rating in library.ratings(as_of):
        for left in rating.not_counting:
            if left.reason not in _TOLD_ELSEWHERE:
                values = {"reason": left.reason, "words": reasons[left.reason].words}
                yield left.file, Problem("review-not-counting", ("reviewer",), values=values)
        for moderated in rating.moderations:
            if moderated.reason is not None and moderated.reason not in _TOLD_ELSEWHERE:
                values = {"reason": moderated.reason, "words": why_not[moderated.reason].words}
                field = ("indicators", moderated.indicator)
                yield moderated.file, Problem("moderation-not-counting", field, values=values)
