"""The strict reader against an independent one, and against anything at all."""

import json

from generated_yaml import COMMENTS, files, plain, round_trip
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from wwis_evidence.documents import Positions, read

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@SLOW
@given(files())
def test_what_is_accepted_reads_as_the_round_trip_loader_reads_it(text: str):
    document = read(text.encode())
    event("accepted" if not document.problems else document.problems[0].code)
    assume(not document.problems)
    assert json.dumps(document.data) == json.dumps(plain(round_trip(text)))


@SLOW
@given(files())
def test_places_are_those_of_the_round_trip_loader(text: str):
    assume(not read(text.encode()).problems)
    positions = Positions(text.encode())
    todo = [((), round_trip(text))]
    while todo:
        path, node = todo.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                line, column = node.lc.key(key)
                assert positions.find((*path, key), "key") == (line + 1, column + 1)
                _same_place(positions, (*path, key), value, node.lc.value(key))
                todo.append(((*path, key), value))
        elif isinstance(node, list):
            for index, value in enumerate(node):
                _same_place(positions, (*path, index), value, node.lc.item(index))
                todo.append(((*path, index), value))


def _same_place(positions, path, value, expected):
    if value is None:
        return  # an empty value has no place of its own; loaders choose differently
    assert positions.find(path) == (expected[0] + 1, expected[1] + 1)


SIGNS = [
    *"abc:-#?[]{},&*!|>'\"%@`\\ \t\n0.~=<é\r",
    ": ",
    "- ",
    "? ",
    "<<: ",
    "---\n",
    "...\n",
    "\n  ",
    "|\n",
    ">-\n",
]
SIGNS += [
    "\r\n",
    "&a ",
    "*a",
    "!!str ",
    "%YAML 1.1\n",
    "\ufeff",
    "\x00",
    "\u202e",
    "\u2028",
    "\x85",
    *COMMENTS,
]
yamlish = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@SLOW
@given(st.binary(max_size=200) | yamlish.map(str.encode) | yamlish.map(lambda text: text.encode("utf-16")))
def test_reading_never_raises_and_gives_data_or_reasons(raw: bytes):
    document = read(raw)
    assert document.data is not None or document.problems
    json.dumps(document.data, allow_nan=False)
    for problem in document.problems:
        line, column = problem.mark
        assert line >= 1
        assert column >= 1
        assert all(value.isprintable() and len(value) <= 200 for value in problem.values.values())
        Positions(raw).find(problem.field, problem.at)
