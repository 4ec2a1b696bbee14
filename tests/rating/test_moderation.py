"""When bars far apart wait for moderation, and which moderation record settles them."""

from dataclasses import replace

import pytest
from dossiers import (
    AS_OF,
    BREADTH,
    CASE,
    OTHER_DIGEST,
    REGISTER,
    STRENGTH,
    bar_of,
    dossier,
    entry,
    moderation,
    rated,
    review,
)
from random_frameworks import compiled, seeded, sound_data

from wwis_evidence.rating import rate

APART = (review("R1", "promising"), review("R2"), review("R3", "robust"))
REASONS = (
    "invalid",
    "stale",
    "no-panel",
    "before-a-review",
    "not-on-register",
    "not-a-moderator",
    "conflict",
    "reviewed-this-case",
    "no-spread",
    "outside-range",
)


def reasons(rating, indicator=STRENGTH):
    return [(m.moderator, m.reason) for m in rating.moderations if m.indicator == indicator]


def indicator_of(rating, name=STRENGTH):
    return next(one for one in rating.indicators if one.id == name)


def test_bars_two_apart_wait_for_moderation_and_the_item_is_not_public():
    rating = rated(*APART)
    found = indicator_of(rating)
    assert (rating.status, rating.basis, rating.public) == ("in-moderation", "own-panel", False)
    assert (found.bar, found.no_bar, found.withheld, found.decided_by) == (None, "in-moderation", True, None)
    assert (found.lowest, found.highest, found.panel, found.ceiling) == (1, 3, 2, 3)
    assert found.worked_out == 2


def test_bars_one_apart_do_not_wait():
    rating = rated(review("R1", "promising"), review("R2"), review("R3"))
    assert (rating.status, bar_of(rating), indicator_of(rating).withheld) == ("vetted", "good", False)


def test_the_other_indicator_is_still_worked_out():
    bars = [{STRENGTH: bar, BREADTH: "good"} for bar in ("promising", "good", "robust")]
    rating = rated(*(review(f"R{n}", bar) for n, bar in enumerate(bars, 1)))
    assert rating.status == "in-moderation"
    assert (bar_of(rating, STRENGTH), bar_of(rating, BREADTH)) == (None, "good")


@pytest.mark.parametrize("bar", ["promising", "good", "robust"])
def test_a_record_that_counts_settles_the_bar(bar):
    rating = rated(*APART, moderations=(moderation(bar=bar),))
    found = indicator_of(rating)
    assert reasons(rating) == [("M1", None)]
    assert (rating.status, bar_of(rating), found.panel) == ("vetted", bar, 2)
    assert found.decided_by == ("both" if bar == "robust" else "moderation")
    assert found.judged == found.moderated == found.bar


def test_a_moderated_bar_does_not_lift_a_rating_over_its_ceiling():
    reviews = [replace(one, findings=review(one.reviewer, met=["reviewed"]).findings) for one in APART]
    found = indicator_of(rated(*reviews, moderations=(moderation(bar="robust"),)))
    assert (found.bar, found.ceiling, found.moderated, found.decided_by) == (1, 1, 3, "ceiling")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (moderation(valid=False), "invalid"),
        (moderation(bar="splendid"), "invalid"),
        (moderation(digest=OTHER_DIGEST), "stale"),
        (moderation(date="2025-05-31"), "before-a-review"),
        (moderation("nobody"), "not-on-register"),
        (moderation("R4"), "not-a-moderator"),
        (moderation("M4"), "not-a-moderator"),
        (moderation("M3"), "conflict"),
        (moderation("M2"), "reviewed-this-case"),
        (moderation(bar="emerging"), "outside-range"),
    ],
)
def test_each_reason_alone(record, reason):
    rating = rated(*APART, review("M2", valid=False), moderations=(record,))
    assert reasons(rating) == [(record.moderator, reason)]
    assert rating.status == "in-moderation"
    assert replace(rating, moderations=()) == rated(*APART, review("M2", valid=False))


def test_a_record_for_an_unknown_indicator_is_invalid_and_settles_nothing_else():
    record = moderation(bar={"width-of-smiles": "good", STRENGTH: "good"})
    rating = rated(*APART, moderations=(record,))
    assert reasons(rating, "width-of-smiles") == [("M1", "invalid")]
    assert reasons(rating) == [("M1", None)]
    assert reasons(rating, BREADTH) == []
    assert rating.status == "in-moderation"


def test_bars_that_reviewers_agree_on_are_not_moderated():
    close = (review("R1"), review("R2"), review("R3", "robust"))
    rating = rated(*close, moderations=(moderation(bar="robust"),))
    assert reasons(rating) == [("M1", "no-spread")]
    assert (bar_of(rating), indicator_of(rating).moderated) == ("good", None)


