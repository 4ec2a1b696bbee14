"""Records of a case that is not there: code ``unknown-case-study``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library

MOST_SUGGESTIONS = 20


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every file beside a case study that the library does not have."""
    del as_of
    slugs = {
        file.place.slug for file in library.files.values() if file.place and file.place.kind == "case-study"
    }
    suggestions: dict[str, str] = {}
    for path, file in library.files.items():
        place = file.place
        if place and place.slug and place.kind != "case-study" and place.slug not in slugs:
            # Each suggestion looks at every name, so no more are made than anyone would read.
            if place.slug not in suggestions and len(suggestions) < MOST_SUGGESTIONS:
                suggestions[place.slug] = next(iter(get_close_matches(place.slug, sorted(slugs), n=1)), "")
            values = {"slug": place.slug, "near": suggestions.get(place.slug, "")}
            yield path, Problem("unknown-case-study", values=values)
