"""What a bar asks for: criteria joined by all, any and at least, nested as deep as a file may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


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


class TruthTables:
    """Requirements over a few criteria, each as one whole number with a bit for every set of criteria.

    Bit number ``n`` stands for the set that holds criterion ``k`` where bit ``k`` of ``n`` is 1. So a
    question about all 65,536 sets of 16 criteria is a handful of operations on whole numbers.
    """

    def __init__(self, criteria: Sequence[str]) -> None:
        self.criteria = tuple(criteria)
        size = 1 << len(criteria)
        self.every_set = (1 << size) - 1
        self._blocks = {criterion: 1 << index for index, criterion in enumerate(criteria)}
        # Sets come in runs of a block's length, by turns without the criterion and with it.
        self.having = {
            criterion: (((1 << block) - 1) << block) * (self.every_set // ((1 << (2 * block)) - 1))
            for criterion, block in self._blocks.items()
        }

    def of(self, requirement: Requirement) -> int:
        """The sets for which a requirement holds."""
        if isinstance(requirement, str):
            return self.having[requirement]
        # counts[k]: the sets for which at least k of the parts seen so far hold
        counts = [self.every_set] + [0] * max(len(requirement.parts), requirement.n)
        for part in requirement.parts:
            table = self.of(part)
            for k in range(len(requirement.parts), 0, -1):
                counts[k] |= counts[k - 1] & table
        return counts[requirement.n]

    def smallest(self, requirement: Requirement) -> list[tuple[str, ...]]:
        """Every set that is enough while no part of it is: smallest first, then in the criteria's order."""
        enough = self.of(requirement)
        more_than_enough = 0
        for criterion, block in self._blocks.items():
            more_than_enough |= (enough & ~self.having[criterion]) << block
        found = [self.members(number) for number in bits(enough & ~more_than_enough)]
        return sorted(found, key=lambda chosen: (len(chosen), [self.criteria.index(c) for c in chosen]))

    def members(self, number: int) -> tuple[str, ...]:
        """The criteria of the set that a bit's number stands for."""
        return tuple(criterion for criterion, block in self._blocks.items() if number & block)


def bits(table: int) -> Iterator[int]:
    """The numbers of the bits that are 1, lowest first."""
    while table:
        lowest = table & -table
        yield lowest.bit_length() - 1
        table ^= lowest


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
