"""Every code of the catalogue has a case that must give it, at its line and column, and nothing else."""

import json
from pathlib import Path

import pytest
from case_folders import (
    AS_OF,
    BASE,
    HERE,
    compares,
    difference,
    expected_rows,
    findings_in,
    library_before,
    library_in,
    overlaid,
    rows,
    told,
)
from test_cases_made_here import CODES_MADE_HERE

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.documents import read
from wwis_evidence.reports.answers import rate_answer

BAD = HERE / "bad"
CASES = sorted(path.parent for path in BAD.rglob("expected.yaml"))


SHOWN_ONLY = {"criteria", "without_one"}  # these repeat roles as the register spells them


def items(library):
    answer = rate_answer(library.ratings(AS_OF), library, AS_OF)
    for item in answer["items"]:
        for part in item["indicators"].values():
            for key in SHOWN_ONLY:
                part.pop(key, None)
    return {item["slug"]: json.dumps(item) for item in answer["items"]}


@pytest.fixture(scope="module")
def base_items():
    return items(library_in(BASE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_the_case_gives_its_findings_and_leaves_all_other_ratings_alone(case, tmp_path, base_items):
    root = overlaid(case, tmp_path / "library")
    found = findings_in(root, library_before(case, tmp_path / "before"))
    assert case.relative_to(BAD).parts[0] in {finding.code for finding in found}
    assert not (diff := difference(expected_rows(case), rows(found))), diff
    library = library_in(root)
    if library.framework_usable and library.register:  # without either nothing can be rated
        # A case may change the rating of what it touches, never that of another item.
        paths = [path.relative_to(case) for path in case.rglob("*")]
        paths += [Path(path) for path in told(case).get("removed", ())]
        touched = {part.removesuffix(".yaml") for path in paths for part in path.parts}
        rated = items(library)
        for slug in base_items.keys() - touched:
            assert rated[slug] == base_items[slug], slug


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_the_words_have_no_gap_and_no_jargon_left_open(case, tmp_path):
    before = library_before(case, tmp_path / "before")
    for finding in findings_in(overlaid(case, tmp_path / "library"), before):
        for text in (finding.message, finding.hint):
            assert text.isprintable(), text
            assert "{" not in text.replace("{other: none}", ""), text
            assert "  " not in text, text
            assert not text.endswith((": .", " ")), text


def test_every_code_has_a_case_and_every_case_a_code():
    covered = {case.relative_to(BAD).parts[0] for case in CASES} | CODES_MADE_HERE
    assert covered == set(catalogue())


def test_only_a_comparison_tells_what_is_marked_so(tmp_path):
    for number, case in enumerate(CASES):
        code = case.relative_to(BAD).parts[0]
        assert catalogue()[code].compares == compares(case), code
        if compares(case):
            alone = findings_in(overlaid(case, tmp_path / str(number)))
            assert code not in {finding.code for finding in alone}, "one state shows it"


def test_what_a_change_leaves_as_it_was_is_no_finding(tmp_path):
    for number, case in enumerate(case for case in CASES if compares(case)):
        before = library_before(case, tmp_path / str(number))
        found = findings_in(tmp_path / str(number), before)
        assert not [finding for finding in found if catalogue()[finding.code].compares]


def test_every_code_is_told_by_title_reason_message_and_hint():
    for code, check in catalogue().items():
        assert all((check.family, check.title, check.why, check.message, check.hint)), code
        assert check.severity in {"error", "warning"}, code
        assert not check.title.endswith("."), code
        assert check.message[-1] in ".)}", code
        assert check.hint.endswith((".", "}")), code


def test_the_base_library_is_valid_and_in_the_canonical_layout():
    assert not findings_in(BASE)
    assert all(not read(path.read_bytes()).problems for path in BASE.rglob("*.yaml"))


def test_a_difference_is_readable():
    assert difference(["a:1:1: error x"], ["a:2:1: error x"]) == "\n- a:1:1: error x\n+ a:2:1: error x"
    assert not difference(["a"], ["a"])
