"""What a change may do to records that stand, and what it may not: a library before and after, in memory."""

from datetime import date
from pathlib import Path

import pytest

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_since, outcome_of
from wwis_evidence.library import build_library

BASE = Path(__file__).parents[1] / "cases/base"
AS_OF = date(2026, 11, 21)
CASE, REGISTER = "casestudies/early-talk.yaml", "reviews/reviewers.yaml"
R1, R2, R3 = (f"reviews/early-talk/R0{number}.yaml" for number in (1, 2, 3))
PANEL = "reviews/early-talk/panel.yaml"
THREE = ("R01", "R02", "R03")
FOUR = (*THREE, "R09")
ABSENT = "absent:\n  - reviewer: R09\n    because: Ill.\n"
RECORD = "changes:\n  - date: 2026-06-01\n    type: {type}\n    note: A figure was mended.\n"
EXCEPTION = (
    "exceptions:\n  - code: {code}\n    file: {file}\n    because: A child could be recognised.\n"
    "    until: {until}\n"
)


@pytest.fixture
def files():
    return {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in BASE.rglob("*.yaml")}


def library(files):
    return build_library([(path, text.encode()) for path, text in files.items()])


def told(before, after, as_of=AS_OF):
    return [(f.code, f.path, f.field) for f in check_since(library(before), library(after), as_of)]


def codes(before, after, as_of=AS_OF):
    return [code for code, *_ in told(before, after, as_of)]


def changed(files, path, old, new):
    assert old in files[path], (path, old)
    return {**files, path: files[path].replace(old, new, 1)}


def without(files, *paths):
    return {path: text for path, text in files.items() if path not in paths}


def panel(day, *reviewers, more=""):
    names = "".join(f"  - {name}\n" for name in reviewers)
    return f"schema: 1\nkind: panel\ndate: {day}\nreviewers:\n{names}{more}"


def corrected(files, kind="correction"):
    return {
        **changed(files, CASE, "value: 14", "value: 15"),
        CASE: files[CASE].replace("value: 14", "value: 15") + RECORD.format(type=kind),
    }


def test_layout_comments_and_new_files_rewrite_nothing(files):
    after = {path: f"# Looked at again.\n{text}" for path, text in files.items()}
    after["reviews/early-talk/R01.2.yaml"] = files[R1].replace("2026-03-02", "2026-09-02")
    after["reviews/early-talk/reply.yaml"] = "schema: 1\n"
    assert told(files, after) == []


def test_a_review_can_be_edited_as_long_as_its_panel_is_not_complete(files):
    before = without(files, R2)  # the parent carer
    assert told(before, changed(before, R1, "bar: good", "bar: robust")) == []
    assert told(before, without(before, R1)) == []
    named = {**files, PANEL: panel("2026-03-01", *FOUR)}
    assert told(named, changed(named, R1, "bar: good", "bar: robust")) == []


def test_the_first_place_that_differs_is_named_and_what_to_do(files):
    (found,) = check_since(library(files), library(changed(files, R1, "bar: good", "bar: robust")), AS_OF)
    assert (found.path, found.line, found.field) == (R1, 39, "indicators.strength-of-evidence.bar")
    assert "a new file, reviews/early-talk/R01.2.yaml: wwis-evidence new review early-talk" in found.hint
    again = {**files, "reviews/early-talk/R01.4.yaml": files[R1].replace("2026-03-02", "2026-09-02")}
    (found,) = check_since(library(again), library(changed(again, R1, "bar: good", "bar: robust")), AS_OF)
    assert "R01.5.yaml" in found.hint


def test_reviews_of_earlier_evidence_that_a_panel_reviewed_stay_too(files):
    before = corrected(files)
    assert codes(before, changed(before, R1, "bar: good", "bar: robust")) == ["review-edited"]
    two = without(before, R3)
    assert codes(two, changed(two, R1, "bar: good", "bar: robust")) == []


