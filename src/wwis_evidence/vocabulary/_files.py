"""The one place that opens the data files shipped beside this module."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read a CSV file of the reference data.

    Args:
        name: File name without ``.csv``.

    Yields:
        One mapping a row, from column name to text.
    """
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def words(name: str) -> bytes:
    """Read a file of words for readers.

    Args:
        name: File name without ``.yaml``, for example ``themes``.

    Returns:
        The bytes of the file.

    Raises:
        KeyError: There is no such file.
    """
    path = DATA / "words" / f"{name}.yaml"
    if not path.is_file():
        raise KeyError(name)
    return path.read_bytes()
