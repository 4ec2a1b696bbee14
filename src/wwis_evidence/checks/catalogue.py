"""The words of every check: severity, message and hint come from ``checks.json``, never from code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from wwis_evidence.bounds import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.findings import Problem, Severity


LONGEST_VALUE = 1000  # characters: the lists of known words are longer than a file's own text may be


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the catalogue.

    ``hint_near`` takes the place of ``hint`` where there is a near miss to suggest. ``{names}`` in the texts
    are filled from a problem's values. ``private``: what was found may be about a person and is never
    repeated, in any report. ``excusable``: whether an exception can let it stand, in the file itself too or
    only in ``library.yaml``. ``in_form``: one file alone decides it, so that a form for that file can tell.
    ``compares``: only a comparison with the library as it was before a change can tell. ``mend``: what
    ``check --fix`` does about it, and when; empty where it does nothing.
    """

    code: str
    family: str
    severity: Severity
    title: str
    why: str
    message: str
    hint: str
    hint_near: str = ""
    private: bool = False
    mend: str = ""
    excusable: Literal["anywhere", "in-library", "nowhere"] = "nowhere"
    in_form: bool = False
    compares: bool = False


@cache
def catalogue() -> Mapping[str, Check]:
    """Every check by code."""
    data = json.loads(files("wwis_evidence.checks").joinpath("checks.json").read_text(encoding="utf-8"))
    return {code: Check(code, **entry) for code, entry in data.items()}


def families() -> Mapping[str, tuple[Check, ...]]:
    """The checks of each family, families and checks in the order in which the catalogue first names them."""
    found: dict[str, tuple[Check, ...]] = {}
    for check in catalogue().values():
        found[check.family] = (*found.get(check.family, ()), check)
    return found


def put_into_words(problem: Problem) -> tuple[Severity, str, str]:
    """Severity, message and hint of a problem; its values are shortened and made safe to print."""
    check = catalogue()[problem.code]
    values = {key: shown(value, LONGEST_VALUE) for key, value in problem.values.items()}
    hint = check.hint_near if check.hint_near and values.get("near") else check.hint
    return check.severity, check.message.format(**values), hint.format(**values)
