"""A superseded case names one that exists: code ``unknown-case-study``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every change record whose ``superseded_by`` is no case of the library."""
    del as_of
    # A case study whose file is at fault is there all the same.
    slugs = [f.place.slug for f in library.files.values() if f.place and f.place.kind == "case-study"]
    for slug, dossier in library.dossiers.items():
        for index, change in enumerate(library.case(slug).changes):
            successor = change.superseded_by
            if successor and (successor == slug or successor not in slugs):
                near = get_close_matches(successor, [s for s in slugs if s != slug], n=1)
                values = {"slug": successor, "near": near[0] if near else ""}
                field = ("changes", index, "superseded_by")
                yield dossier.case.path, Problem("unknown-case-study", field, values=values)
