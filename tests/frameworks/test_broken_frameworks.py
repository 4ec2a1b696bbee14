"""A broken framework file gives problems that point into it, never an exception."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_frameworks import compiled, seeded, seeds, sound_data

from wwis_evidence.frameworks import compile_framework

RULE = {"statement": "x", "basis": "inferred"}
GOOD = {
    "schema": 1,
    "kind": "framework",
    "id": "mine",
    "version": "1",
    "title": "Mine",
    "bars": ["low", "middle", "high"],
    "findings": {"met": 2, "partly": 1, "not-met": 0},
    "confirms": "met",
    "missing": "not-met",
    "consensus": "lower-median",
    "panel": {"quorum": 3, "moderation_spread": 2, "review_period_months": 24},
    "indicators": {
        "strength": {
            "title": "Strength",
            "basis": "inferred",
            "no_bar_below": "low",
            "criteria": {"a": RULE, "b": {**RULE, "implies": ["a"]}},
            "computed": {"long": {"months_of": "sustained", "at_least": 12}},
            "requires": {"middle": "a", "high": {"all_of": ["b", "long"]}},
        }
    },
}
IN = ("indicators", "strength")


def broken(change):
    data = copy.deepcopy(GOOD)
    change(data, data["indicators"]["strength"])
    framework, problems = compile_framework(b"", data)
    assert framework is None
    return [(problem.code, problem.field) for problem in problems]


def setter(key, value, *, inside=False):
    """A change of one value; keys are joined by dots."""

    def change(data, part):
        *above, last = key.split(".")
        place = part if inside else data
        for step in above:
            place = place[step]
        place[last] = value

    return change


def test_the_framework_that_these_tests_break_is_sound():
    framework = compiled(copy.deepcopy(GOOD))
    assert framework.reference == "mine@1"
    assert framework.indicators["strength"].criteria == ("a", "b", "long")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("consensus", "mean", ("unknown-word", ("consensus",))),
        ("confirms", "splendid", ("unknown-word", ("confirms",))),
        ("missing", "unheard", ("unknown-word", ("missing",))),
        ("confirms", "partly", ("framework-confirms", ("confirms",))),
        ("bars", ["low", "middle", "high", "low"], ("duplicate-id", ("bars",))),
        ("indicators", {}, ("missing-key", ("indicators",))),
        ("findings", {}, ("unknown-word", ("confirms",))),
        ("findings", {"met": 0, "not-met": 0}, ("framework-confirms", ("confirms",))),
        ("bars", ["low"], ("out-of-range", ("bars",))),
        ("panel.quorum", 0, ("out-of-range", ("panel", "quorum"))),
        ("panel.moderation_spread", 0, ("out-of-range", ("panel", "moderation_spread"))),
        ("version", 2024.1, ("wrong-type", ("version",))),
        ("schema", 2, ("wrong-value", ("schema",))),
        ("colour", "red", ("unknown-key", ("colour",))),
        ("id", "Mine!", ("wrong-id", ("id",))),
    ],
)
def test_a_wrong_word_or_number_is_named(key, value, expected):
    assert expected in broken(setter(key, value))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (
            "criteria.a",
            {**RULE, "implies": ["z"]},
            ("unknown-criterion", (*IN, "criteria", "a", "implies", 0)),
        ),
        (
            "computed.long",
            {"months_of": "sustained", "at_least": 12, "implies": ["a", "z"]},
            ("unknown-criterion", (*IN, "computed", "long", "implies", 1)),
        ),
        ("computed.a", {"months_of": "sustained", "at_least": 1}, ("duplicate-id", (*IN, "computed", "a"))),
        ("requires.high", "z", ("unknown-criterion", (*IN, "requires", "high"))),
        ("requires.best", "b", ("unknown-bar", (*IN, "requires", "best"))),
        ("requires", {"middle": "a"}, ("missing-key", (*IN, "requires", "high"))),
        ("requires", {}, ("missing-key", (*IN, "requires", "middle"))),
        ("requires.high", {"all_of": []}, ("wrong-requirement", (*IN, "requires", "high"))),
        ("no_bar_below", "best", ("unknown-bar", (*IN, "no_bar_below"))),
        (
            "bars",
            {"low": {"statement": "x", "basis": "inferred"}, "best": {"statement": "x", "basis": "inferred"}},
            ("unknown-bar", (*IN, "bars", "best")),
        ),
        (
            "criteria.a",
            {**RULE, "examples": {"met": "x", "splendid": "x"}},
            ("unknown-finding", (*IN, "criteria", "a", "examples", "splendid")),
        ),
        (
            "criteria.a",
            {**RULE, "supported_by": [{"list": "rumours"}]},
            ("wrong-value", (*IN, "criteria", "a", "supported_by", 0, "list")),
        ),
        (
            "criteria.a",
            {**RULE, "supported_by": [{"list": "impact", "area": "x"}]},
            ("wrong-selector", (*IN, "criteria", "a", "supported_by", 0, "area")),
        ),
    ],
)
def test_a_wrong_name_in_an_indicator_is_named(key, value, expected):
    assert expected in broken(setter(key, value, inside=True))


def test_all_that_is_wrong_is_said_at_once():
    def change(data, part):
        data["consensus"] = "mean"
        part["requires"]["middle"] = "z"
        part["no_bar_below"] = "best"

    assert {code for code, _ in broken(change)} == {"unknown-word", "unknown-criterion", "unknown-bar"}


def test_several_unknown_names_are_given_in_order():
    names = [f"x{n}" for n in range(6)]
    words = {name: {"statement": "x", "basis": "inferred"} for name in reversed(names)}
    found = broken(setter("bars", words, inside=True))
    assert found == [("unknown-bar", (*IN, "bars", name)) for name in names]
    found = broken(setter("criteria.a", {**RULE, "examples": dict.fromkeys(names, "x")}, inside=True))
    assert [field[-1] for _, field in found] == names


def test_the_lowest_bar_need_not_ask_for_anything():
    data = copy.deepcopy(GOOD)
    assert "low" not in data["indicators"]["strength"]["requires"]
    strength = compiled(data).indicators["strength"]
    assert strength.ceiling(()) == 0


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 20)
    | st.sampled_from(["", "a", "low", "b0", "c0", "all", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all_of", "any_of", "at_least", "n", "of", "c0", "list"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def places(data, path=()):
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


@given(seeds, ODD)
@settings(max_examples=250, deadline=None)
def test_whatever_stands_in_a_file_there_is_no_exception(seed, odd):
    rng = seeded(seed)
    data = sound_data(rng, most=3)
    *above, last = rng.choice([path for path in places(data) if path])
    place = data
    for step in above:
        place = place[step]
    place[last] = odd
    framework, problems = compile_framework(b"", data)
    assert (framework is None) == bool(problems)
    for problem in problems:
        assert problem.code
        assert isinstance(problem.field, tuple)
