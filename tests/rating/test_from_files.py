"""From files to the facts of a dossier: what counts as a review, a panel, an appeal, one's own framework."""

import copy
import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from dossiers import BREADTH, FRAMEWORK, STRENGTH, bar_of, counts
from random_frameworks import seeded, sound_data
from ruamel.yaml import YAML

import wwis_evidence
from wwis_evidence.checks.run import check_library
from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.rating.facts import FindingFact, ModerationFacts, RegisterFacts, ReviewFacts, review_facts
from wwis_evidence.records.review import Review
from wwis_evidence.sources import folder
from wwis_evidence.vocabulary import Areas

CASE = {
    "schema": 1,
    "kind": "case-study",
    "title": "A case",
    "local_areas": ["Sampleton"],
    "sustained": {"from": "2020", "to": "ongoing", "as_of": "2025-01"},
    "evaluation": [
        {"id": "e1", "method": "internal-evaluation", "by": "Sampleton Council", "date": "2024"},
    ],
}
ENTRIES = {
    "R1": ("parent-carer", "Leeds"),
    "R2": ("health", None),
    "R3": ("local-authority", "Durham"),
    "R4": ("research", None),
    "R5": ("health", "Sampleton City Council"),
    "M1": ("moderator", None),
}
REGISTER = {
    "schema": 1,
    "kind": "reviewer-register",
    "reviewers": [
        {"id": name, "roles": [role], "areas": [area] if area else [], "active_from": 2022}
        for name, (role, area) in ENTRIES.items()
    ],
}
SETTINGS = {"schema": 1, "title": "A library", "extra_local_areas": ["Sampleton"]}
AS_OF = date(2026, 1, 1)


def text(data):
    written = BytesIO()
    YAML().dump(json.loads(json.dumps(data)), written)  # no object twice: it would be written as an alias
    return written.getvalue()


def build(files, case=CASE):
    every = {
        "library.yaml": SETTINGS,
        "reviews/reviewers.yaml": REGISTER,
        "casestudies/a-case.yaml": case,
        **{f"reviews/a-case/{name}.yaml": data for name, data in files.items() if "/" not in name},
        **{name: data for name, data in files.items() if "/" in name},
    }
    return build_library(
        (path, data if isinstance(data, bytes) else text(data)) for path, data in every.items()
    )


DIGEST = build({}).dossiers["a-case"].case.digest


def review(reviewer, bar="promising", **more):
    met = {"finding": "met", "cites": ["e1"], "because": "It says so."}
    no = {"finding": "not-met", "because": "It does not say so."}
    return {
        "schema": 1,
        "kind": "review",
        "reviewer": reviewer,
        "date": "2025-06-01",
        "digest": DIGEST,
        "interests": "none",
        "indicators": {
            name: {
                "findings": {c: met if c in {"reviewed", "evaluated"} else no for c in indicator.scored},
                "bar": bar,
                "because": "It fits best.",
            }
            for name, indicator in FRAMEWORK.indicators.items()
        },
        **more,
    }


THREE = {name: review(name) for name in ("R1", "R2", "R3")}


def rating(files, **more):
    return build(files, **more).rate("a-case", AS_OF)


def test_three_reviews_rate_a_case():
    found = rating(THREE)
    assert counts(found) == (["R1", "R2", "R3"], [])
    assert (bar_of(found), found.indicators[1].no_bar) == ("promising", "not-evidenced")
    assert found.due == date(2027, 6, 1)


def without_bar(reviewer):
    data = review(reviewer)
    del data["indicators"][BREADTH]["bar"]
    return data


def uncited(reviewer):
    data = copy.deepcopy(review(reviewer))
    data["indicators"][STRENGTH]["findings"]["baseline"] = {"finding": "met", "because": "I think so."}
    return data


