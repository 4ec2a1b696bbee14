"""Findings as SARIF 2.1.0, the exchange format of code scanning services and editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from wwis_evidence import __version__
from wwis_evidence.checks.catalogue import Check, catalogue
from wwis_evidence.reports.safe import json_text, visible

if TYPE_CHECKING:
    from wwis_evidence.checks.excuses import Excuse
    from wwis_evidence.findings import Finding
    from wwis_evidence.reports.findings import Checked

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# In a SARIF message, brackets make links, braces stand for arguments, and a backslash escapes.
_SPECIAL = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def report(checked: Checked) -> str:
    """One run: every rule of the catalogue, and each finding under its rule."""
    numbers = {code: number for number, code in enumerate(catalogue())}
    driver = {
        "name": "wwis-evidence",
        "version": __version__,
        "rules": [_rule(check, checked.site) for check in catalogue().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": numbers[finding.code],
                "level": finding.severity,
                "message": {"text": _message(f"{finding.message} → {finding.hint}")},
                "locations": [_location(checked.folder + finding.path, finding.line, finding.column)],
                "partialFingerprints": {"wwisEvidence/v1": fingerprint},
                **({"suppressions": [_suppression(finding, excuse, checked.folder)]} if excuse else {}),
            }
            for finding, fingerprint, excuse in checked.with_fingerprints()
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(check: Check, site: str) -> dict[str, Any]:
    page = {"helpUri": f"{visible(site).rstrip('/')}/checks/{check.code}/"} if site else {}
    return {
        **page,
        "id": check.code,
        "shortDescription": {"text": f"{check.title}."},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.why} For an example: wwis-evidence explain {check.code}"},
        "defaultConfiguration": {"level": check.severity},
        "properties": {"tags": [check.family]},
    }


def _suppression(finding: Finding, excuse: Excuse, folder: str) -> dict[str, Any]:
    """An exception: in the standard's words, a result that was suppressed in its own file or outside it."""
    return {
        "kind": "inSource" if excuse.path == finding.path else "external",
        "status": "accepted",
        "justification": visible(f"{excuse.because} (until {excuse.until})"),
        "location": _location(folder + excuse.path, *excuse.place),
    }


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    uri = quote(visible(path), safe="/")
    region = {"startLine": line, "startColumn": column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _message(text: str) -> str:
    return visible(text).translate(_SPECIAL)
