"""The constants and patterns of the rules, by module and name.

The scripts of a form mirror the rules' code, and take from here what in that code is data.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import Any

from wwis_evidence.publish.forms.patterns import translated

MODULES = {
    "base": "records.base",
    "bounds": "bounds",
    "limits": "documents.limits",
    "layout": "documents.layout",
    "scalars": "documents.scalars",
    "places": "places",
    "private": "checks.private",
    "excuses": "checks.excuses",
    "exceptions": "checks.exceptions",
    "abbreviations": "checks.rules.abbreviations",
    "asked-for": "checks.rules.asked_for",
    "durations": "checks.rules.durations",
    "escapes": "checks.rules._escapes",
    "figures": "checks.rules.figures",
    "known-words": "checks.rules.known_words",
    "links": "checks.rules.links",
    "personal": "checks.rules._personal",
    "personal-data": "checks.rules.personal_data",
    "plain-english": "checks.rules.plain_english",
    "reasons": "checks.rules.reasons",
    "required": "checks.rules.required",
    "small-numbers": "checks.rules.small_numbers",
    "source-use": "checks.rules.source_use",
    "units": "checks.rules._units",
    "area-names": "vocabulary._names",
    "areas": "vocabulary.areas",
}
"""Modules of Python, by the name that the scripts know them by."""
_CONSTANT = re.compile(r"_?([A-Z][A-Z0-9_]+)\Z")


def rules() -> dict[str, dict[str, Any]]:
    """Every constant of the rules that is plain data, and every pattern, by module and by name."""
    return {
        name: {
            found[1]: plain
            for constant, value in vars(import_module(f"wwis_evidence.{module}")).items()
            if (found := _CONSTANT.match(constant)) and (plain := _plain(value)) is not None
        }
        for name, module in MODULES.items()
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - any plain data
    """A value as JSON has it; None for what is none."""
    if isinstance(value, re.Pattern):
        return {"pattern": translated(value)}
    if isinstance(value, bool):  # none is a rule's; TYPE_CHECKING looks like one
        return None
    if isinstance(value, frozenset | set):
        value = sorted(value, key=str)
    try:
        return json.loads(json.dumps(value, ensure_ascii=False).encode())
    except (TypeError, UnicodeEncodeError):  # no plain data, or half a character
        return None
