"""``check --fix`` over every case: what it mends is gone, and nothing else is new."""

import pytest
from case_folders import AS_OF, HERE, findings_in, library_in, overlaid

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.mending import MENDS, mend_library
from wwis_evidence.sources import folder

BAD = HERE / "bad"
CASES = sorted(path.parent for path in BAD.rglob("expected.yaml"))
# Cases of these codes have more than one reading, or none that is safe.
LEFT = {
    "unknown-area/nowhere",
    "unknown-bar/published",
    "unknown-bar/review",
    "unknown-criterion/framework",
    "unknown-criterion/published",
    "unknown-criterion/review",
    "unknown-evidence/misspelt",
    "unknown-finding/yes",
    "unknown-indicator/moderation",
    "unknown-indicator/review",
    "unknown-key/register-keeps-the-rest",
    "unknown-key/text-after-a-comma-in-braces",
    "unknown-reviewer/panel",
    "unknown-reviewer/review",
    "unknown-source/evaluation",
    "unknown-word/framework-consensus",
    "unknown-word/not-stated-names-no-field",
    "unknown-word/nothing-near",
    "unknown-word/own-grid",
    "unknown-word/role",
    "wrong-date/in-words",
    "wrong-date/no-such-day",
    "wrong-date/review-without-a-day",
    "wrong-digest/cut-short",
    "wrong-id/capitals",
    "wrong-id/key",
    "wrong-type/list-written-as-text",
    "wrong-type/nothing-after-the-key",
    "wrong-url/no-scheme",
    "wrong-url/script",
    "wrong-value/currency",
    "yaml-syntax/framework-cannot-be-read",
    "yaml-syntax/indentation",
    "yaml-syntax/register-cannot-be-read",
    "yaml-syntax/settings-cannot-be-read",
}


def name(case):
    return case.relative_to(BAD).as_posix()


def mended(root):
    """The library of a folder after its mends, and what was done."""
    contents = dict(folder(root))
    done = mend_library(contents.items(), AS_OF)
    contents.update({path: each.raw for path, each in done.items()})
    return contents, done


def errors(findings):
    return {(found.path, found.code, found.field) for found in findings if found.severity == "error"}


@pytest.mark.parametrize("case", [case for case in CASES if case.parent.name in MENDS], ids=name)
def test_a_case_of_a_mendable_code_is_mended_or_has_no_plain_reading(case, tmp_path):
    root = overlaid(case, tmp_path / "library")
    contents, done = mended(root)
    codes = {mend.code for each in done.values() for mend in each.mends}
    assert (case.parent.name in codes) == (name(case) not in LEFT)
    if name(case) not in LEFT:
        target = tmp_path / "mended"
        for path, content in contents.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(content)
        assert case.parent.name not in {found.code for found in findings_in(target)}
        assert not mended(target)[1]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_no_case_has_another_error_after_its_mends(case, tmp_path):
    root = overlaid(case, tmp_path / "library")
    contents, done = mended(root)
    before = library_in(root)
    after = build_library(contents.items())
    assert errors(check_library(after, AS_OF)) <= errors(check_library(before, AS_OF))
    assert all(bool(each.mends) == (each.raw != before.files[path].raw) for path, each in done.items())


def test_each_mendable_code_has_a_case_that_is_mended():
    assert set(MENDS) == {case.parent.name for case in CASES if name(case) not in LEFT} & set(MENDS)
    assert {name(case) for case in CASES} >= LEFT


def test_the_catalogue_tells_of_exactly_the_codes_that_have_a_mend():
    assert {code for code, check in catalogue().items() if check.mend} == set(MENDS)


def test_nothing_about_a_person_is_ever_mended():
    assert not [code for code, check in catalogue().items() if check.private and check.mend]
