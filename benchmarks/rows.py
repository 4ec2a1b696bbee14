"""What is measured, row by row: the names in the tables of the page, in their order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is measured."""

    key: str
    name: str


def of_rounds(rounds: int) -> str:
    """What each figure is, as the page says it."""
    return f"the median of {rounds} rounds" if rounds > 1 else "of one round"


CHECKING = (
    Row("floor", "libyaml alone, one process (the floor)"),
    Row("floor-2", "libyaml alone, two processes"),
    Row("objects", "libyaml with a Python object for each event, one process"),
    Row("cold", "`wwis-evidence check`, every rule, nothing kept"),
    Row("cold-1", "the same on one processor"),
    Row("changed", "`wwis-evidence check`, one case study changed since"),
    Row("warm", "`wwis-evidence check`, nothing changed since"),
    Row("check-jsonschema", "check-jsonschema, shape only"),
    Row("yamale", "yamale, shape only, two processes"),
    Row("over-ruamel", "pydantic over ruamel.yaml (C), shape only"),
    Row("over-ruamel-pure", "pydantic over ruamel.yaml (pure Python), shape only"),
)
STARTING = (
    Row("python", '`python -c "pass"`'),
    Row("argparse", '`python -c "import argparse"`'),
    Row("version", "`wwis-evidence --version`"),
    Row("own-cold", "`wwis-evidence check` of this project's own library, nothing kept"),
    Row("own-warm", "the same, nothing changed since"),
)
