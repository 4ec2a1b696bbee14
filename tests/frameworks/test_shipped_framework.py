"""The shipped framework says what the framework text says of bars, findings and panels."""

import hashlib

import pytest
from random_frameworks import compiled, seeded, sound_data

from wwis_evidence.frameworks import shipped_framework, shipped_framework_bytes
from wwis_evidence.frameworks.framework import CONSENSUS, lower_median

FRAMEWORK = shipped_framework()
STRENGTH = FRAMEWORK.indicators["strength-of-evidence"]
BREADTH = FRAMEWORK.indicators["breadth-of-impact"]
AREAS = ["activity", "professional-feedback", "lived-experience", "outcomes"]
ROBUST = ["evaluated", "independent", "baseline", "findings-shared", "sustained-36-months"]


@pytest.mark.parametrize(
    ("confirmed", "bar"),
    [
        ([], "emerging"),
        (["reviewed"], "emerging"),
        (["sustained-12-months"], "emerging"),
        (["reviewed", "sustained-12-months"], "promising"),
        (["evaluated", "sustained-12-months"], "promising"),
        (["evaluated", "sustained-36-months"], "promising"),
        (["evaluated", "findings-shared", "external-review"], "emerging"),
        (["reviewed", "findings-shared", "sustained-12-months"], "promising"),
        (["evaluated", "findings-shared", "sustained-12-months"], "good"),
        (["evaluated", "external-review", "sustained-12-months"], "good"),
        (["evaluated", "independent", "baseline", "replicated", "sustained-36-months"], "promising"),
        (["evaluated", "independent", "baseline", "external-review", "sustained-36-months"], "good"),
        (["evaluated", "independent", "baseline", "findings-shared", "sustained-12-months"], "good"),
        (ROBUST, "robust"),
    ],
)
def test_strength_of_evidence(confirmed, bar):
    assert FRAMEWORK.bars[STRENGTH.ceiling(confirmed)] == bar


@pytest.mark.parametrize("left_out", ROBUST)
def test_robust_needs_every_one_of_its_five_criteria(left_out):
    assert STRENGTH.ceiling(set(ROBUST) - {left_out}) < FRAMEWORK.position("robust")


@pytest.mark.parametrize("count", range(5))
def test_breadth_of_impact_counts_the_areas(count):
    expected = [None, 0, 1, 2, 3][count]
    assert BREADTH.ceiling(AREAS[:count]) == expected
    assert BREADTH.ceiling(AREAS[4 - count :]) == expected


def test_confirmed_sets_are_closed_under_what_criteria_imply():
    assert STRENGTH.close(["evaluated"]) == {"evaluated", "reviewed"}
    assert STRENGTH.close(["sustained-36-months"]) == {"sustained-36-months", "sustained-12-months"}
    assert STRENGTH.in_order({"sustained-12-months", "evaluated", "reviewed"}) == (
        "reviewed",
        "evaluated",
        "sustained-12-months",
    )


@pytest.mark.parametrize(
    ("months", "met"),
    [(None, 0), (0, 0), (11, 0), (12, 1), (35, 1), (36, 2), (400, 2)],
)
def test_months_meet_the_computed_criteria_from_their_thresholds_on(months, met):
    assert STRENGTH.computed_from(months) == set(["sustained-12-months", "sustained-36-months"][:met])
    assert BREADTH.computed_from(months) == set()


def test_consensus_is_the_lower_median():
    assert FRAMEWORK.consensus is lower_median
    several = ([1], [2, 0], [2, 0, 2], [3, 1, 2, 2], [0, 2, 2, 0], [9, 1, 5, 3, 7])
    assert [lower_median(values) for values in several] == [1, 0, 2, 2, 0, 5]
    assert CONSENSUS["minimum"]([2, 0, 1]) == 0


def test_only_met_confirms_and_only_met_and_partly_need_evidence():
    assert [FRAMEWORK.confirmed(value) for value in (0, 1, 2)] == [False, False, True]
    needs = {name: FRAMEWORK.needs_evidence(name) for name in (*FRAMEWORK.findings, "unknown")}
    assert needs == {"met": True, "partly": True, "not-met": False, "cannot-tell": False, "unknown": False}


@pytest.mark.parametrize(
    ("reference", "accepted"),
    [
        (None, True),
        ("random@2", True),
        ("random@1", True),
        ("random@0", False),
        ("random", False),
        ("random@", False),
        ("other@2", False),
        ("other@1", False),
        ("other@9", False),
        ("", False),
    ],
)
def test_a_review_counts_under_this_version_and_those_accepted(reference, accepted):
    assert compiled(sound_data(seeded(0))).accepts_review_under(reference) is accepted


def test_the_framework_is_known_by_the_digest_of_its_bytes():
    assert FRAMEWORK.sha256 == hashlib.sha256(shipped_framework_bytes()).hexdigest()
    assert FRAMEWORK.reference == "wwis-effective-practice@2024.1"
    assert shipped_framework() is FRAMEWORK


def test_the_panel_rules_are_those_of_the_text():
    panel = FRAMEWORK.panel
    assert (panel.quorum, panel.moderation_spread, panel.review_period_months) == (3, 2, 24)
    assert panel.include_one_of == ("parent-carer", "young-person")
    assert FRAMEWORK.bars == ("emerging", "promising", "good", "robust")
    assert all(indicator.kinds == ("case-study",) for indicator in FRAMEWORK.indicators.values())
