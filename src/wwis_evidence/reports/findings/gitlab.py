"""Findings as a GitLab code quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.reports.findings.checked import reason
from wwis_evidence.reports.safe import json_text, visible

if TYPE_CHECKING:
    from wwis_evidence.reports.findings import Checked

_SEVERITIES = {"error": "major", "warning": "minor"}


def report(checked: Checked) -> str:
    """A list of findings; a fingerprint lets GitLab tell new ones from old ones.

    GitLab knows no findings that are let stand: they are told as information.
    """
    return json_text(
        [
            {
                "description": visible(f"{finding.message} → {reason(excuse) if excuse else finding.hint}"),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": "info" if excuse else _SEVERITIES[finding.severity],
                "location": {
                    "path": visible(checked.folder + finding.path),
                    "lines": {"begin": finding.line},
                },
            }
            for finding, fingerprint, excuse in checked.with_fingerprints()
        ]
    )
