"""Which rule moves a rating between two frameworks: what is asked or confirmed, who counts, or the bars."""

from dataclasses import replace
from itertools import combinations

import pytest
from audit_cases import SMALL, edited, framework, rating
from audit_cases import review as counted
from dossiers import (
    AS_OF,
    BREADTH,
    CASE,
    FRAMEWORK,
    REGISTER,
    STRENGTH,
    dossier,
    entry,
    moderation,
    panel,
    review,
)

from wwis_evidence.rating.carry_over import Bars, carry_over
from wwis_evidence.rating.change_rules import BothRatings, Rule
from wwis_evidence.rating.facts import PublishedBar
from wwis_evidence.rating.framework_change import framework_change
from wwis_evidence.rating.result import IndicatorRating

ASKS_TWO = framework()
ASKS_THREE = framework(SMALL.replace("middle: {at_least: {n: 2,", "middle: {at_least: {n: 3,"))
HALF_A_YEAR = framework(SMALL.replace("at_least: 12}", "at_least: 6}"))
OTHER_MODERATORS = edited(("  moderator_role: moderator\n", "  moderator_role: education\n"))


def asking(middle):
    text = SMALL.replace("middle: {at_least: {n: 2, of: all}}", f"middle: {middle}")
    return framework(text.replace("[year, {at_least: {n: 3, of: all}}]", "[year, a, b, c]"))


def with_bars(*bars):
    """The small framework with other bars, each asking for one criterion more."""
    start = SMALL.index("      middle: ")
    asks = "".join(f"      {bar}: {{at_least: {{n: {n}, of: all}}}}\n" for n, bar in enumerate(bars) if n)
    return framework(SMALL[:start].replace("[low, middle, high]", f"[{', '.join(bars)}]") + asks)


def both(old, new, before=None, after=None, dossiers=()):
    return BothRatings(old, new, Bars.between(old, new), before, after, dossiers)


THREE = with_bars("low", "middle", "high")
ONE_ON_TOP = with_bars("low", "middle", "high", "top")
NO_MIDDLE = with_bars("low", "high", "top", "peak")


@pytest.mark.parametrize(
    ("new", "before", "after", "expected"),
    [
        (ONE_ON_TOP, 1, 1, 0),
        (ONE_ON_TOP, 2, 2, 0),
        (ONE_ON_TOP, 2, 3, 1),
        (ONE_ON_TOP, 2, 1, -1),
        # The middle one of three has no partner: it stands beside the last but one of four.
        (NO_MIDDLE, 1, 1, -1),
        (NO_MIDDLE, 1, 2, 0),
        (NO_MIDDLE, 1, 3, 1),
        (NO_MIDDLE, 2, 1, 0),
        (THREE, None, 0, 1),
        (THREE, 0, None, -1),
        (THREE, None, None, 0),
    ],
)
def test_bars_are_ordered_by_their_partners_and_without_one_by_their_place_from_the_top(
    new, before, after, expected
):
    assert both(THREE, new).order(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"bar": 1}, {"bar": 1}, True),
        ({"bar": 1}, {"bar": 2}, False),
        ({"bar": 1}, {"no_bar": "in-moderation"}, False),
        ({"no_bar": "in-moderation"}, {"bar": 1}, False),
        ({"no_bar": "in-moderation"}, {"no_bar": "in-moderation"}, True),
        ({"no_bar": "in-moderation"}, {"no_bar": "not-evidenced"}, False),
    ],
)
def test_no_bar_for_another_reason_is_not_the_same(before, after, same):
    found = both(THREE, THREE).same_bar(IndicatorRating("worth", **before), IndicatorRating("worth", **after))
    assert found is same


def part(rule, confirmed, **more):
    """A rating with these criteria confirmed, ``y`` for the year."""
    indicator = rule.indicators["worth"]
    closed = indicator.close(frozenset("year" if letter == "y" else letter for letter in confirmed))
    ceiling = indicator.ceiling(closed)
    facts = {"bar": ceiling, "ceiling": ceiling, "panel": 2, "confirmed": closed, **more}
    return IndicatorRating("worth", **facts)


def ceiling_rules(old, new, had, has, **more):
    ratings = both(old, new)
    before, after = part(old, had, **more), part(new, has, **more)
    direction = ratings.order(before.ceiling, after.ceiling)
    assert direction
    return list(ratings.ceiling_rules(before, after, direction))


def test_what_ceases_to_be_confirmed_without_moving_the_ceiling_is_not_named():
    asks = Rule("requirement", "new", "middle", (("c",), ("d",)))
    assert ceiling_rules(ASKS_TWO, ASKS_THREE, "aby", "ab") == [asks]
    asked = Rule("requirement", "old", "middle", (("c",), ("d",)))
    assert ceiling_rules(ASKS_THREE, ASKS_TWO, "ab", "aby") == [asked]


def test_what_comes_or_ceases_to_be_confirmed_is_named_under_the_framework_that_confirms_it():
    lost = Rule("confirmed", "old", criteria=(("year",),))
    assert ceiling_rules(HALF_A_YEAR, ASKS_TWO, "abcy", "abc") == [lost]
    won = Rule("confirmed", "new", criteria=(("year",),))
    assert ceiling_rules(ASKS_TWO, HALF_A_YEAR, "abc", "abcy") == [won]


