"""Verifying a bundle: working everything out again, and naming whatever differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wwis_evidence.proof.bundle import TOOL, statement
from wwis_evidence.proof.contents import ABSENT, UnusableError, contents_of, framework_in, value_at
from wwis_evidence.proof.seal import parts_of, seal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.findings import Path
    from wwis_evidence.frameworks import Framework


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which a bundle does not hold.

    Attributes:
        path: Keys and indexes from the top of the bundle.
        why: ``differs`` (it recomputes to something else), ``altered`` (its digest is not the one that was
            listed when the bundle was sealed), ``unusable`` (nothing can be worked out from it) or ``seal``.
        was: What the bundle says there; ``ABSENT`` for nothing.
        now: What it recomputes to; ``ABSENT`` for nothing.
    """

    path: Path
    why: str
    was: Any = ABSENT
    now: Any = ABSENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of verifying one bundle.

    Attributes:
        slug: The item.
        as_of: The day of the answer.
        tool: What made the bundle.
        seal: The seal as it is worked out from the contents.
        differences: Every difference; none if all holds.
        recomputed: What the rating and all else recompute to; None where that could not be done.
        framework: The rule that the bundle carries; None where it cannot be used.
    """

    slug: str
    as_of: str
    tool: str
    seal: str
    differences: tuple[Difference, ...]
    recomputed: Mapping[str, Any] | None
    framework: Framework | None

    @property
    def holds(self) -> bool:
        """Whether everything recomputes to what the bundle says."""
        return not self.differences

    @property
    def other_tool(self) -> bool:
        """Whether another version made it, which may explain a difference."""
        return self.tool != TOOL


def verify(bundle: Mapping[str, Any]) -> Verdict:
    """Recompute a bundle, as ``parse_bundle`` gives it."""
    differences: list[Difference] = []
    recomputed: dict[str, Any] | None = None
    framework: Framework | None = None
    try:
        framework = framework_in(bundle["framework"])
        recomputed = statement(contents_of(bundle, framework))
    except UnusableError as error:
        differences.append(Difference(error.path, "unusable", value_at(bundle, error.path)))
    if recomputed:
        for key in {**recomputed, **bundle}:
            if key not in {"parts", "seal"}:
                given, found = bundle.get(key, ABSENT), recomputed.get(key, ABSENT)
                # An older version may have told less of how the rating came about, never anything else.
                differences += _compare(given, found, (key,), may_lack=key == "derivation")
    differences += _altered_parts(bundle)
    seal = seal_of(bundle)
    if seal != bundle["seal"]:
        differences.append(Difference(("seal",), "seal", bundle["seal"], seal))
    return Verdict(
        slug=bundle["slug"],
        as_of=bundle["as_of"],
        tool=bundle["tool"],
        seal=seal,
        differences=tuple(differences),
        recomputed=recomputed,
        framework=framework,
    )


def _altered_parts(bundle: Mapping[str, Any]) -> Iterator[Difference]:
    """Parts whose digest is not the one listed, that are not listed, or that are gone."""
    listed, found = bundle["parts"], parts_of(bundle)
    for name in {**found, **listed}:
        if found.get(name) != listed.get(name):
            key, _, rest = name.partition(".")
            path: Path = (key, int(rest) if rest.isdecimal() and key != "register" else rest)
            was, now = listed.get(name, ABSENT), found.get(name, ABSENT)
            yield Difference(path if rest else (key,), "altered", was, now)


def _compare(given: Any, found: Any, path: Path, *, may_lack: bool) -> Iterator[Difference]:  # noqa: ANN401 - any JSON value
    """Every smallest place at which two values differ; numbers are equal as JSON has them."""
    if isinstance(given, dict) and isinstance(found, dict):
        for key in {**found, **given}:
            if key in given or not may_lack:
                here, there = given.get(key, ABSENT), found.get(key, ABSENT)
                yield from _compare(here, there, (*path, key), may_lack=may_lack)
    elif isinstance(given, list) and isinstance(found, list):
        for index in range(max(len(given), len(found))):
            here = given[index] if index < len(given) else ABSENT
            there = found[index] if index < len(found) else ABSENT
            yield from _compare(here, there, (*path, index), may_lack=may_lack)
    elif given != found or isinstance(given, bool) != isinstance(found, bool):
        yield Difference(path, "differs", given, found)
