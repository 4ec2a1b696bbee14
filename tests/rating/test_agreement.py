"""Agreement is measured by indicator, criterion and role, and only where there is enough to measure."""

from dataclasses import replace

from audit_cases import AS_OF, STARTER, framework, library, review
from dossiers import CASE, FRAMEWORK, REGISTER, dossier
from dossiers import review as one

from wwis_evidence.rating import rate
from wwis_evidence.rating.agreement import LEAST_ITEMS, agreement, complete_panels
from wwis_evidence.rating.coefficients import coefficients
from wwis_evidence.reports.audits import agreement_report

SMALL = framework()


def measured(panels):
    return agreement(panels, SMALL)[0]


def test_twenty_items_with_two_scores_are_enough_for_figures_and_nineteen_are_not():
    panel = (review("health", "low"), review("parent-carer", "high"))
    assert measured([panel] * LEAST_ITEMS).bars.figures == coefficients([[0, 2]] * 20, 3)
    few = measured([panel] * (LEAST_ITEMS - 1) + [(review("health", "low"),)] * 5).bars
    assert few.figures is None
    assert (few.items, few.paired, few.scores) == (24, 19, 43)


def test_a_finding_that_could_not_tell_is_missing_and_its_share_is_shown():
    panel = (
        review("health", "low", {"a": "yes"}),
        review("research", "low", {"a": "unsure"}),
        review("parent-carer", "low", {"a": "no"}),
    )
    found = measured([panel] * 20).criteria[0]
    assert found.id == "a"
    # Steps no, partly, yes: the two scores are 2 and 0.
    assert found.agreement.figures == coefficients([[2, 0]] * 20, 3)
    assert (found.agreement.scores, found.agreement.missing) == (40, 20)
    assert found.agreement.missing_share == 1 / 3


def test_items_on_which_only_one_reviewer_could_tell_do_not_count_towards_twenty():
    panel = (review("health", "low", {"a": "yes"}), review("parent-carer", "low", {"a": "unsure"}))
    found = measured([panel] * 30).criteria[0].agreement
    assert (found.items, found.paired, found.figures) == (30, 0, None)
    assert found.missing_share == 0.5


def test_a_criterion_that_an_earlier_review_does_not_have_is_no_score_and_not_missing():
    panel = (review("health", "low", {"a": "yes"}), review("parent-carer", "low", {"b": "yes"}))
    found = measured([panel]).criteria[0].agreement
    assert (found.items, found.scores, found.missing, found.missing_share) == (1, 1, 0, 0.0)


def test_lived_experience_stands_beside_all_others_by_the_consensus_of_each_group():
    panel = (
        review("parent-carer", "low"),
        review("parent-carer", "high"),
        review("parent-carer", "middle"),  # the group's lower median: middle
        review("health", "high"),
        review("research", "high"),
    )
    alone = (review("parent-carer", "low"), review("parent-carer", "low"))  # nobody to stand beside
    found = measured([panel] * 20 + [alone]).lived_experience
    assert (found.first, found.second) == (("parent-carer",), ("health", "research"))
    assert (found.lower, found.higher, found.agreement.paired) == (20, 0, 20)
    assert found.agreement.figures == coefficients([[1, 2]] * 20, 3)


def test_every_pair_of_roles_that_met_is_listed_once_and_a_role_beside_itself():
    panels = [
        (review("parent-carer", "low"), review("health", "low")),
        (review("health", "high"), review("health", "low")),
        (review("research", "low"), review("parent-carer", "middle")),
    ]
    found = {(pair.first, pair.second): pair for pair in measured(panels).roles}
    assert list(found) == [
        (("health",), ("health",)),
        (("health",), ("parent-carer",)),
        (("parent-carer",), ("research",)),
    ]
    between = found[("parent-carer",), ("research",)]
    assert (between.lower, between.higher) == (0, 1)


def test_a_framework_that_names_no_roles_has_no_lived_experience_to_set_apart():
    plain = framework(SMALL.raw.decode().replace("[parent-carer]", "[]"))
    assert (
        agreement([(review("health", "low"), review("research", "low"))], plain)[0].lived_experience is None
    )


