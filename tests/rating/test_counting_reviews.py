"""Which reviews count, the reason that each other one is listed with, and the role of each that counts."""

from dataclasses import replace

import pytest
from dossiers import (
    BREADTH,
    CASE,
    EVERYTHING,
    FRAMEWORK,
    OTHER_DIGEST,
    REGISTER,
    counts,
    dossier,
    entry,
    panel,
    rated,
    register,
    review,
)
from random_frameworks import compiled, seeded, sound_data

from wwis_evidence.rating.counting import counting_reviews

REASONS = (
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
)


def counted(*reviews, people=REGISTER, **more):
    return counts(rated(*reviews, people=people, **more))


def test_a_review_with_nothing_against_it_counts():
    assert counted(review("R2")) == (["R2"], [])


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (review("R2", valid=False), "invalid"),
        (review("R2", digest=OTHER_DIGEST), "stale"),
        (review("R2", framework="another@1"), "other-framework"),
        (review("R2", framework="wwis-effective-practice@2023.1"), "other-framework"),
        (review("R0"), "not-on-register"),
        (review("R7"), "not-active"),
        (review("R6"), "conflict"),
        (review("R8"), "conflict"),
        (review("R2", interest="undecided"), "interest"),
        (review("R2", interest="sits-out", ruled_by="M1"), "interest"),
        (review("R3"), "not-on-panel"),
        (review("R4"), "set-aside"),
    ],
)
def test_each_reason_alone(one, reason):
    found = counted(one, panel=panel("R1", "R2", "R4"), set_aside=frozenset({"R4"}))
    assert found == ([], [(one.path.split("/")[-1][:-5], reason)])


@pytest.mark.parametrize("first", range(len(REASONS)))
def test_of_several_reasons_the_first_in_the_texts_order_is_given(first):
    """From a review against which all ten speak, the earlier reasons are taken away one by one."""
    not_yet = {reason: place >= first for place, reason in enumerate(REASONS)}
    active = "2020-01-01" if not not_yet["not-active"] else "2025-06-02"
    ties = ["their-area"] if not_yet["conflict"] else []
    people = {} if not_yet["not-on-register"] else register(entry("R2", "health", keys=ties, since=active))
    one = review(
        "R2",
        valid=not not_yet["invalid"],
        digest=OTHER_DIGEST if not_yet["stale"] else CASE.digest,
        framework="another@1" if not_yet["other-framework"] else None,
        interest="undecided" if not_yet["interest"] else None,
    )
    newer = [review("R2", n=2, date="2025-06-02")] if not_yet["superseded"] else []
    rating = rated(
        one,
        *newer,
        people=people,
        panel=panel("R1") if not_yet["not-on-panel"] else panel("R1", "R2"),
        set_aside=frozenset({"R2"}),
    )
    assert rating.not_counting[0].reason == REASONS[first]
    assert not any(c.review == one for c in rating.counting)


def test_reviews_that_do_not_count_are_all_listed_by_reviewer_then_age():
    given = [
        review("R4", digest=OTHER_DIGEST, n=2, date="2025-06-02"),
        review("R0"),
        review("R4", digest=OTHER_DIGEST),
        review("R2", valid=False),
    ]
    assert counted(*given)[1] == [
        ("R0", "not-on-register"),
        ("R2", "invalid"),
        ("R4", "superseded"),
        ("R4.2", "stale"),
    ]


@pytest.mark.parametrize(
    ("days", "digests", "expected"),
    [
        # The number in the file's name decides between reviews of one day.
        (("2025-06-01", "2025-06-01"), "cc", (["2"], [("R2", "superseded")])),
        (("2025-06-02", "2025-06-01"), "cc", (["1"], [("R2.2", "superseded")])),
        # A newer review of other evidence leaves the one of the current evidence standing.
        (("2025-06-01", "2025-06-02"), "co", (["1"], [("R2.2", "stale")])),
        (("2025-06-01", "2025-06-02"), "oc", (["2"], [("R2", "superseded")])),
        (("2025-06-01", "2025-06-02"), "oo", ([], [("R2", "superseded"), ("R2.2", "stale")])),
    ],
)
def test_a_reviewers_newest_review_of_the_current_evidence_counts(days, digests, expected):
    given = [
        review("R2", n=n, date=day, digest=CASE.digest if which == "c" else OTHER_DIGEST)
        for n, day, which in zip((1, 2), days, digests, strict=True)
    ]
    rating = rated(*given)
    assert [str(c.review.sequence) for c in rating.counting] == expected[0]
    assert counts(rating)[1] == expected[1]