@pytest.mark.parametrize(
    "broken",
    [
        b"reviewer: [R4\n",
        b"",
        text(review("R2")),
        text(without_bar("R4")),
        text(uncited("R4")),
        text(review("R4", "excellent")),
        text(review("R4", colour="red")),
        text({**review("R4"), "kind": "case-study"}),
        text(review("R4")) + b"date: 2025-06-01\n",
    ],
)
def test_a_file_that_is_no_valid_review_is_listed_as_invalid_by_its_name(broken):
    found = rating({**THREE, "R4": broken})
    assert counts(found) == (["R1", "R2", "R3"], [("R4", "invalid")])
    assert found.not_counting[0].reviewer == "R4"


def test_the_number_in_a_files_name_says_which_of_a_days_reviews_is_newer():
    found = rating({**THREE, "R2.2": review("R2", "good"), "R2.10": review("R2", "emerging")})
    assert counts(found)[1] == [("R2", "superseded"), ("R2.2", "superseded")]
    assert [c.review.sequence for c in found.counting] == [1, 10, 1]


def test_a_fictional_areas_council_is_that_area_when_conflicts_are_looked_for():
    assert counts(rating({**THREE, "R5": review("R5")}))[1] == [("R5", "conflict")]
    elsewhere = {**CASE, "local_areas": ["Leeds City Council"]}
    found = build({"R1": review("R1")}, case=elsewhere)
    digest = found.dossiers["a-case"].case.digest
    assert counts(rating({"R1": review("R1", digest=digest)}, case=elsewhere))[1] == [("R1", "conflict")]


def test_evidence_that_changes_makes_reviews_stale_and_words_do_not():
    assert rating(THREE, case={**CASE, "title": "Another title"}).status == "vetted"
    changed = {**CASE, "organisations": ["A trust"]}
    assert counts(rating(THREE, case=changed)) == ([], [(n, "stale") for n in ("R1", "R2", "R3")])


def test_a_panel_on_file_is_who_was_asked_and_who_could_not():
    record = {"schema": 1, "kind": "panel", "date": "2025-05-01", "reviewers": ["R1", "R2", "R3", "R4"]}
    assert rating({**THREE, "panel": record}).status == "awaiting-reviewers"
    record["absent"] = [{"reviewer": "R4", "because": "Away."}]
    found = rating({**THREE, "panel": record})
    assert (found.status, found.panel_fixed_in_advance) == ("vetted", True)


@pytest.mark.parametrize(
    ("outcome", "by", "set_aside"),
    [
        ("upheld", "M1", True),
        ("upheld", "R2", False),
        ("upheld", "R9", False),
        ("not-upheld", "M1", False),
        ("pending", None, False),
    ],
)
def test_an_appeal_sets_reviews_aside_only_where_a_moderator_upheld_it(outcome, by, set_aside):
    appeal = {
        "schema": 1,
        "kind": "appeal",
        "by": "Sampleton",
        "date": "2025-07-01",
        "grounds": "A ground.",
        "outcome": outcome,
        "sets_aside": ["R3", "R4"],
        **({"because": "A reason.", "decided_by": by} if by else {}),
    }
    found = rating({**THREE, "R4": review("R4"), "appeal.2": appeal})
    expected = [("R3", "set-aside"), ("R4", "set-aside")] if set_aside else []
    assert counts(found) == (["R1", "R2"] + ([] if set_aside else ["R3", "R4"]), expected)


def appeal(**more):
    return {
        "schema": 1,
        "kind": "appeal",
        "by": "Sampleton",
        "date": "2025-07-01",
        "grounds": "A ground.",
        "outcome": "upheld",
        "sets_aside": ["R3"],
        "because": "A reason.",
        "decided_by": "M1",
        **more,
    }


