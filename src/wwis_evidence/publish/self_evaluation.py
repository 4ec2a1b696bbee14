"""The page for looking at one's own system with the 15 cells, and the schema of the file that it saves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.practice import Practice, strongest_first
from wwis_evidence.publish.render import page
from wwis_evidence.publish.system_pages import cell_url
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from wwis_evidence.publish.items import Item

URL = "look-at-your-own-system/"
LONGEST_NAME, LONGEST_NOTE = 200, 2000  # characters, as in theme/assets/js/self-evaluation-file.js
_MOST = 5  # items named beside a cell; the cell's page has all


def self_evaluation_pages(practice: Practice) -> dict[str, bytes]:
    """The form, which works on paper and without scripts, and the JSON Schema of its file.

    Args:
        practice: The items that show each cell.
    """
    words = load()
    cells = {
        key: (cell, _few(practice.of_cell(*key)), len(practice.of_cell(*key)))
        for key, cell in words.grid.items()
    }
    return {
        f"{URL}index.md": page(
            "self-evaluation.md.j2",
            URL,
            "Look at your own system",
            "A form for reflection: where is each enabler, what shows it, and what comes next?",
            enablers=words.terms("enablers"),
            phases=words.terms("phases"),
            cells=cells,
            count={identity: len(practice.of_enabler(identity)) for identity in words.terms("enablers")},
            source=next(iter(words.grid.values())).source,
            cell_url=cell_url,
            longest_name=LONGEST_NAME,
            longest_note=LONGEST_NOTE,
        ),
        f"{URL}self-evaluation.schema.json": (json.dumps(schema(), indent=2) + "\n").encode(),
    }


def _few(items: list[Item]) -> list[Item]:
    return strongest_first(items)[:_MOST] if len(items) > _MOST else items


def schema() -> dict[str, Any]:
    """JSON Schema of a saved self-evaluation, with the ids of the vocabulary."""
    words = load()
    answer = _record(
        phase={"enum": [*words.terms("phases"), None]},
        evidence={"type": "string", "maxLength": LONGEST_NOTE},
        next_step={"type": "string", "maxLength": LONGEST_NOTE},
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Self-evaluation of a local system, as saved by its own browser",
        **_record(
            kind={"const": "self-evaluation"},
            schema={"const": 1},
            about={"type": "string", "maxLength": LONGEST_NAME},
            by={"type": "string", "maxLength": LONGEST_NAME},
            date={"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
            answers=_record(**dict.fromkeys(words.terms("enablers"), answer)),
        ),
    }


def _record(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
