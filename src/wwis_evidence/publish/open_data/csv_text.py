"""Tables as CSV (RFC 4180, UTF-8) that a spreadsheet program opens without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = str | int | float | bool | Sequence[str] | None

# The same texts as cell() in theme/assets/js/download.js: programs run what begins like a formula.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 - wide signs count as well
BETWEEN = "; "
"""What stands between the members of a list in one cell."""


def table(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table with its first row of names, lines ended by CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def cell(value: Value) -> str:
    """A value as the text of a cell; nothing is an empty cell, and a list is one text.

    Only texts get an apostrophe before what would be a formula: a number below zero stays a number.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number(value)
        case str():
            return safe(value)
        case _:
            return safe(BETWEEN.join(value))


def safe(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet program would run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