@pytest.mark.parametrize("reviews", [(), APART[:1], APART[1:], APART[::2]])
@pytest.mark.parametrize("bar", ["emerging", "good"])
def test_before_the_panel_is_complete_nothing_is_moderated_and_nothing_told_of_the_bars(reviews, bar):
    rating = rated(*reviews, moderations=(moderation(bar=bar),))
    assert rating.status == "awaiting-reviewers"
    assert reasons(rating) == [("M1", "no-panel")]


@pytest.mark.parametrize("first", range(len(REASONS)))
def test_of_several_reasons_the_first_in_order_is_given(first):
    against = {reason: place >= first for place, reason in enumerate(REASONS)}
    date = "2025-05-31" if against["before-a-review"] else "2025-06-01"
    ties = ["their-area"] if against["conflict"] else []
    role = "health" if against["not-a-moderator"] else "moderator"
    people = dict(REGISTER)
    if not against["not-on-register"]:
        people["M9"] = (entry("M9", role, keys=ties),)
    record = moderation(
        "M9",
        "emerging",
        valid=not against["invalid"],
        digest=OTHER_DIGEST if against["stale"] else CASE.digest,
        date=date,
    )
    reviews = [review("R1"), review("R2"), review("R3")] if against["no-spread"] else list(APART)
    reviews = reviews[:2] if against["no-panel"] else reviews
    if against["reviewed-this-case"]:
        reviews.append(review("M9", valid=False))
    assert reasons(rated(*reviews, people=people, moderations=(record,))) == [("M9", REASONS[first])]


def test_a_record_may_be_of_the_same_day_as_the_newest_review_that_counts():
    later = [*APART, review("R0", date="2025-12-01"), review("R5", date="2025-06-03")]
    for day, reason in (("2025-06-02", "before-a-review"), ("2025-06-03", None)):
        assert reasons(rated(*later, moderations=(moderation(date=day),))) == [("M1", reason)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2025-07-01", "good"), ("2025-07-02", "promising"), "promising"),
        (("2025-07-02", "good"), ("2025-07-01", "promising"), "good"),
        (("2025-07-01", "good"), ("2025-07-01", "promising"), "promising"),
        (("2025-07-01", "good"), ("2025-07-02", "emerging"), "good"),
    ],
)
def test_the_newest_record_that_may_settles_each_indicator(first, second, expected):
    records = tuple(
        moderation(bar=bar, date=day, n=n) for n, (day, bar) in enumerate((first, second), start=1)
    )
    for order in (records, records[::-1]):
        rating = rated(*APART, moderations=order)
        assert bar_of(rating) == expected
        counting = [m.bar for m in rating.moderations if m.indicator == STRENGTH and m.reason is None]
        assert counting == [expected]
    replaced = "superseded" if "emerging" not in second else None
    if replaced:
        assert sorted(str(reason) for _, reason in reasons(rating)) == ["None", "superseded"]


def test_a_newer_record_for_one_indicator_leaves_the_older_one_the_other():
    older = moderation(bar="good")
    newer = moderation(bar={STRENGTH: "robust"}, n=2, date="2025-08-01")
    rating = rated(*APART, moderations=(older, newer))
    assert (bar_of(rating, STRENGTH), bar_of(rating, BREADTH)) == ("robust", "good")
    assert [(m.file[-6:-5], m.indicator, m.reason) for m in rating.moderations] == [
        ("2", STRENGTH, None),
        ("n", BREADTH, None),
        ("n", STRENGTH, "superseded"),
    ]


def test_a_moderator_is_in_conflict_by_any_entry_in_force():
    tied = (entry("M1", "moderator"), entry("M1", "health", keys=["their-area"]))
    rating = rated(*APART, people={**REGISTER, "M1": tied}, moderations=(moderation(),))
    assert reasons(rating) == [("M1", "conflict")]
    earlier = (entry("M1", "moderator"), replace(tied[1], active_to="2025-06-30"))
    rating = rated(*APART, people={**REGISTER, "M1": earlier}, moderations=(moderation(),))
    assert reasons(rating) == [("M1", None)]


def test_the_submitter_of_a_case_does_not_moderate_it():
    people = {**REGISTER, "R8": (entry("R8", "moderator"),)}
    assert reasons(rated(*APART, people=people, moderations=(moderation("R8"),))) == [("R8", "conflict")]


@pytest.mark.parametrize("apart", range(4))
def test_the_spread_that_needs_moderation_is_the_frameworks_own(apart):
    for spread in (1, 2, 3):
        data = sound_data(seeded(7))
        data["bars"] = ["b0", "b1", "b2", "b3"]
        part = data["indicators"]["i0"]
        part["requires"] = {bar: {"at_least": {"n": 0, "of": []}} for bar in data["bars"]}
        part["no_bar_below"] = "b0"
        data["panel"] |= {"quorum": 2, "include_one_of": [], "moderation_spread": spread}
        reviews = [
            review("R2", bars={"i0": "b0"}, findings={}),
            review("R3", bars={"i0": f"b{apart}"}, findings={}),
        ]
        found = rate(dossier(*reviews), compiled(data), REGISTER, AS_OF).indicators[0]
        assert found.withheld == (apart >= spread)