def test_a_moderators_ruling_may_be_added_once_and_nothing_with_it(files):
    declared = "interests:\n  declared: I once worked there.\n"
    ruled = f"{declared}  ruling: may-review\n  by: R09\n"
    late = files[R1].replace("R01", "R09").replace("interests: none\n", declared)
    before = {**files, "reviews/early-talk/R09.yaml": late}
    after = {**before, "reviews/early-talk/R09.yaml": late.replace(declared, ruled)}
    assert told(before, after) == []
    assert codes(after, before) == ["review-edited"]
    more = {
        **after,
        "reviews/early-talk/R09.yaml": after["reviews/early-talk/R09.yaml"].replace(
            "bar: good", "bar: robust"
        ),
    }
    assert codes(before, more) == ["review-edited"]


def test_a_moderation_that_never_counted_and_an_appeal_that_waits_can_be_mended(files):
    digest = files[R1].split("digest: ")[1].split("\n")[0]
    record = (
        f"schema: 1\nkind: moderation\nmoderator: R09\ndate: 2026-03-20\ndigest: {digest}\n"
        "indicators:\n  strength-of-evidence:\n    bar: good\n    because: Agreed.\n"
    )
    appeal = (
        "schema: 1\nkind: appeal\nby: Exampleshire Council\ndate: 2026-04-01\ngrounds: A.\noutcome: pending\n"
    )
    before = {
        **files,
        "reviews/early-talk/moderation.yaml": record,  # nobody was far apart
        "reviews/early-talk/appeal.yaml": appeal,
    }
    decided = f"{appeal.replace('pending', 'not-upheld')}because: B.\ndecided_by: R09\n"
    after = {
        **before,
        "reviews/early-talk/moderation.yaml": record.replace("Agreed", "All agreed"),
        "reviews/early-talk/appeal.yaml": decided,
    }
    assert told(before, after) == []
    assert codes(after, {**after, "reviews/early-talk/appeal.yaml": appeal}) == ["appeal-edited"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, panel("2026-11-20", *THREE), []),
        (None, panel("2026-11-20", *FOUR), []),
        (None, panel("2026-11-20", "R01", "R02"), ["reviewers"]),
        (None, panel("2026-03-04", *THREE), ["date"]),
        (panel("2026-03-01", *THREE), panel("2026-03-01", "R01", "R02"), ["reviewers"]),
        (panel("2026-03-01", "R01", "R02"), panel("2026-03-01", *THREE), ["reviewers"]),
        (panel("2026-03-01", *THREE), panel("2026-03-01", *FOUR), ["reviewers.3"]),
        (panel("2026-03-01", *THREE), panel("2026-03-01", "R03", "R02", "R01", more="note: A.\n"), []),
        (
            panel("2026-03-01", *FOUR),
            panel("2026-03-01", *FOUR, more=ABSENT),
            [],
        ),
        (panel("2026-03-01", *FOUR), panel("2026-02-01", *FOUR), ["date"]),
        (panel("2026-03-01", *FOUR), None, [""]),
    ],
    ids=[
        "late-and-says-so", "one-more-asked", "leaves-out", "dated-back", "now-leaves-out", "now-lets-in",
        "more-when-complete", "another-order", "absence", "another-day", "taken-away",
    ],
)  # fmt: skip
def test_a_panel_is_named_before_it_can_be_picked(files, before, after, expected):
    one, other = (({**files, PANEL: text} if text else files) for text in (before, after))
    assert told(one, other) == [("panel-after-the-fact", PANEL, field) for field in expected]


def test_a_panel_can_be_named_anew_when_nobody_has_reviewed_or_all_have_to_look_again(files):
    bare = without(files, R1, R2, R3)
    assert (
        told({**bare, PANEL: panel("2026-03-01", "R01")}, {**bare, PANEL: panel("2026-02-01", "R02")}) == []
    )
    stale = corrected({**files, PANEL: panel("2026-03-01", *THREE)})
    assert told(stale, {**stale, PANEL: panel("2026-11-20", "R02", "R03", "R09")}) == []


