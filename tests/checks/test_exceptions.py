"""Exceptions let findings stand until a day, in the open; what they cannot let stand stays a finding."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.exceptions import excuse, may_excuse, too_long
from wwis_evidence.checks.excuses import Excuse
from wwis_evidence.checks.run import check_library, outcome_of
from wwis_evidence.documents import canonical
from wwis_evidence.files import MODELS
from wwis_evidence.findings import Finding
from wwis_evidence.library import build_library
from wwis_evidence.records import key_order
from wwis_evidence.reports.answers import check_answer
from wwis_evidence.reports.findings import Checked, gitlab
from wwis_evidence.sources import folder

AS_OF = date(2026, 11, 21)
BASE = dict(folder(Path(__file__).parent.parent / "cases/base"))
BUS = "casestudies/walking-bus.yaml"
OTHER = "casestudies/early-talk.yaml"
CODE = "undefined-abbreviation"


def finding(path=BUS, code=CODE, field="summary", line=4, **changes):
    severity = changes.get("severity", catalogue()[code].severity)
    return Finding(path, line, 1, code, severity, "What.", "Do.", field)


def an_excuse(**changes):
    usual = {
        "file": BUS, "code": CODE, "field": "", "because": "So.", "until": "2026-11-21",
        "path": BUS, "index": 0, "place": (40, 3), "until_place": (43, 5), "file_place": (40, 3),
    }  # fmt: skip
    return Excuse(**{**usual, **changes})


def outcome(found, *excuses):
    """Codes that are left, with their lines, and lines that are let stand."""
    kept, excused = excuse(found, excuses, AS_OF)
    return [(f.code, f.line) for f in kept], [each.finding.line for each in excused]


def test_an_exception_lets_findings_of_its_code_and_file_stand_on_its_last_day():
    found = [finding(), finding(line=9), finding(path=OTHER), finding(code="no-limits", field="limits")]
    kept, excused = excuse(found, [an_excuse()], AS_OF)
    assert [each.finding for each in excused] == found[:2]
    assert {each.excuse for each in excused} == {an_excuse()}
    assert set(kept) == set(found[2:])


def test_the_day_after_the_finding_is_told_again_and_that_the_exception_has_run_out():
    kept, excused = excuse([finding()], [an_excuse(until="2026-11-20")], AS_OF)
    assert excused == ()
    told, expired = sorted(kept, key=lambda each: each.line)
    assert told == finding()
    assert (expired.code, expired.path, expired.line, expired.column) == ("exception-expired", BUS, 43, 5)
    assert expired.field == "exceptions.0.until"
    assert "2026-11-20" in expired.message


def test_an_exception_with_nothing_to_let_stand_is_told_whether_it_holds_or_not():
    for until in ("2026-11-20", "2027-01-01"):
        assert outcome([], an_excuse(until=until)) == ([("exception-unused", 40)], [])


def test_of_two_exceptions_for_the_same_one_is_told():
    assert outcome([finding()], an_excuse(), an_excuse(index=1)) == ([("exception-unused", 40)], [4])
    assert outcome([finding()], an_excuse(until="2026-01-01"), an_excuse(index=1)) == (
        [("exception-unused", 40)],
        [4],
    )


@pytest.mark.parametrize(
    ("named", "found", "let_stand"),
    [
        ("", "", True),
        ("", "impact.0", True),
        ("impact", "impact.0.claim", True),
        ("impact.1", "impact.1", True),
        ("impact.1", "impact.10", False),
        ("impact.1", "impact", False),
        ("limits", "", False),
    ],
)
def test_an_exception_for_a_field_is_for_what_lies_in_it(named, found, let_stand):
    assert bool(outcome([finding(field=found)], an_excuse(field=named))[1]) == let_stand


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (BUS, False),
        ("reviews/walking-bus/R01.yaml", False),
        ("library.yaml", False),
        ("framework.yaml", False),
        ("reviews/reviewers.yaml", False),
        ("reviews", False),
        (OTHER, True),
    ],
)
def test_unused_exceptions_wait_where_an_error_may_have_kept_rules_from_running(path, told):
    error = finding(path=path, code="unknown-key", line=1)
    assert ("exception-unused", 40) in outcome([error], an_excuse())[0] or not told
    assert (("exception-unused", 40) in outcome([error], an_excuse())[0]) == told


def test_an_error_is_let_stand_only_from_the_library_and_only_where_it_is_a_judgement():
    error = finding(code="nhs-number")
    assert outcome([error], an_excuse(code="nhs-number")) == ([("nhs-number", 4)], [])
    assert outcome([error], an_excuse(code="nhs-number", path="library.yaml")) == ([], [4])
    other = finding(code="unknown-word")
    assert outcome([other], an_excuse(code="unknown-word", path="library.yaml")) == (
        [("unknown-word", 4)],
        [],
    )


def test_which_findings_can_be_let_stand_follows_from_what_they_are():
    for code, check in catalogue().items():
        judgement = check.family == "privacy and safeguarding" or check.compares
        expected = "in-library" if judgement else "nowhere"
        if check.severity == "warning":
            expected = "nowhere" if check.family == "exceptions" else "anywhere"
        assert check.excusable == expected, code
        assert may_excuse(code, BUS) == (expected == "anywhere"), code
        assert may_excuse(code, "library.yaml") == (expected != "nowhere"), code
    assert not may_excuse("no-such-check", "library.yaml")


@pytest.mark.parametrize(
    ("until", "day", "over"),
    [
        ("2028-11-21", AS_OF, False),
        ("2028-11-22", AS_OF, True),
        ("2029-01-01", AS_OF, True),
        ("2028-12-01", AS_OF, True),
        ("2030-02-28", date(2028, 2, 29), False),
        ("2030-03-01", date(2028, 2, 29), True),
        ("2200-12-31", date(9999, 1, 1), False),
        ("1900-01-01", AS_OF, False),
    ],
)
def test_an_exception_reaches_two_years_ahead_at_most(until, day, over):
    assert too_long(until, day) is over
    assert bool(excuse([finding()], [an_excuse(until=until)], AS_OF)[1]) == (
        "2026-11-21" <= until <= "2028-11-21"
    )


CODES = st.sampled_from([CODE, "no-limits", "nhs-number", "unknown-word", "exception-unused", "nothing"])
FIELDS = st.sampled_from(["", "summary", "impact", "impact.1", "impact.10"])
FOUND = st.builds(
    finding,
    path=st.sampled_from([BUS, OTHER]),
    code=CODES.filter(lambda code: code in catalogue()),
    field=FIELDS,
    line=st.integers(1, 9),
)
EXCUSES = st.builds(
    an_excuse,
    file=st.sampled_from([BUS, OTHER, "casestudies/none.yaml"]),
    code=CODES,
    field=FIELDS,
    until=st.sampled_from(["2020-01-01", "2026-11-20", "2026-11-21", "2027-01-01", "2100-01-01"]),
    path=st.sampled_from([BUS, "library.yaml"]),
    index=st.integers(0, 9),
)


@given(st.lists(FOUND, unique=True), st.lists(EXCUSES, max_size=8))
def test_nothing_is_lost_and_nothing_stands_without_its_exception(found, excuses):
    kept, excused = excuse(found, excuses, AS_OF)
    own = {f for f in kept if f.field.startswith("exceptions.")}
    assert sorted([*(set(kept) - own), *(each.finding for each in excused)]) == sorted(found)
    assert {f.code for f in own} <= {"exception-expired", "exception-unused"}
    assert list(kept) == sorted(kept)
    for each in excused:
        assert each.excuse in excuses
        assert (each.excuse.file, each.excuse.code) == (each.finding.path, each.finding.code)
        assert f"{each.finding.field}.".startswith(each.excuse.field)
        assert "2026-11-21" <= each.excuse.until <= "2028-11-21"
        assert catalogue()[each.excuse.code].severity == "warning" or each.excuse.path == "library.yaml"


EXCEPTION = b"""exceptions:
  - until: 2027-01-01
    because: |
      Everyone in Testford
      knows it. ::error::
    code: undefined-abbreviation
