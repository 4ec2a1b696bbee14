"""An item's rating over time: what each day had on file, and nothing of what nobody was shown."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from dossiers import (
    AS_OF,
    FRAMEWORK,
    OTHER_DIGEST,
    REGISTER,
    STRENGTH,
    bar_of,
    dossier,
    moderation,
    panel,
    review,
)
from hypothesis import given, settings
from random_frameworks import seeded, seeds
from test_what_holds import any_case, moderated_too

from wwis_evidence.rating import rate
from wwis_evidence.rating.facts import PublishedBar
from wwis_evidence.rating.over_time import Dated, DatedAppeal, over_time

THREE = (
    review("R1", date="2025-03-01"),
    review("R2", date="2025-03-05"),
    review("R3", date="2025-03-09"),
)
SENT_IN = Dated(changes=(("2025-01-10", "evidence"),), anew=("2025-01-10",))
PRINTED = {name: PublishedBar("robust", None, None) for name in FRAMEWORK.indicators}


def told(*reviews, dated=SENT_IN, as_of=AS_OF, **more):
    """Day, reasons, status and bar of each moment."""
    found = over_time(dossier(*reviews, **more), dated, FRAMEWORK, REGISTER, as_of)
    return [(one.day, one.because, one.rating.status, bar_of(one.rating)) for one in found]


def test_a_rating_begins_on_the_day_on_which_the_panel_is_complete():
    assert told(*THREE) == [
        ("2025-01-10", ("evidence",), "awaiting-reviewers", None),
        ("2025-03-01", ("review",), "awaiting-reviewers", None),
        ("2025-03-05", ("review",), "awaiting-reviewers", None),
        ("2025-03-09", ("review",), "vetted", "good"),
    ]


def test_a_panel_that_was_named_is_waited_for_on_every_day():
    last = review("R4", date="2025-04-01")
    found = told(*THREE, last, panel=panel("R1", "R2", "R3", "R4"))
    assert [status for *_, status, _ in found].count("vetted") == 1
    assert found[-1] == ("2025-04-01", ("review",), "vetted", "good")


def test_moderation_settles_from_its_own_day():
    apart = (*THREE[:2], replace(THREE[2], bars=dict.fromkeys(FRAMEWORK.indicators, "emerging")))
    found = told(*apart, moderations=(moderation(bar="promising", date="2025-05-01"),))
    assert found[-2:] == [
        ("2025-03-09", ("review",), "in-moderation", None),
        ("2025-05-01", ("moderation",), "vetted", "promising"),
    ]


def test_a_moderation_that_does_not_count_is_not_told():
    assert told(*THREE, moderations=(moderation(date="2025-05-01"),)) == told(*THREE)


def test_a_review_that_does_not_count_is_not_told():
    tied = review("R6", "emerging", date="2025-04-01")
    assert told(*THREE, tied) == told(*THREE)


def test_an_upheld_appeal_sets_a_review_aside_from_its_own_day():
    dated = replace(SENT_IN, appeals=(DatedAppeal("2025-06-01", frozenset({"R3"})),))
    further = review("R4", "promising", date="2025-07-01")
    found = told(*THREE, further, dated=dated, set_aside=frozenset({"R3"}))
    assert found[-3:] == [
        ("2025-03-09", ("review",), "vetted", "good"),
        ("2025-06-01", ("appeal",), "awaiting-reviewers", None),
        ("2025-07-01", ("review",), "vetted", "good"),
    ]


def test_an_appeal_that_nobody_upheld_changes_nothing_but_is_told():
    dated = replace(SENT_IN, appeals=(DatedAppeal("2025-06-01", frozenset({"R3"})),))
    assert told(*THREE, dated=dated)[-1] == ("2025-06-01", ("appeal",), "vetted", "good")


def test_what_was_said_of_earlier_evidence_is_not_told():
    dated = Dated(
        changes=(("2024-01-10", "evidence"), ("2025-02-01", "correction"), ("2025-08-01", "editorial")),
        anew=("2024-01-10", "2025-02-01"),
    )
    earlier = tuple(
        replace(one, date="2024-03-01", digest=OTHER_DIGEST, path=f"{one.reviewer}.yaml", sequence=0)
        for one in THREE
    )
    found = told(*earlier, *THREE, dated=dated)
    assert found[0] == ("2025-02-01", ("correction",), "awaiting-reviewers", None)
    assert found[-1] == ("2025-08-01", ("editorial",), "vetted", "good")


def test_a_review_falls_due_on_a_day_of_its_own():
    found = told(*THREE, as_of=date(2027, 6, 1))
    assert found[-1] == ("2027-03-01", ("review-due",), "review-due", "good")
    assert told(*THREE, as_of=date(2027, 3, 1))[-1] == found[-1]
    assert told(*THREE, as_of=date(2027, 2, 28))[-1][2] == "vetted"


def test_a_review_falls_due_after_the_period_of_the_library_where_it_has_one():
    found = over_time(dossier(*THREE), SENT_IN, FRAMEWORK, REGISTER, AS_OF, review_period_months=6)
    assert [(one.day, one.because, one.rating.status) for one in found[-2:]] == [
        ("2025-03-09", ("review",), "vetted"),
        ("2025-09-01", ("review-due",), "review-due"),
    ]


def test_a_change_after_the_first_review_of_the_same_evidence_made_no_other_evidence():
    dated = Dated(
        changes=(("2025-01-10", "evidence"), ("2025-03-07", "correction")), anew=("2025-01-10", "2025-03-07")
    )
    found = told(*THREE, dated=dated)
    assert [day for day, *_ in found][:4] == ["2025-01-10", "2025-03-01", "2025-03-05", "2025-03-07"]


def test_a_change_on_the_day_of_the_first_review_came_before_it():
    dated = Dated(
        changes=(("2025-01-10", "evidence"), ("2025-03-01", "correction")), anew=("2025-01-10", "2025-03-01")
    )
    first = told(*THREE, dated=dated)[0]
    assert first == ("2025-03-01", ("review", "correction"), "awaiting-reviewers", None)


def test_a_published_outcome_stands_until_the_own_panel_is_complete():
    dated = Dated(changes=(("2025-01-10", "evidence"),), anew=("2025-01-10",), published="2025-01-10")
    found = told(*THREE, dated=dated, published=PRINTED)
    assert found[0] == ("2025-01-10", ("published-panel", "evidence"), "vetted", "robust")
    assert found[-1] == ("2025-03-09", ("review",), "vetted", "good")


def test_while_a_published_outcome_stands_nobody_is_told_of_reviewers_at_work():
    dated = Dated(changes=(("2025-01-10", "evidence"),), anew=("2025-01-10",), published="2025-01-10")
    found = told(*THREE[:2], dated=dated, published=PRINTED)
    assert found == [("2025-01-10", ("published-panel", "evidence"), "vetted", "robust")]


def test_a_published_outcome_is_not_told_before_it_was_on_file():
    dated = Dated(changes=(("2025-01-10", "evidence"),), anew=("2025-01-10",), published="2025-02-10")
    assert told(dated=dated, published=PRINTED) == [
        ("2025-01-10", ("evidence",), "awaiting-reviewers", None),
        ("2025-02-10", ("published-panel",), "vetted", "robust"),
    ]


def test_nobody_is_told_of_a_moderation_that_left_a_published_outcome_standing():
    apart = (*THREE[:2], replace(THREE[2], bars=dict.fromkeys(FRAMEWORK.indicators, "emerging")))
    dated = Dated(changes=(("2025-01-10", "evidence"),), anew=("2025-01-10",), published="2025-01-10")
    one_of_two = moderation(bar={STRENGTH: "promising"}, date="2025-05-01")
    found = told(*apart, dated=dated, published=PRINTED, moderations=(one_of_two,))
    assert found == [("2025-01-10", ("published-panel", "evidence"), "vetted", "robust")]


def test_nothing_dated_gives_no_moments():
    assert told(dated=Dated()) == []


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_last_moment_is_the_rating_of_today_and_days_rise(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    file = moderated_too(rng, framework, file) if rng.random() < 0.5 else file
    as_of = date(rng.choice([2025, 2026, 2027]), rng.randint(1, 12), 1)
    now = rate(file, framework, people, max(as_of, date(2025, 12, 31)))
    found = over_time(file, Dated(), framework, people, max(as_of, date(2025, 12, 31)))
    assert all(before.day < after.day for before, after in pairwise(found))
    if not found:  # none of the reviews counts
        assert not now.counting
        return
    last = found[-1].rating
    assert [part.bar for part in last.indicators] == [part.bar for part in now.indicators]
    assert (last.status, last.basis) == (now.status, now.basis)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_no_day_has_a_bar_that_its_own_records_do_not_give(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    for moment in over_time(file, Dated(), framework, people, AS_OF):
        by_then = replace(file, reviews=tuple(r for r in file.reviews if r.date <= moment.day))
        alone = rate(by_then, framework, people, AS_OF)
        assert [p.bar for p in moment.rating.indicators] == [p.bar for p in alone.indicators]
