"""Schemas from the records, with words for people, the vocabulary's lists and the rules between keys."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.catalogue import catalogue as checks
from wwis_evidence.checks.rules.imported import may_be_not_stated
from wwis_evidence.checks.rules.known_words import LISTS, MAY_BE_OPEN
from wwis_evidence.documents import read
from wwis_evidence.files import MODELS
from wwis_evidence.frameworks.framework import CONSENSUS
from wwis_evidence.records.base import NOT_STATED
from wwis_evidence.records.framework import FrameworkRecord
from wwis_evidence.schemas.between import REQUIREMENT, RULES
from wwis_evidence.schemas.words import known_to, one_of
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.records import Record

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(framework: Framework) -> dict[str, Schema]:
    """The schema of each kind of file by name, for a library that rates by this framework."""
    made: dict[str, Schema] = {}
    models: tuple[tuple[str, type[Record]], ...] = (*MODELS.items(), ("framework", FrameworkRecord))
    for kind, model in models:
        name = "library-settings" if kind == "settings" else kind
        made[name] = _schema(name, model)
    _vocabulary(made)
    known_to(framework, made)
    return made


def _schema(name: str, model: type[Record]) -> Schema:
    raw = model.model_json_schema()
    definitions = raw.pop("$defs", {})
    if name == "framework":
        definitions["Requirement"] = REQUIREMENT
        definitions.pop("FrameworkRecord", None)
    for key, definition in definitions.items():
        _finish(key, definition)
    _finish(model.__name__, raw)
    title = name.replace("-", " ").capitalize()
    # Relative: it names the schema wherever the folder is kept or published.
    head = {"$schema": DIALECT, "$id": f"{name}.json", **raw, "title": title}
    return {**head, "$defs": definitions} if definitions else head


def _finish(model: str, schema: Schema) -> None:
    """Give a record's schema its words, plainer types, and the rules between its keys."""
    if model == "Requirement":
        return
    words, examples = _words()[model], _words()["examples"]
    schema["title"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).capitalize()
    schema["description"] = words["words"]
    for key, part in schema["properties"].items():
        told = words.get("words_" if key == "words" else key)  # "words" itself says what the record is
        if told is None:
            continue
        plain = {**_plain(part), "title": _title(model, key)}
        plain["description"] = told
        if f"{model}.{key}" in examples:
            plain["examples"] = examples[f"{model}.{key}"]
        schema["properties"][key] = plain
    for open_keys in _mappings(schema):
        open_keys.setdefault("additionalProperties", False)
    if model in RULES:
        RULES[model](schema)


def _title(model: str, key: str) -> str:
    """A key in words, as a form or an editor shows it."""
    titles = _words()["titles"]
    told: str = titles.get(f"{model}.{key}") or titles.get(key) or key.replace("_", " ").capitalize()
    return told


def _plain(part: Schema) -> Schema:
    """A key's schema where one that may be empty is told in one piece, and only useful defaults stand."""
    told = {"title"} if _useful(part.get("default")) else {"title", "default"}
    part = {key: value for key, value in part.items() if key not in told}
    choices: list[Schema] = part.pop("anyOf", [])
    if len(choices) == 2 and "type" in choices[0]:  # noqa: PLR2004 - a value, or nothing
        value = choices[0]
        types = value["type"] if isinstance(value["type"], list) else [value["type"]]
        words = {"enum": [*value["enum"], None]} if "enum" in value else {}
        return {**value, **words, "type": [*types, "null"], **part}
    return {"anyOf": choices, **part} if choices else part


def _useful(default: object) -> bool:
    return isinstance(default, str | int) and default not in {"", False}


def _mappings(schema: Schema) -> Iterator[Schema]:
    """Every part of a record whose keys follow a pattern: no others may stand there."""
    for part in schema["properties"].values():
        if "patternProperties" in part:
            yield part


def _vocabulary(made: dict[str, Schema]) -> None:
    """Put the lists of the vocabulary where their words stand."""
    case_study, register = made["case-study"], made["reviewer-register"]
    for steps, name in LISTS:
        choices = _terms(name)
        if steps[-1] in MAY_BE_OPEN:
            choices[NOT_STATED] = "Only for an item taken in from a page: the text seen does not say."
        one_of(_at(case_study, steps), choices)
    one_of(_at(register, ("reviewers", "*", "roles", "*")), _terms("roles"))
    keys = {key: _words()["CaseStudy"][key] for key in may_be_not_stated()}
    one_of(_at(case_study, ("not_stated", "*")), keys)
    excusable = {"anywhere"}
    for name in ("case-study", "library-settings"):
        codes = {code: told.title for code, told in checks().items() if told.excusable in excusable}
        one_of(_at(made[name], ("exceptions", "*", "code")), codes)
        excusable.add("in-library")
    one_of(_at(made["framework"], ("consensus",)), {name: name for name in CONSENSUS})


def _terms(name: str) -> dict[str, str]:
    return {term.id: f"{term.label}: {term.words}" for term in load().terms(name).values()}


def _at(root: Schema, steps: tuple[str, ...]) -> Schema:
    """The part of a schema for the value at a place; a star is any item of a list."""
    part = root
    for step in steps:
        part = _resolved(root, part)
        part = part["items"] if step == "*" else part["properties"][step]
    return part


def _resolved(root: Schema, part: Schema) -> Schema:
    for choice in (part, *part.get("anyOf", ())):
        if "$ref" in choice:
            found: Schema = root["$defs"][choice["$ref"].rsplit("/", 1)[1]]
            return found
    return part


@cache
def _words() -> dict[str, Any]:
    document = read(files("wwis_evidence.schemas").joinpath("fields.yaml").read_bytes())
    if document.data is None or document.problems:  # a slip of ours: tests read the file
        raise ValueError(f"fields.yaml: {document.problems}")
    return document.data
