"""Pairs whose bars ask a question are found by what is confirmed, counted and shown, and no others."""

import random
from itertools import combinations

import pytest
from audit_cases import AS_OF, ROOT, framework, item, library
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.rating.consistency import Evidence, Pair, consistency

SMALL = framework()
STRENGTH, BREADTH = 0, 1
NAMES = {
    "barking-and-dagenham": "barking-and-dagenham-local-schools",
    "gateshead": "gateshead-annual-health-checks",
    "herefordshire": "herefordshire-early-years-sen-support",
    "islington": "islington-strategic-partnership",
    "manchester": "manchester-supported-internships",
    "northumbria": "northumbria-send-strategic-lead",
    "wiltshire": "wiltshire-parent-carer-council",
}


def pairs(*items):
    return [(pair.lower, pair.higher) for pair in consistency(items, SMALL)[0].pairs()]


@pytest.fixture(scope="module")
def own_library():
    ours = library(ROOT)
    return consistency(ours.ratings(AS_OF), ours.framework)


def test_the_librarys_own_items_ask_the_five_questions_of_strength_found_by_hand(own_library):
    expected = [
        ("gateshead", "barking-and-dagenham"),
        ("gateshead", "manchester"),
        ("gateshead", "northumbria"),
        ("herefordshire", "manchester"),
        ("wiltshire", "islington"),
    ]
    found = [(pair.lower, pair.higher) for pair in own_library[STRENGTH].pairs()]
    assert found == [(NAMES[lower], NAMES[higher]) for lower, higher in expected]


def test_breadth_that_was_only_counted_is_compared_by_its_number(own_library):
    # Herefordshire: three areas without names, promising. Manchester: three, good. Islington names three.
    found = {pair.higher: pair for pair in own_library[BREADTH].pairs()}
    assert {pair.lower for pair in found.values()} == {NAMES["herefordshire"]}
    assert set(found) == {NAMES["manchester"], NAMES["islington"]}
    assert (found[NAMES["manchester"]].criteria, found[NAMES["manchester"]].unnamed) == ((), 3)
    assert len(found[NAMES["islington"]].criteria) == 3


def test_items_whose_criteria_are_not_known_take_no_part(own_library):
    assert [(part.compared, part.unknown) for part in own_library] == [(8, 3), (8, 3)]
    unknown = item("unknown", 2, "", state="unknown")
    assert pairs(unknown, item("all", 0, "abcdy")) == []


def test_more_confirmed_and_a_lower_bar_is_a_pair():
    assert pairs(item("more", 1, "abc"), item("less", 2, "ab")) == [("more", "less")]


def test_a_pair_says_which_bars_and_what_is_confirmed_of_the_item_with_the_higher_one():
    (found,) = consistency([item("more", 0, "abdy"), item("less", 2, "bdy")], SMALL)
    assert list(found.pairs()) == [Pair("worth", "more", "less", 0, 2, ("b", "d", "year"), 0)]
    assert (found.id, found.number) == ("worth", 1)
    (counted,) = consistency([item("more", 0, "abcd"), item("less", 2, "a", stated_count=3)], SMALL)
    assert list(counted.pairs()) == [Pair("worth", "more", "less", 0, 2, ("a",), 2)]


def test_an_item_of_which_nothing_is_confirmed_counts_nothing_without_a_name():
    (found,) = consistency([item("one", 0), item("two", 1)], SMALL)
    assert list(found.pairs()) == [Pair("worth", "one", "two", 0, 1, (), 0)]


def test_the_same_confirmed_and_a_lower_bar_is_a_pair():
    assert pairs(item("one", 1, "ab"), item("two", 2, "ab")) == [("one", "two")]


@pytest.mark.parametrize(("more", "less"), [(2, 2), (2, 1)])
def test_an_equal_or_higher_bar_asks_nothing(more, less):
    assert pairs(item("more", more, "abc"), item("less", less, "ab")) == []


def test_a_criterion_that_the_lower_item_lacks_answers_the_question():
    assert pairs(item("one", 1, "abc"), item("two", 2, "ad")) == []


def test_what_dates_decide_has_to_be_included_too():
    assert pairs(item("one", 1, "abc"), item("two", 2, "aby")) == []
    assert pairs(item("one", 1, "aby"), item("two", 2, "aby")) == [("one", "two")]


