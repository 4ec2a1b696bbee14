"""Verifying a bundle: working everything out again, and naming whatever differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from wwis_evidence.documents import read
from wwis_evidence.frameworks import Framework, compile_framework
from wwis_evidence.proof.bundle import TOOL, Contents, evidence_only, names_in, statement
from wwis_evidence.proof.seal import parts_of, seal_of
from wwis_evidence.rating.facts import Dossier
from wwis_evidence.rating.facts_json import (
    CASE,
    MODERATION,
    PANEL,
    PUBLISHED,
    REGISTER,
    REVIEW,
    FactsError,
    read_facts,
)
from wwis_evidence.rating.validity import published_problems
from wwis_evidence.records import LibrarySettings
from wwis_evidence.records.base import FullDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.findings import Path

_FULL_DATE: TypeAdapter[str] = TypeAdapter(FullDate)
_STRINGS = TypeAdapter(frozenset[str])
_NAMES = TypeAdapter(dict[str, frozenset[str]])
ABSENT = object()
"""Stands where one side of a difference has nothing."""


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
        framework = _framework(bundle["framework"])
        recomputed = statement(_contents(bundle, framework))
    except _UnusableError as error:
        differences.append(Difference(error.path, "unusable", _at(bundle, error.path)))
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


class _UnusableError(Exception):
    """Nothing can be worked out, because of what stands at a path."""

    def __init__(self, *path: str | int) -> None:
        super().__init__(path)
        self.path: Path = path


def _framework(given: Mapping[str, Any]) -> Framework:
    """The rule that the bundle carries, whatever version it is of."""
    text = given.get("text")
    framework = _compiled(text) if isinstance(text, str) else None
    if framework is None:
        raise _UnusableError("framework", "text")
    return framework


@lru_cache(maxsize=4)
def _compiled(text: str) -> Framework | None:
    """A framework from its text, kept because many bundles carry the same one."""
    raw = text.encode()
    document = read(raw)
    if document.data is None or document.problems:
        return None
    return compile_framework(raw, document.data)[0]


def _contents(bundle: Mapping[str, Any], framework: Framework) -> Contents:
    """What the rating rests on, as the bundle has it."""
    try:
        study = evidence_only(bundle["evidence"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise _UnusableError("evidence", *first["loc"]) from None
    names = _facts(_NAMES, bundle, "names")
    for name in names_in(study):
        if name not in names:
            raise _UnusableError("names", name)
    try:
        as_of = date.fromisoformat(bundle["as_of"])
    except ValueError:
        raise _UnusableError("as_of") from None
    try:
        LibrarySettings(review_period_months=bundle["review_period_months"])
    except ValidationError:
        raise _UnusableError("review_period_months") from None
    entries = bundle["reviews"]
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not {"facts", "because"} <= entry.keys():
            raise _UnusableError("reviews", index)
    return Contents(
        tool=bundle["tool"],
        as_of=as_of,
        study=study,
        names=names,
        dossier=_dossier(bundle, framework),
        because=tuple(entry["because"] for entry in entries),
        register=_facts(REGISTER, bundle, "register"),
        review_period_months=bundle["review_period_months"],
        framework=framework,
    )


def _dossier(bundle: Mapping[str, Any], framework: Framework) -> Dossier:
    reviews = tuple(
        _facts(REVIEW, bundle, "reviews", index, "facts") for index in range(len(bundle["reviews"]))
    )
    for index, review in enumerate(reviews):
        if review.valid:
            _check_date(review.date, "reviews", index, "facts", "date")
            if review.bars.keys() != review.findings.keys():
                raise _UnusableError("reviews", index, "facts", "findings")
    moderations = tuple(
        _facts(MODERATION, bundle, "moderations", index) for index in range(len(bundle["moderations"]))
    )
    for index, record in enumerate(moderations):
        _check_date(record.date, "moderations", index, "date")
    published = None if bundle["published"] is None else _facts(PUBLISHED, bundle, "published")
    for problem in published_problems(published or {}, framework):
        # The problem's path is that of the file, where outcomes stand under "indicators".
        raise _UnusableError("published", *problem.field[1:])
    return Dossier(
        case=replace(_facts(CASE, bundle, "case"), slug=bundle["slug"]),
        reviews=reviews,
        panel=None if bundle["panel"] is None else _facts(PANEL, bundle, "panel"),
        published=published,
        moderations=moderations,
        set_aside=_facts(_STRINGS, bundle, "set_aside"),
    )


def _facts(kind: TypeAdapter[Any], bundle: Mapping[str, Any], *path: str | int) -> Any:  # noqa: ANN401 - of its kind
    try:
        return read_facts(kind, _at(bundle, path))
    except FactsError as error:
        raise _UnusableError(*path, *error.field) from None


def _check_date(text: str, *path: str | int) -> None:
    try:
        _FULL_DATE.validate_python(text)
    except ValidationError:
        raise _UnusableError(*path) from None


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON value
    """The value at a path, ``ABSENT`` where there is none."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step, ABSENT)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return ABSENT
    return data


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
