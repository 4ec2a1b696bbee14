"""Which evidence can support a finding: each row of the framework text's table, and the errors otherwise."""

from dataclasses import replace

import pytest
from dossiers import BREADTH, FRAMEWORK, OTHER_DIGEST, STRENGTH, review

from wwis_evidence.findings import Problem
from wwis_evidence.rating.evidence import supporting
from wwis_evidence.rating.facts import (
    FindingFact,
    ModerationFacts,
    PublishedBar,
    case_facts,
    register_facts,
)
from wwis_evidence.rating.validity import moderation_problems, published_problems, review_problems
from wwis_evidence.records import CaseStudy
from wwis_evidence.records.digests import digests
from wwis_evidence.records.framework import Selector
from wwis_evidence.records.register import RegisterEntry
from wwis_evidence.vocabulary import Areas

KEYS = Areas.load(("Sampleton",)).keys
METHODS = (
    "internal-review",
    "internal-evaluation",
    "external-review",
    "peer-review",
    "inspection",
    "independent-evaluation",
    "research",
)
OUTSIDE = METHODS[2:]
AREAS = ("activity", "professional-feedback", "lived-experience", "outcomes")
MEASURE = {"name": "Wait", "unit": "weeks", "result": {"value": 14, "period": 2024}}


def evaluation(**keys):
    return {"id": "e1", "method": "research", "by": "Ofsted", "date": "2024", **keys}


def impact(**keys):
    return {"id": "i1", "area": "outcomes", "claim": "x", "kind": "measured", **keys}


def case_study(*evaluations, impacts=(), replication=(), **keys):
    data = {
        "schema": 1,
        "kind": "case-study",
        "local_areas": ["Gateshead"],
        "organisations": ["Gateshead Parent  Carer Forum"],
        "submitted_by": ["A Submitter"],
        "evaluation": list(evaluations),
        "impact": list(impacts),
        "replication": list(replication),
        **keys,
    }
    return CaseStudy.model_validate(data)


def facts(*evaluations, **keys):
    record = case_study(*evaluations, **keys)
    return case_facts("a-case", "casestudies/a-case.yaml", record, FRAMEWORK, KEYS)


def problems(case, found=None, indicator=STRENGTH, **more):
    """Codes of what is wrong with a review of a case that has these findings, all others not met."""
    one = review("R1", met=(), digest=case.digest, **more)
    one.findings[indicator].update(found or {})
    return [(problem.code, problem.field[2:]) for problem in review_problems(one, case, FRAMEWORK)]


def met(*cites):
    return FindingFact("met", cites)


def partly(*cites):
    return FindingFact("partly", cites)


def supports(case, criterion, indicator=STRENGTH):
    """Whether a case's only item supports a criterion: "met", "partly" or None; reviews are held to it."""
    support = case.supports[indicator][criterion]
    item = next(iter(case.evidence))
    said = "met" if item in support.fully else "partly" if item in support.partly else None
    wrong = {
        finding: problems(case, {criterion: FindingFact(finding, (item,))}, indicator)
        for finding in ("met", "partly")
    }
    place = ("findings", criterion, "cites")
    unsuitable = [("unsuitable-evidence", (*place, 0))]
    assert wrong["partly"] == ([] if said else unsuitable)
    in_part = [("evidence-in-part", place)]
    assert wrong["met"] == {"met": [], "partly": in_part, None: unsuitable}[said]
    return said


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("by", ["Ofsted", "Gateshead Council", "not-stated"])
def test_what_an_evaluation_supports_depends_on_its_method_and_on_who_did_it(method, by):
    case = facts(evaluation(method=method, by=by))
    outside = by == "Ofsted"
    assert supports(case, "reviewed") == "met"
    assert supports(case, "evaluated") == (None if method == "internal-review" else "met")
    assert supports(case, "external-review") == ("met" if outside and method in OUTSIDE else None)
    independent = method in {"independent-evaluation", "research"}
    assert supports(case, "independent") == ("met" if outside and independent else None)
    for criterion in ("findings-shared", "baseline", "replicated"):
        assert supports(case, criterion) is None


