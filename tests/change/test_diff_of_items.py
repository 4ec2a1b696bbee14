"""``diff`` tells which items, statuses and ratings a change moves, and why, in real repositories."""

import pytest

from wwis_evidence.frameworks import shipped_framework_bytes

CASE = "casestudies/early-talk.yaml"
ASKS = "              - external-review\n          - sustained-12-months\n"
STRENGTH, BREADTH = "strength-of-evidence", "breadth-of-impact"


def section(text, slug):
    """What a summary says of one item."""
    return text.split(f"\n#### `{slug}`\n", 1)[1].split("\n#", 1)[0]


def test_nothing_changed_is_said_in_one_line(repo):
    repo.branch()
    assert repo.diff().endswith("\n\nNothing changes.\n")
    answer = repo.answer()
    assert answer["base"] == repo.git("rev-parse", "main")
    assert [answer[key] for key in ("items", "register", "exceptions", "files")] == [[], [], [], []]


@pytest.mark.parametrize("repo", ["data/library [*] ü"], indirect=True)
def test_a_library_in_a_folder_of_its_repository_is_compared_with_that_folder(repo):
    repo.branch()
    assert "Nothing changes." in repo.diff()
    repo.take_out("reviews/early-talk/R02.yaml")
    assert [item["slug"] for item in repo.answer()["items"]] == ["early-talk"]


def test_what_others_changed_since_the_branch_left_is_not_told(repo):
    repo.branch()
    repo.git("switch", "-q", "main")
    repo.replace("casestudies/front-door.yaml", "limits: ", "limits: Small. ")
    repo.commit()
    repo.git("switch", "-q", "change")
    assert "Nothing changes." in repo.diff()


def test_a_new_case_waits_for_reviewers_and_needs_lived_experience(repo):
    new = repo.take_out(CASE)
    for name in ("R02", "R05", "R06", "R08"):
        repo.take_out(f"reviews/early-talk/{name}.yaml")
    repo.branch()
    repo.put_back(new)
    item = repo.item("early-talk")
    assert (item["before"]["unrated"], item["after"]["status"]) == ("absent", "awaiting-reviewers")
    assert item["after"]["needs"] == {
        "reviews": 3,
        "one_of": ["parent-carer", "young-person"],
        "waiting_for": [],
        "moderation": [],
    }
    said = section(repo.diff(), "early-talk")
    assert "- Status: Not in the library → Waiting for reviewers\n" in said
    assert (
        "**Still needed:** 3 more reviews that count, at least one of them by a parent carer or young person."
    ) in said


def test_a_review_that_completes_a_panel_brings_the_rating_and_its_reasons(repo):
    new = repo.take_out("reviews/early-talk/R02.yaml")
    repo.branch()
    repo.put_back(new)
    item = repo.item("early-talk")
    assert [item[side]["panel_complete"] for side in ("before", "after")] == [False, True]
    assert [item[side]["status"] for side in ("before", "after")] == ["awaiting-reviewers", "vetted"]
    assert {name: moved["before"] for name, moved in item["moved"].items()} == {STRENGTH: None, BREADTH: None}
    assert item["moved"][STRENGTH]["after"]["bar"] == "good"
    assert [(r["reviewer"], r["before"], r["after"]) for r in item["reviews"]] == [
        ("R02", "absent", "counts")
    ]
    said = section(repo.diff(), "early-talk")
    assert "- Strength of evidence: none → Good, 3rd of 4\n" in said
    assert "  - The facts and the reviewers' judgement agree.\n" in said
    assert "  - What would lift it: “Independent evaluation” confirmed, and a bar of" in said
    assert "R02 (parent carer): a new review, which counts." in said
    assert "Still needed" not in said