def test_when_a_review_is_due_more_can_be_asked(files):
    before = {**files, PANEL: panel("2026-03-01", *THREE)}
    after = {**files, PANEL: panel("2026-03-01", *FOUR)}
    assert codes(before, after) == ["panel-after-the-fact"]
    assert codes(before, after, date(2028, 6, 1)) == []


def test_whoever_leaves_the_register_gets_a_last_day(files):
    left = changed(
        files, REGISTER, "active_from: 2023-01-01\n", "active_from: 2023-01-01\n    active_to: 2026-10-31\n"
    )
    assert told(files, left) == []
    assert codes(files, changed(files, REGISTER, "active_from: 2023-01-01", "active_from: 2024-01-01")) == [
        "register-entry-removed"
    ]
    assert codes(files, without(files, REGISTER)) == ["register-entry-removed"] * 5
    assert told(files, {**files, REGISTER: "reviewers: [\n"}) == [], "that it cannot be read is told"


@pytest.mark.parametrize(
    ("kind", "expected"), [("correction", []), ("evidence", []), ("editorial", ["change-not-recorded"])]
)
def test_a_change_of_evidence_takes_a_record_that_says_so(files, kind, expected):
    assert codes(files, corrected(files, kind)) == expected


def test_a_change_of_words_takes_any_record_and_one_that_was_never_public_takes_none(files):
    words = changed(files, CASE, "limits: Children", "limits: Young children")
    assert codes(files, words) == ["change-not-recorded"]
    assert told(files, {**words, CASE: words[CASE] + RECORD.format(type="editorial")}) == []
    bus = "casestudies/walking-bus.yaml"
    assert told(files, changed(files, bus, "One school", "Two schools")) == []
    assert told(files, without(files, bus)) == []
    again = corrected(files)
    assert codes(again, changed(again, CASE, "limits: Children", "limits: Young children")) == [
        "change-not-recorded"
    ]


def test_a_case_with_a_new_name_takes_its_records_along(files):
    moved = {path.replace("early-talk", "first-words"): text for path, text in files.items()}
    moved["casestudies/first-words.yaml"] += (
        f"former_slugs:\n  - early-talk\n{RECORD.format(type='editorial')}"
    )
    assert told(files, moved) == []
    edited = changed(moved, "reviews/first-words/R01.yaml", "bar: good", "bar: robust")
    assert told(files, edited) == [
        ("review-edited", "reviews/first-words/R01.yaml", "indicators.strength-of-evidence.bar")
    ]
    without_trace = {path.replace("early-talk", "first-words"): text for path, text in files.items()}
    assert codes(files, without_trace).count("vetted-case-removed") == 1


def test_an_exception_lets_a_rewriting_stand_and_is_not_idle_before_its_last_day(files):
    exception = EXCEPTION.format(code="review-edited", file=R3, until="2026-12-31")
    after = {**without(files, R3), "library.yaml": files["library.yaml"] + exception}
    found, excused = outcome_of(library(after), AS_OF, library(files))
    assert ([f.code for f in found], [e.finding.path for e in excused]) == ([], [R3])
    assert outcome_of(library(after), AS_OF) == ((), ())
    assert [f.code for f in outcome_of(library(after), date(2027, 1, 1)).findings] == ["exception-unused"]


def test_no_value_of_a_rewritten_record_is_repeated(files):
    after = changed(files, R1, "Well looked after.", "Ask someone.real@example.com.")
    assert "someone" not in repr(list(check_since(library(files), library(after), AS_OF)))


def test_unreadable_and_unusable_files_are_no_trouble(files):
    for path in (CASE, R1, PANEL, REGISTER, "library.yaml", "framework.yaml"):
        broken = {**files, path: "a: [\n"}
        assert set(codes(files, broken)) <= set(catalogue())
        assert set(codes(broken, files)) <= set(catalogue())
    assert codes(files, {**files, R1: "a: [\n"}) == ["review-edited"]
