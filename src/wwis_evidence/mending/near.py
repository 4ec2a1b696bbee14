"""When a word is plainly another one: the same but for how it is written, or one slip away from one alone.

Stricter than a suggestion. A suggestion that is wrong costs a glance; a wrong word in a file of evidence may
stay there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

QUOTES = "'\"`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
"""Straight and curly quotation marks, as word processors of several languages write them."""
SHORTEST = 5
"""Letters of a word that is taken for a misspelt one: among shorter words, many are one slip apart."""
CLEAR = 3
"""Slips to the second nearest word, at least: else it may be the one that was meant."""

_JOINTS = re.compile(r"[\s_\u2010-\u2015\u2212-]+")


def fold(word: str) -> str:
    """A word without what its writing adds: capitals, spaces, hyphens, and quotation marks around it."""
    return _JOINTS.sub("", word.strip().strip(QUOTES).casefold())


def same_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that differs only in case, spaces, hyphens or quotation marks, if that is one alone."""
    folded = fold(word)
    return _only({each for each in known if folded and fold(each) == folded})


def plain_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was plainly meant; see :func:`plain_meaning`."""
    return plain_meaning(word, {each: each for each in known})


def plain_meaning(word: str, known: Mapping[str, str]) -> str | None:
    """What a word plainly means.

    Args:
        word: What stands in the file.
        known: What could stand there, and what it means; several words may mean one thing.

    Returns:
        What the word means that is the same but for its writing, if that is one thing. Else what the word
        means that is a single slip away (a letter missing, added, wrong, or two that changed places; never a
        figure), if it has five letters or more and every other meaning is three slips away or further. Else
        None.
    """
    folded = fold(word)
    names: dict[str, set[str]] = {}
    for each, meaning in known.items():
        names.setdefault(fold(each), set()).add(meaning)
    if folded in names:
        return _only(names[folded])
    near = {name: count for name in names if (count := slips(folded, name)) < CLEAR}
    meant = _only(set().union(*(names[name] for name in near)))
    plain = any(
        count == 1 and len(name) >= SHORTEST and _figures(name) == _figures(folded)
        for name, count in near.items()
    )
    return meant if plain else None


def _only(meanings: set[str]) -> str | None:
    return next(iter(meanings)) if len(meanings) == 1 else None


def slips(one: str, other: str) -> int:
    """How many slips lie between two words; at most ``CLEAR``, where it stops counting."""
    if abs(len(one) - len(other)) >= CLEAR:
        return CLEAR
    # Optimal string alignment: the last two rows of the table are enough to see two letters change places.
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, last, row = row, earlier, [i]
        for j, opposite in enumerate(other, 1):
            best = min(earlier[j] + 1, row[j - 1] + 1, earlier[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) >= CLEAR:
            return CLEAR
    return min(row[-1], CLEAR)


def _figures(word: str) -> str:
    return re.sub(r"\D", "", word)
