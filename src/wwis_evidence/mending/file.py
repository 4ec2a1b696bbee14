"""Mending one file: a mend is kept only where reading the file again shows what was expected and no more."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wwis_evidence.documents import read
from wwis_evidence.mending.mends import MENDS
from wwis_evidence.mending.proposal import Known, Source
from wwis_evidence.mending.text import edited, place_of
from wwis_evidence.records import CaseStudy, key_order, shape
from wwis_evidence.records.digests import digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.documents import Document
    from wwis_evidence.findings import Path, Problem
    from wwis_evidence.mending.proposal import Proposal
    from wwis_evidence.records import Record

WAITS = (
    "can be mended once line {line} is, and what may be wrong below it: they keep the file from being read"
)
REVIEWED = "left, because reviews were made of this evidence as it stands: a change asks for them again"
MOST = 50  # mends of one file at a time; each of them reads the file again
LARGEST = 100_000  # bytes of a file that is mended: five times a long case study


@dataclass(frozen=True, slots=True)
class Mend:
    """One mend: where, of what, and what was done (or why it was left), in plain words."""

    line: int
    column: int
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after its mends.

    Attributes:
        raw: Its bytes; all that was not mended is as it was.
        mends: What was done, in the order in which it was done. A place is where it stood at that time.
        lines: The lines that were changed; no mend adds or takes away a line.
        left: Mends that are plain but were not made, each with the reason.
    """

    raw: bytes
    mends: tuple[Mend, ...] = ()
    lines: frozenset[int] = frozenset()
    left: tuple[Mend, ...] = ()


def mend_file(
    raw: bytes,
    model: type[Record],
    known: Known,
    problems: Iterable[Problem] = (),
    reviewed: frozenset[str] = frozenset(),
) -> Mended:
    """Mend what can be mended safely.

    Args:
        raw: The bytes of the file.
        model: The record that it is read as.
        known: What the library knows by name.
        problems: What was found once the file was read and had its shape.
        reviewed: Digests of evidence that reviews were made of; evidence with one of them is never changed.

    Returns:
        The file after the mends that could be made; the same bytes where there were none.
    """
    if len(raw) > LARGEST:
        return Mended(raw)
    mended = _readable(raw, model, known)
    if in_the_way := read(mended.raw).problems:
        line = (in_the_way[0].mark or (1, 1))[0]
        words = WAITS.format(line=line)
        return Mended(raw, left=tuple(replace(mend, words=words) for mend in mended.mends[:1]))
    mended = _shaped(mended, model, known)
    if mended.mends and not _fits(mended, model):
        return Mended(raw)
    return mended if mended.mends else _referring(mended, model, known, problems, reviewed)


def _readable(raw: bytes, model: type[Record], known: Known) -> Mended:
    """Mend what stops the file from being read, from its top."""
    mended = Mended(raw)
    passed: set[tuple[str, int]] = set()  # code and line of what cannot be mended
    while len(mended.mends) < MOST:
        before = read(mended.raw)
        source = Source(mended.raw, before.data, key_order(model), known)
        for problem in before.problems:
            here = (problem.code, (problem.mark or (1, 1))[0])
            if here not in passed and (found := _chosen(_readings(problem, source, before))):
                mended = _with(mended, source, problem, found)
                break
            passed.add(here)
        else:
            break
    return mended


def _readings(
    problem: Problem, source: Source, before: Document
) -> Iterator[tuple[Proposal, bytes, Document]]:
    """The proposals for a problem after which the file can be read further than before, as expected."""
    for proposal in _proposals(problem, source):
        raw = edited(source.raw, proposal.edits)
        after = read(raw)
        last = place_of(source.text, max(edit.start for edit in proposal.edits))[0]
        old = [each for each in before.problems if each != problem]
        # Nothing may be wrong as far as the mended line but what was wrong before.
        if any(each not in old and (each.mark or (1, 1))[0] <= last for each in after.problems):
            continue
        if proposal.data is not None and not _same(after.data, proposal.data):
            continue
        if proposal.value is not None and proposal.value not in _values_at(raw, proposal):
            continue
        yield proposal, raw, after


def _values_at(raw: bytes, proposal: Proposal) -> set[str]:
    again = Source(raw, None, {}, Known())
    start = min(edit.start for edit in proposal.edits)
    return {spot.value for spot in again.spots.values() if spot.start == start}


def _chosen(readings: Iterator[tuple[Proposal, bytes, Document]]) -> Proposal | None:
    """The one reading that goes furthest, or of several that read the same the first; None if they differ."""
    found = [(_reach(document), proposal, raw) for proposal, raw, document in readings]
    furthest = max((reach for reach, _, _ in found), default=0.0)
    best = [(proposal, raw) for reach, proposal, raw in found if reach == furthest]
    return best[0][0] if len({_as_read(raw) for _, raw in best}) == 1 else None


