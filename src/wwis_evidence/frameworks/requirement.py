"""What a bar asks for: criteria joined by all, any and at least, nested as deep as a file may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``n`` of the parts hold. All of them is ``n = len(parts)``, any of them ``n = 1``."""

    n: int
    parts: tuple[Requirement, ...]


Requirement = str | AtLeast
NOTHING = AtLeast(0, ())


def holds(requirement: Requirement, confirmed: Collection[str]) -> bool:
    """Whether a set of confirmed criteria is enough."""
    if isinstance(requirement, str):
        return requirement in confirmed
    return sum(holds(part, confirmed) for part in requirement.parts) >= requirement.n


def criteria_of(requirement: Requirement) -> frozenset[str]:
    """Every criterion that a requirement names."""
    if isinstance(requirement, str):
        return frozenset([requirement])
    return frozenset().union(*(criteria_of(part) for part in requirement.parts))


def minimal_sets(requirement: Requirement) -> frozenset[frozenset[str]]:
    """Every smallest set of criteria that is enough; none contains another.

    Found among all sets at once, so that it takes no longer for a deeply nested requirement. Meant for as
    many criteria as an indicator may have: work and memory double with each one more.
    """
    names = sorted(criteria_of(requirement))
    columns, everything = columns_of(names)
    enough = truth_table(requirement, columns, everything)
    least = enough
    for index, name in enumerate(names):
        # Without the criterion, a set stands so many places lower; where that is enough, it is not smallest.
        least &= ~(columns[name] & (enough << (1 << index)))
    return frozenset(members(place, names) for place, bit in enumerate(reversed(f"{least:b}")) if bit == "1")


def columns_of(criteria: Sequence[str]) -> tuple[dict[str, int], int]:
    """For each criterion the sets that contain it, and all sets; a set's bit is at the place that names it.

    The place of a set has bit ``i`` for the criterion at ``i``.
    """
    size = 1 << len(criteria)
    everything = (1 << size) - 1
    columns = {}
    for index, criterion in enumerate(criteria):
        block = 1 << index  # sets come in runs of this length, without and with the criterion
        run = ((1 << block) - 1) << block
        columns[criterion] = run * (everything // ((1 << (2 * block)) - 1))
    return columns, everything


def members(place: int, criteria: Sequence[str]) -> frozenset[str]:
    """The set of criteria at a place."""
    return frozenset(criterion for index, criterion in enumerate(criteria) if place >> index & 1)


def truth_table(requirement: Requirement, columns: dict[str, int], everything: int) -> int:
    """The requirement's value for every set of criteria at once, one bit a set.

    ``columns`` and ``everything`` are those of :func:`columns_of`. So the exhaustive check of 65,536 sets
    is a few operations on whole numbers.
    """
    if isinstance(requirement, str):
        return columns[requirement]
    # counts[k]: the sets in which at least k of the parts seen so far hold
    counts = [everything] + [0] * len(requirement.parts)
    for part in requirement.parts:
        table = truth_table(part, columns, everything)
        for k in range(len(requirement.parts), 0, -1):
            counts[k] |= counts[k - 1] & table
    return counts[requirement.n] if requirement.n < len(counts) else 0


def parse_requirement(
    data: Any,  # noqa: ANN401 - anything may stand in a file
    known: Sequence[str],
    scored: Sequence[str],
    field: Path,
) -> tuple[Requirement, list[Problem]]:
    """Read ``all_of``, ``any_of``, ``at_least: {n, of}`` or a criterion's id; problems point into the file.

    Args:
        data: What the file holds at ``field``.
        known: Every criterion that may be named.
        scored: What ``of: all`` stands for: the criteria that reviewers score.
        field: Where the requirement stands in the file.
    """
    if isinstance(data, str):
        if data in known:
            return data, []
        return NOTHING, [
            Problem("unknown-criterion", field, values={"found": data[:60], "known": ", ".join(known)})
        ]
    if isinstance(data, dict) and len(data) == 1:
        ((word, inner),) = data.items()
        if word in {"all_of", "any_of"} and isinstance(inner, list) and inner:
            parts, problems = _parts(inner, known, scored, (*field, word))
            return AtLeast(len(parts) if word == "all_of" else 1, parts), problems
        if word == "at_least" and isinstance(inner, dict) and set(inner) == {"n", "of"}:
            of = list(scored) if inner["of"] == "all" else inner["of"]
            n = inner["n"]
            if isinstance(of, list) and isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= len(of):
                parts, problems = _parts(of, known, scored, (*field, word, "of"))
                return AtLeast(n, parts), problems
    return NOTHING, [Problem("wrong-requirement", field)]


def _parts(
    items: list[Any], known: Sequence[str], scored: Sequence[str], field: Path
) -> tuple[tuple[Requirement, ...], list[Problem]]:
    read = [parse_requirement(item, known, scored, (*field, index)) for index, item in enumerate(items)]
    return tuple(part for part, _ in read), [problem for _, problems in read for problem in problems]
