"""What the checks say of a file before it is put at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.case_folder import build_case_folder
from wwis_evidence.checks.exceptions import excuses_in
from wwis_evidence.checks.run import check_folder, conclude
from wwis_evidence.places import place_of

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library

_BESIDE = {"panel", "appeal"}
"""Files beside a review that say whether it can count. Those that hold somebody's scores are left out."""


def judge(path: str, raw: bytes, library: Library, as_of: date) -> tuple[Finding, ...]:
    """Check a file as if it stood at a place, beside nobody else's scores.

    Args:
        path: Where it is to stand, for example ``reviews/early-talk/R02.yaml``.
        raw: Its bytes.
        library: The library as it is.
        as_of: Today.

    Returns:
        What the checks find in this file.
    """
    place = place_of(path)
    if place is None or not place.slug:
        raise ValueError(path)
    folder = library.folders.get(place.slug)
    seen = {
        file.path: file.raw
        for file in (folder.files.values() if folder else ())
        if file.place
        and (
            file.place.kind in {"case-study", *_BESIDE}
            or (file.place.kind == "review" and file.place.name == place.name)
        )
    }
    pairs = sorted({**seen, path: raw}.items())
    made = build_case_folder(place.slug, pairs, library.common)
    outcome = check_folder(made, library.common, as_of)
    excuses = (*excuses_in(library.common.files.values()), *outcome.excuses)
    contents = {**{name: file.raw for name, file in library.common.files.items()}, **dict(pairs)}
    found = conclude(outcome.findings, excuses, contents, as_of).findings
    return tuple(finding for finding in found if finding.path == path)