@pytest.mark.parametrize(
    ("beside", "tie", "code"),
    [
        ({"M1": review("M1")}, {}, "appeal-own-decision"),
        ({"moderation": "M1"}, {}, "appeal-own-decision"),
        ({}, {"areas": ["Sampleton City Council"]}, "appeal-own-decision"),
        ({}, {"areas": ["Leeds"]}, None),
        ({}, {"areas": ["Sampleton"], "active_to": "2025-06-30"}, None),
        ({"moderation": "M2"}, {}, None),
    ],
    ids=["reviewed", "moderated", "tied", "tied-to-others", "tied-once", "another-moderated"],
)
def test_an_appeal_is_decided_by_a_moderator_who_took_no_part(beside, tie, code):
    """Else nobody is set aside, and the check says why."""
    entries = [entry for entry in REGISTER["reviewers"] if entry["id"] != "M1"]
    entries += [{"id": name, "roles": ["moderator"], "active_from": 2022} for name in ("M1", "M2")]
    entries[-2] = {**entries[-2], **tie}
    if "moderation" in beside:
        beside = {"moderation": {**moderation(strength="promising"), "moderator": beside["moderation"]}}
    files = {**THREE, **beside, "appeal": appeal()}
    library = build({**files, "reviews/reviewers.yaml": {**REGISTER, "reviewers": entries}})
    assert library.dossiers["a-case"].set_aside == (frozenset() if code else frozenset({"R3"}))
    found = [f.code for f in check_library(library, AS_OF) if f.path.endswith("/appeal.yaml")]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("interests", "may"),
    [
        ("none", True),
        ({"declared": "A friend works there."}, False),
        ({"declared": "A friend works there.", "ruling": "may-review", "by": "M1"}, True),
        ({"declared": "A friend works there.", "ruling": "may-review", "by": "R3"}, False),
        ({"declared": "A friend works there.", "ruling": "sits-out", "by": "M1"}, False),
    ],
)
def test_an_interest_declared_counts_against_a_review_until_a_moderator_rules(interests, may):
    found = rating({**THREE, "R2": review("R2", interests=interests)})
    assert counts(found)[1] == ([] if may else [("R2", "interest")])
    facts = build({"R2": review("R2", interests=interests)}).dossiers["a-case"].reviews[0]
    ruled = interests.get("ruling", "undecided") if isinstance(interests, dict) else None
    assert (facts.valid, facts.interest) == (True, ruled)


def moderation(**bars):
    names = {"strength": STRENGTH, "breadth": BREADTH, "width": "width"}
    return {
        "schema": 1,
        "kind": "moderation",
        "moderator": "M1",
        "date": "2025-07-01",
        "digest": DIGEST,
        "indicators": {names[name]: {"bar": bar, "because": "So."} for name, bar in bars.items()},
    }


def test_a_moderation_on_file_settles_or_is_listed_as_invalid():
    apart = {**THREE, "R3": review("R3", "robust")}
    assert rating(apart).status == "in-moderation"
    good = {"moderation": moderation(strength="promising", breadth="good")}
    assert rating({**apart, **good}).status == "vetted"
    for wrong in (moderation(strength="best", breadth="good"), moderation(strength="good", width="good")):
        found = rating({**apart, "moderation": wrong})
        assert {m.reason for m in found.moderations} == {"invalid"}
        assert found.status == "in-moderation"


def test_a_printed_outcome_on_file_is_used_unless_it_names_what_is_unknown():
    printed = {
        "schema": 1,
        "kind": "published-panel",
        "publisher": "A programme",
        "url": "https://a.example/",
        "accessed": "2025",
        "indicators": {
            STRENGTH: {"bar": "good", "confirmed": "not-seen"},
            BREADTH: {"bar": "good", "stated_count": 3},
        },
    }
    found = rating({"published-panel": printed})
    assert (found.basis, bar_of(found)) == ("published-panel", "good")
    assert [one.ceiling_state for one in found.indicators] == ["unknown", "computed"]
    printed["indicators"][STRENGTH]["bar"] = "splendid"
    assert rating({"published-panel": printed}).basis == "none"


