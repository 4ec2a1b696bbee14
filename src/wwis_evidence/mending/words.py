"""Mends of files that can be read: keys and words that are plainly others, and values quoted wrongly."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from wwis_evidence.bounds import shown
from wwis_evidence.documents import read, scalar_text
from wwis_evidence.mending.near import QUOTES, plain_meaning, plain_word, same_word
from wwis_evidence.mending.proposal import Proposal, keys_beside, with_key, with_value
from wwis_evidence.mending.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.findings import Problem
    from wwis_evidence.mending.proposal import Source

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_CHOICES = re.compile(r", | or ")
MOST_KEYS = 100  # of one mapping; no record has half as many, and each is compared with each
UNQUOTED = "took away quotation marks that do not belong here"
QUOTED = "put quotation marks around it"


def near_key(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The known key that was plainly meant, where it is not there yet."""
    if not source.data or not isinstance(problem.field[-1], str):
        return ()
    there = keys_beside(source.data, problem.field)
    if len(there) > MOST_KEYS:
        return ()
    known = [key for key in _listed(problem) if key not in there]
    # A key that is there may have been meant as well: what stands twice is for people to bring together.
    meant = plain_word(problem.field[-1], {*known, *(key for key in there if key != problem.field[-1])})
    return _written(problem, source, meant if meant in known else None)


def near_word(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The word of the list that was plainly meant."""
    return _written(problem, source, plain_word(_found(problem, source), _listed(problem)))


def near_area(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The local area whose name was plainly meant, among all names under which areas are met."""
    return _written(problem, source, plain_meaning(_found(problem, source), source.known.areas))


def same_id(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The known word that differs only in capitals, spaces, hyphens or quotation marks; never a guess."""
    at_key = problem.at == "key"
    found = str(problem.field[-1]) if at_key else _found(problem, source)
    there = keys_beside(source.data, problem.field) if at_key else ()
    meant = same_word(found, _listed(problem))
    return _written(problem, source, None if meant in there else meant)


def same_person(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The id on the register that differs only in its writing."""
    return _written(problem, source, same_word(_found(problem, source), source.known.people))


def same_choice(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The value that is allowed and differs only in its writing."""
    choices = _CHOICES.split(problem.values.get("expected", ""))
    return _written(problem, source, same_word(_found(problem, source), choices))


def without_quotes(problem: Problem, source: Source) -> Iterable[Proposal]:
    """The value without quotation marks that became part of it."""
    found = str(problem.field[-1]) if problem.at == "key" else _found(problem, source)
    bare = found.strip().strip(QUOTES)
    there = keys_beside(source.data, problem.field) if problem.at == "key" else ()
    if not bare or bare == found or bare in there:
        return ()
    return _written(problem, source, bare, UNQUOTED)


def quoting(problem: Problem, source: Source) -> Iterable[Proposal]:
    """A number where text is expected, in quotation marks; or the other way round, without them."""
    spot = source.spot(problem.field, "value")
    expected = problem.values.get("expected", "")
    if spot is None or source.data is None:
        return
    written = source.text[spot.start : spot.end]
    if expected == "text" and not spot.style and _is_plain_value(written):
        data = with_value(source.data, problem.field, written)
        yield Proposal((Edit(spot.start, spot.end, f'"{written}"'),), QUOTED, data)
    bare = spot.value.strip().strip(QUOTES)
    is_number = expected in {"a whole number", "a number"} and _NUMBER.fullmatch(bare)
    is_truth = expected == "true or false" and bare in {"true", "false"}
    if (is_number or is_truth) and bare != written:
        data = with_value(source.data, problem.field, json.loads(bare))
        yield Proposal((Edit(spot.start, spot.end, bare),), UNQUOTED, data)


def _is_plain_value(written: str) -> bool:
    """Whether what is written is read as a number or a truth value."""
    document = read(f"a: {written}\n".encode())
    return not document.problems and isinstance((document.data or {}).get("a"), int | float)


def _listed(problem: Problem) -> list[str]:
    return problem.values.get("known", "").split(", ")


def _found(problem: Problem, source: Source) -> str:
    spot = source.spot(problem.field, "value")
    return spot.value if spot else ""


def _written(
    problem: Problem, source: Source, meant: str | None, words: str | None = None
) -> Iterable[Proposal]:
    """Write one word in the place of another, in the same quotation marks."""
    spot = source.spot(problem.field, problem.at)
    if meant is None or spot is None or source.data is None or meant == spot.value:
        return
    change = with_key if problem.at == "key" else with_value
    new = {"'": "'" + meant.replace("'", "''") + "'", '"': json.dumps(meant, ensure_ascii=False)}
    edit = Edit(spot.start, spot.end, new.get(spot.style) or scalar_text(meant))
    told = words or f"{shown(spot.value, 60)} → {meant}"
    yield Proposal((edit,), told, change(source.data, problem.field, meant))
