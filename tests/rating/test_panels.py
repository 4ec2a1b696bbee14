"""When a panel is complete: quorum, lived experience, and the record of who was asked."""

from dataclasses import replace

import pytest
from audit_cases import SMALL
from audit_cases import framework as small_framework
from audit_cases import review as counting_review
from dossiers import (
    AS_OF,
    FRAMEWORK,
    REGISTER,
    STRENGTH,
    bar_of,
    dossier,
    entry,
    panel,
    rated,
    review,
)

from wwis_evidence.rating import rate
from wwis_evidence.rating.facts import FindingFact
from wwis_evidence.rating.rate import rate_indicator

ALONE = FRAMEWORK.panel.model_copy(update={"quorum": 1})


@pytest.mark.parametrize(
    ("reviewers", "complete"),
    [
        ([], False),
        (["R1"], False),
        (["R1", "R2"], False),
        (["R1", "R2", "R3"], True),
        (["R5", "R2", "R3"], True),
        (["R2", "R3", "R4"], False),
        (["R1", "R2", "R3", "R4", "R5"], True),
    ],
)
def test_three_reviews_and_lived_experience_make_a_quorum(reviewers, complete):
    rating = rated(*map(review, reviewers))
    assert rating.status == ("vetted" if complete else "awaiting-reviewers")
    assert rating.basis == ("own-panel" if complete else "none")
    assert rating.panel_fixed_in_advance is False


def test_below_quorum_there_is_no_figure_anywhere():
    for found in rated(review("R1"), review("R2")).indicators:
        assert found.no_bar == "awaiting-reviewers"
        assert found.ceiling_state == "not-rated"
        assert found.criteria == ()
        keys = ("bar", "ceiling", "panel", "moderated", "decided_by", "confirmed", "lowest", "highest")
        assert {getattr(found, key) for key in keys} == {None}


def test_lived_experience_is_that_of_the_role_a_reviewer_acts_in():
    people = {**REGISTER, "R2": (entry("R2", "health", "parent-carer"),)}
    others = [review("R2"), review("R3"), review("R4")]
    assert rated(*others, people=people).status == "awaiting-reviewers"
    people["R2"] = (entry("R2", "moderator", "parent-carer", "health"),)
    assert rated(*others, people=people).status == "vetted"


@pytest.mark.parametrize(
    ("record", "complete"),
    [
        (panel("R1", "R2", "R3"), True),
        (panel("R1", "R2", "R3", "R4"), False),
        (panel("R1", "R2", "R3", "R4", absent=["R4"]), True),
        (panel("R1", "R2", "R3", "R4", "R5", absent=["R4"]), False),
        (panel("R1", "R2", "R4", absent=["R4"]), False),
        (panel("R1", "R2", "R3", absent=["R3"]), True),
        (panel(), False),
    ],
)
def test_a_panel_on_record_is_complete_when_nobody_is_waited_for(record, complete):
    rating = rated(review("R1"), review("R2"), review("R3"), panel=record)
    assert rating.status == ("vetted" if complete else "awaiting-reviewers")
    assert rating.panel_fixed_in_advance is True


@pytest.mark.parametrize(
    ("day", "first", "fixed"),
    [
        ("2025-05-31", "2025-06-01", True),
        ("2025-06-01", "2025-06-01", True),
        ("2025-06-02", "2025-06-01", False),
        ("2025-06-02", "2025-06-02", False),
        ("", "2025-06-01", True),  # a bundle that was made before the day was kept in it
    ],
)
def test_a_panel_is_fixed_in_advance_only_if_no_review_that_counts_is_older(day, first, fixed):
    reviews = [review("R1", date=first), review("R2"), review("R3", date="2025-07-01")]
    rating = rated(*reviews, panel=panel("R1", "R2", "R3", day=day))
    assert (rating.status, rating.panel_fixed_in_advance) == ("vetted", fixed)


def test_a_review_that_does_not_count_says_nothing_of_when_the_panel_was_fixed():
    reviews = [review("R1"), review("R2"), review("R3"), review("R4", date="2025-01-01")]
    assert rated(*reviews, panel=panel("R1", "R2", "R3")).panel_fixed_in_advance is True


def test_a_member_whose_review_does_not_count_is_waited_for():
    reviews = [review("R1"), review("R2"), review("R3"), review("R6")]
    rating = rated(*reviews, panel=panel("R1", "R2", "R3", "R6"))
    assert rating.status == "awaiting-reviewers"
    assert [(r.reviewer, r.reason) for r in rating.not_counting] == [("R6", "conflict")]


def of_strength(*found):
    """The strength rating of reviews by R1 (parent carer), R2, R3 with these findings on ``evaluated``."""
    reviews = []
    for n, finding in enumerate(found, 1):
        one = review(f"R{n}")
        one.findings[STRENGTH]["evaluated"] = FindingFact(finding, ("e1",))
        reviews.append(one)
    return rated(*reviews).indicators[0]


