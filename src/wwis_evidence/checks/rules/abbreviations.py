"""Abbreviations that a reader is not told the meaning of: code ``undefined-abbreviation``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._words import word_list
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy
    from wwis_evidence.vocabulary import Vocabulary

MOST_LOOKED_AT = 30
"""Of the words of one text; a hostile text could hold thousands."""
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,6}(?=s?(?![\w-]))")


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Each short word in capitals in the title or summary that is neither known nor explained, once."""
    known = known_abbreviations(common.vocabulary)
    told: set[str] = set()
    for key in ("title", "summary"):
        text: str = getattr(case, key)
        if text.isupper():  # all of it is in capitals: none of its words is an abbreviation for that
            continue
        for word in list(dict.fromkeys(_CAPITALS.findall(text)))[:MOST_LOOKED_AT]:
            if word not in told | known and not _explained(word, case):
                told.add(word)
                yield Problem("undefined-abbreviation", (key,), values={"found": word})


def _explained(word: str, case: CaseStudy) -> bool:
    """Whether a text gives it in brackets after what it stands for, or that in brackets after it."""
    texts = (case.title, case.summary, case.approach or "")
    return any(f"({word})" in text or f"({word}s)" in text or f"{word} (" in text for text in texts)


@cache
def known_abbreviations(vocabulary: Vocabulary) -> frozenset[str]:
    """Every abbreviation that the site's glossary explains, and those that most people in England know."""
    labels = " ".join(term.label for term in vocabulary.glossary.values())
    return word_list("common_abbreviations").union(_CAPITALS.findall(labels))
