"""Another programme's standard works as data alone: no code knows its names, or this programme's."""

import ast
from datetime import date
from pathlib import Path

import pytest
from audit_cases import STANDARDS, library

import wwis_evidence
from wwis_evidence.checks.run import check_library
from wwis_evidence.documents import canonical
from wwis_evidence.frameworks import shipped_framework, shipped_framework_bytes
from wwis_evidence.records import key_order
from wwis_evidence.records.framework import FrameworkRecord
from wwis_evidence.reports.explanation import rating_report

NESTA = "nesta-standards-of-evidence-2013.yaml"
SOURCES = sorted(Path(wwis_evidence.__file__).parent.rglob("*.py"))
AS_OF = date(2025, 12, 1)

# slug: status, bar, ceiling, the reviewers' bar, what decided or why there is no bar
WORKED_OUT = {
    # A story is no data, so only the account is confirmed; bars 1 and 2, lower median 1.
    "breathing-space": ("vetted", "level-1", "level-1", "level-1", "both"),
    # Data of a change, no comparison (not, in part, not).
    "bus-training": ("vetted", "level-2", "level-2", "level-2", "both"),
    "first-words": ("vetted", "level-5", "level-5", "level-5", "both"),
    # Four levels are confirmed; bars 3 and 4, lower median 3.
    "friendship-benches": ("vetted", "level-3", "level-4", "level-3", "panel"),
    # Bars 1 and 3 are two apart.
    "play-links": ("in-moderation", None, "level-3", "level-1", "in-moderation"),
    # The account is not shown by one and in part by the other: lower median not shown.
    "quiet-corner": ("vetted", None, None, "level-1", "not-evidenced"),
    # The comparison implies the change and the account, on which one reviewer could not say.
    "reading-buddies": ("vetted", "level-3", "level-3", "level-3", "both"),
    # One review, two are needed.
    "story-sacks": ("awaiting-reviewers", None, None, None, "awaiting-reviewers"),
}


@pytest.fixture(scope="module")
def standards():
    return library(STANDARDS)


def test_the_library_carries_the_shipped_file_and_has_nothing_to_mend(standards):
    assert (STANDARDS / "framework.yaml").read_bytes() == shipped_framework_bytes(NESTA), (
        f"to refresh: cp src/wwis_evidence/frameworks/{NESTA} tests/libraries/standards/framework.yaml"
    )
    assert standards.framework == shipped_framework(NESTA)
    assert check_library(standards, AS_OF) == ()


def test_the_file_is_in_the_canonical_layout():
    raw = shipped_framework_bytes(NESTA)
    assert canonical(raw, key_order(FrameworkRecord)) == raw


def test_every_rule_of_the_file_says_whether_it_was_published_or_inferred():
    record = shipped_framework(NESTA).record
    for indicator in record.indicators.values():
        assert set(indicator.bars) == set(record.bars)
        parts = (indicator, *indicator.criteria.values(), *indicator.bars.values())
        assert {part.basis for part in parts} == {"published", "inferred"}
    assert "nesta.org.uk/report/nestas-standards-of-evidence" in record.source


def test_the_library_of_examples_holds_every_item_worked_out_by_hand(standards):
    assert list(standards.dossiers) == sorted(WORKED_OUT)


@pytest.mark.parametrize("slug", WORKED_OUT)
def test_an_item_is_rated_by_the_other_standard_as_worked_out_by_hand(slug, standards):
    rating = standards.rate(slug, AS_OF)
    (part,) = rating.indicators
    names = [None if p is None else standards.framework.bars[p] for p in (part.bar, part.ceiling, part.panel)]
    assert (rating.status, *names, part.no_bar or part.decided_by) == WORKED_OUT[slug]


def test_a_rating_by_the_other_standard_can_be_read(standards):
    text = rating_report(standards.rate("friendship-benches", AS_OF), standards)
    assert "Confidence in impact: Level 3, 3rd of 5" in text
    assert max(map(len, text.splitlines())) <= 80


def test_no_code_knows_a_criterion_an_indicator_or_a_bar_of_either_framework_by_name():
    names = set()
    for framework in (shipped_framework(), shipped_framework(NESTA)):
        names |= {*framework.bars, *framework.indicators}
        for indicator in framework.indicators.values():
            names |= {*indicator.criteria, *indicator.contested_by}
    # Fields of a record that a criterion happens to share its name with; they are no criteria.
    names -= {"baseline", "sustained"}
    found = {
        (path.name, node.lineno, node.value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert found == set()