def test_an_invalid_newer_review_takes_nobodys_place():
    assert counted(review("R2"), review("R2", n=2, date="2025-09-01", valid=False)) == (
        ["R2"],
        [("R2.2", "invalid")],
    )


def test_reviews_under_an_accepted_earlier_version_count():
    framework = compiled(sound_data(seeded(5)))
    bars = dict.fromkeys(framework.indicators, framework.bars[0])
    for reference, reason in ((None, None), ("random@1", None), ("random@3", "other-framework")):
        one = review("R2", bars=bars, findings={}, framework=reference)
        counting, others = counting_reviews(dossier(one), framework, REGISTER)
        assert [c.reason for c in others] == ([reason] if reason else [])
        assert len(counting) == (reason is None)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2022-12-31", False),
        ("2023-01-01", True),
        ("2023-06-30", True),
        ("2023-07-01", False),
        ("2024-06-30", False),
        ("2024-07-01", True),
        ("2030-01-01", True),
    ],
)
def test_an_entry_holds_on_its_first_and_last_day_and_one_id_may_have_several(day, in_force):
    people = register(
        entry("R2", "health", since="2023-01-01", until="2023-06-30"),
        entry("R2", "research", since="2024-07-01"),
    )
    found = counted(review("R2", date=day), people=people)
    assert found == ((["R2"], []) if in_force else ([], [("R2", "not-active")]))


def test_roles_and_ties_are_those_of_the_entry_in_force():
    people = register(
        entry("R2", "health", keys=["their-area"], until="2024-12-31"),
        entry("R2", "parent-carer", since="2025-01-01"),
    )
    (only,) = rated(review("R2", date="2025-01-01"), people=people).counting
    assert only.role == "parent-carer"
    assert counted(review("R2", date="2024-12-31"), people=people) == ([], [("R2", "conflict")])


@pytest.mark.parametrize(
    ("roles", "acting"),
    [
        (["health"], "health"),
        (["moderator", "parent-carer", "health"], "parent-carer"),
        (["health", "parent-carer"], "health"),
        (["moderator"], "moderator"),
    ],
)
def test_a_reviewer_acts_in_the_first_role_other_than_moderator(roles, acting):
    (only,) = rated(review("R2"), people=register(entry("R2", *roles))).counting
    assert only.role == acting


@pytest.mark.parametrize(
    ("interest", "ruled_by", "may"),
    [
        (None, None, True),
        ("undecided", None, False),
        ("undecided", "M1", False),
        ("sits-out", "M1", False),
        ("may-review", "M1", True),
        ("may-review", "M2", True),
        ("may-review", None, False),
        ("may-review", "R3", False),
        ("may-review", "nobody", False),
    ],
)
def test_an_interest_lets_a_review_count_only_where_a_moderator_ruled_so(interest, ruled_by, may):
    found = counted(review("R2", interest=interest, ruled_by=ruled_by))
    assert found == ((["R2"], []) if may else ([], [("R2", "interest")]))


def test_nobody_rules_on_their_own_interest():
    one = review("M1", interest="may-review", ruled_by="M1")
    assert counted(one) == ([], [("M1", "interest")])
    assert counted(replace(one, ruled_by="M2")) == (["M1"], [])


def test_reviewers_of_a_panel_count_and_no_others():
    reviews = [review("R1"), review("R2"), review("R3")]
    assert counted(*reviews, panel=panel("R1", "R3")) == (["R1", "R3"], [("R2", "not-on-panel")])


def test_the_registers_own_order_of_people_does_not_matter():
    reviews = [review("R3"), review("R1", met=EVERYTHING[BREADTH]), review("R2")]
    turned = dict(reversed(REGISTER.items()))
    assert rated(*reviews, people=turned) == rated(*reversed(reviews))
    assert [c.role for c in rated(*reviews).counting] == ["parent-carer", "health", "local-authority"]
    assert FRAMEWORK.panel.moderator_role == "moderator"


def test_which_of_two_that_nothing_else_tells_apart_counts_does_not_depend_on_the_order_they_are_read_in():
    pair = [review("R2", path=f"reviews/a-case/{name}.yaml") for name in ("a", "b")]
    for order in (pair, pair[::-1]):
        found = rated(*order)
        assert [c.review.path for c in found.counting] == [pair[1].path]
        assert [(r.file, r.reason) for r in found.not_counting] == [(pair[0].path, "superseded")]
