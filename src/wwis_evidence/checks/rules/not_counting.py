"""Reviews and moderations that do not count, each with its reason: nothing is dropped without a word.

Codes ``review-not-counting`` and ``moderation-not-counting``. Invalid ones and unknown people are errors of
their own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.rating.rate import rate
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common

_TOLD_ELSEWHERE = {"invalid", "not-on-register"}


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """Every review and moderation that stands on file but does not count."""
    if folder.dossier is None or not common.framework_usable:
        return
    reasons = load().terms("not-counting-reasons")
    why_not = load().terms("moderation-reasons")
    # On which day this is asked changes whether a case is due for review, and never which reviews count.
    rating = rate(folder.dossier, common.framework, common.register, date.max)
    for left in rating.not_counting:
        if left.reason not in _TOLD_ELSEWHERE:
            values = {"reason": left.reason, "words": reasons[left.reason].words}
            yield left.file, Problem("review-not-counting", ("reviewer",), values=values)
    for moderated in rating.moderations:
        if moderated.reason is not None and moderated.reason not in _TOLD_ELSEWHERE:
            values = {"reason": moderated.reason, "words": why_not[moderated.reason].words}
            field = ("indicators", moderated.indicator)
            yield moderated.file, Problem("moderation-not-counting", field, values=values)
