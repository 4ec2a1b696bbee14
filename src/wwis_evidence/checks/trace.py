"""What the rules for a whole library need to know of each case: small and plain, so that it can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from wwis_evidence.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.records import CaseStudy

GROUP = 3
"""Words in a group."""
FEWEST_GROUPS = 20
"""A text with fewer different groups of words is too short to be told from another."""
SKETCH = 16
"""Hashes kept of a text. Texts that are alike to 80 per cent share nine of them almost always."""
_ENDS = frozenset({"withdrawal", "supersession"})
_LONGEST = 1500  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class Trace:
    """What other cases can be held against.

    Attributes:
        slug: The case's name.
        on_file: Whether its case study is there, readable or not.
        beside: Paths of what stands beside a case study that is not there.
        successors: The cases that are said to take its place, each with the index of the change that says so.
        former: The names that its page had before.
        title: Names the bare words of its title; empty where nothing is to be compared, as for an ended case.
        summary: Names those of its summary, likewise.
        sketch: The smallest hashes of the groups of words of its text; none where it is too short.
    """

    slug: str
    on_file: bool
    beside: tuple[str, ...] = ()
    successors: tuple[tuple[int, str], ...] = ()
    former: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    sketch: tuple[int, ...] = ()


def trace_of(slug: str, paths: Iterable[str], case: CaseStudy | None) -> Trace:
    """The trace of a case.

    Args:
        slug: Its name.
        paths: Every file of it that is there.
        case: The record of its case study, if that could be read.
    """
    own = f"casestudies/{slug}.yaml"
    paths = tuple(paths)
    if own not in paths:
        return Trace(slug, on_file=False, beside=paths)
    if case is None:
        return Trace(slug, on_file=True)
    successors = tuple(
        (index, change.superseded_by) for index, change in enumerate(case.changes) if change.superseded_by
    )
    if any(change.type in _ENDS for change in case.changes):  # its successor may well have the same words
        return Trace(slug, on_file=True, successors=successors, former=case.former_slugs)
    groups = groups_of(case.summary, case.approach)
    return Trace(
        slug,
        on_file=True,
        successors=successors,
        former=case.former_slugs,
        title=_named(case.title),
        summary=_named(case.summary),
        sketch=tuple(sorted(groups)[:SKETCH]) if len(groups) >= FEWEST_GROUPS else (),
    )


def _named(text: str) -> str:
    """One short name for all texts with the same words; empty where there are none."""
    words = bare_words(text)
    return sha256(words.encode()).hexdigest()[:32] if words else ""


def bare_words(text: str) -> str:
    """A text's words in small letters with one space between them."""
    return " ".join(words_of(text[:_LONGEST]))


def groups_of(summary: str, approach: str | None) -> frozenset[int]:
    """Hashes of each three words on end of the summary and the beginning of the approach."""
    words = bare_words(f"{summary} {approach or ''}").split()
    groups = {" ".join(group) for group in zip(*(words[start:] for start in range(GROUP)), strict=False)}
    # The language's own hash differs from run to run.
    return frozenset(map(crc32, map(str.encode, groups)))
