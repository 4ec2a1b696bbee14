"""``review``: what waits for whom, panels, confirmations, and reviews that come by post."""

import json
import re
import shutil
from pathlib import Path

import pytest
from cli_runs import one_line

import wwis_evidence
from wwis_evidence.documents import read

STARTER = Path(wwis_evidence.__file__).parent / "starter"
DAY = ("--as-of", "2026-11-21")


@pytest.fixture
def root(root):
    """The small library with somebody on the register who may review its case and has not."""
    path = root / "reviews/reviewers.yaml"
    text = path.read_text("utf-8")
    assert text.count("- Exampleshire") == 1
    path.write_text(text.replace("- Exampleshire", "- Mockham"), "utf-8")
    return root


@pytest.fixture
def example(tmp_path):
    """A copy of the worked example."""
    return Path(shutil.copytree(STARTER, tmp_path / "example"))


@pytest.fixture
def changed(root):
    """The small library after a figure of its reviewed case was corrected."""
    path = root / "casestudies/early-talk.yaml"
    text = path.read_text("utf-8")
    assert "method: internal-evaluation" in text
    path.write_text(text.replace("method: internal-evaluation", "method: peer-review"), "utf-8")
    return root


def status(wwis, root, slug):
    answer = wwis("review", "status", slug, "--library", root, *DAY, "--format", "json")
    return json.loads(answer.out)["items"][0]


def test_status_says_who_is_still_needed(wwis, root):
    (root / "reviews/early-talk/R02.yaml").unlink()
    text = wwis("review", "status", "early-talk", "--library", root, *DAY).out
    assert "waits for one more reviewer, a parent carer or young person" in text
    assert "R01  local authority: has reviewed" in text


def test_status_names_those_of_the_panel_who_have_not_reviewed(wwis, root):
    panel = "schema: 1\nkind: panel\ndate: 2026-03-01\nreviewers:\n  - R01\n  - R02\n  - R03\n  - R04\n"
    (root / "reviews/early-talk/panel.yaml").write_text(panel, "utf-8")
    found = status(wwis, root, "early-talk")
    assert {p["reviewer"]: p["state"] for p in found["people"]} == {
        "R01": "counting",
        "R02": "counting",
        "R03": "counting",
        "R04": "waiting",
    }
    assert [(need["need"], need["who"]) for need in found["needed"]] == [("members", ["R04"])]


def test_status_of_a_case_that_nobody_was_asked_about(wwis, root):
    found = status(wwis, root, "walking-bus")
    assert found["people"] == []
    assert [need["words"] for need in found["needed"]] == [
        "3 more reviewers, one of them a parent carer or young person"
    ]


def test_status_says_whose_review_is_stale(wwis, changed):
    found = status(wwis, changed, "early-talk")
    assert {person["state"] for person in found["people"]} == {"stale"}
    assert [(need["need"], need["who"]) for need in found["needed"]] == [("again", ["R01", "R02", "R03"])]


def test_status_lists_only_cases_that_wait(wwis, example):
    text = wwis("review", "status", "--library", example, *DAY).out
    assert "inclusion-hub: in-moderation" in text
    assert "early-talk:" not in text
    assert text.endswith("wait for nothing.\n")


def test_a_confirmed_review_has_every_score_and_the_present_digest(wwis, changed):
    earlier = read((changed / "reviews/early-talk/R02.yaml").read_bytes()).data
    done = wwis(
        *("review", "confirm", "early-talk", "--reviewer", "R02", "--date", "2026-11-20"),
        *("--library", changed, *DAY),
    )
    assert done.status == 0, done.err
    path = changed / "reviews/early-talk/R02.2.yaml"
    now = read(path.read_bytes()).data
    assert now["indicators"] == earlier["indicators"]
    assert now["digest"] != earlier["digest"]
    assert now["date"] == "2026-11-20"
    assert wwis("fmt", "--check", "--library", changed).status == 0
    rated = json.loads(wwis("rate", "early-talk", "--library", changed, *DAY, "--format", "json").out)
    assert rated["items"][0]["counting"] == ["R02"]


