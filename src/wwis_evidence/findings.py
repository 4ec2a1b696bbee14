"""What is wrong with a file: as a problem (code and values), and as a finding (words and a place).

A problem is what a rule returns: it knows what is at fault and where in the data, but no words and no
file. A finding is what people and tools are shown. The words come from ``checks/checks.json``.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a file's data to a value."""

Severity = Literal["error", "warning"]


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one file, before it is put into words.

    Attributes:
        code: Stable name of the check, for example ``unknown-key``.
        field: The value at fault; for a missing key, the mapping it belongs in, then the key.
        at: Whether the key or the value is to be pointed at.
        values: Short texts that fill the message and hint of the code.
        mark: Line and column, from 1, where the reader already knows them.
    """

    code: str
    field: Path = ()
    at: Literal["key", "value"] = "value"
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    mark: tuple[int, int] | None = None


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong, in words and with a place; sorts by place.

    Attributes:
        path: File, relative to the library, with forward slashes.
        line: From 1.
        column: From 1, in characters.
        code: Stable name of the check.
        severity: ``error`` stops a library from being published; ``warning`` does not.
        message: What was found and what was expected.
        hint: What to do next.
        field: The value at fault as dotted text, for example ``evaluation.0.date``; empty for a whole file.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str
    field: str