@pytest.mark.parametrize(
    ("by", "outsider"),
    [
        ("Ofsted", True),
        ("Durham", True),
        ("Gateshead", False),
        ("Gateshead MBC", False),
        ("Gateshead Metropolitan Borough Council", False),
        ("GATESHEAD council", False),
        ("gateshead parent carer forum", False),
        ("Gateshead Parent Carer Forum and friends", True),
        ("a submitter", False),
        ("not-stated", False),
    ],
)
def test_an_outsider_is_none_of_the_cases_own_areas_and_organisations_by_whatever_name(by, outsider):
    case = facts(evaluation(by=by))
    expected = "met" if outsider else None
    assert supports(case, "external-review") == supports(case, "independent") == expected


@pytest.mark.parametrize(
    ("shared_with", "shared"),
    [
        (None, False),
        ("team", False),
        ("organisation", True),
        ("partners", True),
        ("public", True),
        ("not-stated", False),
    ],
)
def test_findings_are_shared_beyond_the_team(shared_with, shared):
    case = facts(evaluation(**({"shared_with": shared_with} if shared_with else {})))
    assert supports(case, "findings-shared") == ("met" if shared else None)


@pytest.mark.parametrize(
    ("baseline", "counts"),
    [(None, False), ("set-at-outset", True), ("set-later", False), ("none", False), ("not-stated", False)],
)
def test_a_baseline_is_one_set_at_the_outset(baseline, counts):
    case = facts(evaluation(**({"baseline": baseline} if baseline else {})))
    assert supports(case, "baseline") == ("met" if counts else None)


def test_a_measure_with_a_starting_figure_is_a_baseline_too():
    assert supports(facts(impacts=[impact()]), "baseline") is None
    assert supports(facts(impacts=[impact(measure=MEASURE)]), "baseline") is None
    start = {"value": 31, "period": "2022"}
    assert supports(facts(impacts=[impact(measure={**MEASURE, "baseline": start})]), "baseline") == "met"


def test_a_replication_supports_that_it_was_taken_up_and_nothing_else():
    case = facts(replication=[{"id": "r1", "where": "Durham", "date": "2024"}])
    found = {criterion: supports(case, criterion) for criterion in case.supports[STRENGTH]}
    assert {criterion for criterion, said in found.items() if said} == {"replicated"}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("kind", ["measured", "feedback", "anecdotal"])
@pytest.mark.parametrize("effect", ["better", "mixed", "none", "worse", None])
def test_an_impact_supports_its_own_area_unless_an_anecdote_or_without_a_better_effect(area, kind, effect):
    case = facts(impacts=[impact(area=area, kind=kind, **({"effect": effect} if effect else {}))])
    good_kind = kind == "measured" if area == "activity" else kind != "anecdotal"
    full = good_kind and effect in {"better", "mixed", None}
    for criterion in AREAS:
        expected = None if criterion != area else "met" if full else "partly"
        assert supports(case, criterion, BREADTH) == expected
    assert supports(case, "reviewed") is None


def test_evaluations_support_no_area_of_impact():
    case = facts(evaluation())
    assert {supports(case, criterion, BREADTH) for criterion in AREAS} == {None}


def test_ids_must_be_given_known_and_suitable():
    case = facts(
        evaluation(method="internal-review"), evaluation(id="e2", by="Gateshead"), impacts=[impact()]
    )
    assert problems(case) == []
    assert problems(case, {"reviewed": met("e1", "e2")}) == []
    place = ("findings", "reviewed", "cites")
    assert problems(case, {"reviewed": met()}) == [("missing-citation", place)]
    assert problems(case, {"reviewed": partly()}) == [("missing-citation", place)]
    assert problems(case, {"reviewed": met("e9")}) == [("unknown-evidence", (*place, 0))]
    assert problems(case, {"reviewed": met("e1", "i1")}) == [("unsuitable-evidence", (*place, 1))]
    assert problems(case, {"reviewed": met("i1", "e1", "e9")}) == [
        ("unknown-evidence", (*place, 2)),
        ("unsuitable-evidence", (*place, 0)),
    ]
    assert problems(case, {"evaluated": met("e1")}) == [
        ("unsuitable-evidence", ("findings", "evaluated", "cites", 0))
    ]


@pytest.mark.parametrize("finding", ["not-met", "cannot-tell"])
def test_findings_that_nothing_was_shown_need_no_ids_but_may_give_any_that_exist(finding):
    case = facts(evaluation(), impacts=[impact()])
    assert problems(case, {"reviewed": FindingFact(finding)}) == []
    assert problems(case, {"reviewed": FindingFact(finding, ("i1",))}) == []
    place = ("findings", "reviewed", "cites", 0)
    assert problems(case, {"reviewed": FindingFact(finding, ("e9",))}) == [("unknown-evidence", place)]


