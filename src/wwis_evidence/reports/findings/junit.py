"""Findings as JUnit XML, which most build services show: a file is a test, its errors are its failure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from wwis_evidence.reports.findings.checked import reason
from wwis_evidence.reports.safe import visible
from wwis_evidence.reports.text import counted

if TYPE_CHECKING:
    from wwis_evidence.checks.excuses import Excused
    from wwis_evidence.findings import Finding
    from wwis_evidence.reports.findings import Checked


def report(checked: Checked) -> str:
    """One test for every file that was looked at; warnings and what is excused are what it printed."""
    found = dict(checked.by_file())
    excused = dict(checked.excused_by_file())
    paths = sorted({*checked.files, *found, *excused})
    failing = sum(any(f.severity == "error" for f in findings) for findings in found.values())
    totals = {
        "name": "wwis-evidence check",
        "tests": str(len(paths)),
        "failures": str(failing),
        "errors": "0",
    }
    suites = ET.Element("testsuites", totals)
    suite = ET.SubElement(suites, "testsuite", {**totals, "skipped": "0"})
    for path in paths:
        name = visible(checked.folder + path)
        case = ET.SubElement(suite, "testcase", {"classname": "wwis-evidence", "name": name, "file": name})
        errors = [f for f in found.get(path, ()) if f.severity == "error"]
        warnings = [f for f in found.get(path, ()) if f.severity != "error"]
        if errors:
            what = {"message": counted(len(errors), "error"), "type": "error"}
            ET.SubElement(case, "failure", what).text = _listed(errors)
        if warnings or path in excused:
            lines = [_listed(warnings)] if warnings else []
            lines += [_let_stand(each) for each in excused.get(path, ())]
            ET.SubElement(case, "system-out").text = "\n".join(lines)
    ET.indent(suites)
    text = ET.tostring(suites, encoding="unicode")
    # A build service must find no command of its own in what is printed: only text holds number signs.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.replace("##", "#&#35;")


def _listed(findings: list[Finding]) -> str:
    return "\n".join(
        f"{f.line}:{f.column} {f.severity} {f.code}: {visible(f.message)} → {visible(f.hint)}"
        for f in findings
    )


def _let_stand(each: Excused) -> str:
    f = each.finding
    return f"{f.line}:{f.column} excused {f.code}: {visible(f.message)} → {visible(reason(each.excuse))}"
