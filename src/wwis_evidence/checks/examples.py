"""An example of each check: a piece of a file that gives it, what it then says, and the piece mended.

They come from the test cases (``tests/cases/make_examples.py``), so that each of them is known to be true.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Example:
    """An example of one check; everything in it is fictional.

    Attributes:
        path: The file at fault.
        line: Line of the finding, from 1.
        column: Column of the finding, from 1.
        message: What the finding says.
        hint: What it says to do.
        bad: The lines around the fault; empty where the fault is the file's name.
        bad_from: Number of the first of these lines.
        good_path: The file without the fault.
        good: The same lines without the fault; empty where nothing of the file is needed.
        good_from: Number of the first of these lines.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str
    bad: str
    bad_from: int
    good_path: str
    good: str
    good_from: int


@cache
def examples() -> Mapping[str, Example]:
    """Examples by code. A code whose fault no piece of text can show has none, for example a file's size."""
    data = json.loads(files("wwis_evidence.checks").joinpath("examples.json").read_text(encoding="utf-8"))
    return {code: Example(**entry) for code, entry in data.items()}
