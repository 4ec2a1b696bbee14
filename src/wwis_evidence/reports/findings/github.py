"""Findings as GitHub workflow commands: marks beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.reports.findings.checked import reason
from wwis_evidence.reports.safe import single_hashes, visible

if TYPE_CHECKING:
    from wwis_evidence.findings import Finding
    from wwis_evidence.reports.findings import Checked


def report(checked: Checked) -> str:
    """One command a finding, then the summary.

    GitHub shows ten errors and ten warnings of a step: the whole list belongs in the step's summary.
    """
    lines = [
        _command(finding, checked.folder, "error" if finding.severity == "error" else "warning", finding.hint)
        for finding in checked.findings
    ]
    lines += [
        _command(each.finding, checked.folder, "notice", reason(each.excuse)) for each in checked.excused
    ]
    return "\n".join([*lines, checked.summary]) + "\n"


def _command(finding: Finding, folder: str, level: str, more: str) -> str:
    properties = {
        "file": folder + finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": finding.code,
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {listed}::{_data(f'{finding.message} → {more}')}"


def _data(text: str) -> str:
    """A command's message; the order matters, since the escapes hold percent signs."""
    return single_hashes(visible(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