def test_one_item_that_bears_a_finding_in_full_is_enough_beside_others_that_do_in_part():
    case = facts(impacts=[impact(), impact(id="i2", kind="anecdotal"), impact(id="i3", effect="worse")])
    assert problems(case, {"outcomes": met("i2", "i1")}, BREADTH) == []
    in_part = [("evidence-in-part", ("findings", "outcomes", "cites"))]
    assert problems(case, {"outcomes": met("i2", "i3")}, BREADTH) == in_part
    assert problems(case, {"outcomes": partly("i2", "i3")}, BREADTH) == []


def test_a_review_may_contest_how_long_work_went_on_without_citing_anything():
    case = facts(evaluation())
    for finding in ("met", "not-met"):
        assert problems(case, {"sustained": FindingFact(finding)}) == []
    assert problems(case, {"sustained": FindingFact("met", ("e9",))}) == [
        ("unknown-evidence", ("findings", "sustained", "cites", 0))
    ]
    assert problems(case, {"sustained": FindingFact("met")}, BREADTH) == [
        ("unknown-criterion", ("findings", "sustained"))
    ]


def test_every_scored_criterion_bar_and_indicator_must_be_there_and_known():
    case = facts(evaluation())
    one = review("R1", met=(), digest=case.digest)
    one.findings[STRENGTH].pop("baseline")
    one.findings[STRENGTH]["sustained-12-months"] = FindingFact("met", ("e1",))
    one.findings[BREADTH]["outcomes"] = FindingFact("splendid")
    one.bars[BREADTH] = "excellent"
    found = review_problems(one, case, FRAMEWORK)
    assert [(p.code, p.field) for p in found] == [
        ("missing-criterion", ("indicators", STRENGTH, "findings", "baseline")),
        ("unknown-criterion", ("indicators", STRENGTH, "findings", "sustained-12-months")),
        ("unknown-bar", ("indicators", BREADTH, "bar")),
        ("unknown-finding", ("indicators", BREADTH, "findings", "outcomes", "finding")),
    ]
    assert [p.at for p in found] == ["value", "key", "value", "value"]
    assert found[0].values == {"criterion": "baseline", "indicator": STRENGTH}
    assert found[2].values == {
        "found": "excellent",
        "known": "emerging, promising, good, robust",
        "near": "",
    }


def test_an_indicator_left_out_or_unknown_is_named():
    case = facts(evaluation())
    one = review("R1", {STRENGTH: "good", "width": "good"}, met=(), digest=case.digest)
    assert [(p.code, p.field) for p in review_problems(one, case, FRAMEWORK)] == [
        ("missing-key", ("indicators", BREADTH)),
        ("unknown-indicator", ("indicators", "width")),
    ]


def test_a_review_of_earlier_evidence_is_not_held_to_todays_items():
    case = facts(evaluation())
    one = review("R1", met=(), digest=OTHER_DIGEST)
    one.findings[STRENGTH] |= {"reviewed": met("gone"), "evaluated": met()}
    assert review_problems(one, case, FRAMEWORK) == ()
    one.findings[STRENGTH].pop("baseline")
    assert [p.code for p in review_problems(one, case, FRAMEWORK)] == ["missing-criterion"]


def test_a_review_under_another_framework_is_held_to_nothing_and_named_when_under_this_one():
    case = facts(evaluation())
    for framework, codes in (
        ("another@1", []),
        (FRAMEWORK.reference, ["unknown-bar"]),
        (None, ["unknown-bar"]),
    ):
        one = review(
            "R1", {STRENGTH: "good", BREADTH: "best"}, met=(), digest=case.digest, framework=framework
        )
        assert [p.code for p in review_problems(one, case, FRAMEWORK)] == codes


def test_a_review_under_an_accepted_earlier_version_is_held_to_the_bars_alone():
    case = facts(evaluation())
    framework = replace(FRAMEWORK, accepts=("2023.1",))
    earlier = {"framework": "wwis-effective-practice@2023.1", "digest": case.digest}
    one = review("R1", met=(), **earlier)
    one.findings[STRENGTH] = {"an-old-criterion": met("e9")}
    assert review_problems(one, case, framework) == ()
    one.bars[STRENGTH] = "splendid"
    assert [p.code for p in review_problems(one, case, framework)] == ["unknown-bar"]


