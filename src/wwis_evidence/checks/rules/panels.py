"""Whoever was absent from a panel had been asked to sit on it: code ``absent-not-asked``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.records import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.files import File


def check(file: File, common: Common) -> Iterator[Problem]:
    """Everyone whose absence is noted but who is not among those asked to review."""
    del common
    panel = file.record
    if not isinstance(panel, Panel):
        return
    for index, absence in enumerate(panel.absent):
        if absence.reviewer not in panel.reviewers:
            near = get_close_matches(absence.reviewer, panel.reviewers, n=1, cutoff=0.8)
            values = {"found": absence.reviewer, "near": near[0] if near else ""}
            yield Problem("absent-not-asked", ("absent", index, "reviewer"), values=values)
