"""Rules between the keys of a record, which its model keeps in code, told again for JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.rules.required import ALWAYS, UNLESS_NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]
_REQUIREMENTS = {"type": "array", "items": {"$ref": "#/$defs/Requirement"}}

REQUIREMENT: Schema = {
    "title": "Requirement",
    "description": "What a bar asks for: a criterion's id, or all_of, any_of or at_least of several.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "all_of": {**_REQUIREMENTS, "minItems": 1, "description": "Each of these."},
                "any_of": {**_REQUIREMENTS, "minItems": 1, "description": "One of these."},
                "at_least": {
                    "type": "object",
                    "description": "So many of these.",
                    "properties": {
                        "n": {"type": "integer", "minimum": 0, "description": "How many."},
                        "of": {
                            "description": "Of which; all stands for every criterion that reviewers score.",
                            "anyOf": [{"const": "all"}, _REQUIREMENTS],
                        },
                    },
                    "required": ["n", "of"],
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ],
}


def _is(key: str, *values: object) -> Schema:
    return {"required": [key], "properties": {key: {"enum": list(values)}}}


def _given(*keys: str) -> Schema:
    """Keys that are there and hold something."""
    return {"required": list(keys), "properties": {key: {"not": {"enum": [None, "", []]}} for key in keys}}


def _not(*conditions: Schema) -> Schema:
    return {"not": {"anyOf": list(conditions)}}


_DRAFT = {"required": ["draft"], "properties": {"draft": {"const": True}}}
_IMPORTED = {"required": ["origin"], "properties": {"origin": _is("kind", "imported")}}


def _leaves_open(*keys: str) -> Schema:
    return {"required": ["not_stated"], "properties": {"not_stated": {"contains": {"enum": list(keys)}}}}


def _case_study(schema: Schema) -> None:
    schema["properties"]["title"]["pattern"] = r"^[^\n]*\S[^\n]*$"
    areas, looked_at = ("local_areas", "organisations"), ("evaluation", "impact")
    schema["allOf"] = [
        {"if": _not(_DRAFT), "then": _given(*ALWAYS)},
        *({"if": _not(_DRAFT, _leaves_open(key)), "then": _given(key)} for key in UNLESS_NOT_STATED),
        {"if": _not(_DRAFT, _IMPORTED), "then": _given("consent")},
        *(
            {"if": _not(_DRAFT, _leaves_open(*keys)), "then": {"anyOf": [_given(key) for key in keys]}}
            for keys in (areas, looked_at)
        ),
        {
            "if": _not(_DRAFT),
            "then": {
                "properties": {
                    "sustained": {"if": {"type": "object"}, "then": _given("source")},
                    **{
                        key: {"items": {"if": {"type": "object"}, "then": _given("source")}}
                        for key in (*looked_at, "replication")
                    },
                }
            },
        },
    ]


def _sustained(schema: Schema) -> None:
    schema["if"] = _given("at_least_months")
    schema["then"] = _not(*(_given(key) for key in ("from", "to", "as_of")))
    schema["else"] = {
        **_given("from"),
        "if": _not({**_given("to"), "properties": {"to": {"not": {"enum": [None, "ongoing"]}}}}),
        "then": _given("as_of"),
    }


def _when(condition: Schema, *keys: str) -> Callable[[Schema], None]:
    """Keys that must be there under a condition."""

    def add(schema: Schema) -> None:
        schema["if"], schema["then"] = condition, _given(*keys)

    return add


def _or_word(key: str, word: str, says: str) -> Callable[[Schema], None]:
    """A word that may stand in the place of a key's usual value."""

    def add(schema: Schema) -> None:
        part = schema["properties"][key]
        told = {name: part.pop(name) for name in ("title", "description", "examples") if name in part}
        schema["properties"][key] = {**told, "anyOf": [{"const": word, "description": says}, part]}

    return add


def _interests(schema: Schema) -> None:
    schema["required"] = ["declared"]
    _when(_given("ruling"), "by")(schema)


def _selector(schema: Schema) -> None:
    # In the file the conditions stand beside ``list``; the record gathers them.
    del schema["properties"]["fields"], schema["properties"]["fields_not"]
    schema["additionalProperties"] = {"type": "array", "items": {"type": "string", "pattern": r"\S"}}


def _indicator(schema: Schema) -> None:
    (pattern,) = schema["properties"]["criteria"]["patternProperties"]
    requires = schema["properties"]["requires"]
    requires["patternProperties"] = {pattern: {"$ref": "#/$defs/Requirement"}}
    requires["additionalProperties"] = False


RULES: dict[str, Callable[[Schema], None]] = {
    "CaseStudy": _case_study,
    "Origin": _when(_is("kind", "imported"), "publisher", "url", "accessed"),
    "Sustained": _sustained,
    "Change": _when(_is("type", "supersession"), "superseded_by"),
    "Interests": _interests,
    "Review": _or_word("interests", "none", "You have no tie to this work."),
    "PublishedIndicator": _or_word("confirmed", "not-seen", "The printed reason was not seen."),
    "Appeal": _when(_is("outcome", "upheld", "not-upheld"), "because", "decided_by"),
    "Selector": _selector,
    "Indicator": _indicator,
}
"""By the record's name: what adds its rules to its schema."""
