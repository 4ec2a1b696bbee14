"""From a bundle's data to the contents that everything else in it is worked out from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from wwis_evidence.documents import read
from wwis_evidence.frameworks import Framework, compile_framework
from wwis_evidence.proof.bundle import Contents, evidence_only, names_in
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
    from collections.abc import Mapping

    from wwis_evidence.findings import Path

_FULL_DATE: TypeAdapter[str] = TypeAdapter(FullDate)
_STRINGS = TypeAdapter(frozenset[str])
_NAMES = TypeAdapter(dict[str, frozenset[str]])
ABSENT = object()
"""Stands where a bundle has nothing."""


class UnusableError(Exception):
    """Nothing can be worked out, because of what stands at a path."""

    def __init__(self, *path: str | int) -> None:
        super().__init__(path)
        self.path: Path = path


def framework_in(given: Mapping[str, Any]) -> Framework:
    """The rule that a bundle carries, whatever version it is of.

    Raises:
        UnusableError: Its text is no sound framework.
    """
    text = given.get("text")
    framework = _compiled(text) if isinstance(text, str) else None
    if framework is None:
        raise UnusableError("framework", "text")
    return framework


@lru_cache(maxsize=4)
def _compiled(text: str) -> Framework | None:
    """A framework from its text, kept because many bundles carry the same one."""
    raw = text.encode()
    document = read(raw)
    if document.data is None or document.problems:
        return None
    return compile_framework(raw, document.data)[0]


def contents_of(bundle: Mapping[str, Any], framework: Framework) -> Contents:
    """What the rating rests on, as the bundle has it.

    Raises:
        UnusableError: Something in it is not what a bundle holds there.
    """
    try:
        study = evidence_only(bundle["evidence"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise UnusableError("evidence", *first["loc"]) from None
    names = _facts(_NAMES, bundle, "names")
    for name in names_in(study):
        if name not in names:
            raise UnusableError("names", name)
    try:
        as_of = date.fromisoformat(bundle["as_of"])
    except ValueError:
        raise UnusableError("as_of") from None
    try:
        LibrarySettings(review_period_months=bundle["review_period_months"])
    except ValidationError:
        raise UnusableError("review_period_months") from None
    entries = bundle["reviews"]
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not {"facts", "because"} <= entry.keys():
            raise UnusableError("reviews", index)
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
                raise UnusableError("reviews", index, "facts", "findings")
    moderations = tuple(
        _facts(MODERATION, bundle, "moderations", index) for index in range(len(bundle["moderations"]))
    )
    for index, record in enumerate(moderations):
        _check_date(record.date, "moderations", index, "date")
    published = None if bundle["published"] is None else _facts(PUBLISHED, bundle, "published")
    for problem in published_problems(published or {}, framework):
        # The problem's path is that of the file, where outcomes stand under "indicators".
        raise UnusableError("published", *problem.field[1:])
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
        return read_facts(kind, value_at(bundle, path))
    except FactsError as error:
        raise UnusableError(*path, *error.field) from None


def _check_date(text: str, *path: str | int) -> None:
    try:
        _FULL_DATE.validate_python(text)
    except ValidationError:
        raise UnusableError(*path) from None


def value_at(data: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON value
    """The value at a path, ``ABSENT`` where there is none."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step, ABSENT)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return ABSENT
    return data
