"""The SARIF report is what the standard's own schema asks for, with a rule for every check."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hostile_findings import finding, outcome, outcomes
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft4Validator

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.reports.findings import sarif
from wwis_evidence.reports.safe import visible

SCHEMA = json.loads((Path(__file__).parent / "sarif/sarif-schema-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def run_of(checked):
    report = json.loads(sarif.report(checked))
    assert report["$schema"] == SCHEMA["id"]
    assert not [error.message for error in VALIDATOR.iter_errors(report)]
    (run,) = report["runs"]
    return run


@given(checked=outcomes())
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_it_is_valid_and_every_address_is_a_relative_one_that_leads_to_the_file(checked):
    run = run_of(checked)
    excuses = {each.finding: each.excuse for each in checked.excused}
    for result, found in zip(run["results"], sorted((*checked.findings, *excuses)), strict=True):
        place = result["locations"][0]["physicalLocation"]
        address = urlsplit(place["artifactLocation"]["uri"])
        assert address[:2] == ("", "")
        assert address[3:] == ("", "")
        assert address.path.isascii()
        assert unquote(address.path) == visible(checked.folder + found.path)
        assert place["region"] == {"startLine": found.line, "startColumn": found.column}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        assert ("suppressions" in result) == (found in excuses)
        for suppression in result.get("suppressions", ()):
            assert suppression["status"] == "accepted"
            assert suppression["justification"].startswith(visible(excuses[found].because))
            assert suppression["kind"] == ("inSource" if excuses[found].path == found.path else "external")


def test_a_library_without_findings_gives_a_run_without_results():
    assert run_of(outcome())["results"] == []


def test_the_schema_does_refuse_what_is_wrong():
    report = json.loads(sarif.report(outcome(finding())))
    report["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.message for error in VALIDATOR.iter_errors(report)]


def test_every_check_is_a_rule_with_its_level_and_help():
    rules = run_of(outcome())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue())
    for rule in rules:
        check = catalogue()[rule["id"]]
        assert rule["defaultConfiguration"]["level"] == check.severity
        assert rule["shortDescription"]["text"] == f"{check.title}."
        assert check.why in rule["help"]["text"]
        assert f"wwis-evidence explain {check.code}" in rule["help"]["text"]


def test_a_rule_leads_to_its_page_where_the_library_has_a_site():
    run = run_of(replace(outcome(), site="https://example.org/library/"))
    (page,) = {r["helpUri"] for r in run["tool"]["driver"]["rules"] if r["id"] == "unknown-key"}
    assert page == "https://example.org/library/checks/unknown-key/"
    assert "helpUri" not in run_of(outcome())["tool"]["driver"]["rules"][0]


@pytest.mark.parametrize(
    ("text", "written"),
    [("[a](1)", "\\[a\\](1)"), ("{0} and {x}", "{{0}} and {{x}}"), ("a\\[b", "a\\\\\\[b")],
    ids=["link", "argument", "backslash"],
)
def test_no_text_is_a_link_or_stands_for_an_argument(text, written):
    (result,) = run_of(outcome(finding(message=text)))["results"]
    assert result["message"]["text"] == f"{written} → Change it."
