"""What a bar asks for: criteria joined by all, any and at least, nested as deep as a file may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, groupby
from math import comb
from typing import TYPE_CHECKING, Any

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

MOST_SETS = 20_000


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

    Raises:
        OverflowError: There are more than 20,000 ways, more than anyone could read.
    """
    if isinstance(requirement, str):
        return frozenset([frozenset([requirement])])
    ways: set[frozenset[str]] = set()
    options = [minimal_sets(part) for part in requirement.parts]
    if comb(len(options), requirement.n) > MOST_SETS:
        raise OverflowError("too many minimal sets")
    for chosen in combinations(options, requirement.n):
        product = {frozenset[str]()}
        for sets in chosen:
            if len(product) * len(sets) > MOST_SETS:
                raise OverflowError("too many minimal sets")
            product = smallest(one | other for one in product for other in sets)
        ways |= product
    return frozenset(smallest(ways))


def smallest(sets: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Those of some sets that contain no other of them."""
    kept: list[frozenset[str]] = []
    # Sets of one size cannot contain one another, so that thousands of them are not compared pair by pair.
    for _, same_size in groupby(sorted(set(sets), key=len), key=len):
        kept += [candidate for candidate in same_size if not any(other <= candidate for other in kept)]
    return set(kept)


def truth_table(requirement: Requirement, columns: dict[str, int], everything: int) -> int:
    """The requirement's value for every set of criteria at once, one bit a set.

    ``columns`` holds for each criterion the sets that contain it, ``everything`` has a bit for each set. So
    the exhaustive check of 65,536 sets is a few operations on whole numbers.
    """
    if isinstance(requirement, str):
        return columns[requirement]
    # counts[k]: the sets in which at least k of the parts seen so far hold
    counts = [everything] + [0] * len(requirement.parts)
    for part in requirement.parts:
        table = truth_table(part, columns, everything)
        for k in range(len(requirement.parts), 0, -1):
            counts[k] |= counts[k - 1] & table
    return counts[requirement.n]


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
