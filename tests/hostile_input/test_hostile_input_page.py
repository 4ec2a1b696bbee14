"""The page about hostile input gives the limits that the code keeps."""

import re
from pathlib import Path

from hostile_corpus import LEAST
from test_hostile_sizes import MEGABYTES

from wwis_evidence import bounds
from wwis_evidence.checks.rules.personal_data import MOST_TOLD
from wwis_evidence.documents import limits
from wwis_evidence.records import CaseStudy, shape
from wwis_evidence.records.base import LONGEST_TEXT
from wwis_evidence.sources import _DEEPEST

PAGE = (Path(__file__).parents[2] / "site/pages/guides/hostile-input.md").read_text("utf-8")
LIMITS = {
    "Size of a file": bounds.MAX_BYTES,
    "Lists and groups inside each other": limits.MAX_DEPTH,
    "One text, before its meaning is known": limits.MAX_SCALAR,
    "One text of a record": LONGEST_TEXT,
    "Keys and values of a file, where lists and groups count twice": limits.MAX_EVENTS,
    "A whole number": limits.MAX_INTEGER,
    "Items in a list": 1000,
    "Problems told of one file by each of reading and shape": limits.MAX_PROBLEMS,
    "Pieces of personal data told of one kind in a file": MOST_TOLD,
    "A file's own text that a message repeats": bounds.MAX_SHOWN,
}


def test_every_limit_on_the_page_is_the_codes_own():
    table = dict(re.findall(r"^\| (.+?) \| ([\d,]+)(?: \w+)? \|$", PAGE, re.MULTILINE))
    assert {what: int(number.replace(",", "")) for what, number in table.items()} == LIMITS


def test_the_items_of_a_list_are_limited_where_the_page_says():
    data = {"schema": 1, "kind": "case-study", "phases": ["x"] * 1000}
    assert shape(data, CaseStudy).record
    assert not shape({**data, "phases": ["x"] * 1001}, CaseStudy).record


def test_every_limit_of_the_reader_is_on_the_page():
    ours = {value for name, value in vars(limits).items() if name.startswith("MAX_")}
    assert ours <= set(LIMITS.values())


def test_the_other_numbers_on_the_page_are_the_codes_and_the_tests_own():
    assert f"More than {LEAST} files" in PAGE
    assert f"{MEGABYTES} megabytes" in PAGE
    assert f"searched {({2: 'two', 3: 'three', 4: 'four'})[_DEEPEST]} levels deep" in PAGE
