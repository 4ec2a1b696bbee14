"""Our records as schemas for the peers: JSON Schema for check-jsonschema, and the same for yamale.

Both hold the shape: keys, types, and how dates, ids, digests and addresses are written. What neither
can hold is left out: sources and evidence that exist, words of the vocabulary, rules, other files, ratings.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.records import CaseStudy, Review

if TYPE_CHECKING:
    from pathlib import Path

    from wwis_evidence.records import Record

    Schema = dict[str, Any]

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# How text is written, by the name of its key, in a form that both peers take.
_PATTERNS = {
    "date": r"^(\d{4}(-\d\d(-\d\d)?)?|not-stated)$",
    "from": r"^\d{4}(-\d\d(-\d\d)?)?$",
    "to": r"^(\d{4}(-\d\d(-\d\d)?)?|ongoing)$",
    "as_of": r"^\d{4}(-\d\d(-\d\d)?)?$",
    "id": _ID,
    "source": _ID,
    "url": r"^https?://[^\s/?#@]+([/?#]\S*)?$",
    "reviewer": r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
    "digest": r"^sha256:[0-9a-f]{64}$",
    "text_digest": r"^sha256:[0-9a-f]{64}$",
}
_DATES = ("date", "from", "to", "as_of")
_FOLDERS: tuple[tuple[str, type[Record]], ...] = (("casestudies", CaseStudy), ("reviews", Review))


def write(folder: Path) -> None:
    """Write ``schema.json`` and ``schema.yamale`` into a folder's ``casestudies`` and ``reviews``."""
    for name, model in _FOLDERS:
        schema = json_schema(model)
        (folder / name / "schema.json").write_text(json.dumps(schema, indent=1), encoding="utf-8")
        (folder / name / "schema.yamale").write_text(yamale_schema(schema), encoding="utf-8")


def json_schema(model: type[Record]) -> Schema:
    """A record's JSON Schema, with text told as the peers take it."""
    schema = model.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        for name, value in part.get("properties", {}).items():
            part["properties"][name] = _told(name, value)
    return schema


def _told(name: str, value: Schema) -> Schema:
    if name == "schema":
        return {"const": 1}
    if name == "interests":
        return {"anyOf": [{"const": "none"}, value]}
    if name == "period":
        return {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer"}]}
    more = {"pattern": _PATTERNS[name]} if name in _PATTERNS else {"minLength": 1}
    for choice in (value, *value.get("anyOf", ())):
        if "string" in choice.get("type", ()) and "enum" not in choice and "const" not in choice:
            for own in ("pattern", "maxLength", "minimum", "maximum"):
                choice.pop(own, None)  # what the records say themselves is more than yamale can write
            choice.update(type="string", **more)
        if choice.get("items", {}).get("type") == "string":
            choice["items"] = {"type": "string"}
    return value


def yamale_schema(schema: Schema) -> str:
    """The same as yamale writes schemas; PyYAML makes dates of whole days, so that both may stand there."""
    documents = [_lines(schema)]
    documents += ["\n".join([f"{name}:", *_indented(_lines(part))]) for name, part in schema["$defs"].items()]
    return documents[0] + "\n---\n" + "\n".join(documents[1:]) + "\n"


def _indented(lines: str) -> list[str]:
    return [f"  {line}" for line in lines.split("\n")]


def _lines(part: Schema) -> str:
    required = part.get("required", ())
    return "\n".join(
        f"{name}: {_validator(name, value, required=name in required)}"
        for name, value in part["properties"].items()
    )


def _validator(name: str, value: Schema, *, required: bool) -> str:
    """One value's validator, as yamale writes it."""
    optional = "" if required else ", required=False"
    choices = [choice for choice in value.get("anyOf", [value]) if choice.get("type") != "null"]
    written = [_one(choice) for choice in choices]
    if name in _DATES:
        written.append("day()")
    if len(written) > 1:
        return f"any({', '.join(written)}{optional})"
    (only,) = written
    return only[:-1] + (optional.removeprefix(", ") if only.endswith("()") else optional) + ")"


def _one(value: Schema) -> str:  # noqa: PLR0911 - one return a type
    if "const" in value:
        return f"enum({value['const']!r})"
    if "enum" in value:
        return f"enum({', '.join(map(repr, value['enum']))})"
    if "$ref" in value:
        return f"include('{value['$ref'].rpartition('/')[2]}')"
    match value["type"]:
        case "string":
            return f"regex(r'{value['pattern']}')" if "pattern" in value else "str(min=1)"
        case "array":
            return f"list({_one(value['items'])}, max={value['maxItems']})"
        case "object":
            (held,) = value["patternProperties"].values()
            return f"map({_one(held)})"
        case "integer":
            return "int()"
        case "number":
            return "num()"
    return "bool()"
