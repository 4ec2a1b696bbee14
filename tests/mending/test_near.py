"""A word is taken for another only where nothing else can have been meant."""

import string

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from wwis_evidence.mending.near import CLEAR, SHORTEST, fold, plain_meaning, plain_word, same_word, slips
from wwis_evidence.vocabulary import Areas, load

WORDS = st.text(string.ascii_lowercase + "-", min_size=1, max_size=14)
LISTS = ("themes", "enablers", "phases", "evaluation-methods", "baselines", "shared-with", "effects", "roles")


def full_table(one, other):
    """Slips between two words by the definition, without the short cuts."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(WORDS, WORDS)
def test_slips_are_counted_as_defined(one, other):
    assert slips(one, other) == min(full_table(one, other), CLEAR) == slips(other, one)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sumary", "summary"),
        ("summmary", "summary"),
        ("sumnary", "summary"),
        ("smumary", "summary"),
        ("Summary", "summary"),
        ("“summary”", "summary"),
        ("shared with", "shared_with"),
        ("sharedwith", "shared_with"),
        ("shared\u2013with", "shared_with"),
        ("dat", None),  # too short to tell
        ("smmry", None),  # two slips
        ("sustained-24-months", None),  # a figure is never a slip
        ("", None),
        ("“”", None),
    ],
)
def test_one_slip_in_a_long_word_is_plain(word, meant):
    assert plain_word(word, ["summary", "shared_with", "date", "sustained-12-months"]) == meant


@pytest.mark.parametrize("word", ["sourcs", "source", "sources", "sorce"])
def test_a_word_that_comes_near_two_is_left(word):
    found = plain_word(word, ["source", "sources"])
    assert found == (word if word in {"source", "sources"} else None)


@st.composite
def misspelt(draw):
    """Some known words, and one of them with a slip."""
    known = draw(st.lists(st.text("abcd", min_size=3, max_size=8), min_size=1, max_size=4, unique=True))
    word = draw(st.sampled_from(known))
    at = draw(st.integers(0, len(word)))
    letter = draw(st.sampled_from(["", "a", "d", word[at : at + 2][::-1]]))
    return word[:at] + letter + word[at + draw(st.integers(0, 2)) :], known


@given(misspelt())
def test_no_word_is_chosen_while_another_is_as_near_or_nearly(made):
    word, known = made
    found = plain_word(word, known)
    event("chosen" if found else "left")
    distances = sorted(full_table(word, each) for each in known)
    if word in known:
        assert found == word
    elif found is not None:
        assert full_table(word, found) == 1 == distances[0]
        assert all(distance >= CLEAR for distance in distances[1:])
    elif distances[0] == 1:
        near = [each for each in known if full_table(word, each) == 1]
        assert len(near) > 1 or distances[1:2] < [CLEAR] or len(near[0]) < SHORTEST


@given(misspelt())
def test_two_that_are_equally_near_leave_the_word_as_it_is(made):
    word, known = made
    nearest = min(full_table(word, each) for each in known)
    if word not in known and sum(full_table(word, each) == nearest for each in known) > 1:
        assert plain_word(word, known) is None


@given(misspelt())
def test_the_order_of_the_known_words_does_not_matter(made):
    word, known = made
    assert plain_word(word, known) == plain_word(word, known[::-1])


@given(WORDS, st.lists(WORDS, max_size=6))
def test_a_word_that_must_not_be_guessed_changes_in_its_writing_only(word, known):
    found = same_word(word, known)
    assert found is None or (found in known and fold(found) == fold(word))


@pytest.mark.parametrize("name", LISTS)
def test_no_word_of_a_list_is_taken_for_its_neighbour(name):
    terms = list(load().terms(name))
    for term in terms:
        assert plain_word(term, terms) == term


def test_an_area_is_not_chosen_between_two_counties_of_like_names():
    names = Areas.load().names()
    assert plain_meaning("Herfordshire", names) is None  # Herefordshire or Hertfordshire
    assert plain_meaning("Gatesheed", names) == "Gateshead"
    assert plain_meaning("gates head", names) == "Gateshead"


def test_several_names_of_one_area_are_one_meaning():
    assert plain_meaning("Testfrod", {"testford": "T", "testforde": "T"}) == "T"
    assert plain_meaning("Testfrod", {"testford": "T", "testforde": "U"}) is None
