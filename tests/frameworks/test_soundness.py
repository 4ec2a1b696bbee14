"""A framework is accepted exactly where each bar asks for all that the bar below asks for."""

import copy
from itertools import pairwise

import pytest
from hypothesis import given, settings
from random_frameworks import (
    ceiling,
    closed,
    closed_sets,
    compiled,
    every_criterion,
    random_data,
    seeded,
    seeds,
    sound_data,
    subsets,
    unsound_bars,
)

from wwis_evidence.frameworks import compile_framework, shipped_framework


def names_in(problem):
    return set() if problem.values["criteria"] == "nothing" else set(problem.values["criteria"].split(", "))


@given(seeds)
@settings(max_examples=250, deadline=None)
def test_the_truth_table_finds_the_bars_that_brute_force_finds(seed):
    data = random_data(seeded(seed), most=6)
    framework, problems = compile_framework(b"", data)
    at_fault = unsound_bars(data, data["indicators"]["i0"])
    assert (framework is None) == bool(at_fault)
    assert {problem.code for problem in problems} <= {"framework-unsound"}
    assert [problem.field for problem in problems] == [("indicators", "i0", "requires", b) for b in at_fault]
    assert [problem.values["higher"] for problem in problems] == at_fault


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_an_unsound_bar_is_shown_with_a_set_of_criteria_that_proves_it(seed):
    data = random_data(seeded(seed), most=6)
    part = data["indicators"]["i0"]
    for problem in compile_framework(b"", data)[1]:
        witness = names_in(problem)
        assert closed(witness, part) == witness
        lower, higher = problem.values["lower"], problem.values["higher"]
        assert (lower, higher) in set(pairwise(data["bars"]))
        only = {"requires": {b: part["requires"][b] for b in (lower, higher) if b in part["requires"]}}
        bars = {"bars": [lower, higher]}
        assert ceiling(bars, {**part, **only, "no_bar_below": None}, witness) == 1
        only["requires"].pop(higher)
        assert lower in part["requires"]
        assert ceiling({"bars": [lower]}, {**part, **only, "no_bar_below": None}, witness) is None


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_ceilings_of_a_sound_framework_are_those_of_the_text_and_never_fall(seed):
    data = sound_data(seeded(seed))
    part, indicator = data["indicators"]["i0"], compiled(data).indicators["i0"]
    for chosen in subsets(every_criterion(part)):
        assert indicator.close(chosen) == closed(chosen, part)
        assert indicator.ceiling(chosen) == ceiling(data, part, chosen)
    for chosen in closed_sets(part):
        for more in every_criterion(part):
            before, after = indicator.ceiling(chosen), indicator.ceiling(chosen | {more})
            assert (-1 if before is None else before) <= (-1 if after is None else after)


def test_implied_criteria_count_when_soundness_is_judged():
    data = sound_data(seeded(1))
    data["bars"] = ["low", "high"]
    rule = {"statement": "x", "basis": "inferred"}
    part = {
        "title": "x",
        "basis": "inferred",
        "criteria": {"a": {**rule, "implies": ["b"]}, "b": {**rule, "implies": ["c"]}, "c": rule},
        "requires": {"low": "c", "high": "a"},
    }
    data["indicators"] = {"i0": part}
    assert compile_framework(b"", data)[1] == ()
    part["criteria"]["b"]["implies"] = []
    (problem,) = compile_framework(b"", data)[1]
    assert problem.values == {"indicator": "i0", "higher": "high", "lower": "low", "criteria": "a, b"}
    assert problem.at == "key"


@pytest.mark.parametrize(("count", "accepted"), [(15, True), (16, True), (17, False)])
def test_at_most_sixteen_criteria_scored_and_computed_together(count, accepted):
    data = sound_data(seeded(2))
    rule = {"statement": "x", "basis": "inferred"}
    scored = {f"c{n}": rule for n in range(count - 2)}
    computed = {f"t{n}": {"months_of": "sustained", "at_least": n} for n in range(2)}
    requires = {
        bar: {"at_least": {"n": place, "of": [*scored, *computed]}} for place, bar in enumerate(data["bars"])
    }
    data["indicators"] = {
        "i0": {
            "title": "x",
            "basis": "inferred",
            "criteria": scored,
            "computed": computed,
            "requires": requires,
        }
    }
    framework, problems = compile_framework(b"", data)
    assert (framework is not None) == accepted
    if not accepted:
        (problem,) = problems
        assert (problem.code, problem.field) == ("out-of-range", ("indicators", "i0", "criteria"))
        assert problem.values == {"found": "17", "expected": "at most 16 criteria"}


def test_one_gap_among_all_sets_of_sixteen_criteria_is_found():
    data = sound_data(seeded(3))
    names = [f"c{n:02}" for n in range(16)]
    data["bars"] = ["low", "high"]
    data["indicators"] = {
        "i0": {
            "title": "x",
            "basis": "inferred",
            "criteria": {name: {"statement": "x", "basis": "inferred"} for name in names},
            # Only the set of all but the last reaches the higher bar without the lower.
            "requires": {
                "low": {"any_of": [names[15], {"at_least": {"n": 16, "of": "all"}}]},
                "high": {"all_of": names[:15]},
            },
        }
    }
    (problem,) = compile_framework(b"", data)[1]
    assert names_in(problem) == set(names[:15])


def test_every_unsound_indicator_is_named_not_only_the_first():
    data = sound_data(seeded(4), indicators=2)
    data["bars"] = ["low", "high"]
    for part in data["indicators"].values():
        part["requires"] = {"low": next(iter(part["criteria"])), "high": {"at_least": {"n": 0, "of": []}}}
        part["no_bar_below"] = "low"
    problems = compile_framework(b"", data)[1]
    assert [problem.field[1] for problem in problems] == ["i0", "i1"]
    assert {problem.values["criteria"] for problem in problems} == {"nothing"}


def test_the_shipped_framework_becomes_unsound_where_a_bar_forgets_what_the_one_below_asks():
    data = copy.deepcopy(shipped_framework().record.model_dump(mode="json", exclude_unset=True))
    for part in data["indicators"].values():
        for rule in part["criteria"].values():
            for key in ("supported_by", "partly_by"):
                rule.pop(key, None)
    assert compile_framework(b"", data)[1] == ()
    data["indicators"]["strength-of-evidence"]["requires"]["robust"]["all_of"].remove("sustained-36-months")
    (problem,) = compile_framework(b"", data)[1]
    assert (problem.values["higher"], problem.values["lower"]) == ("robust", "good")