def test_a_research_report_is_not_reviewed():
    case = facts(evaluation(), kind="research-report")
    (problem,) = review_problems(review("R1", met=(), digest=case.digest), case, FRAMEWORK)
    assert (problem.code, problem.field) == ("review-of-report", ("kind",))
    assert problem.values == {"slug": "a-case", "kind": "research-report"}


def test_what_could_bear_a_finding_is_said():
    case = facts(evaluation(), evaluation(id="e0", method="peer-review"), impacts=[impact()])
    one = review("R1", met=(), digest=case.digest)
    one.findings[STRENGTH] |= {"evaluated": met("i1"), "replicated": met("i1")}
    suitable = [problem.values["suitable"] for problem in review_problems(one, case, FRAMEWORK)]
    assert suitable == ["e0, e1", "none of this case's items"]
    one.findings[STRENGTH] |= {"evaluated": met("e9"), "replicated": FindingFact("not-met")}
    (problem,) = review_problems(one, case, FRAMEWORK)
    assert problem.values == {"found": "e9", "known": "e0, e1, i1", "near": ""}


def test_the_conflict_set_is_all_who_had_a_part():
    case = facts(
        evaluation(by="Durham University"),
        evaluation(id="e2", by="not-stated"),
        replication=[
            {"id": "r1", "where": "Leeds City Council", "date": "2024"},
            {"id": "r2", "where": "not-stated", "date": "2024"},
        ],
    )
    expected = (
        "Gateshead Council",
        "GATESHEAD PARENT CARER FORUM",
        "a submitter",
        "durham university",
        "Leeds",
    )
    assert case.keys == frozenset().union(*map(KEYS, expected))
    assert case.submitters == {"A Submitter"}
    for name, tied in ((None, False), ("Leeds", True), ("Durham University", True), ("Durham", False)):
        data = {"id": "R1", "roles": ("health",), "active_from": "2022", "areas": (name,) if name else ()}
        entry = register_facts(RegisterEntry.model_validate(data), KEYS)
        assert bool(entry.keys & case.keys) == tied
        data |= {"areas": (), "organisations": data["areas"]}
        assert register_facts(RegisterEntry.model_validate(data), KEYS).keys == entry.keys


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2022", None, "2022-01-01", "9999-12-31"),
        ("2022-03", "2024", "2022-03-01", "2024-12-31"),
        ("2022-03-05", "2024-02", "2022-03-05", "2024-02-29"),
    ],
)
def test_a_register_entry_holds_from_the_first_to_the_last_day_its_dates_can_mean(since, until, first, last):
    data = {"id": "R1", "roles": ("health",), "active_from": since, "active_to": until}
    entry = register_facts(RegisterEntry.model_validate(data), KEYS)
    assert (entry.active_from, entry.active_to) == (first, last)


def test_printed_outcomes_and_moderations_may_name_only_what_the_framework_knows():
    printed = {
        STRENGTH: PublishedBar("great", ("evaluated", "sustained-12-months", "smiles"), None),
        BREADTH: PublishedBar("good", None, 3),
        "width": PublishedBar("good", (), None),
    }
    assert [(p.code, p.field[1:]) for p in published_problems(printed, FRAMEWORK)] == [
        ("unknown-bar", (STRENGTH, "bar")),
        ("unknown-criterion", (STRENGTH, "confirmed", 1)),
        ("unknown-criterion", (STRENGTH, "confirmed", 2)),
        ("unknown-indicator", ("width",)),
    ]
    record = ModerationFacts("x", "M1", 1, "2025-01-01", OTHER_DIGEST, {STRENGTH: "great", "width": "good"})
    assert [(p.code, p.field[1:]) for p in moderation_problems(record, FRAMEWORK)] == [
        ("unknown-bar", (STRENGTH, "bar")),
        ("unknown-indicator", ("width",)),
    ]
    del printed["width"], printed[STRENGTH]
    assert published_problems(printed, FRAMEWORK) == ()


KNOWN = {
    "bar": ", ".join(FRAMEWORK.bars),
    "indicator": ", ".join(FRAMEWORK.indicators),
    "finding": ", ".join(FRAMEWORK.findings),
    "criterion": ", ".join(FRAMEWORK.indicators[STRENGTH].scored),
}


