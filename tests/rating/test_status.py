"""A case's status in the order of the framework text, and the day on which it is due for review."""

from dataclasses import replace
from datetime import date

import pytest
from dossiers import AS_OF, CASE, FRAMEWORK, STRENGTH, bar_of, rated, review

from wwis_evidence.rating.facts import PublishedBar, case_facts
from wwis_evidence.rating.status import due_date, months_after
from wwis_evidence.records import CaseStudy
from wwis_evidence.vocabulary import Areas

APART = (review("R1", "emerging"), review("R2"), review("R3"))
AGREED = (review("R1"), review("R2"), review("R3"))
PRINTED = {STRENGTH: PublishedBar("good", (), None)}


def facts(**keys):
    record = CaseStudy.model_validate({"schema": 1, "kind": "case-study", **keys})
    return case_facts("a-case", "casestudies/a-case.yaml", record, FRAMEWORK, Areas.load().keys)


def change(kind, day, **more):
    return {"date": day, "type": kind, "note": "x", **more}


@pytest.mark.parametrize(
    ("reviews", "published", "status", "basis"),
    [
        ((), None, "awaiting-reviewers", "none"),
        (AGREED[:2], None, "awaiting-reviewers", "none"),
        (APART, None, "in-moderation", "own-panel"),
        (AGREED, None, "vetted", "own-panel"),
        ((), PRINTED, "vetted", "published-panel"),
    ],
)
def test_what_has_ended_or_is_a_draft_comes_before_what_reviews_say(reviews, published, status, basis):
    rating = rated(*reviews, published=published)
    assert (rating.status, rating.basis) == (status, basis)
    for ended, draft, expected in (
        ("withdrawn", True, "withdrawn"),
        ("superseded", False, "superseded"),
        ("superseded", True, "superseded"),
        (None, True, "draft"),
    ):
        case = replace(CASE, ended=ended, draft=draft)
        rating = rated(*reviews, published=published, case=case)
        assert (rating.status, rating.basis, rating.due) == (expected, "none", None)
        assert {found.no_bar for found in rating.indicators} == {expected}
        assert {found.bar for found in rating.indicators} == {None}
        assert not rating.public
        assert len(rating.counting) == len(reviews)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [(date(2027, 5, 31), "vetted"), (date(2027, 6, 1), "review-due"), (date(2040, 1, 1), "review-due")],
)
def test_a_case_is_due_from_the_day_itself_on_and_stays_public(as_of, status):
    rating = rated(*AGREED, as_of=as_of)
    assert (rating.status, rating.due, rating.public) == (status, date(2027, 6, 1), True)
    assert bar_of(rating) == "good"


def test_moderation_comes_before_being_due():
    assert rated(*APART, as_of=date(2040, 1, 1)).status == "in-moderation"


def test_the_librarys_own_period_takes_the_place_of_the_frameworks():
    assert rated(*AGREED, period=6).due == date(2025, 12, 1)
    assert rated(*AGREED, period=6, as_of=AS_OF).status == "review-due"
    assert rated(*AGREED, period=None).due == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (["2024-01-10", "2024-03-05", "2024-02-20"], "2026-01-10"),
        # Of more than three, the newest three.
        (["2024-01-10", "2024-03-05", "2024-02-20", "2024-04-01"], "2026-02-20"),
        (["2024-01-10", "2024-03-05", "2024-02-20", "2019-04-01", "2024-12-12"], "2026-02-20"),
        (["2024-02-29", "2024-02-29", "2024-02-29"], "2026-02-28"),
    ],
)
def test_due_counts_from_the_oldest_of_the_newest_three_counting_reviews(days, due):
    reviews = [review(f"R{n}", date=day) for n, day in enumerate(days, 1)]
    assert rated(*reviews).due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("review_by", "due"),
    [
        ("2026-04-30", "2026-04-30"),
        ("2026-04", "2026-04-30"),
        ("2026", "2026-12-31"),
        ("2028", "2027-06-01"),
        ("2027-06-01", "2027-06-01"),
        ("2027-06", "2027-06-01"),
        (None, "2027-06-01"),
    ],
)
def test_the_cases_own_day_makes_it_due_sooner_never_later(review_by, due):
    case = replace(CASE, review_by=facts(**({"review_by": review_by} if review_by else {})).review_by)
    assert rated(*AGREED, case=case).due == date.fromisoformat(due)


def test_nothing_is_due_that_nobody_has_reviewed():
    assert due_date(None, [], 3, 24) is None
    assert due_date(date(2026, 1, 1), [], 3, 24) == date(2026, 1, 1)
    assert rated(case=replace(CASE, review_by=date(2020, 1, 1))).due is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-12-31", 1, "2025-01-31"),
        ("2024-12-15", 12, "2025-12-15"),
        ("2024-03-31", 24, "2026-03-31"),
        ("2024-03-31", 0, "2024-03-31"),
    ],
)
def test_months_end_where_a_month_has_no_such_day(day, months, expected):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


WITHDRAWN = change("withdrawal", "2025-03-01")
SUPERSEDED = change("supersession", "2025-04-01", superseded_by="another-case")


@pytest.mark.parametrize(
    ("changes", "ended", "by"),
    [
        ([], None, None),
        ([change("editorial", "2025-01-01"), change("correction", "2025-01-02")], None, None),
        ([WITHDRAWN], "withdrawn", None),
        ([SUPERSEDED], "superseded", "another-case"),
        ([WITHDRAWN, SUPERSEDED], "superseded", "another-case"),
        ([SUPERSEDED, WITHDRAWN], "superseded", "another-case"),
        ([SUPERSEDED, {**WITHDRAWN, "date": "2025-05-01"}], "withdrawn", None),
        # Of one day, the later in the file.
        ([SUPERSEDED, {**WITHDRAWN, "date": "2025-04-01"}], "withdrawn", None),
        ([{**WITHDRAWN, "date": "2025-04-01"}, SUPERSEDED], "superseded", "another-case"),
        ([WITHDRAWN, change("editorial", "2025-06-01")], "withdrawn", None),
    ],
)
def test_the_newest_withdrawal_or_supersession_tells(changes, ended, by):
    found = facts(changes=changes)
    assert (found.ended, found.superseded_by) == (ended, by)
    assert rated(case=found).status == (ended or "awaiting-reviewers")


def test_a_rating_names_the_case_and_the_evidence_and_text_that_it_is_of():
    report = replace(CASE, slug="another", kind="research-report")
    for case in (CASE, report):
        rating = rated(case=case)
        assert (rating.slug, rating.kind) == (case.slug, case.kind)
        assert (rating.digest, rating.text_digest) == (case.digest, case.text_digest)


def test_of_two_endings_on_one_day_the_one_further_down_the_file_holds():
    later = [
        change("supersession", "2025-03-01", superseded_by="b"),
        change("withdrawal", "2025-03-01"),
        change("supersession", "2025-02-01", superseded_by="c"),
    ]
    assert (facts(changes=later).ended, facts(changes=later).superseded_by) == ("withdrawn", None)
    other = facts(changes=[later[1], later[0]])
    assert (other.ended, other.superseded_by) == ("superseded", "b")
