"""The forms for build services, on findings without malice."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

from hostile_findings import finding, outcome

from wwis_evidence.reports.findings import github, gitlab, junit, markdown

PATH = "casestudies/walking-bus.yaml"


def test_github_gets_file_line_column_title_and_words():
    checked = replace(outcome(finding(path="casestudies/a,b:c%.yaml")), folder="example/")
    place = "file=example/casestudies/a%2Cb%3Ac%25.yaml,line=2,col=7,title=wrong-value"
    assert github.report(checked).splitlines() == [
        f"::error {place}::Found x, where y is expected. → Change it.",
        checked.summary,
    ]


def test_gitlab_gets_severity_place_and_check():
    (issue,) = json.loads(gitlab.report(outcome(finding(severity="warning"))))
    assert issue.pop("fingerprint")
    assert issue == {
        "description": "Found x, where y is expected. → Change it.",
        "check_name": "wrong-value",
        "severity": "minor",
        "location": {"path": PATH, "lines": {"begin": 2}},
    }


def prints(*found):
    return [issue["fingerprint"] for issue in json.loads(gitlab.report(outcome(*found)))]


def test_a_fingerprint_stays_while_lines_move_and_words_change():
    assert prints(finding()) == prints(finding(line=40, column=1, message="Other.", hint="Other."))
    assert prints(finding()) != prints(finding(field="title"))
    first, second = prints(finding(), finding(line=9))
    assert first != second
    assert [first] == prints(finding())


def test_junit_has_a_test_a_file_and_a_failure_where_there_are_errors():
    warning = finding(path="casestudies/b.yaml", severity="warning")
    files = {PATH: b"", "casestudies/b.yaml": b"", "library.yaml": b""}
    root = ET.fromstring(junit.report(outcome(finding(), finding(line=5), warning, files=files)))  # noqa: S314
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == set(files)
    assert cases[PATH].find("failure").get("message") == "2 errors"
    assert "5:7 error wrong-value: Found x" in cases[PATH].find("failure").text
    assert "2:7 warning wrong-value" in cases["casestudies/b.yaml"].find("system-out").text
    assert len(cases["library.yaml"]) == 0


def test_markdown_counts_by_file_and_lists_by_place():
    report = markdown.report(outcome(finding(), finding(line=5, severity="warning")))
    assert f"| `{PATH}` | 1 | 1 |\n" in report
    assert f"\n### `{PATH}`\n" in report
    assert "| 2:7 | error `wrong-value` | Found x, where y is expected. | Change it. |\n" in report


def test_markdown_that_would_be_too_long_for_a_summary_says_so():
    many = outcome(*(finding(line=line) for line in range(1, 500)))
    report = markdown.report(many, longest=5000)
    assert 4500 < len(report.encode()) <= 5000
    assert report.endswith("For all of it: wwis-evidence check\n")
    assert "more than fits" not in markdown.report(many)
