"""Reasons in a reviewer's own words: codes ``empty-reason`` and ``copied-reason``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._words import word_list
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import Review
from wwis_evidence.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common
    from wwis_evidence.frameworks import Framework

ALIKE = 0.8
"""Share of their different words that two reasons have in common when one is a copy of the other."""
FEWEST_WORDS = 12
"""Two people may well say the same in fewer words than this."""
MOST_COMPARED = 20
"""Reviewers of one criterion whose reasons are compared; a panel has three to five."""
_LONGEST = 2000  # characters of a reason that are looked at


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """Every reason that says nothing, and every one that another reviewer of the case gave before."""
    empty = word_list("empty_talk") | _answers(common.framework)
    given: defaultdict[Path, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for file in folder.beside:
        if not isinstance(file.record, Review):
            continue
        for field, text in _reasons(file.record):
            words = frozenset(words_of(text[:_LONGEST]))
            if words <= empty:
                yield file.path, Problem("empty-reason", field)
            elif len(words) >= FEWEST_WORDS:
                others = given[field]
                other = _copied_from(words, file.record.reviewer, others)
                if other:
                    yield file.path, Problem("copied-reason", field, values={"other": other})
                if len(others) < MOST_COMPARED:
                    others.append((file.record.reviewer, words))


def _answers(framework: Framework) -> frozenset[str]:
    """The words of the answers themselves, such as met and good: as a reason they say nothing more."""
    return frozenset(words_of(" ".join((*framework.findings, *framework.bars))))


def _reasons(review: Review) -> Iterator[tuple[Path, str]]:
    for name, indicator in review.indicators.items():
        yield ("indicators", name, "because"), indicator.because
        for criterion, finding in indicator.findings.items():
            yield ("indicators", name, "findings", criterion, "because"), finding.because


def _copied_from(words: frozenset[str], reviewer: str, others: list[tuple[str, frozenset[str]]]) -> str:
    """The first other reviewer with nearly the same words; empty where there is none."""
    for other, theirs in others:
        common = len(words & theirs)
        if other != reviewer and common >= ALIKE * (len(words) + len(theirs) - common):
            return other
    return ""