@pytest.mark.parametrize(
    ("found", "consensus", "differs"),
    [
        (("met", "met", "met"), 2, ()),
        (("not-met", "met", "met"), 2, ("evaluated",)),
        (("partly", "met", "met"), 2, ("evaluated",)),
        (("met", "met", "not-met"), 2, ()),
        (("met", "partly", "not-met"), 1, ()),
        (("not-met", "partly", "met"), 1, ()),
        (("met", "not-met", "cannot-tell"), 0, ()),
        (("cannot-tell", "met", "met", "not-met"), 0, ()),
        (("cannot-tell", "met", "met", "met", "not-met"), 2, ("evaluated",)),
        (("cannot-tell", "met", "met", "partly", "met"), 2, ()),
    ],
)
def test_consensus_and_whether_lived_experience_differs_from_it(found, consensus, differs):
    rating = of_strength(*found)
    evaluated = next(one for one in rating.criteria if one.id == "evaluated")
    assert (evaluated.consensus, evaluated.confirmed) == (consensus, consensus == 2)
    assert rating.lived_experience_differs == differs
    assert [f.finding for f in evaluated.findings] == list(found)
    assert evaluated.findings[0].role == "parent-carer"
    assert evaluated.findings[0].cites == ("e1",)


def test_what_an_accepted_earlier_version_did_not_have_or_called_otherwise_is_as_if_it_could_not_be_told():
    framework = replace(FRAMEWORK, accepts=("2023.1",))
    reviews = [
        replace(review(f"R{n}"), framework="wwis-effective-practice@2023.1", findings=findings)
        for n, findings in enumerate(
            ({STRENGTH: {"evaluated": FindingFact("splendid", ("e1",))}}, {STRENGTH: {}}, {}), 1
        )
    ]
    rating = rated(*reviews, framework=framework)
    assert [c.review.reviewer for c in rating.counting] == ["R1", "R2", "R3"]
    found = {one.id: one for one in rating.indicators[0].criteria}
    assert found["evaluated"].consensus == 0
    assert [f.finding for f in found["evaluated"].findings] == ["splendid"]
    just_one = rated(*reviews[:1], framework=replace(framework, panel=ALONE))
    assert just_one.indicators[0].criteria[1].consensus == 0


def test_where_no_role_is_asked_for_none_is_missed():
    rules = FRAMEWORK.panel.model_copy(update={"include_one_of": ()})
    framework = replace(FRAMEWORK, panel=rules)
    rating = rate(dossier(review("R2"), review("R3"), review("R4")), framework, REGISTER, AS_OF)
    assert rating.status == "vetted"
    assert rating.indicators[0].lived_experience_differs == ()


def test_computed_criteria_have_no_consensus_and_scored_ones_that_are_implied_are_confirmed():
    found = {one.id: one for one in of_strength("met", "met", "met").criteria}
    assert found["sustained-12-months"].consensus is None
    assert found["sustained-12-months"].confirmed
    assert found["sustained-12-months"].findings == ()
    reviews = [review(f"R{n}", met=["evaluated"]) for n in (1, 2, 3)]
    found = {one.id: one for one in rated(*reviews).indicators[0].criteria}
    assert (found["reviewed"].consensus, found["reviewed"].confirmed) == (0, True)
    assert bar_of(rated(*reviews)) == "promising"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([], True),
        (["met"], True),
        (["partly"], False),
        (["not-met"], False),
        (["cannot-tell"], False),
        (["met", "not-met"], False),
        (["met", "met", "not-met"], True),
        (["met", "partly", "not-met"], False),
    ],
)
def test_reviewers_who_contest_how_long_work_went_on_remove_what_dates_say(said, kept):
    reviews = [review(f"R{n}", "robust") for n in (1, 2, 3)]
    for one, finding in zip(reviews, said, strict=False):
        one.findings[STRENGTH]["sustained"] = FindingFact(finding)
    rating = rated(*reviews)
    assert bar_of(rating) == ("robust" if kept else "emerging")
    assert ("sustained-12-months" in rating.indicators[0].confirmed) == kept


def test_none_of_the_areas_of_impact_confirmed_means_no_bar_but_a_vetted_item():
    rating = rated(*(review(f"R{n}", met=["reviewed"]) for n in (1, 2, 3)))
    breadth = rating.indicators[1]
    assert (breadth.bar, breadth.no_bar, breadth.ceiling_state) == (None, "not-evidenced", "none-confirmed")
    assert (breadth.ceiling, breadth.decided_by, breadth.panel) == (None, None, 2)
    assert (rating.status, rating.public) == ("vetted", True)


def test_what_nobody_may_contest_does_not_keep_other_dates_from_being_contested():
    text = SMALL.replace(
        "      year: {months_of: sustained, at_least: 12}\n",
        "      year: {months_of: sustained, at_least: 12}\n"
        "      long: {months_of: sustained, at_least: 24, contested_by: kept-going}\n",
    )
    rule = small_framework(text)
    for said, confirmed in (("no", {"year"}), ("yes", {"year", "long"})):
        counting = [counting_review("health", "low", {"kept-going": said})]
        found = rate_indicator(rule.indicators["worth"], counting, 48, rule, moderated=None)
        assert found.confirmed == confirmed
