"""What a bar asks for: read from a file, tested on a set, and taken apart into its smallest sets."""

import pytest
from hypothesis import given, settings
from random_frameworks import enough, random_requirement, seeded, seeds, subsets

from wwis_evidence.frameworks.requirement import (
    NOTHING,
    AtLeast,
    TruthTables,
    bits,
    criteria_of,
    holds,
    parse_requirement,
)

NAMES = ["a", "b", "c", "d"]


def parse(data, known=NAMES, scored=("a", "b")):
    return parse_requirement(data, known, scored, ("requires", "good"))


def smallest(requirement):
    return {frozenset(chosen) for chosen in TruthTables(NAMES).smallest(requirement)}


def sets(*texts):
    return {frozenset(text) for text in texts}


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_a_requirement_holds_where_the_file_says_so_in_every_form(seed):
    data = random_requirement(seeded(seed), NAMES, 3)
    requirement, problems = parse(data)
    assert problems == []
    where = [chosen for chosen in subsets(NAMES) if enough(data, chosen, ["a", "b"])]
    assert [chosen for chosen in subsets(NAMES) if holds(requirement, chosen)] == where
    minimal = {chosen for chosen in where if not any(other < chosen for other in where)}
    assert smallest(requirement) == minimal
    assert criteria_of(requirement) <= set(NAMES)
    assert all(chosen <= criteria_of(requirement) for chosen in minimal)
    tables = TruthTables(NAMES)
    holding = {frozenset(tables.members(number)) for number in bits(tables.of(requirement))}
    assert holding == {frozenset(chosen) for chosen in where}


def test_requirements_are_read_as_written():
    assert parse("a") == ("a", [])
    assert parse({"all_of": ["a", "b"]}) == (AtLeast(2, ("a", "b")), [])
    assert parse({"any_of": ["a", {"all_of": ["c"]}]}) == (AtLeast(1, ("a", AtLeast(1, ("c",)))), [])
    assert parse({"at_least": {"n": 2, "of": ["a", "c", "d"]}}) == (AtLeast(2, ("a", "c", "d")), [])
    assert parse({"at_least": {"n": 0, "of": []}}) == (AtLeast(0, ()), [])


def test_of_all_stands_for_the_criteria_that_reviewers_score():
    assert parse({"at_least": {"n": 1, "of": "all"}}) == (AtLeast(1, ("a", "b")), [])
    assert parse({"at_least": {"n": 3, "of": "all"}})[1][0].code == "wrong-requirement"


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        True,
        [],
        ["a"],
        {},
        {"all_of": []},
        {"any_of": []},
        {"all_of": "a"},
        {"any_of": {"a": 1}},
        {"none_of": ["a"]},
        {"all_of": ["a"], "any_of": ["b"]},
        {"at_least": ["a"]},
        {"at_least": {"n": 1}},
        {"at_least": {"of": ["a"]}},
        {"at_least": {"n": 1, "of": ["a"], "or": 2}},
        {"at_least": {"n": -1, "of": ["a"]}},
        {"at_least": {"n": 2, "of": ["a"]}},
        {"at_least": {"n": True, "of": ["a"]}},
        {"at_least": {"n": 1.0, "of": ["a"]}},
        {"at_least": {"n": "1", "of": ["a"]}},
        {"at_least": {"n": 1, "of": "a"}},
        {"at_least": {"n": 0, "of": None}},
    ],
)
def test_anything_else_is_a_problem_at_its_place(data):
    requirement, problems = parse(data)
    assert requirement == NOTHING
    assert [(p.code, p.field) for p in problems] == [("wrong-requirement", ("requires", "good"))]


def test_problems_deep_inside_point_to_where_they_stand():
    data = {"all_of": ["a", {"at_least": {"n": 1, "of": ["b", {"any_of": ["c", "z", 7]}]}}]}
    problems = parse(data)[1]
    inside = ("requires", "good", "all_of", 1, "at_least", "of", 1, "any_of")
    assert [(p.code, p.field) for p in problems] == [
        ("unknown-criterion", (*inside, 1)),
        ("wrong-requirement", (*inside, 2)),
    ]
    assert problems[0].values == {"found": "z", "known": "a, b, c, d"}


def test_a_long_unknown_name_is_shown_cut_short():
    assert parse("z" * 500)[1][0].values["found"] == "z" * 60


def test_at_least_asks_for_that_many_and_no_fewer():
    two_of_three = AtLeast(2, ("a", "b", "c"))
    assert not holds(two_of_three, {"a"})
    assert holds(two_of_three, {"a", "c"})
    assert holds(NOTHING, set())
    assert not holds("a", set())
    assert smallest(two_of_three) == sets("ab", "ac", "bc")


def test_minimal_sets_never_contain_one_another():
    requirement = AtLeast(1, ("a", AtLeast(2, ("a", "b")), AtLeast(2, ("b", "c"))))
    assert smallest(requirement) == sets("a", "bc")
    assert smallest(NOTHING) == sets("")
    assert smallest(AtLeast(1, ())) == set()


def test_the_most_ways_that_sixteen_criteria_allow_are_all_given():
    names = [f"c{n}" for n in range(16)]
    found = TruthTables(names).smallest(AtLeast(8, tuple(names)))
    assert len(found) == len(set(found)) == 12_870
    assert found[0] == tuple(names[:8])


def test_smallest_sets_come_by_size_and_then_in_the_order_of_criteria():
    requirement = AtLeast(1, (AtLeast(2, ("c", "b")), "d", AtLeast(2, ("a", "c"))))
    assert TruthTables(NAMES).smallest(requirement) == [("d",), ("a", "c"), ("b", "c")]
