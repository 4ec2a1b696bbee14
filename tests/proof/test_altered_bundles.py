"""Whatever is altered in a bundle, verifying it fails and names the place."""

import json

import pytest
from altering import at, changed, leaves, put

from wwis_evidence.proof import parse_bundle, verify
from wwis_evidence.proof.contents import ABSENT
from wwis_evidence.proof.seal import seal

SLUGS = ["early-talk", "travel-training", "health-passports"]  # own panel, moderated, published
NOT_A_BUNDLE_THEN = {("schema",), ("kind",)}
NOT_OF_THIS_TYPE = "panel", "published", "review_period_months"


def named(path, verdict):
    """Whether a difference names the place, or the part that it is in."""
    if path[0] == "parts":
        return any(path[1] == ".".join(map(str, d.path)) for d in verdict.differences)
    return any(is_near(path, d.path) for d in verdict.differences)


def is_near(path, other):
    """Whether one of two paths leads to the other, or both are the same."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_single_value_changed_fails_and_is_named(slug, bundle_text):
    text = bundle_text(slug)
    paths = [path for path in leaves(json.loads(text)) if path not in NOT_A_BUNDLE_THEN]
    assert len(paths) > 150
    bundle = json.loads(text)
    for path in paths:
        before = at(bundle, path)
        if before is None and path[0] in NOT_OF_THIS_TYPE:
            continue
        put(bundle, path, changed(before))
        verdict = verify(bundle)
        put(bundle, path, before)
        assert not verdict.holds, path
        assert named(path, verdict), (path, verdict.differences)
    assert verify(bundle).holds


@pytest.mark.parametrize("slug", SLUGS)
def test_a_worked_out_value_changed_fails_even_under_a_new_seal(slug, bundle_text):
    """The place, what it was and what it recomputes to are named."""
    original = json.loads(bundle_text(slug))
    for key in ("result", "derivation"):
        for path in leaves(original[key], (key,)):
            bundle = json.loads(bundle_text(slug))
            put(bundle, path, changed(at(bundle, path)))
            verdict = verify(seal(bundle))
            found = [d for d in verdict.differences if is_near(path, d.path)]
            assert found, path
            assert all(d.why == "differs" for d in verdict.differences)


@pytest.mark.parametrize(
    ("slug", "path", "value", "consequence"),
    [
        (
            "early-talk",
            ("reviews", 0, "facts", "findings", "strength-of-evidence", "evaluated", "finding"),
            "not-met",
            ("derivation", "indicators", "strength-of-evidence", "criteria", 1, "findings", 0, "finding"),
        ),
        ("early-talk", ("reviews", 0, "facts", "digest"), "sha256:" + "0" * 64, ("result", "status")),
        (
            "travel-training",
            ("moderations", 1, "bars", "strength-of-evidence"),
            "good",
            ("derivation", "moderations", 1, "bar"),
        ),
        ("travel-training", ("register", "R12", 0, "active_from"), "2026-01-01", ("result", "status")),
        ("health-passports", ("published", "breadth-of-impact", "bar"), "good", None),
        ("early-talk", ("evidence", "local_areas", 0), "Sampleton", ("case", "digest")),
        ("early-talk", ("framework", "text"), None, ("framework", "sha256")),
    ],
)
def test_an_altered_ground_fails_under_a_new_seal_by_what_follows_from_it(
    slug, path, value, consequence, bundle_text
):
    bundle = json.loads(bundle_text(slug))
    before = at(bundle, path)
    if path == ("evidence", "local_areas", 0):
        bundle["names"][value] = bundle["names"][before]
    put(bundle, path, value or before + "# a comment\n")
    paths = [d.path for d in verify(seal(bundle)).differences]
    assert paths
    if consequence:
        assert consequence in paths
    else:
        assert ("result", "indicators", "breadth-of-impact", "bar") in paths


def test_a_reviewer_renamed_everywhere_still_breaks_the_seal_and_each_part_is_named(bundle_text):
    bundle = json.loads(bundle_text("early-talk").replace("R02", "R99"))
    verdict = verify(bundle)
    named_parts = {d.path for d in verdict.differences if d.why == "altered"}
    assert {("reviews", 0), ("register", "R99")} <= named_parts
    assert ("seal",) in {d.path for d in verdict.differences}


def test_a_part_that_is_gone_and_one_that_was_added_are_named(bundle_text):
    bundle = json.loads(bundle_text("early-talk"))
    last = bundle["reviews"].pop()
    differences = {d.path: d for d in verify(bundle).differences}
    assert differences["reviews", len(bundle["reviews"])].now is ABSENT
    bundle["reviews"] += [last, last]
    differences = {d.path: d for d in verify(bundle).differences}
    assert differences["reviews", len(bundle["reviews"]) - 1].was is ABSENT


def reversed_keys(value):
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return [reversed_keys(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("indent", [None, 1, "\t"])
def test_order_of_keys_white_space_and_escapes_do_not_matter(slug, indent, bundle_text):
    data = reversed_keys(json.loads(bundle_text(slug)))
    for ascii_only in (True, False):
        text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
        assert verify(parse_bundle(text.encode())).holds


def test_a_whole_number_written_with_a_point_is_the_same_number(bundle_text):
    text = bundle_text("travel-training").replace('"value": 410.0', '"value": 410')
    assert text != bundle_text("travel-training")
    assert verify(parse_bundle(text.encode())).holds
