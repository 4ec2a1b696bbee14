"""What an unquoted word means: the core schema of YAML 1.2, and nothing of YAML 1.1.

So ``no``, ``on``, ``1:30`` and ``2024-01-31`` are text, and ``010`` is ten.
"""

from __future__ import annotations

import math
import re

from wwis_evidence.documents.limits import MAX_INTEGER

Scalar = str | int | float | bool | None

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The words that are not text."""

NUMBER_START = frozenset("0123456789+-.")
"""Only text that starts like this can be a number."""

_DECIMAL = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_BASE = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")


class NumberError(ValueError):
    """A number that a record cannot hold: not finite, or too long."""


def resolve(plain: str) -> Scalar:
    """Give the value of an unquoted scalar.

    Args:
        plain: The scalar as text, without the space around it.

    Returns:
        None, a truth value, a whole or decimal number, or the text itself.

    Raises:
        NumberError: The number is infinite, no number, or longer than 40 characters.
    """
    if not plain or plain[0] not in NUMBER_START:
        return WORDS.get(plain, plain)
    if _DECIMAL.match(plain):
        return int(_bounded(plain))
    if _OTHER_BASE.match(plain):
        return int(_bounded(plain), 0)
    if _FLOAT.match(plain):
        number = float(plain)
        if math.isfinite(number):
            return number
        raise NumberError(plain)
    if _NOT_FINITE.match(plain):
        raise NumberError(plain)
    return plain


def _bounded(number: str) -> str:
    if len(number) > MAX_INTEGER:
        raise NumberError(number)
    return number
