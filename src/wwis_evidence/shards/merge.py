"""Putting shares together: the answer is the one that a single machine would have given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from wwis_evidence.checking import Answer, counted, digest_of, entries_by_case, key_of
from wwis_evidence.shards.read import belongs
from wwis_evidence.shards.share import Shard, state
from wwis_evidence.working import Work, outcome_from, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wwis_evidence.common import Common
    from wwis_evidence.shards.read import ShardFile
    from wwis_evidence.sources import Entry

MOST_NAMED = 3
"""Cases that a complaint names."""


class CannotMergeError(Exception):
    """Some files do not make one answer.

    Attributes:
        complaints: Everything that is wrong with them, each in a few words.
    """

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class Merged:
    """What shares make together.

    Attributes:
        answer: What the check found.
        items: Every item of the answer of ``rate``, in order; None where they are shares of a check.
        as_of: The day that it holds for.
        common: What all cases of the library have in common.
    """

    answer: Answer
    items: tuple[dict[str, Any], ...] | None
    as_of: date
    common: Common


def merge(files: Mapping[str, ShardFile], entries: Sequence[Entry], jobs: int = 1) -> Merged:
    """Put shares together.

    Every file of the library is read, so that no share of another state of it goes in. Only cases with what
    may be about a person are checked again.

    Args:
        files: The shares, by the names of their files.
        entries: Every file of the library, in the order of their paths.
        jobs: How many processes to work in.

    Raises:
        CannotMergeError: They do not make one answer.
    """
    shared, of_cases = entries_by_case(entries)
    as_of = date.fromisoformat(next(iter(files.values())).as_of)
    complaints = [*_not_a_set(files)]
    if not complaints:
        here = state([(entry.path, entry.content()) for entry in shared], as_of)
        keys = {
            slug: key_of((entry.path, digest_of(entry.content())) for entry in held)
            for slug, held in of_cases.items()
        }
        complaints = [
            f"{name} {complaint}"
            for name, file in files.items()
            for complaint in (*_of_another_state(file, here), *_of_other_cases(file, of_cases, keys))
        ]
    if complaints:
        raise CannotMergeError(complaints)
    cases = {slug: case for file in files.values() for slug, case in file.cases.items()}
    told = dict(sorted(cases.items()))
    work = Work(shared, of_cases, as_of)
    outcomes = {slug: outcome_from(case.outcome) for slug, case in told.items() if case.outcome}
    again = [slug for slug in told if slug not in outcomes]
    outcomes.update((slug, outcome) for slug, outcome, _ in side_by_side(work, again, jobs))
    found, holds = work.conclude(dict(sorted(outcomes.items())), None, None)
    answer = Answer(found.findings, found.excused, *counted(entries), work.site, holds)
    rated = any(file.command == "rate" for file in files.values())
    items = tuple(case.item for case in told.values() if case.item is not None)
    return Merged(answer, items if rated else None, as_of, work.common)


def _not_a_set(files: Mapping[str, ShardFile]) -> Iterator[str]:
    """Whether these are all shares of one command for one day, each of them once."""
    for (name, file), (other, second) in combinations(files.items(), 2):
        for what, of_one, of_other in (
            ("of the command", file.command, second.command),
            ("of the day", file.as_of, second.as_of),
            ("of so many shares:", str(file.shard.of), str(second.shard.of)),
        ):
            if of_one != of_other:
                yield f"{name} is {what} {of_one}, but {other} {of_other}"
                return
        if file.shard == second.shard:
            yield f"{name} and {other} are both share {file.shard}"
    of = next(iter(files.values())).shard.of
    there = {file.shard.number for file in files.values()}
    missing = [str(Shard(number, of)) for number in range(1, of + 1) if number not in there]
    if missing:
        yield f"there is no share {_listed(missing)}"


def _of_another_state(file: ShardFile, here: Mapping[str, Any]) -> Iterator[str]:
    if file.program != here["program"]:
        yield "was made by another version of the program, or with other packages, than this one"
    for path, digest in here["files"].items():
        if file.files.get(path) != digest:
            yield f"was made with another {path} than is here"


def _of_other_cases(
    file: ShardFile, of_cases: Mapping[str, Sequence[Entry]], keys: Mapping[str, str]
) -> Iterator[str]:
    own = [slug for slug in of_cases if file.shard.holds(slug)]
    foreign = [slug for slug in file.cases if not (slug in keys and file.shard.holds(slug))]
    if foreign:
        yield f"holds cases that are not its own or not here: {_listed(foreign)}"
    lacking = [slug for slug in own if slug not in file.cases]
    if lacking:
        yield f"lacks cases that are here: {_listed(lacking)}"
    both = [slug for slug in own if slug in file.cases]
    other = [slug for slug in both if file.cases[slug].files != keys[slug]]
    if other:
        yield f"was made from other files than are here, of {_listed(other)}"
    if any(
        not belongs(slug, file.cases[slug], {entry.path for entry in of_cases[slug]})
        for slug in both
        if slug not in other
    ):
        yield "holds what no check of these files gives"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
