"""Texts are compared by their words: runs of letters and digits, whatever stands between them."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from wwis_evidence.words import words_of


@given(st.text() | st.text("aB1_-' \u2019\n\u00a0é²ß", max_size=20))
@example("It's_the 2nd ½ of ß — “ok”")
def test_words_are_runs_of_letters_and_digits_in_small_letters(text):
    assert words_of(text) == re.findall(r"[^\W_]+", text.casefold())