def test_without_any_panel_there_are_counts_of_nothing():
    found = measured([])
    assert (found.bars.items, found.bars.figures, found.roles) == (0, None, ())


def test_only_complete_panels_of_items_that_are_no_drafts_are_counted():
    starter = library(STARTER)
    cases = [(starter.dossiers[rating.slug], rating) for rating in starter.ratings(AS_OF)]
    panels = complete_panels(cases, starter.framework)
    kept = {panel[0].review.path.split("/")[1] for panel in panels}
    status = {rating.slug: rating.status for _, rating in cases}
    assert {slug for slug, is_now in status.items() if is_now in {"review-due", "in-moderation"}} <= kept
    assert "advice-line" not in kept  # three reviews count, none with lived experience
    assert not kept & {slug for slug, is_now in status.items() if is_now in {"draft", "awaiting-reviewers"}}


def test_scores_are_those_from_before_moderation():
    starter = library(STARTER)
    rated = starter.rate("travel-training", AS_OF)
    part = rated.indicators[0]
    assert part.moderated is not None
    panels = complete_panels([(starter.dossiers[rated.slug], rated)], starter.framework)
    places = [starter.framework.position(review.review.bars[part.id]) for review in panels[0]]
    assert (min(places), max(places)) == (part.lowest, part.highest)


def test_the_table_shows_figures_where_there_are_enough_items_and_says_what_a_dash_means():
    panel = (
        review("health", "low", {"a": "yes", "b": "yes"}),
        review("parent-carer", "middle", {"a": "yes", "b": "no"}),
    )
    rare = (review("research", "low"), review("parent-carer", "high"))
    text = agreement_report(agreement([panel] * 20 + [rare], SMALL), 21, SMALL)
    rows = {row[:38].strip(): row[38:].split() for row in text.splitlines()}
    # 21 items, none of which is agreed on; every score of a is the same; b is a flat contradiction.
    assert rows["The bar"][:4] == ["21", "21", "-", "0%"]
    assert rows["A"] == ["20", "20", "0%", "100%", "-", "1.00"]
    assert rows["B"][3] == "0%"
    assert rows["C"] == ["0", "0", "-", "-", "-", "-"]
    assert rows["Parent carer beside all others"][:4] == ["21", "0", "0", "21"]
    assert rows["Parent carer beside research"] == ["1", "0", "0", "1", "-", "-"]
    assert "-: fewer than 20 items" in text
    assert "- for alpha alone: not defined" in text
    assert "findings that are unsure" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_draft_is_not_counted_however_complete_its_panel():
    reviews = [one("R1"), one("R2"), one("R3")]
    for draft, panels in ((True, 0), (False, 1)):
        file = dossier(*reviews, case=replace(CASE, draft=draft))
        assert len(complete_panels([(file, rate(file, FRAMEWORK, REGISTER, AS_OF))], FRAMEWORK)) == panels


def test_an_earlier_review_without_the_indicators_findings_is_no_score_of_its_criteria():
    earlier = review("parent-carer", "low")
    earlier.review.findings.clear()
    found = measured([(review("health", "low", {"a": "yes"}), earlier)]).criteria[0].agreement
    assert (found.items, found.scores, found.missing) == (1, 1, 0)


def test_a_framework_in_which_everything_can_be_told_misses_nothing():
    told = framework(SMALL.raw.decode().replace(", unsure: 0", "").replace("missing: unsure\n", ""))
    panel = (review("health", "low", {"a": "yes"}), review("parent-carer", "low", {"a": "no"}))
    found = agreement([panel], told)[0].criteria[0].agreement
    assert (found.scores, found.missing) == (2, 0)


def test_a_role_beside_itself_is_measured_on_the_items_that_two_of_it_rated():
    panels = [
        (review("health", "high"), review("health", "low")),
        (review("health", "high"), review("parent-carer", "high")),
    ]
    found = {(pair.first, pair.second): pair for pair in measured(panels).roles}
    alone = found[("health",), ("health",)].agreement
    assert (alone.items, alone.paired, alone.scores) == (1, 1, 2)
    # The same bar from both is neither lower nor higher.
    between = found[("health",), ("parent-carer",)]
    assert (between.agreement.items, between.lower, between.higher) == (1, 0, 0)
