"""Plain data to a record, or to problems that point into the file.

Pydantic finds what is wrong; here its findings become problems with this project's codes. Its own messages
are never used: printing them can walk a hostile value without end.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from wwis_evidence.documents.limits import MAX_PROBLEMS
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import Data, Record, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

R = TypeVar("R", bound=Record)
Order = dict[str, "Order"]
"""The known keys of a mapping in their order, each with the order of what is under it; ``*`` is any key."""

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
}
_RANGE = {
    "greater_than_equal": ("ge", "{} or more"),
    "less_than_equal": ("le", "{} or less"),
    "too_short": ("min_length", "a list of {} or more"),
    "too_long": ("max_length", "a list of {} or fewer"),
}


@dataclass(frozen=True, slots=True)
class Shaped(Generic[R]):
    """A record where the data has its shape (None otherwise), and what is wrong with it."""

    record: R | None
    problems: tuple[Problem, ...]


def shape(data: Data, model: type[R]) -> Shaped[R]:
    """Read plain data as a record of a kind, collecting what is wrong with it, up to a hundred problems."""
    try:
        return Shaped(model.model_validate(data), ())
    except ValidationError as error:
        # include_input and include_context of other errors could hold a value of any size.
        details = error.errors(include_url=False, include_input=False)
        told = (detail for detail in details if not _follows_from_others(detail, data))
        return Shaped(None, tuple(_problem(detail, data, model) for detail in islice(told, MAX_PROBLEMS)))


def _follows_from_others(detail: Mapping[str, Any], data: Data) -> bool:
    """Whether a list is too short only because pydantic does not count items that are at fault themselves."""
    if detail["type"] != "too_short":
        return False
    value = _value(data, detail["loc"])
    return isinstance(value, list) and len(value) >= detail["ctx"]["min_length"]


def _problem(detail: Mapping[str, Any], data: Data, model: type[Record]) -> Problem:  # noqa: PLR0911 - one a kind
    kind = detail["type"]
    field: Path = detail["loc"]
    at: Literal["key", "value"] = "value"
    if field[-1:] == ("[key]",) and not _holds(data, field):
        # Pydantic's own last step, for a key that is at fault rather than its value; a file may hold it too.
        field, at = field[:-1], "key"
    context = detail.get("ctx", {})
    if kind == "missing":
        return Problem("missing-key", field, values={"key": str(field[-1])})
    if kind in {"missing-key", "sustained-two-ways", "wrong-selector"}:
        # What is at fault is a key of the mapping that the place names.
        return Problem(kind, (*field, context["key"]), "key", {"key": context["key"]})
    if kind == "extra_forbidden":
        known = keys_at(key_order(model), field[:-1])
        key = shown(field[-1])
        near = get_close_matches(key, known, n=1)
        return Problem(
            "unknown-key",
            field,
            at="key",
            values={"key": key, "near": near[0] if near else "", "known": ", ".join(known)},
        )
    found = shown(_value(data, field))
    if kind in _EXPECTED:
        return Problem("wrong-type", field, values={"found": found, "expected": _EXPECTED[kind]})
    if kind in _RANGE:
        limit, words = _RANGE[kind]
        expected = words.format(f"{context[limit]:,.0f}")
        value = _value(data, field)
        if isinstance(value, list):
            found = f"a list of {len(value):,}" if value else "an empty list"
        return Problem("out-of-range", field, values={"found": found, "expected": expected})
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "")
        return Problem("wrong-value", field, values={"found": found, "expected": expected})
    if "-" in kind:  # one of ours, raised by records.base.refuse
        return Problem(kind, field, at, {key: str(value) for key, value in context.items()})
    return Problem("wrong-value", field, values={"found": found, "expected": "something else"})


def _value(data: object, path: Path) -> object:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _holds(data: object, path: Path) -> bool:
    around = _value(data, path[:-1])
    return isinstance(around, dict) and path[-1] in around


def keys_at(order: Order, path: Path) -> list[str]:
    """The keys that a mapping at a path may hold; empty where any may stand."""
    for step in path:
        if isinstance(step, int):
            continue
        order = order.get(step, order.get("*", {}))
    return [key for key in order if key != "*"]


@cache
def key_order(model: type[BaseModel]) -> Order:
    """The keys of a record in the order in which the canonical layout writes them."""
    order: Order = {}
    for name, info in model.model_fields.items():
        order[info.alias or name] = _order_of(info.annotation)
    return order


def _order_of(annotation: Any) -> Order:  # noqa: ANN401 - any type may stand in a model
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return key_order(part)
        if typing.get_origin(part) is dict:
            return {"*": _order_of(typing.get_args(part)[1])}
    return {}


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any type may stand in a model
    """A type and, for unions, tuples and annotated types, the types inside it."""
    yield annotation
    if typing.get_origin(annotation) in {typing.Annotated, tuple, typing.Union, types.UnionType}:
        for inner in typing.get_args(annotation):
            if inner is not Ellipsis:
                yield from _parts(inner)