def test_one_review_short_tells_whose_is_needed(repo):
    held = repo.take_out("reviews/early-talk/R02.yaml", "reviews/early-talk/R06.yaml")
    repo.branch()
    repo.write("reviews/early-talk/R06.yaml", held["reviews/early-talk/R06.yaml"])
    said = section(repo.diff(), "early-talk")
    assert "**Still needed:** 1 more review that counts, by a parent carer or young person." in said
    assert "Reviews that count: 2 of 3: " in said.replace("`", "")


def test_a_panel_that_was_named_tells_whom_it_waits_for(repo):
    repo.branch()
    repo.take_out("reviews/family-link-workers/R08.yaml")
    item = repo.item("family-link-workers")
    assert item["after"]["needs"]["waiting_for"] == ["R08"]
    assert "by everyone on the panel, still by R08." in section(repo.diff(), "family-link-workers")


def test_changed_evidence_makes_reviews_stale_and_names_both_digests(repo):
    repo.branch()
    repo.replace(CASE, "date: 2025-05\n", "date: 2025-04\n", 1)
    item = repo.item("early-talk")
    was, now = (item[side]["digest"] for side in ("before", "after"))
    assert was != now
    counted = {r["reviewer"]: r["after"] for r in item["reviews"] if r["before"] == "counts"}
    assert counted == {"R02": "stale", "R06": "stale", "R08": "stale"}
    assert {r["digest"] for r in item["reviews"] if r["before"] == "counts"} == {was}
    text = repo.diff()
    said = section(text, "early-talk").replace("`", "")
    assert "3 reviews become stale." in text
    assert "- Status: Reviewed → Waiting for reviewers\n" in said
    assert f"its digest was {was[7:17]} and is {now[7:17]}." in said
    assert "R02 (parent carer): the review counted and now does not. The facts of the case study" in said


def test_changed_words_leave_reviews_standing(repo):
    repo.branch()
    repo.replace(CASE, "limits: ", "limits: One thing more. ")
    item = repo.item("early-talk")
    assert (item["reviews"], item["moved"]) == ([], {})
    assert "Its words changed and its evidence did not, so reviews stand." in repo.diff()


def test_a_reviewer_who_leaves_the_register_takes_a_panel_apart(repo):
    repo.branch()
    entry = (
        "  - id: R12\n    roles:\n      - parent-carer\n    areas: []\n    organisations: []\n"
        "    active_from: 2024-01-01\n"
    )
    repo.replace("reviews/reviewers.yaml", entry, "")
    answer = repo.answer()
    assert answer["register"] == [{"reviewer": "R12", "change": "removed"}]
    items = {item["slug"]: item for item in answer["items"]}
    assert set(items) == {"sibling-group", "transition-passport", "travel-training"}
    assert all(item["causes"] == ["register"] and item["files"] == [] for item in items.values())
    assert items["travel-training"]["after"]["needs"]["one_of"] == ["parent-carer", "young-person"]
    said = section(repo.diff(), "travel-training")
    assert "- Why: the register of reviewers changed.\n" in said
    assert "R12 (parent carer): the review counted and now does not. The reviewer is not in the list" in said


def test_moderation_that_settles_a_spread_moves_the_rating(repo):
    paths = [f"reviews/travel-training/moderation{n}.yaml" for n in ("", ".2")]
    held = repo.take_out(*paths)
    repo.branch()
    assert "In moderation" in repo.run("rate", "--library", repo.library, "--as-of", "2026-11-21").out
    repo.put_back(held)
    item = repo.item("travel-training")
    assert [item[side]["status"] for side in ("before", "after")] == ["in-moderation", "vetted"]
    assert item["before"]["needs"]["moderation"] == [STRENGTH]
    assert item["moved"][STRENGTH]["before"] is None
    counts = [each for each in item["moderations"] if each["after"] == "counts"]
    assert [each["bar"] for each in counts] == [item["moved"][STRENGTH]["after"]["moderated"]]
    said = section(repo.diff(), "travel-training")
    assert "- Status: In moderation → Reviewed\n" in said
    assert "Moderation of Strength of evidence by R09" in said
    assert "  - The moderated bar: " in said


