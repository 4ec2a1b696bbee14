"""What a form needs to be drawn: its part of the JSON Schemas, its plan, and few words more.

The checks and all that they stand on (``form-data.json``) are several times as large; a browser fetches them
when somebody begins to write.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.rules import asked_for
from wwis_evidence.documents import read
from wwis_evidence.publish.forms.data import LISTS, SETTINGS
from wwis_evidence.publish.licences import licence_name
from wwis_evidence.schemas import schemas
from wwis_evidence.vocabulary import in_force, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.library import Library

Schema = dict[str, Any]
_OF_A_FORM = (
    *(
        "page",
        "button",
        "case-at-hand",
        "draft-part",
        "draft",
        "findings",
        "form",
        "lists",
        "record",
        "schema",
    ),
    *("steps", "steps-list", "widgets"),
)


def views(library: Library) -> dict[str, dict[str, Any]]:
    """What draws each form, by the kind of file that it writes."""
    with in_force(library.common.vocabulary):
        return _views(library)


def _views(library: Library) -> dict[str, dict[str, Any]]:
    made = schemas(library.framework)
    settings, framework = library.settings, library.framework
    common: dict[str, Any] = {
        "schema": 1,
        "library": {
            **{name: getattr(settings, name) or "" for name in SETTINGS},
            "licence_name": licence_name(settings.licence),
        },
        "findings": [{"id": name, "cites": framework.needs_evidence(name)} for name in framework.findings],
    }
    found = {}
    for kind, plan in plans().items():
        pointed = {name for points in plan["points"].values() if points.get("of") for name in points["lists"]}
        asked = list(asked_for.ASKED_FOR) if kind == "case-study" else []
        form = _without(made[kind], plan["left_out"])
        case = _only(made["case-study"], pointed) if pointed else None
        parts = {"plan": plan, "form": form, "case": case, "asked": asked, "labels": _labels([form, case])}
        found[kind] = {**common, **parts}
    return found


@cache
def plans() -> dict[str, Any]:
    """How each form is laid out (``plan.yaml``)."""
    document = read(files("wwis_evidence.publish.forms").joinpath("plan.yaml").read_bytes())
    if document.data is None or document.problems:  # a slip of ours: tests read the file
        raise ValueError(f"plan.yaml: {document.problems}")
    return document.data


def _labels(told: object) -> dict[str, list[str]]:
    """The labels, by id, of those words of the vocabulary that a schema tells of."""
    words = {description for part in _parts(told) for description in part.get("enumDescriptions", ())}
    found: dict[str, list[str]] = {}
    for name in LISTS:
        for term in load().terms(name).values():
            labels = found.setdefault(term.id, [])
            if f"{term.label}: {term.words}" in words and term.label not in labels:
                labels.append(term.label)
    return {identity: labels for identity, labels in found.items() if labels}


def _without(schema: Schema, keys: list[str]) -> Schema:
    """A schema without the keys that a form does not ask for, and without what only they refer to."""
    kept = {key: part for key, part in schema["properties"].items() if key not in keys}
    return _referred({**schema, "properties": kept})


def _only(schema: Schema, keys: set[str]) -> Schema:
    """A schema of these keys alone."""
    kept = {key: part for key, part in schema["properties"].items() if key in keys}
    return _referred({"properties": kept, "$defs": schema["$defs"]})


def _referred(schema: Schema) -> Schema:
    definitions: Mapping[str, Schema] = schema["$defs"]
    whole = {key: part for key, part in schema.items() if key != "$defs"}
    names: dict[str, None] = {}
    waiting = list(_references(whole))
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names[name] = None
            waiting += _references(definitions[name])
    return {**whole, "$defs": {name: definitions[name] for name in definitions if name in names}}


def _references(part: object) -> Iterator[str]:
    """Names of the definitions to which a part of a schema refers."""
    return (inner["$ref"].rsplit("/", 1)[1] for inner in _parts(part) if isinstance(inner.get("$ref"), str))


def _parts(part: object) -> Iterator[Schema]:
    """A schema and every part of it."""
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _parts(inner)


def form_modules() -> tuple[str, ...]:
    """The scripts that draw a form, so that a browser asks for all of them at once."""
    return tuple(f"form/{name}.js" for name in _OF_A_FORM)