def test_where_neither_alone_moves_the_ceiling_both_are_named():
    either, just_one = asking("{any_of: [a, b]}"), asking("{any_of: [a]}")
    assert ceiling_rules(either, just_one, "ab", "b") == [
        Rule("requirement", "new", "middle", (("a",),)),
        Rule("confirmed", "old", criteria=(("a",),)),
    ]


def test_where_either_alone_moves_the_ceiling_both_are_named():
    assert ceiling_rules(ASKS_TWO, ASKS_THREE, "ab", "") == [
        Rule("requirement", "new", "middle", tuple(combinations("abcd", 3))),
        Rule("confirmed", "old", criteria=(("a", "b"),)),
    ]


def test_criteria_are_named_unless_more_were_counted_than_are_known_by_name():
    named = [Rule("requirement", "new", "middle", (("c",), ("d",)))]
    assert ceiling_rules(ASKS_TWO, ASKS_THREE, "ab", "ab", stated_count=2) == named
    assert ceiling_rules(ASKS_TWO, ASKS_THREE, "ab", "ab", stated_count=3) == [
        Rule("requirement", "new", "middle")
    ]
    assert ceiling_rules(ASKS_THREE, ASKS_TWO, "ab", "ab", stated_count=3) == [
        Rule("requirement", "old", "middle")
    ]


def test_where_only_the_names_of_the_bars_put_one_lower_the_bars_are_the_cause():
    file = dossier(case=CASE)
    before = part(THREE, "a", panel=2)  # middle, which has no partner
    after = part(NO_MIDDLE, "abc", bar=1, panel=1)  # the panel's own "high", now below two more
    panels = (counted("parent-carer", "high"), counted("health", "high"))
    ratings = [replace(rating("a-case", one), counting=panels) for one in (before, after)]
    assert list(both(THREE, NO_MIDDLE, *ratings, (file, file)).rules(before, after)) == [Rule("bars")]


def rules(file, other, people=REGISTER):
    found = framework_change([file], people, (FRAMEWORK, other), AS_OF)
    return [(row.indicator, row.old, row.new, row.rules) for row in found.moved]


def test_roles_that_a_panel_need_no_longer_include_complete_it():
    anyone = edited(("  include_one_of:\n    - parent-carer\n    - young-person\n", ""))
    file = dossier(*(review(name) for name in ("R2", "R3", "R4")))
    why = (Rule("panel-roles"),)
    assert rules(file, anyone) == [(STRENGTH, None, "good", why), (BREADTH, None, "good", why)]


def test_other_roles_that_the_panel_has_too_are_no_cause_beside_a_quorum_that_it_misses():
    quorum = ("  quorum: 3\n", "  quorum: 4\n")
    roles = ("    - parent-carer\n    - young-person\n", "    - research\n")
    file = dossier(*(review(name) for name in ("R1", "R2", "R4")))
    why = (Rule("quorum"),)
    assert rules(file, edited(quorum, roles)) == [(STRENGTH, "good", None, why), (BREADTH, "good", None, why)]


def test_a_member_whose_review_no_longer_counts_leaves_the_panel_waiting():
    ruled = review("R4", interest="may-review", ruled_by="M1")
    members = panel("R1", "R2", "R3", "R4")
    file = dossier(review("R1"), review("R2"), review("R3"), ruled, panel=members)
    why = (Rule("counting"),)
    assert rules(file, OTHER_MODERATORS) == [(STRENGTH, "good", None, why), (BREADTH, "good", None, why)]


def test_another_moderators_bar_is_named_as_moderation():
    apart = [review(f"R{n}", bar) for n, bar in enumerate(("promising", "good", "robust"), 1)]
    records = (moderation("M1", "good"), moderation("R9", "robust", n=2))
    people = {**REGISTER, "R9": (entry("R9", "education"),)}
    why = (Rule("moderation"),)
    assert rules(dossier(*apart, moderations=records), OTHER_MODERATORS, people) == [
        (STRENGTH, "good", "robust", why),
        (BREADTH, "good", "robust", why),
    ]


def test_a_printed_outcome_that_fewer_reviews_end_is_ended_by_the_quorum():
    printed = {STRENGTH: PublishedBar("good", (), None), BREADTH: PublishedBar("good", (), None)}
    file = dossier(review("R2"), review("R3"), published=printed)  # nobody with lived experience
    why = (Rule("quorum"),)
    assert rules(file, edited(("  quorum: 3\n", "  quorum: 2\n"))) == [
        (STRENGTH, "good", None, why),
        (BREADTH, "good", None, why),
    ]


def test_a_review_that_was_not_accepted_is_not_carried_over_to_a_framework_that_would_accept_it():
    older = edited(('version: "2024.1"', 'version: "1999.1"'))
    one = review("R1", framework=older.reference)
    carried = carry_over(dossier(one), FRAMEWORK, older, Bars.between(FRAMEWORK, older))
    assert not FRAMEWORK.accepts_review_under(one.framework)
    assert not older.accepts_review_under(carried.reviews[0].framework)


def test_a_moderated_bar_without_a_partner_leaves_the_records_other_bars():
    bars = Bars("name", ("promising",), (), {bar: bar for bar in FRAMEWORK.bars if bar != "promising"})
    record = moderation(bar={STRENGTH: "promising", BREADTH: "good"})
    for valid in (True, False):
        file = dossier(moderations=(replace(record, valid=valid),))
        carried = carry_over(file, FRAMEWORK, FRAMEWORK, bars)
        assert carried.moderations == (replace(record, bars={BREADTH: "good"}, valid=valid),)
