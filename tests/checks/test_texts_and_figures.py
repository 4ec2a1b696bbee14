"""Readability, units and periods, worked by hand."""

import pytest
from pydantic import TypeAdapter

from wwis_evidence.checks.rules import duplicates
from wwis_evidence.checks.rules._units import counts_people, is_percentage
from wwis_evidence.checks.rules._words import word_list
from wwis_evidence.checks.rules.duplicates import MOST_COMPARED
from wwis_evidence.checks.rules.figures import _is_share_of, span
from wwis_evidence.checks.rules.plain_english import readability_index, reading_age
from wwis_evidence.checks.trace import SKETCH, Trace
from wwis_evidence.records.case_study import Measure


def measure(name, unit):
    data = {"name": name, "unit": unit, "result": {"value": 1.0, "period": "2024"}}
    return TypeAdapter(Measure).validate_python(data)


def test_the_readability_index_is_worked_by_hand():
    # 6 words of 3 + 3 + 3 + 2 + 3 + 3 = 17 letters in one sentence: 4.71 x 17/6 + 0.5 x 6 - 21.43.
    assert readability_index("The cat sat on the mat.") == pytest.approx(4.71 * 17 / 6 + 3 - 21.43)
    # 4 words of 28 letters and digits in two sentences; the dot within 2.5 ends none.
    assert readability_index("Considerable improvements! Over 2.5") == pytest.approx(
        4.71 * 30 / 4 + 2 - 21.43
    )
    assert readability_index("") == 0
    assert readability_index("...") == pytest.approx(0.5 - 21.43)


def test_a_reading_age_is_five_years_more_than_the_grade_and_never_less_than_five():
    assert reading_age("The cat sat on the mat.") == 5
    # 10 words of 50 letters in one sentence: 4.71 x 5 + 0.5 x 10 - 21.43 = 7.12.
    assert reading_age("abcde " * 10) == 12


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("per cent", True),
        ("%", True),
        ("percentage of pupils", True),
        ("percentage points", False),
        ("pupils", False),
    ],
)
def test_a_percentage_is_told_by_its_unit(unit, expected):
    assert is_percentage(measure("attendance", unit)) is expected


def test_a_change_in_per_cent_may_be_of_any_size():
    assert not is_percentage(measure("change in attendance", "per cent"))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("children", True),
        ("number of young people", True),
        ("families a year", True),
        ("Parents", True),
        ("schools", False),
        ("hours per child", False),
        ("days for each pupil", False),
        ("change in pupils", False),
        ("staff", False),
    ],
)
def test_people_are_counted_where_the_unit_is_people(unit, expected):
    assert counts_people(measure("who came", unit)) is expected


@pytest.mark.parametrize(
    ("value", "base"), [(46, 26), (9, 33), (0, 5), (100, 5), (33, 3), (34, 3), (33.3, 3), (50, 200)]
)
def test_a_share_may_be_rounded_either_way(value, base):
    assert _is_share_of(value, base)


@pytest.mark.parametrize(("value", "base"), [(47, 20), (50, 3), (33.5, 3), (1, 10)])
def test_a_share_of_no_whole_number_is_none(value, base):
    assert not _is_share_of(value, base)


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2021", (2021, 2021)),
        ("2021-12", (2021, 2021)),
        ("2011-12", (2011, 2012)),  # a month or a school year: both are allowed for
        ("school year 2021/22", (2021, 2022)),
        ("2019 to 2022", (2019, 2022)),
        ("2024-03-20", (2024, 2024)),
        ("2024-13-40", None),
        ("last autumn", None),
        ("in 120210 cases", None),
    ],
)
def test_the_years_of_a_period_are_read_from_its_text(period, years):
    days = span(period)
    assert (days and (days[0].year, days[1].year)) == years


def test_a_text_is_compared_with_few_others_however_many_share_a_phrase():
    read_again = []

    def content(path):
        read_again.append(path)
        return f"summary: {path[12:-5]} {' '.join(f'word{path[12:-5]}n{n}' for n in range(60))}\n".encode()

    slugs = [f"case-{number}" for number in range(300)]
    traces = {slug: Trace(slug, on_file=True, title=slug, sketch=tuple(range(SKETCH))) for slug in slugs}
    assert list(duplicates.check(traces, content)) == []
    # Each of the first few is kept for every hash; the others are held against those and never kept.
    assert read_again == sorted(set(read_again), key=read_again.index)
    assert len(slugs) > MOST_COMPARED


def test_word_lists_are_clean():
    assert word_list("not_names") == {word.lower() for word in word_list("not_names")}
    assert word_list("empty_talk") == {word.casefold() for word in word_list("empty_talk")}
    assert word_list("sentence_starts") <= word_list("not_names")
    assert all(2 <= len(word) <= 6 and word.isupper() for word in word_list("common_abbreviations"))
