"""What a bundle says is what the library says, and it can be worked out again without the library."""

import json
from datetime import date

import pytest
from altering import leaves
from proof_example import AS_OF, STARTER

from wwis_evidence.frameworks import shipped_framework_bytes
from wwis_evidence.library import build_library
from wwis_evidence.proof import NothingToProveError, make_bundle, parse_bundle, verify
from wwis_evidence.proof.seal import seal
from wwis_evidence.records.digests import digest_of
from wwis_evidence.reports.answers import item_answer
from wwis_evidence.sources import folder


def test_every_public_item_has_a_bundle_that_says_what_the_library_says_and_holds(worked_example):
    for rating in worked_example.ratings(AS_OF):
        if rating.public:
            bundle = json.loads(json.dumps(make_bundle(worked_example, rating.slug, AS_OF)))
            assert bundle["derivation"] == json.loads(json.dumps(item_answer(rating, worked_example)))
            assert verify(bundle).holds


def test_an_item_without_a_public_rating_has_nothing_to_prove(worked_example):
    statuses = set()
    for rating in worked_example.ratings(AS_OF):
        if not rating.public:
            with pytest.raises(NothingToProveError) as raised:
                make_bundle(worked_example, rating.slug, AS_OF)
            assert raised.value.status == rating.status
            statuses.add(rating.status)
    assert statuses == {"awaiting-reviewers", "in-moderation", "withdrawn", "superseded", "draft"}


def test_the_digest_can_be_recomputed_from_the_evidence_alone(worked_example):
    bundle = make_bundle(worked_example, "travel-training", AS_OF)
    assert digest_of(bundle["evidence"]) == worked_example.dossiers["travel-training"].case.digest


def test_the_same_library_gives_the_same_bundle_in_any_order_of_files(worked_example):
    again = build_library(reversed(list(folder(STARTER))))
    one, other = (make_bundle(lib, "travel-training", AS_OF) for lib in (worked_example, again))
    assert json.dumps(one) == json.dumps(other)


def test_the_day_decides_the_status_in_the_bundle_as_in_the_library(worked_example):
    for day, status in ((date(2026, 11, 1), "vetted"), (date(2029, 1, 1), "review-due")):
        bundle = make_bundle(worked_example, "early-talk", day)
        assert bundle["result"]["status"] == status
        assert verify(bundle).holds


def test_only_reasons_of_counting_reviews_are_shown(worked_example):
    bundle = make_bundle(worked_example, "sensory-schools", AS_OF)
    counting = {review.review.path for review in worked_example.rate("sensory-schools", AS_OF).counting}
    assert {r["facts"]["path"] for r in bundle["reviews"] if r["because"]} == counting
    assert len(bundle["reviews"]) > len(counting)


def test_the_register_shows_nobody_who_has_no_part_in_it(worked_example):
    bundle = make_bundle(worked_example, "travel-training", AS_OF)
    assert set(bundle["register"]) == {"R01", "R08", "R12", "R09", "R11"}


def with_framework(text):
    return [*folder(STARTER), ("framework.yaml", text.encode())]


def test_a_bundle_of_an_older_framework_version_verifies_under_the_text_it_carries(worked_example):
    """The bundle outlives the rule that made it: the library has moved on, and its rating with it."""
    text = shipped_framework_bytes().decode()
    newer_text = (
        text.replace('version: "2024.1"', 'version: "2027.1"')
        .replace("accepts: []", 'accepts:\n  - "2024.1"')
        .replace("at_least: 36", "at_least: 600")
        .replace(
            "          - evaluated\n          - any_of",
            "          - evaluated\n          - independent\n          - any_of",
        )
    )
    newer = build_library(with_framework(newer_text))
    assert newer.framework_usable
    old, new = (make_bundle(lib, "early-talk", AS_OF) for lib in (worked_example, newer))
    assert old["result"]["indicators"] != new["result"]["indicators"]
    assert old["framework"]["version"] == "2024.1"
    assert new["framework"]["version"] == "2027.1"
    for bundle in (old, new):
        assert verify(json.loads(json.dumps(bundle))).holds
    assert not verify(seal({**old, "framework": new["framework"]})).holds


def test_a_framework_file_keeps_its_bytes_in_a_bundle():
    """A mark at its beginning and line ends of another system are part of what its sha256 covers."""
    raw = "\ufeff" + shipped_framework_bytes().decode().replace("\n", "\r\n")
    bundle = make_bundle(build_library(with_framework(raw)), "early-talk", AS_OF)
    assert verify(parse_bundle(json.dumps(bundle).encode())).holds


def test_an_earlier_version_may_have_told_less_of_how_the_rating_came_about(bundle_text):
    bundle = json.loads(bundle_text("early-talk"))
    del bundle["derivation"]["due"], bundle["derivation"]["indicators"]["strength-of-evidence"]["without_one"]
    assert verify(seal(bundle)).holds
    del bundle["result"]["due"]
    assert [d.path for d in verify(seal(bundle)).differences] == [("result", "due")]


def test_every_part_has_a_digest(bundle_text):
    bundle = json.loads(bundle_text("travel-training"))
    for path in leaves(bundle):
        if path[0] not in {"parts", "seal"}:
            assert path[0] in bundle["parts"] or f"{path[0]}.{path[1]}" in bundle["parts"]
