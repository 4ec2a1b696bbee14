"""The answers for tools have exactly the keys, types and order of the data contract (schema 1)."""

import json
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.frameworks import shipped_framework

STARTER = Path(wwis_evidence.__file__).parent / "starter"
BARS = {"emerging", "promising", "good", "robust"}
STATUSES = {"withdrawn", "superseded", "draft", "awaiting-reviewers", "in-moderation", "review-due", "vetted"}
REASONS = {
    "invalid",
    "superseded",
    "stale",
    "other-framework",
    "not-on-register",
    "not-active",
    "conflict",
    "interest",
    "not-on-panel",
    "set-aside",
}
ITEM = {
    "slug",
    "kind",
    "status",
    "basis",
    "digest",
    "text_digest",
    "counting",
    "not_counting",
    "indicators",
}
INDICATOR = {
    "bar",
    "position",
    "of",
    "no_bar",
    "ceiling",
    "ceiling_state",
    "panel",
    "moderated",
    "decided_by",
    "confirmed",
    "stated_count",
    "lowest",
    "highest",
    "fragile",
    "moves_up",
    "moves_down",
    "lived_experience_differs",
}
ALWAYS_THERE = {"of", "no_bar"}


@pytest.fixture
def rated(wwis):
    return json.loads(wwis("rate", "--format", "json", "--library", STARTER, "--as-of", "2026-11-21").out)


def test_rate_begins_with_schema_framework_day_and_items(rated):
    assert list(rated) == ["schema", "framework", "as_of", "items"]
    assert (rated["schema"], rated["as_of"]) == (1, "2026-11-21")
    framework = shipped_framework()
    assert rated["framework"] == {
        "id": framework.id,
        "version": framework.version,
        "sha256": framework.sha256,
    }


def test_items_stand_by_slug_reviewers_by_id_and_criteria_in_the_frameworks_order(rated):
    slugs = [item["slug"] for item in rated["items"]]
    assert slugs == sorted(slugs)
    framework = shipped_framework()
    for item in rated["items"]:
        assert item["counting"] == sorted(item["counting"])
        reviewers = [left["reviewer"] for left in item["not_counting"]]
        assert reviewers == sorted(reviewers)
        assert list(item["indicators"]) == list(framework.indicators)
        for name, part in item["indicators"].items():
            order = framework.indicators[name].criteria
            lists = [part["confirmed"], part["lived_experience_differs"]]
            lists += [move["criteria"] for move in (part["moves_up"] or []) + (part["moves_down"] or [])]
            for named in filter(None, lists):
                assert named == sorted(named, key=order.index)


def test_every_item_has_every_key_of_the_right_type(rated):
    for item in rated["items"]:
        assert item.keys() >= ITEM, item["slug"]
        assert item["kind"] in {"case-study", "research-report"}
        assert item["status"] in STATUSES
        assert item["basis"] in {"own-panel", "published-panel", "none"}
        for key in ("digest", "text_digest"):
            assert item[key].startswith("sha256:")
            assert len(item[key]) == 71
        assert all(isinstance(reviewer, str) for reviewer in item["counting"])
        for left in item["not_counting"]:
            assert left.keys() == {"reviewer", "file", "reason"}
            assert left["reason"] in REASONS
            assert left["file"] == f"reviews/{item['slug']}/{Path(left['file']).name}"


def test_every_indicator_has_every_key_of_the_right_type(rated):
    for item in rated["items"]:
        for part in item["indicators"].values():
            assert part.keys() >= INDICATOR
            for key in ("bar", "ceiling", "panel", "moderated", "lowest", "highest"):
                assert part[key] is None or part[key] in BARS, key
            assert part["of"] == 4
            assert part["position"] in {None, 1, 2, 3, 4}
            assert (part["bar"] is None) == (part["position"] is None) == (part["no_bar"] is not None)
            assert part["no_bar"] in {
                None,
                "awaiting-reviewers",
                "in-moderation",
                "not-evidenced",
                "draft",
                "withdrawn",
                "superseded",
            }
            assert part["ceiling_state"] in {None, "computed", "none-confirmed", "unknown", "not-rated"}
            assert part["decided_by"] in {None, "ceiling", "panel", "moderation", "both", "published"}
            assert part["stated_count"] is None or type(part["stated_count"]) is int
            assert part["fragile"] is None or type(part["fragile"]) is bool
            for key in ("confirmed", "lived_experience_differs", "moves_up", "moves_down"):
                assert part[key] is None or isinstance(part[key], list)
            for move in (part["moves_up"] or []) + (part["moves_down"] or []):
                assert move.keys() <= {"criteria", "panel", "moderated"}
                assert "criteria" in move
                assert {move.get("panel"), move.get("moderated")} <= {*BARS, None}


def test_below_quorum_and_for_what_has_ended_all_rating_fields_are_null(rated):
    seen = set()
    for item in rated["items"]:
        for part in item["indicators"].values():
            if part["no_bar"] in {"awaiting-reviewers", "draft", "withdrawn", "superseded"}:
                seen.add(part["no_bar"])
                for key in INDICATOR - ALWAYS_THERE - {"ceiling_state"}:
                    assert part[key] is None, (item["slug"], key)
                assert part["ceiling_state"] in {None, "not-rated"}
    assert seen == {"awaiting-reviewers", "draft", "withdrawn", "superseded"}


def test_in_moderation_only_bar_and_position_are_withheld(rated):
    held = [
        part
        for item in rated["items"]
        for part in item["indicators"].values()
        if part["no_bar"] == "in-moderation"
    ]
    assert held
    for part in held:
        assert (part["bar"], part["position"], part["decided_by"]) == (None, None, None)
        assert None not in {part["panel"], part["lowest"], part["highest"], part["ceiling_state"]}
        assert part["confirmed"] is not None


def test_one_slug_gives_the_same_item_alone(wwis, rated):
    out = wwis(
        "rate", "travel-training", "--format", "json", "--library", STARTER, "--as-of", "2026-11-21"
    ).out
    (alone,) = json.loads(out)["items"]
    assert alone in rated["items"]


def test_check_gives_schema_findings_and_how_much_was_checked(wwis):
    answer = json.loads(wwis("check", "--format", "json", "--library", STARTER, "--as-of", "2026-11-21").out)
    assert list(answer) == ["schema", "findings", "checked", "excused"]
    assert answer["excused"] == []
    assert answer["schema"] == 1
    files = {path.name for path in (STARTER / "casestudies").glob("*.yaml")}
    assert answer["checked"]["case_studies"] == len(files)
    assert answer["checked"].keys() == {"case_studies", "reviews"}
    places = [(f["path"], f["line"], f["column"]) for f in answer["findings"]]
    assert places == sorted(places)
    for finding in answer["findings"]:
        assert finding.keys() == {
            "code",
            "severity",
            "path",
            "line",
            "column",
            "message",
            "hint",
            "field",
        }
        assert type(finding["line"]) is int
        assert type(finding["column"]) is int
        assert finding["severity"] in {"error", "warning"}
        assert all(isinstance(finding[key], str) for key in ("code", "path", "message", "hint", "field"))


def test_check_with_errors_gives_the_whole_answer_too(wwis, faulty):
    said = wwis("check", "--format", "json", "--library", faulty)
    (finding,) = json.loads(said.out)["findings"]
    assert said.status == 1
    assert finding["field"] == "theme"
    assert (finding["path"], finding["line"], finding["column"]) == ("casestudies/walking-bus.yaml", 5, 8)