def test_items_without_a_bar_or_not_public_take_no_part():
    none = item("none", None, "", state="none-confirmed")
    hidden = item("hidden", 0, "abcd", status="in-moderation")
    assert pairs(none, hidden, item("high", 2, "ab")) == []


def test_a_number_that_leaves_no_room_for_the_others_criteria_is_no_pair():
    # Three are confirmed, a and b among them: c and d cannot both be.
    assert pairs(item("counted", 1, "ab", stated_count=3), item("named", 2, "cd")) == []
    assert pairs(item("counted", 1, "a", stated_count=3), item("named", 2, "cd")) == [("counted", "named")]


def test_a_named_set_is_not_taken_to_include_criteria_counted_under_other_names():
    assert pairs(item("named", 1, "abc"), item("counted", 2, "d", stated_count=2)) == []
    assert pairs(item("named", 1, "abc"), item("counted", 2, "a", stated_count=3)) == [("named", "counted")]
    assert pairs(item("named", 1, "abc"), item("counted", 2, "", stated_count=4)) == []


def test_a_count_beyond_all_criteria_is_taken_as_all_of_them():
    assert pairs(item("all", 1, "abcd"), item("counted", 2, "", stated_count=9)) == [("all", "counted")]


def test_pairs_come_by_the_slug_of_the_lower_item_then_the_higher():
    items = [item(slug, 1 if slug < "m" else 2, "ab") for slug in "zxaybc"]
    assert pairs(*items) == sorted(pairs(*items))
    assert consistency(items, SMALL)[0].number == len(pairs(*items)) == 9


EVIDENCE = st.builds(
    lambda scored, computed, more: Evidence(scored, computed << 4, min(scored.bit_count() + more, 4), 0),
    st.integers(0, 15),
    st.integers(0, 1),
    st.integers(0, 4),
)


@given(EVIDENCE, EVIDENCE)
def test_inclusion_holds_exactly_where_some_reading_of_the_counts_makes_it_so(one, other):
    def readings(evidence):
        for chosen in combinations(range(4), evidence.total):
            scored = sum(1 << place for place in chosen)
            if not evidence.scored & ~scored:
                yield scored

    possible = any(not b & ~a for a in readings(one) for b in readings(other))
    assert one.may_include(other) == (possible and not other.computed & ~one.computed)


ITEMS = st.lists(
    st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from("abcdy")), st.none() | st.integers(0, 4)),
    max_size=12,
)


@given(ITEMS)
def test_groups_give_the_pairs_that_comparing_all_items_gives(drawn):
    items = [item(f"i{n:02}", bar, names, count) for n, (bar, names, count) in enumerate(drawn)]

    def includes(a, b):
        (bar_a, names_a, count_a), (bar_b, names_b, count_b) = a, b
        scored_a, scored_b = names_a - {"y"}, names_b - {"y"}
        number_a, number_b = max(count_a or 0, len(scored_a)), max(count_b or 0, len(scored_b))
        if number_a == len(scored_a) and number_b == len(scored_b):
            return bar_a < bar_b and names_b <= names_a
        room = len(scored_a | scored_b) <= number_a and number_b <= number_a
        return bar_a < bar_b and room and names_b & {"y"} <= names_a

    expected = [
        (f"i{n:02}", f"i{m:02}") for n, a in enumerate(drawn) for m, b in enumerate(drawn) if includes(a, b)
    ]
    assert pairs(*items) == expected


def test_five_thousand_items_are_compared_as_the_few_groups_that_they_fall_into():
    rng = random.Random(5)
    letters = [frozenset(rng.sample("abcdy", rng.randint(0, 5))) for _ in range(5000)]
    items = [item(f"i{n:04}", rng.randint(0, 2), names) for n, names in enumerate(letters)]
    (found,) = consistency(items, SMALL)
    assert len(found.groups) <= 2**5 * 3
    assert sum(map(len, found.groups.values())) == 5000
    first = next(found.pairs())
    assert (first.lower_bar < first.higher_bar, first.lower) == (
        True,
        min(s for e in found.above for s in found.groups[e]),
    )
