"""A library's own words fit together: codes ``duplicate-id``, ``unknown-word`` and ``grid-incomplete``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.known_words import unknown_word
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import OwnVocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.files import File

_NAMED = 5  # missing cells that one message names


def check(file: File, common: Common) -> Iterator[Problem]:
    """Ids that stand twice in a list, cells of nothing, and enablers or phases without their cells."""
    record = file.record
    if not isinstance(record, OwnVocabulary):
        return
    for key, _, own in record.lists():
        seen: set[str] = set()
        for index, term in enumerate(own.terms):
            if term.id in seen:
                values = {"id": term.id, "where": key}
                yield Problem("duplicate-id", (key, "terms", index, "id"), values=values)
            seen.add(term.id)
    yield from _grid(record, common)


def _grid(record: OwnVocabulary, common: Common) -> Iterator[Problem]:
    words = common.vocabulary
    enablers, phases = words.terms("enablers"), words.terms("phases")
    seen: set[tuple[str, str]] = set()
    for index, cell in enumerate(record.grid.cells if record.grid else ()):
        here: Path = ("grid", "cells", index)
        for key, word, known in (("enabler", cell.enabler, enablers), ("phase", cell.phase, phases)):
            if word not in known:
                yield unknown_word((*here, key), word, known)
        if (cell.enabler, cell.phase) in seen:
            values = {"id": f"{cell.enabler}, {cell.phase}", "where": "grid"}
            yield Problem("duplicate-id", (*here, "enabler"), values=values)
        seen.add((cell.enabler, cell.phase))
    if not (record.enablers or record.phases or record.grid):
        return
    missing = [
        f"{enabler}, {phase}" for enabler in enablers for phase in phases if (enabler, phase) not in seen
    ]
    if missing:
        more = f"; and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        values = {"missing": "; ".join(missing[:_NAMED]) + more}
        yield Problem("grid-incomplete", ("grid", "cells") if record.grid else ("grid",), values=values)
