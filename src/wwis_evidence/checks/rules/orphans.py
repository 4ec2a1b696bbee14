"""Records of a case that is not there: code ``unknown-case-study``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every file beside a case study that the library does not have."""
    del as_of
    slugs = [
        file.place.slug for file in library.files.values() if file.place and file.place.kind == "case-study"
    ]
    for path, file in library.files.items():
        place = file.place
        if place and place.slug and place.kind != "case-study" and place.slug not in slugs:
            near = get_close_matches(place.slug, slugs, n=1)
            yield (
                path,
                Problem("unknown-case-study", values={"slug": place.slug, "near": near[0] if near else ""}),
            )
