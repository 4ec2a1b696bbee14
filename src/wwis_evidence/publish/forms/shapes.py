"""The shape of each record as plain data: what ``records/`` keeps as types, for the checks of a form.

The JSON Schemas say the same for people and editors, but not which check refuses a value, in which words.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from wwis_evidence.files import MODELS
from wwis_evidence.records import base
from wwis_evidence.schemas.between import RULES

if TYPE_CHECKING:
    from wwis_evidence.places import Kind
    from wwis_evidence.records import Record

Shape = dict[str, Any]

_ALIASES: tuple[tuple[Any, Shape], ...] = (
    (base.Text, {"is": "text"}),
    (base.PartialDate, {"is": "date"}),
    (base.FullDate, {"is": "full-date"}),
    (base.DateOrNotStated, {"is": "date", "or": base.NOT_STATED}),
    (base.DateOrOngoing, {"is": "date", "or": "ongoing"}),
    (base.Period, {"is": "period"}),
    (base.Word, {"is": "word"}),
    (base.Id, {"is": "id", "pattern": "ID", "code": "wrong-id"}),
    (base.ReviewerId, {"is": "id", "pattern": "REVIEWER_ID", "code": "wrong-id"}),
    (base.Digest, {"is": "id", "pattern": "DIGEST", "code": "wrong-digest"}),
    (base.Url, {"is": "id", "pattern": "URL", "code": "wrong-url"}),
    (base.SchemaOne, {"is": "one"}),
)
_VALIDATORS: dict[str, Shape] = {
    "_title": {"one_line": True},
    "_currency": {"is": "currency"},
    "_none_or_declared": {"word": "none", "else": "wrong-interests", "needs": "declared"},
    "_not_seen": {"word": "not-seen"},
}
"""What a validator of one key adds, by its name."""
_PLAIN: dict[Any, Shape] = {
    str: {"is": "string"},
    bool: {"is": "boolean"},
    int: {"is": "whole"},
    float: {"is": "number"},
}
KINDS: dict[Kind, type[Record]] = {
    kind: model for kind, model in MODELS.items() if kind not in {"settings", "vocabulary"}
}
"""The records that a form can fill in; a library's own files are for whoever runs it."""
_BETWEEN = ("Origin", "Change", "Interests", "Appeal")
"""Records in which one key asks for others."""


def shapes() -> Shape:
    """The record of each kind of file by ``kinds``, and every record by its name under ``records``.

    Raises:
        TypeError: A record holds a type that is not known here.
    """
    records: Shape = {}
    for model in KINDS.values():
        _record(model, records)
    return {"kinds": {kind: model.__name__ for kind, model in KINDS.items()}, "records": records}


def _record(model: type[BaseModel], records: Shape) -> Shape:
    name = model.__name__
    if name not in records:
        records[name] = {}  # none holds itself, but two may hold the same
        hints = get_type_hints(model, include_extras=True)
        keys = {
            info.alias or key: {**_shape(hints[key], records), **_default(info)}
            for key, info in model.model_fields.items()
        }
        records[name] = {"keys": keys, **({"when": _when(name)} if name in _BETWEEN else {})}
    return {"is": "record", "of": name}


def _default(info: FieldInfo) -> Shape:
    if info.default is PydanticUndefined:
        return {"needed": True}
    default = info.default
    if isinstance(default, BaseModel):
        default = default.model_dump(mode="json", by_alias=True)
    return {"default": list(default) if isinstance(default, tuple) else default}


def _shape(hint: Any, records: Shape) -> Shape:  # noqa: ANN401, PLR0911 - any type may stand in a model
    for alias, shape in _ALIASES:
        if hint == alias:
            return shape
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(hint, records)
    if origin in {Union, types.UnionType}:
        (inner,) = (each for each in arguments if each is not type(None))
        return {**_shape(inner, records), "null": True}
    if origin is Literal:
        return {"is": "literal", "values": list(arguments)}
    if origin is tuple:
        return {"is": "list", "of": _shape(arguments[0], records)}
    if origin is dict:
        return {"is": "map", "key": _shape(arguments[0], records), "of": _shape(arguments[1], records)}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _record(hint, records)
    if hint in _PLAIN:
        return _PLAIN[hint]
    raise TypeError(hint)


def _annotated(hint: Any, records: Shape) -> Shape:  # noqa: ANN401 - as _shape
    # What is annotated twice is one flat list: the aliases of base.py begin it.
    inner, *told = get_args(hint)
    shape = {}
    for length in range(len(told), 0, -1):
        known = [shape for alias, shape in _ALIASES if alias == Annotated[(inner, *told[:length])]]
        if known:
            shape, told = dict(known[0]), told[length:]
            break
    else:
        shape = dict(_shape(inner, records))
    for each in told:
        for part in each.metadata if isinstance(each, FieldInfo) else (each,):
            shape |= _limit(part)
    return shape


def _limit(part: object) -> Shape:
    match part:
        case Ge():
            return {"least": part.ge}
        case Le():
            return {"most": part.le}
        case MinLen():
            return {"fewest": part.min_length}
        case MaxLen():
            return {"longest": part.max_length}
        case AfterValidator() | BeforeValidator():
            return _VALIDATORS[part.func.__name__]
    return {}


def _when(name: str) -> Shape:
    """Which key asks for others, at which values (at any where there are none), and for which."""
    schema: Shape = {}
    RULES[name](schema)
    ((key, condition),) = schema["if"]["properties"].items()
    return {"key": key, "values": condition.get("enum"), "needs": schema["then"]["required"]}