def test_a_spread_that_opens_asks_for_moderation_and_tells_no_bar(repo):
    repo.branch()
    path = "reviews/family-link-workers/R08.yaml"
    head, _, tail = repo.read(path).rpartition("bar: good")
    repo.write(path, f"{head}bar: emerging{tail}")
    item = repo.item("family-link-workers")
    assert item["after"]["status"] == "in-moderation"
    assert [moved["after"] for moved in item["moved"].values()] == [None, None]
    said = section(repo.diff(), "family-link-workers")
    assert "- R08 (research): the review was edited; it still counts." in said
    assert "**Still needed:** moderation, because reviewers are far apart on: Breadth of impact." in said


def test_a_stricter_framework_moves_ratings_and_is_named_as_the_cause(repo):
    repo.branch()
    rule = shipped_framework_bytes().decode()
    assert ASKS in rule
    repo.write("framework.yaml", rule.replace(ASKS, ASKS + "          - baseline\n"))
    answer = repo.answer()
    moved = [item for item in answer["items"] if STRENGTH in item["moved"]]
    assert moved
    for item in moved:
        assert item["causes"] == ["framework"]
        assert BREADTH not in item["moved"]
    assert answer["framework"]["before"]["sha256"] != answer["framework"]["after"]["sha256"]
    text = repo.diff()
    assert "- The framework `wwis-effective-practice@2024.1` changed." in text
    said = section(text, moved[0]["slug"])
    assert "- Why: the framework changed.\n" in said
    assert "  - The highest bar that the evidence allows: " in said
    assert "(before: Good)" in said


def test_a_framework_at_fault_leaves_nothing_rated_and_says_so(repo):
    repo.branch()
    repo.write("framework.yaml", "schema: 1\nkind: framework\n")
    assert "- Status: Reviewed → No rating: the framework file has errors\n" in section(
        repo.diff(), "early-talk"
    )


def test_a_longer_period_of_review_is_a_cause(repo):
    repo.branch()
    repo.replace("library.yaml", "review_period_months: 24", "review_period_months: 48")
    items = {item["slug"]: item for item in repo.answer()["items"]}
    assert items["nurture-rooms"]["causes"] == ["settings"]
    assert items["nurture-rooms"]["moved"] == {}
    assert "- Status: Due for review → Reviewed\n" in section(repo.diff(), "nurture-rooms")


def test_a_withdrawal_is_told_with_its_reason(repo):
    repo.branch()
    note = "  - date: 2026-11-20\n    type: withdrawal\n    note: The counts were made twice.\n"
    repo.write(CASE, repo.read(CASE) + note)
    item = repo.item("early-talk")
    assert item["after"]["status"] == "withdrawn"
    assert [each["type"] for each in item["noted"]] == ["withdrawal"]
    said = section(repo.diff(), "early-talk")
    assert "- Status: Reviewed → Withdrawn\n" in said
    assert "2026-11-20: The counts were made twice.\n" in said


def test_an_upheld_appeal_that_sets_a_review_aside_is_told(repo):
    held = repo.take_out("reviews/front-door/appeal.yaml")
    repo.branch()
    repo.put_back(held)
    reviews = {each["reviewer"]: each["after"] for each in repo.item("front-door")["reviews"]}
    assert "set-aside" in reviews.values()
    assert "An appeal was upheld, and it took this review out." in repo.diff()


def test_a_case_that_is_removed_and_one_that_cannot_be_read_are_told(repo):
    repo.branch()
    repo.take_out(CASE)
    repo.write("casestudies/front-door.yaml", "title: [\n")
    text = repo.diff()
    assert "- Status: Reviewed → Not in the library\n" in section(text, "early-talk")
    assert "- Status: Reviewed → No rating: its file has errors\n" in section(text, "front-door")
    assert "R05" not in section(text, "front-door")
