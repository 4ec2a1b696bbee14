"""How many months work is known to have gone on, from whole and partial dates."""

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wwis_evidence.rating.evidence import months_sustained
from wwis_evidence.records.base import first_day, last_day
from wwis_evidence.records.case_study import Sustained


def months(start, end=None, as_of=None):
    return months_sustained(Sustained(**{"from": start, "to": end, "as_of": as_of}))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Whole dates: one month on the same day, one day short of it is none.
        ("2023-03-15", "2023-04-15", 1),
        ("2023-03-15", "2023-04-14", 0),
        ("2023-03-15", "2024-03-15", 12),
        ("2023-03-15", "2024-03-14", 11),
        ("2023-12-31", "2024-01-01", 0),
        ("2023-01-31", "2023-02-28", 0),
        ("2023-01-31", "2023-03-31", 2),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        # A month starts on its last day and ends on its first.
        ("2022-04", "2023-05", 12),
        ("2022-04", "2023-04", 11),
        ("2022-04", "2022-04", 0),
        ("2022-04", "2022-05", 0),
        ("2022-04", "2022-06", 1),
        ("2022-02", "2022-03-28", 1),
        ("2024-02", "2024-03-28", 0),
        # A year starts on 31 December and ends on 1 January.
        ("2017", "2018", 0),
        ("2017", "2019", 12),
        ("2017", "2020-12", 35),
        ("2017", "2020-12-31", 36),
        ("2017", "2021", 36),
        (2017, 2021, 36),
        ("2021-01-01", "2024", 36),
        ("2021-01-02", "2024", 35),
        # Never less than none.
        ("2024-05-01", "2023-05-01", 0),
        ("2024", "2024-06", 0),
    ],
)
def test_months_from_the_last_day_of_the_start_to_the_first_of_the_end(start, end, expected):
    assert months(start, end) == expected
    assert months(start, end, "2031") == expected
    assert months(start, "ongoing", end) == expected
    assert months(start, None, end) == expected


def test_a_floor_in_months_stands_alone():
    assert months_sustained(Sustained(at_least_months=12)) == 12
    assert months_sustained(Sustained(at_least_months=0)) == 0


def test_where_nothing_is_said_nothing_is_known():
    assert months_sustained(None) is None
    assert months_sustained(Sustained.model_construct(from_=None, to="2020")) is None
    assert months_sustained(Sustained.model_construct(from_="2020", to="ongoing")) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-11", "2024-11-01", "2024-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023-02-14", "2023-02-14", "2023-02-14"),
    ],
)
def test_the_first_and_last_day_that_a_date_can_mean(text, first, last):
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)


DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@st.composite
def partial_dates(draw):
    """A date of some length, and a day inside what it can mean."""
    day = draw(DAYS)
    text = day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]
    if len(text) == 4:
        inside = draw(st.dates(date(day.year, 1, 1), date(day.year, 12, 31)))
    elif len(text) == 7:
        longest = calendar.monthrange(day.year, day.month)[1]
        inside = day.replace(day=draw(st.integers(1, longest)))
    else:
        inside = day
    return text, inside


@given(partial_dates(), partial_dates())
@settings(max_examples=300, deadline=None)
def test_partial_dates_never_claim_more_than_exact_ones_inside_them(start, end):
    (from_text, from_day), (to_text, to_day) = start, end
    assert months(from_text, to_text) <= months(from_day.isoformat(), to_day.isoformat())


@given(DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_so_many_whole_months_fit_between_two_days_and_no_more(start, end):
    """A month has gone by when the start's day of the month comes round again, or is passed."""
    found = months(start.isoformat(), end.isoformat())
    passed = [
        n
        for n in range(1, 260)
        if ((start.year * 12 + start.month + n), start.day) <= ((end.year * 12 + end.month), end.day)
    ]
    assert found == len(passed)
