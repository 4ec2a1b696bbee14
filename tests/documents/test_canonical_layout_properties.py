"""The canonical layout over generated files: same data, same comments, and nothing left to change."""

import json
import re

import pytest
from generated_yaml import data, files
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from wwis_evidence.documents import LayoutError, canonical, emit, read

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
ORDERS = st.sampled_from([{}, {"b": {}, "a": {"x": {}}, "": {}}, {"*": {"true": {}, "a": {}}, "no": {}}])


@SLOW
@given(files(), ORDERS)
def test_formatting_keeps_data_and_is_done_after_once(text: str, order):
    before = read(text.encode())
    assume(not before.problems)
    once = canonical(text.encode(), order)
    after = read(once)
    assert not after.problems
    assert json.dumps(after.data, sort_keys=True) == json.dumps(before.data, sort_keys=True)
    assert canonical(once, order) == once


@SLOW
@given(data, ORDERS, st.data())
def test_every_comment_is_kept(content, order, draw):
    lines = emit(content, order).decode().split("\n")
    assume(
        not any(re.search(r"(?:: |- )[|][-+]?$", line) for line in lines)
    )  # a line of a text is no place for one
    marked = []
    for number, line in enumerate(lines):
        if draw.draw(st.booleans()):
            marked.append(f"# above {number}")
        marked.append(f"{line} # beside {number}" if line and draw.draw(st.booleans()) else line)
    text = "\n".join(marked)
    result = canonical(text.encode(), order).decode()
    found = r"# (?:above|beside) \d+$"
    assert sorted(re.findall(found, result, re.MULTILINE)) == sorted(re.findall(found, text, re.MULTILINE))


@SLOW
@given(data, ORDERS)
def test_plain_data_is_written_as_it_would_be_formatted(content, order):
    raw = emit(content, order)
    assert read(raw).data == content
    assert canonical(raw, order) == raw


def test_a_file_with_problems_is_not_formatted():
    with pytest.raises(LayoutError):
        canonical(b"a: 1\na: 2\n", {})


def test_data_that_cannot_be_read_back_is_not_written():
    with pytest.raises(LayoutError):
        emit({"a": "\x00"}, {})
