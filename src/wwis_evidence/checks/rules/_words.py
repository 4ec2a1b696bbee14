"""Lists of words that rules leave alone or look for; they are data, in ``word_lists.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """Give a list of words by its name, as a set."""
    data = json.loads(files("wwis_evidence.checks").joinpath("word_lists.json").read_text(encoding="utf-8"))
    return frozenset(data[name])
