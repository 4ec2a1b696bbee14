"""A programme's own printed outcome: its ceiling, and for how long it is what a page shows."""

from dataclasses import replace
from datetime import date

import pytest
from dossiers import (
    BREADTH,
    CASE,
    FRAMEWORK,
    OTHER_DIGEST,
    STRENGTH,
    entry,
    moderation,
    panel,
    rated,
    review,
)
from hypothesis import given, settings
from random_frameworks import ceiling, closed, compiled, seeded, seeds, sound_data, subsets

from wwis_evidence.rating.facts import PublishedBar
from wwis_evidence.rating.rate import published_ceiling
from wwis_evidence.rating.result import IndicatorRating

PRINTED = {STRENGTH: PublishedBar("good", ("evaluated",), None), BREADTH: PublishedBar("promising", (), 2)}
OWN = (review("R1"), review("R2"), review("R3"))
APART = (review("R1", "emerging"), review("R2"), review("R3"))


def of_breadth(confirmed, count):
    return published_ceiling(FRAMEWORK.indicators[BREADTH], PublishedBar("good", confirmed, count), None)


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_a_printed_count_allows_the_highest_bar_of_any_set_so_large(seed):
    rng = seeded(seed)
    data = sound_data(rng, most=6)
    part, indicator = data["indicators"]["i0"], compiled(data).indicators["i0"]
    scored = [*part["criteria"]]
    named = tuple(rng.sample(scored, rng.randint(0, len(scored))))
    count, months = rng.choice([None, *range(7)]), rng.choice([None, 0, 12, 40])
    by_dates = {
        name for name, rule in part["computed"].items() if months is not None and months >= rule["at_least"]
    }
    known = closed(named, part) & {*scored}
    size = min(max(count or 0, len(known)), len(scored))
    heights = [
        ceiling(data, part, chosen | by_dates)
        for chosen in subsets(scored)
        if len(chosen) == size and known <= chosen
    ]
    best = max((height for height in heights if height is not None), default=None)
    found = published_ceiling(indicator, PublishedBar("b0", named, count), months)
    assert found == (best, "none-confirmed" if best is None else "computed")
    assert published_ceiling(indicator, PublishedBar("b0", None, count), months) == (None, "unknown")


@pytest.mark.parametrize(
    ("confirmed", "count", "expected"),
    [
        ((), None, (None, "none-confirmed")),
        ((), 0, (None, "none-confirmed")),
        ((), 1, (0, "computed")),
        ((), 3, (2, "computed")),
        (("activity",), None, (0, "computed")),
        (("activity",), 1, (0, "computed")),
        (("activity",), 3, (2, "computed")),
        (("activity", "outcomes"), 1, (1, "computed")),
        (("activity", "outcomes"), 16, (3, "computed")),
        (None, 3, (None, "unknown")),
        (None, None, (None, "unknown")),
    ],
)
def test_areas_counted_or_named(confirmed, count, expected):
    assert of_breadth(confirmed, count) == expected


def test_the_printed_bar_is_shown_with_its_ceiling_beside_it():
    strength, breadth = rated(published=PRINTED).indicators
    assert (strength.bar, strength.ceiling, strength.decided_by) == (2, 1, "published")
    assert strength.confirmed == {"evaluated", "reviewed", "sustained-12-months", "sustained-36-months"}
    assert (breadth.bar, breadth.ceiling, breadth.stated_count, breadth.confirmed) == (1, 1, 2, set())
    assert (strength.panel, strength.lowest, strength.highest, strength.criteria) == (None, None, None, ())
    assert strength.worked_out is None
    assert strength.lived_experience_differs == ()


def test_a_reason_that_was_not_seen_confirms_nothing_known():
    printed = {STRENGTH: PublishedBar("robust", None, None)}
    strength, breadth = rated(published=printed).indicators
    assert (strength.bar, strength.ceiling, strength.ceiling_state) == (3, None, "unknown")
    assert strength.confirmed == frozenset()
    assert (breadth.bar, breadth.no_bar, breadth.ceiling_state) == (None, "awaiting-reviewers", "not-rated")


def test_an_indicator_of_which_nothing_is_printed_waits_and_leaves_the_others():
    strength, breadth = rated(published={BREADTH: PRINTED[BREADTH]}).indicators
    assert strength == IndicatorRating(STRENGTH, no_bar="awaiting-reviewers")
    assert (breadth.id, breadth.bar) == (BREADTH, 1)


STALE = tuple(replace(one, digest=OTHER_DIGEST) for one in OWN)


@pytest.mark.parametrize(
    ("reviews", "basis", "status"),
    [
        ((), "published-panel", "vetted"),
        (OWN[:2], "published-panel", "vetted"),
        (OWN, "own-panel", "vetted"),
        # A panel in moderation has not taken its place yet.
        (APART, "published-panel", "vetted"),
        # Three valid reviews, fresh or stale, and it does not return.
        (STALE, "none", "awaiting-reviewers"),
        (STALE[:2], "published-panel", "vetted"),
        ((*STALE[:2], OWN[2]), "none", "awaiting-reviewers"),
        ((*STALE[:2], replace(STALE[2], valid=False)), "published-panel", "vetted"),
        # Two reviews by one person are one reviewer's.
        ((*OWN[:2], review("R2", n=2, date="2025-07-01")), "published-panel", "vetted"),
        # An older complete panel, and a new one in moderation.
        ((*STALE, *(replace(a, sequence=2, path=a.path + "2") for a in APART)), "own-panel", "in-moderation"),
    ],
)
def test_a_printed_outcome_is_current_until_an_own_panel_is_complete(reviews, basis, status):
    rating = rated(*reviews, published=PRINTED)
    assert (rating.basis, rating.status) == (basis, status)


def test_a_panel_once_moderated_takes_the_printed_outcomes_place():
    rating = rated(*APART, published=PRINTED, moderations=(moderation(),))
    assert (rating.basis, rating.status) == ("own-panel", "vetted")


def test_a_member_who_is_waited_for_leaves_the_printed_outcome_as_it_is():
    two = rated(*OWN[:2], published=PRINTED, panel=panel("R1", "R2", "R3"))
    assert (two.basis, two.panel_fixed_in_advance) == ("published-panel", True)


def test_a_printed_outcome_is_never_due():
    case = replace(CASE, review_by=date(2020, 1, 1))
    rating = rated(*OWN[:2], published=PRINTED, case=case, as_of=date(2060, 1, 1))
    assert (rating.status, rating.due, rating.public) == ("vetted", None, True)


def test_no_outcome_printed_leaves_a_case_awaiting_reviewers():
    people = {"R1": (entry("R1", "health"),)}
    assert rated(review("R1"), people=people, published=None).status == "awaiting-reviewers"