def _as_read(raw: bytes) -> str:
    """What a file holds, as far as it can be read."""
    source = Source(raw, None, {}, Known())
    return repr([(*name, spot.style, spot.value) for name, spot in source.spots.items()])


def _reach(document: Document) -> float:
    """The line up to which a file can be read."""
    return min(((problem.mark or (1, 1))[0] for problem in document.problems), default=math.inf)


def _shaped(mended: Mended, model: type[Record], known: Known) -> Mended:
    """Mend what is wrong with a file that can be read but has not the shape of its record."""
    problems = shape(read(mended.raw).data or {}, model).problems
    wrong = {_name(problem) for problem in problems}
    source = _source(mended, model, known)
    for problem in problems[:MOST]:
        others = wrong - {_name(problem)}
        for proposal in _proposals(problem, source):
            if _improves(source, proposal, model, others):
                mended = _with(mended, source, problem, proposal)
                wrong = others
                source = _source(mended, model, known)
                break
    return mended


def _improves(source: Source, proposal: Proposal, model: type[Record], old: set[tuple[str, Path]]) -> bool:
    """Whether the file then holds what was expected, and nothing is wrong with it but what was before."""
    after = read(edited(source.raw, proposal.edits))
    if after.problems or after.data is None or not _same(after.data, proposal.data):
        return False
    return {_name(problem) for problem in shape(after.data, model).problems} <= old


def _fits(mended: Mended, model: type[Record]) -> bool:
    """Whether nothing is wrong where something was mended, so that no line went to the wrong place."""
    data = read(mended.raw).data or {}
    wrong = {problem.field for problem in shape(data, model).problems}
    if any(mend.code == "yaml-tab" for mend in mended.mends) and any(len(field) > 1 for field in wrong):
        return False  # lines were moved: whatever is set in has to be where it belongs
    return not wrong & fields_on(mended)


def fields_on(mended: Mended) -> set[Path]:
    """The fields whose key or value stands on a line that was mended."""
    source = Source(mended.raw, None, {}, Known())
    return {
        spot.field for spot in source.spots.values() if place_of(source.text, spot.start)[0] in mended.lines
    }


def _referring(
    mended: Mended, model: type[Record], known: Known, problems: Iterable[Problem], reviewed: frozenset[str]
) -> Mended:
    """Mend words of a file that has its shape, but names what is not there."""
    source = _source(mended, model, known)
    for problem in tuple(problems)[:MOST]:
        for proposal in _proposals(problem, source):
            if not _improves(source, proposal, model, set()):
                continue
            done = _with(mended, source, problem, proposal)
            if _unsettles(source, proposal, model, reviewed):
                left = replace(done.mends[-1], words=REVIEWED)
                mended = replace(mended, left=(*mended.left, left))
            else:
                mended = done
                source = _source(mended, model, known)
            break
    return mended


def _source(mended: Mended, model: type[Record], known: Known) -> Source:
    return Source(mended.raw, read(mended.raw).data or {}, key_order(model), known)


def _unsettles(source: Source, proposal: Proposal, model: type[Record], reviewed: frozenset[str]) -> bool:
    """Whether reviews were made of the evidence as it stands, and would have to be asked for again."""
    before = shape(source.data or {}, model).record
    after = shape(proposal.data or {}, model).record
    if not isinstance(before, CaseStudy) or not isinstance(after, CaseStudy):
        return False
    digest = digests(before)[0]
    return digest in reviewed and digests(after)[0] != digest


def _proposals(problem: Problem, source: Source) -> Iterable[Proposal]:
    mend = MENDS.get(problem.code)
    return (proposal for proposal in mend(problem, source) if proposal.edits) if mend else ()


def _with(mended: Mended, source: Source, problem: Problem, proposal: Proposal) -> Mended:
    edits = proposal.edits
    line, column = place_of(source.text, min(edit.start for edit in edits))
    raw = edited(source.raw, edits)
    lines = {place_of(source.text, edit.start)[0] for edit in edits}
    mend = Mend(line, column, problem.code, proposal.words)
    return Mended(raw, (*mended.mends, mend), mended.lines | lines, mended.left)


def _same(one: object, other: object) -> bool:
    """Whether data is the same, the order of its keys and the sorts of its numbers too."""
    return json.dumps(one) == json.dumps(other)


def _name(problem: Problem) -> tuple[str, Path]:
    return problem.code, problem.field