@pytest.mark.parametrize(
    ("reviewer", "date", "words"),
    [
        ("R04", "2026-11-20", "has not reviewed"),
        ("R02", "2025-01-01", "earlier day"),
        ("R77", "2026-11-20", "not on the register"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_in_one_line(wwis, changed, reviewer, date, words):
    said = wwis(
        *("review", "confirm", "early-talk", "--reviewer", reviewer, "--date", date, "--library", changed)
    )
    assert said.status == 2
    assert one_line(said.err)
    assert words in said.err


def test_a_review_of_the_present_evidence_needs_no_confirming(wwis, root):
    said = wwis("review", "confirm", "early-talk", "--reviewer", "R02", "--library", root, *DAY)
    assert (said.status, one_line(said.err)) == (2, True)
    assert not (root / "reviews/early-talk/R02.2.yaml").exists()


def test_scores_that_rest_on_evidence_which_has_gone_cannot_be_confirmed(wwis, root):
    path = root / "casestudies/early-talk.yaml"
    path.write_text(path.read_text("utf-8").replace("yearly-review", "annual-review"), "utf-8")
    said = wwis("review", "confirm", "early-talk", "--reviewer", "R02", "--library", root, *DAY)
    assert (said.status, one_line(said.err)) == (2, True)
    assert "[unknown-evidence]" in said.err


def by_post(root, tmp_path, change=lambda text: text):
    """R02's review as it came by e-mail, and no longer on file."""
    path = root / "reviews/early-talk/R02.yaml"
    text = path.read_text("utf-8")
    path.unlink()
    came = tmp_path / "review (final).yaml"
    came.write_bytes(change(text).encode())
    return came, text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_review_that_came_by_post_is_filed_at_its_place(wwis, root, tmp_path, end):
    came, text = by_post(root, tmp_path, lambda text: text.replace("\n", end))
    assert wwis("review", "receive", came, "--library", root, *DAY).status == 0
    assert (root / "reviews/early-talk/R02.yaml").read_text("utf-8") == text


def test_a_review_that_is_on_file_is_not_filed_twice(wwis, root, tmp_path):
    came, _ = by_post(root, tmp_path)
    wwis("review", "receive", came, "--library", root, *DAY)
    assert one_line(wwis("review", "receive", came, "--library", root, *DAY).err)
    assert not (root / "reviews/early-talk/R02.2.yaml").exists()


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (("bar: good", "bar: superb"), "unknown-bar"),
        (("kind: review", "kind: panel"), "not a review"),
        (("reviewer: R02", "reviewer: ../../R02"), "wrong-id"),
        (("reviewer: R02", "reviewer: R77"), "not on the register"),
        (("digest: sha256:.{8}", "digest: sha256:00000000"), "say which it is of"),
        (("schema: 1", "schema: 1\nschema: 1"), "yaml-duplicate-key"),
    ],
)
def test_what_cannot_be_filed_is_refused_in_one_line(wwis, root, tmp_path, slip, words):
    came, _ = by_post(root, tmp_path, lambda text: re.sub(*slip, text, count=1))
    said = wwis("review", "receive", came, "--library", root, *DAY)
    assert said.status == 2
    assert one_line(said.err)
    assert words in said.err
    assert sorted(path.name for path in (root / "reviews/early-talk").iterdir()) == ["R01.yaml", "R03.yaml"]


def test_a_review_is_not_filed_under_another_case(wwis, root, tmp_path):
    came, _ = by_post(root, tmp_path)
    said = wwis("review", "receive", came, "walking-bus", "--library", root, *DAY)
    assert "is a review of early-talk" in said.err


def assign(wwis, root, slug, *more):
    return wwis("review", "assign", slug, "--library", root, *DAY, *more)


def test_a_panel_is_written_only_when_asked_for_and_never_over_another(wwis, example):
    place = example / "reviews/post-16-bridge/panel.yaml"
    assert assign(wwis, example, "post-16-bridge", "--seed", "4").status == 0
    assert not place.exists()
    assert assign(wwis, example, "post-16-bridge", "--seed", "4", "--write").status == 0
    raw = place.read_bytes()
    assert len(read(raw).data["reviewers"]) == 3
    assert wwis("fmt", "--check", "--library", example).status == 0
    assert one_line(assign(wwis, example, "post-16-bridge", "--seed", "5", "--write").err)
    assert place.read_bytes() == raw


def test_a_panel_is_not_fixed_after_the_fact(wwis, root):
    said = assign(wwis, root, "early-talk", "--seed", "4", "--write")
    assert (said.status, one_line(said.err)) == (2, True)


def test_a_panel_says_why_each_of_the_others_is_not_on_it(wwis, example):
    answer = json.loads(assign(wwis, example, "post-16-bridge", "--seed", "4", "--format", "json").out)
    told = [one["reviewer"] for part in ("panel", "excluded", "not_needed") for one in answer[part]]
    register = read((example / "reviews/reviewers.yaml").read_bytes()).data["reviewers"]
    assert sorted(told) == sorted({entry["id"] for entry in register})
    reasons = {one["reviewer"]: one["reason"] for one in answer["excluded"]}
    assert reasons == {"R02": "conflict", "R06": "conflict", "R10": "not-active"}


def test_where_nobody_with_lived_experience_can_be_asked_there_is_no_panel(wwis, root):
    path = root / "reviews/reviewers.yaml"
    path.write_text(path.read_text("utf-8").replace("parent-carer", "education"), "utf-8")
    said = assign(wwis, root, "walking-bus", "--seed", "1", "--write")
    assert said.status == 1
    assert "nobody with lived experience can be asked" in said.out
    assert not (root / "reviews/walking-bus/panel.yaml").exists()