def unknown(what, field, found, at="value"):
    return Problem(f"unknown-{what}", field, at, {"found": found, "known": KNOWN[what], "near": ""})


def test_each_problem_of_a_review_says_where_it_is_what_was_found_and_what_would_do():
    case = facts(evaluation(), impacts=[impact(kind="anecdotal")])
    one = review("R1", {"width": "good", STRENGTH: "best"}, met=(), digest=case.digest)
    at = ("indicators", STRENGTH, "findings")
    one.findings[STRENGTH] |= {
        "reviewed": met(),
        "evaluated": met("i1"),
        "findings-shared": FindingFact("splendid"),
        "smiles": met("e1"),
    }
    scored = KNOWN["criterion"]
    assert list(review_problems(one, case, FRAMEWORK)) == [
        Problem("missing-key", ("indicators", BREADTH), values={"key": BREADTH}),
        unknown("indicator", ("indicators", "width"), "width", at="key"),
        unknown("bar", ("indicators", STRENGTH, "bar"), "best"),
        Problem(
            "missing-citation", (*at, "reviewed", "cites"), values={"criterion": "reviewed", "finding": "met"}
        ),
        Problem(
            "unsuitable-evidence",
            (*at, "evaluated", "cites", 0),
            values={"criterion": "evaluated", "finding": "met", "id": "i1", "suitable": "e1"},
        ),
        unknown("finding", (*at, "findings-shared", "finding"), "splendid"),
        Problem(
            "unknown-criterion",
            (*at, "smiles"),
            "key",
            {"found": "smiles", "known": f"{scored}, sustained", "near": ""},
        ),
    ]
    one = review("R1", met=(), digest=case.digest)
    one.findings[BREADTH]["outcomes"] = met("i1")
    values = {"criterion": "outcomes", "finding": "met", "suitable": "none of this case's items"}
    place = ("indicators", BREADTH, "findings", "outcomes", "cites")
    assert review_problems(one, case, FRAMEWORK) == (Problem("evidence-in-part", place, values=values),)


def test_each_problem_of_a_printed_outcome_or_a_moderation_says_so_too():
    printed = {
        "width": PublishedBar("good", (), None),
        STRENGTH: PublishedBar("great", ("smiles",), None),
    }
    width = unknown("indicator", ("indicators", "width"), "width", at="key")
    great = unknown("bar", ("indicators", STRENGTH, "bar"), "great")
    smiles = unknown("criterion", ("indicators", STRENGTH, "confirmed", 0), "smiles")
    assert published_problems(printed, FRAMEWORK) == (width, great, smiles)
    record = ModerationFacts("x", "M1", 1, "2025-01-01", OTHER_DIGEST, {"width": "good", STRENGTH: "great"})
    assert moderation_problems(record, FRAMEWORK) == (width, great)


def test_a_near_miss_is_told_with_what_was_probably_meant():
    case = facts(evaluation(), impacts=[impact(kind="anecdotal")])
    one = review("R1", {STRENGTH: "promissing", "breadth-of-impacts": "good"}, met=(), digest=case.digest)
    one.findings[STRENGTH] |= {
        "evaluatd": FindingFact("not-met"),
        "reviewed": FindingFact("not-mett"),
        "findings-shared": met("ee1"),
    }
    near = {
        p.values["found"]: p.values["near"]
        for p in review_problems(one, case, FRAMEWORK)
        if "near" in p.values
    }
    assert near == {
        "promissing": "promising",
        "breadth-of-impacts": "breadth-of-impact",
        "evaluatd": "evaluated",
        "not-mett": "not-met",
        "ee1": "e1",
    }


def test_an_item_that_names_nobody_is_not_by_an_outsider():
    selectors = [Selector.model_validate({"list": "replication", "by_outsider": True})]
    record = case_study(replication=[{"id": "r1", "where": "Durham", "date": "2024"}])
    assert supporting(record, selectors, frozenset(), KEYS) == frozenset()


def test_a_cases_own_facts_are_those_of_its_record():
    for draft in (True, False):
        case = facts(evaluation(), draft=draft, title="A title")
        record = case_study(evaluation(), draft=draft, title="A title")
        assert (case.slug, case.path, case.kind) == ("a-case", "casestudies/a-case.yaml", "case-study")
        assert (case.digest, case.text_digest) == digests(record)
        assert (case.draft, case.evidence) == (draft, {"e1"})
