"""From a file's bytes to the data of a bundle. A file may be hostile: it is judged before it is used."""

from __future__ import annotations

import json
import math
from typing import Any

from wwis_evidence.proof.bundle import KIND, MOST_REVIEWS, SCHEMA

MAX_BYTES = 5_000_000
"""Of a bundle. One of the worked example has about 40 kB, most of it the framework's text."""
MAX_DEPTH = 40
_MAX_DIGITS = 17
_MAX_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly (RFC 8785)

TYPES: dict[str, type | tuple[type, ...]] = {
    "tool": str,
    "as_of": str,
    "slug": str,
    "result": dict,
    "derivation": dict,
    "case": dict,
    "evidence": dict,
    "names": dict,
    "reviews": list,
    "panel": (dict, type(None)),
    "published": (dict, type(None)),
    "moderations": list,
    "set_aside": list,
    "register": dict,
    "review_period_months": (int, type(None)),
    "framework": dict,
    "parts": dict,
    "seal": str,
}
"""What a bundle holds at its top, beside ``schema`` and ``kind``."""


class NotABundleError(Exception):
    """A file is no proof bundle; the text says why, in one line."""


def parse_bundle(raw: bytes) -> dict[str, Any]:
    """Read a bundle's data.

    Raises:
        NotABundleError: It is not JSON that every reader understands alike, or holds no proof bundle.
    """
    data = _json(raw)
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise NotABundleError(f"no kind: {KIND}")
    if data.get("schema") != SCHEMA or isinstance(data["schema"], bool):
        raise NotABundleError(f"not of schema {SCHEMA}, the only one that this version reads")
    for key, expected in TYPES.items():
        if key not in data:
            raise NotABundleError(f"no {key}")
        if not isinstance(data[key], expected) or isinstance(data[key], bool):
            raise NotABundleError(f"its {key} is not what a bundle holds there")
    if len(data["reviews"]) + len(data["moderations"]) > MOST_REVIEWS:
        raise NotABundleError(f"holds more than {MOST_REVIEWS} reviews and moderations")
    return data


_TOO_DEEP = f"more than {MAX_DEPTH} levels of lists and groups inside each other"


def _json(raw: bytes) -> object:
    """Data that every reader of JSON understands alike."""
    if len(raw) > MAX_BYTES:
        raise NotABundleError(f"larger than {MAX_BYTES:,} bytes")
    try:
        data: object = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except UnicodeDecodeError:
        raise NotABundleError("not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise NotABundleError(f"not JSON (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise NotABundleError(_TOO_DEEP) from None
    _admit(data)
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise NotABundleError("a key stands twice in one group")
    return data


def _constant(text: str) -> float:
    raise NotABundleError(f"holds {text}, which is no JSON")


def _integer(text: str) -> int:
    value = int(text) if len(text) <= _MAX_DIGITS else _MAX_INTEGER + 1
    if abs(value) > _MAX_INTEGER:
        raise NotABundleError("holds a whole number that is too large")
    return value


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotABundleError("holds a number that is too large")
    return value


def _admit(data: object) -> None:
    """Refuse what is nested too deep, and text that is no Unicode; level by level, so nothing recurses."""
    level = [data]
    for _ in range(MAX_DEPTH):
        following: list[object] = []
        for value in level:
            if isinstance(value, str):
                _admit_text(value)
            elif isinstance(value, list):
                following += value
            elif isinstance(value, dict):
                following += value
                following += value.values()
        if not following:
            return
        level = following
    raise NotABundleError(_TOO_DEEP)


def _admit_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotABundleError("holds half of a character (a lone surrogate)") from None
