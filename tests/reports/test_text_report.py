"""The text report shows the line that a finding is about, with a caret under the place."""

import re

import pytest
from hostile_findings import TEXT, finding, outcome
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.checks import catalogue as catalogue_module
from wwis_evidence.reports.findings import text
from wwis_evidence.reports.findings.text import columns, excerpt

PATH = "casestudies/walking-bus.yaml"
FILE = b"schema: 1\nkind: secret-word\ntitle: Bus\n"


def report(*found, raw=FILE, colour=False):
    return text.report(outcome(*found, files={PATH: raw}), colour=colour)


def test_the_line_stands_below_the_words_with_a_caret_under_the_place():
    assert "\n      2 | kind: secret-word\n        |       ^\n" in report(finding())


def test_findings_of_one_place_share_its_line():
    assert report(finding(), finding(code="wrong-type")).count("secret-word") == 1


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"", 1),
        (b"kind: x\n", 2),
        (b"kind: x\n\n", 2),
        (b"kind: x\n", 9),
        (b"kind: caf\xe9\n", 1),
    ],
    ids=["no-bytes", "after-the-end", "empty-line", "far-below", "not-utf8"],
)
def test_where_there_is_no_line_to_show_none_is_shown(raw, line):
    assert " | " not in report(finding(line=line, column=1), raw=raw)


def test_a_byte_order_mark_and_a_carriage_return_are_no_part_of_a_line():
    assert "      1 | kind: x\n        |       ^\n" in report(
        finding(line=1), raw="\ufeffkind: x\r\n".encode()
    )


def test_no_line_of_a_file_is_shown_where_one_finding_is_private(monkeypatch):
    known = dict(catalogue_module.catalogue())
    plain = known["wrong-value"]
    entry = {name: getattr(plain, name) for name in plain.__slots__} | {"code": "someone", "private": True}
    known["someone"] = type(plain)(**entry)
    monkeypatch.setattr(text, "catalogue", lambda: known)
    found = (finding(), finding(code="someone", line=3, column=1))
    assert "secret-word" not in report(*found)
    assert "Bus" not in report(*found)
    assert "secret-word" in report(found[0])


def test_colours_are_sent_only_when_asked_for_and_change_no_word():
    found = (finding(), finding(severity="warning", line=3))
    painted = report(*found, colour=True)
    assert f"\x1b[1m{PATH}\x1b[0m" in painted
    assert "\x1b[31merror\x1b[0m" in painted
    assert "\x1b[33mwarning\x1b[0m" in painted
    assert re.sub("\x1b\\[\\d+m", "", painted) == report(*found)
    assert "\x1b" not in report(*found)


def test_the_way_to_more_is_named_once_and_only_where_there_are_errors():
    found = [finding(line=line) for line in (1, 2, 3)]
    assert report(*found).count("wwis-evidence explain CODE") == 1
    assert "explain" not in report(finding(severity="warning"))


@pytest.mark.parametrize(
    ("line", "column", "shown", "place"),
    [
        ("abc", 2, "abc", 1),
        ("abc", 9, "abc", 3),
        ("a\tb", 3, "a\\tb", 3),
        ("\u202eab", 2, "\\u202Eab", 6),
        ("日本x", 3, "日本x", 4),
        ("e\u0301x", 3, "e\u0301x", 1),
        ("a" * 50, 1, "a" * 19 + "…", 0),
        ("a" * 49 + "b", 50, "…" + "a" * 18 + "b", 19),
        ("a" * 24 + "b" + "c" * 25, 25, "…" + "a" * 9 + "b" + "c" * 8 + "…", 10),
    ],
)
def test_a_line_is_shortened_around_the_place(line, column, shown, place):
    assert excerpt(line, column, 20) == (shown, place)


@given(line=TEXT | st.text(max_size=300), column=st.integers(1, 400), width=st.integers(20, 80))
def test_an_excerpt_fits_and_is_visible_whatever_the_line_holds(line, column, width):
    shown, place = excerpt(line, column, width)
    assert shown.isprintable()
    assert columns(shown) <= width
    assert 0 <= place <= width


def test_a_line_of_a_million_characters_costs_no_more_than_a_short_one():
    shown, _ = excerpt("\u202e" * 1_000_000, 500_000, 70)
    assert columns(shown) <= 70