"""


def checked(raw):
    library = build_library({**BASE, BUS: raw}.items())
    return library, outcome_of(library, AS_OF)


def with_abbreviation(more=b""):
    return BASE[BUS].replace(b"get to school.", b"get to the TSB.") + more


def test_tools_get_what_is_let_stand_with_reason_last_day_and_place():
    library, (findings, excused) = checked(with_abbreviation(EXCEPTION))
    assert findings == check_library(library, AS_OF) == ()
    answer = check_answer(Checked.of(library, findings, excused=excused))
    (told,) = answer["excused"]
    assert (told["path"], told["line"], told["code"]) == (BUS, 4, CODE)
    assert told["because"] == "Everyone in Testford knows it. ::error::"
    assert told["until"] == "2027-01-01"
    assert told["exception"] == {"path": BUS, "line": 46, "column": 11}
    assert answer["findings"] == []


def test_a_fingerprint_stays_when_another_finding_of_its_kind_is_let_stand():
    both = [finding(), finding(line=9)]
    names = {i["fingerprint"]: i for i in json.loads(gitlab.report(Checked(tuple(both), {}, 1, 0)))}
    kept, excused = excuse(both[:1], [an_excuse()], AS_OF)
    assert not kept
    again = Checked((both[1],), {}, 1, 0, excused=excused)
    issues = json.loads(gitlab.report(again))
    assert {issue["fingerprint"] for issue in issues} == set(names)
    assert [issue["severity"] for issue in issues] == ["info", "minor"]
    assert names[issues[1]["fingerprint"]]["location"]["lines"]["begin"] == 9


def test_an_exception_changes_neither_digest():
    plain, _ = checked(with_abbreviation())
    excepted, _ = checked(with_abbreviation(EXCEPTION))
    for slug in ("walking-bus", "early-talk"):
        assert excepted.dossiers[slug].case == plain.dossiers[slug].case


def test_the_canonical_layout_puts_exceptions_last_and_their_keys_in_order():
    first = EXCEPTION + BASE[BUS]
    laid_out = canonical(first, key_order(MODELS["case-study"])).decode()
    assert laid_out.endswith(
        "exceptions:\n  - code: undefined-abbreviation\n    because: |\n      Everyone in Testford\n"
        "      knows it. ::error::\n    until: 2027-01-01\n"
    )
    settings = "exceptions:\n  - until: 2027-01-01\n    because: So.\n    code: a\n    file: b\nschema: 1\n"
    assert canonical(settings.encode(), key_order(MODELS["settings"])).decode() == (
        "schema: 1\nexceptions:\n  - file: b\n    code: a\n    because: So.\n    until: 2027-01-01\n"
    )


@pytest.mark.parametrize(
    "written",
    [
        "  - code: undefined-abbreviation\n    because: So.\n",
        "  - code: undefined-abbreviation\n    until: 2027-01-01\n",
        "  - code: undefined-abbreviation\n    because: So.\n    until: 2027\n",
        "  - code: undefined-abbreviation\n    because: So.\n    until: never\n",
        "  - code: undefined-abbreviation\n    because: ' '\n    until: 2027-01-01\n",
        "  - code: undefined-abbreviation\n    because: So.\n    until: 2027-01-01\n    file: library.yaml\n",
    ],
    ids=["no-last-day", "no-reason", "a-year", "never", "empty-reason", "for-another-file"],
)
def test_an_exception_without_reason_or_last_day_is_an_error_and_holds_for_nothing(written):
    _, (findings, excused) = checked(with_abbreviation(f"exceptions:\n{written}".encode()))
    assert excused == ()
    assert "error" in {f.severity for f in findings}
