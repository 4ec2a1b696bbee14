"""What the form's scripts count, cut, compare and look for in text is what Python does."""

import json
import re
import sys
import unicodedata
from difflib import SequenceMatcher, get_close_matches
from importlib import import_module
from itertools import product

import pytest
from changed_records import ODD, PLANTED
from form_parity import open_page
from hypothesis import given, settings
from hypothesis import strategies as st

from wwis_evidence.bounds import shown as visible
from wwis_evidence.publish.forms.patterns import translated
from wwis_evidence.publish.forms.rules import MODULES
from wwis_evidence.records.base import shown

pytestmark = pytest.mark.browser
TEXTS = [text for text in (*ODD, *PLANTED) if isinstance(text, str) and len(text) < 1000]
AWKWARD = "aZ\u017f\u0131\u212aé_5\u0663²½ \u00a0\n\r\u2028-."
PATTERNS = {
    f"{name} {constant}": value
    for name, module in MODULES.items()
    for constant, value in vars(import_module(f"wwis_evidence.{module}")).items()
    if isinstance(value, re.Pattern)
}


@pytest.fixture(scope="module")
def page(chromium):
    opened = open_page(chromium)
    yield opened
    opened.close()


def answers(page, name, asked, module="text"):
    """What a function of a module gives for each list of arguments."""
    return json.loads(
        page.evaluate(
            """async ([module, name, text]) => {
              const held = await import(`/${module}.js`);
              return JSON.stringify(JSON.parse(text).map((given) => held[name](...given)));
            }""",
            [module, name, json.dumps(asked)],
        )
    )


def test_every_pattern_of_the_rules_finds_the_same_pieces_of_any_text(page):
    texts = [*TEXTS, *map(str.upper, TEXTS), *map(str.lower, TEXTS)]
    texts += ["".join(pair) for pair in product(AWKWARD, repeat=2)]
    found = page.evaluate(
        """([patterns, texts]) => patterns.map((source) => texts.map((text) =>
          [...text.matchAll(new RegExp(source, "gu"))].map((found) => found[0])))""",
        [[translated(pattern) for pattern in PATTERNS.values()], texts],
    )
    for (name, pattern), by_form in zip(PATTERNS.items(), found, strict=True):
        for text, pieces in zip(texts, by_form, strict=True):
            assert pieces == [match[0] for match in pattern.finditer(text)], (name, text)


def test_the_patterns_are_found():
    assert len(PATTERNS) > 35


@pytest.mark.parametrize("pattern", [r"\Aa", r"[\D]", r"(?P<x>a)(?P=x)", r"\G"])
def test_what_is_not_translated_is_refused(pattern):
    held = (
        re.compile(pattern) if pattern == r"\Aa" else type("Pattern", (), {"pattern": pattern, "flags": 32})
    )
    with pytest.raises(ValueError, match="not translated"):
        translated(held)


def test_case_is_folded_as_python_folds_it(page):
    letters = [letter for letter in map(chr, range(sys.maxunicode)) if unicodedata.category(letter)[0] == "L"]
    folded = answers(page, "folded", [[letter] for letter in letters])
    newer = {letter for letter, other in zip(letters, folded, strict=True) if other != letter.casefold()}
    # Letters whose other case came with a later version of Unicode than this Python knows.
    assert len(newer) < 20, newer
    assert not any(letter < "\u2000" for letter in newer), newer


floats = st.floats(-1e12, 1e12) | st.integers(-(10**7), 10**7).map(lambda n: n / 2) | st.floats(-1e-3, 1e-3)


@settings(max_examples=20)
@given(st.lists(floats, min_size=40, max_size=40))
def test_numbers_are_written_as_python_writes_them(page, drawn):
    numbers = [value for value in drawn if value != 0]
    asked = [[value] for value in numbers]
    assert answers(page, "general", asked) == [f"{value:g}" for value in numbers]
    plain = [int(value) if value.is_integer() else value for value in numbers]
    assert answers(page, "number", asked) == [repr(value) for value in plain]
    assert answers(page, "rounded", asked) == [round(value) for value in numbers]
    wholes = [[round(value)] for value in numbers]
    assert answers(page, "commas", wholes) == [f"{value:,}" for (value,) in wholes]


texts = st.text(st.sampled_from("ab \n\t\u00a0\u202e\u2028é😀\\'\"…\x85\ue000"), max_size=90)


@settings(max_examples=20)
@given(st.lists(texts, min_size=20, max_size=20))
def test_texts_are_shown_as_python_shows_them(page, drawn):
    asked = [[text, longest] for text in (*drawn, *TEXTS[:20]) for longest in (10, 80)]
    assert answers(page, "visible", asked) == [visible(*each) for each in asked]
    assert answers(page, "shown", [[text, 60] for text in drawn]) == [shown(text) for text in drawn]


words = st.text(st.sampled_from("abcde-"), max_size=9)


@settings(max_examples=20)
@given(st.lists(words, min_size=12, max_size=12))
def test_near_misses_are_those_that_python_finds(page, drawn):
    asked = [[word, drawn, most, cutoff] for word in drawn for most, cutoff in ((1, 0.6), (3, 0.8))]
    near = [get_close_matches(word, known, most, cutoff) for word, known, most, cutoff in asked]
    assert answers(page, "allNear", asked, "near") == near
    pairs = [[one, other] for one in drawn for other in drawn]
    ratios = [SequenceMatcher(None, one, other).ratio() for one, other in pairs]
    assert answers(page, "likeness", pairs, "near") == ratios