def test_the_librarys_own_review_period_holds():
    library = build(THREE)
    assert library.rate("a-case", AS_OF).due == date(2027, 6, 1)
    files = {file.path: file.raw for file in library.files.values() if file.place}
    files["library.yaml"] = text({**SETTINGS, "review_period_months": 6})
    assert build_library(files.items()).rate("a-case", AS_OF).due == date(2025, 12, 1)


def test_a_sound_framework_of_ones_own_is_used_and_an_unsound_one_rates_nothing():
    own = sound_data(seeded(11))
    files = {"casestudies/a-case.yaml": CASE, "framework.yaml": own}
    library = build_library((path, text(data)) for path, data in files.items())
    assert (library.framework_usable, library.framework.reference) == (True, "random@2")
    own["consensus"] = "mean"
    for broken in (text(own), b"schema: [1\n"):
        library = build_library([("casestudies/a-case.yaml", text(CASE)), ("framework.yaml", broken)])
        assert (library.framework_usable, library.framework) == (False, shipped_framework())
        assert library.files["framework.yaml"].problems


def test_a_case_that_cannot_be_read_leaves_the_others():
    library = build({"casestudies/another.yaml": b"title: [\n", "casestudies/third-case.yaml": CASE})
    assert list(library.dossiers) == ["a-case", "third-case"]
    assert [one.slug for one in library.ratings(AS_OF)] == ["a-case", "third-case"]
    assert library.files["casestudies/another.yaml"].problems


def test_a_panel_record_that_cannot_be_read_leaves_nobody_known_to_be_on_it():
    """Otherwise anyone's review would count until the file is mended."""
    starter = Path(wwis_evidence.__file__).parent / "starter"
    pairs = dict(folder(starter))
    path = "reviews/family-link-workers/panel.yaml"
    pairs[path] = pairs[path].replace(b"reviewers:", b"reviewrs:")
    rating = build_library(pairs.items()).rate("family-link-workers", date(2026, 11, 21))
    assert rating.status == "awaiting-reviewers"
    assert {left.reason for left in rating.not_counting} == {"not-on-panel"}


def test_every_fact_of_a_review_a_moderation_and_a_register_entry_comes_from_its_file():
    declared = {"declared": "A friend works there.", "ruling": "may-review", "by": "M1"}
    text_digest = "sha256:" + "c" * 64
    data = review("R2", framework=FRAMEWORK.reference, text_digest=text_digest, interests=declared)
    library = build({"R2.2": data, "moderation.3": moderation(strength="good")})
    (facts,), (record,) = library.dossiers["a-case"].reviews, library.dossiers["a-case"].moderations
    assert facts == ReviewFacts(
        path="reviews/a-case/R2.2.yaml",
        reviewer="R2",
        sequence=2,
        valid=True,
        date="2025-06-01",
        framework=FRAMEWORK.reference,
        digest=DIGEST,
        text_digest=text_digest,
        interest="may-review",
        ruled_by="M1",
        bars=dict.fromkeys(FRAMEWORK.indicators, "promising"),
        findings={
            name: {
                criterion: FindingFact(finding["finding"], tuple(finding.get("cites", ())))
                for criterion, finding in indicator["findings"].items()
            }
            for name, indicator in data["indicators"].items()
        },
    )
    path = "reviews/a-case/moderation.3.yaml"
    assert record == ModerationFacts(path, "M1", 3, "2025-07-01", DIGEST, {STRENGTH: "good"})
    leeds = Areas.load(()).keys("Leeds")
    assert library.register["R1"] == (
        RegisterFacts("R1", ("parent-carer",), leeds, "2022-01-01", "9999-12-31"),
    )


def test_a_review_is_valid_and_names_its_reviewer_before_anything_is_held_against_it():
    record = Review.model_validate(json.loads(json.dumps(review("R2"))))
    facts = review_facts("reviews/a-case/R2.yaml", 1, record)
    assert (facts.valid, facts.reviewer, facts.framework, facts.text_digest) == (True, "R2", None, None)
