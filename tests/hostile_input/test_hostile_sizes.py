"""Huge and deep things end in a few findings, with little memory; made here, being too large to keep."""

import subprocess
import sys

import pytest
from hostile_corpus import HERE, PAIRS, PLACES, hold, rows

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.documents import read
from wwis_evidence.documents.limits import MAX_DEPTH, MAX_EVENTS, MAX_PROBLEMS, MAX_SCALAR

CASE, REVIEW, REGISTER = (PAIRS[PLACES[place]] for place in ("case-study", "review", "register"))
MEGABYTES = 600


def lines(count, text):
    return b"".join(text % number + b"\n" for number in range(count))


LARGE = {
    "comments": (b"# x\n" * 50_000, []),
    "blank lines": (b"\n" * 900_000, []),
    "one long comment": (b"# " + b"x" * 900_000, []),
    "brackets": (b"a: " + b"[" * 200_000, ["41:27 yaml-limit"]),
    "braces": (b"a: " + b"{" * 200_000, None),
    "braces with keys": (b"a: " + b"{a: " * 200_000, ["41:96 yaml-limit"]),
    "dashes": (b"a:\n" + b"- " * 200_000, ["42:47 yaml-limit"]),
    "indents": (b"".join(b" " * level + b"a:\n" for level in range(400)), ["65:25 yaml-limit"]),
    "question marks": (b"? " * 200_000, None),
    "one text": (b"a: '" + b"x" * (MAX_SCALAR + 1) + b"'\n", ["41:4 yaml-limit"]),
    "a block": (b"a: |\n" + b"  x\n" * 200_000, ["41:4 yaml-limit"]),
    "one key": (b"? '" + b"x" * 200_000 + b"'\n: 1\n", ["41:3 yaml-limit"]),
    "aliases": (b"a: [" + b"*x, " * 200_000 + b"]\n", None),
    "anchors": (lines(40_000, b"a%d: &x 1"), None),
    "tags": (lines(40_000, b"a%d: !x 1"), None),
    "items": (b"a: [" + b"x, " * 200_000 + b"]\n", ["41:149708 yaml-limit"]),
    "keys": (lines(40_000, b"a%d: 1"), None),
    "equal keys": (b"a: 1\n" * 100_000, None),
    "numbers": (b"a: [" + (b"9" * 41 + b", ") * 20_000 + b"]\n", None),
    "digits of one number": (b"a: " + b"9" * 900_000 + b"\n", None),
    "escapes": (b'a: "' + rb"\x40" * 90_000 + b'"\n', None),
    "carriage returns": (b"\r" * 900_000, None),
    "control characters": (b"# \x1b" * 200_000, None),
    "turned text": ("# \u202e".encode() * 150_000, None),
    "quotes": (b"a: " + b"'" * 900_000, None),
    "tabs": (b"\t\n" * 400_000, None),
    "documents": (b"---\n" * 200_000, None),
    "e-mail addresses": (b"# " + b"a@b.org " * 100_000, None),
    "names with ages": (b"# " + b"Amira, aged 7. " * 60_000, None),
    "hash signs": (b"#" * 900_000, []),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_case_study_ends_in_a_bounded_number_of_findings(name):
    more, expected = LARGE[name]
    raw = CASE + more
    assert len(raw) <= MAX_BYTES
    found = rows(hold(PLACES["case-study"], raw), PLACES["case-study"])
    assert len(found) <= 3 * MAX_PROBLEMS
    if expected is not None:
        assert found == expected


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("unit", "count"), [(b"[", 500_000), (b"a%d: 1\n", 30_000), (b"\0", 900_000), (b"x", 2_000_000)]
)
def test_no_place_takes_a_large_file_badly(place, unit, count):
    raw = lines(count, b"a%d: 1") if b"%" in unit else unit * count
    found = [finding for finding in hold(PLACES[place], raw) if finding.path == PLACES[place]]
    assert 1 <= len(found) <= 3 * MAX_PROBLEMS


@pytest.mark.parametrize(
    ("place", "raw"),
    [
        ("case-study", CASE + b"changes:\n" + lines(1000, b"  - {date: 2024-01-01, type: x%d, note: y}")),
        ("case-study", CASE.replace(b"impact:\n", b"impact:\n" + lines(2000, b"  - {a: %d, b: 2}"))),
        ("case-study", CASE + b"phases:\n" + lines(1001, b"  - phase%d")),
        ("review", REVIEW.replace(b"    findings:\n", b"    findings:\n" + lines(2000, b"      c%d: {}"))),
        ("review", REVIEW + lines(10_000, b"  indicator%d: {bar: good}")),
        ("register", REGISTER + lines(995, b"  - {id: X%d, roles: [nobody], active_from: 2023}")),
        ("register", REGISTER + lines(2000, b"  - {id: X%d, roles: [nobody], active_from: 2023}")),
    ],
    ids=["changes", "items-at-fault", "one-item-too-many", "criteria", "indicators", "reviewers", "too-many"],
)  # fmt: skip
def test_thousands_of_items_at_fault_do_not_become_thousands_of_pages(place, raw):
    found = hold(PLACES[place], raw)
    assert 1 <= len([finding for finding in found if finding.path == PLACES[place]]) <= 3000


def test_the_limits_are_where_they_are_said_to_be():
    assert not read(b"a: '" + b"x" * MAX_SCALAR + b"'\n").problems
    assert read(b"a: '" + b"x" * (MAX_SCALAR + 1) + b"'\n").problems
    inner = MAX_DEPTH - 1
    assert not read(b"a: " + b"[" * inner + b"]" * inner).problems
    assert read(b"a: " + b"[" * (inner + 1) + b"]" * (inner + 1)).problems
    assert not read(b"a: 1\n" + b"#" * (MAX_BYTES - 5)).problems
    assert read(b"a: 1\n" + b"#" * (MAX_BYTES - 4)).problems
    events = (MAX_EVENTS - 10) // 2
    assert not read(lines(events, b"a%d: 1")).problems
    assert read(lines(events + 10, b"a%d: 1")).problems


HUNGRY = ("aliases", "brackets", "e-mail addresses", "escapes", "items", "keys", "one long comment")
WITH_LITTLE_MEMORY = f"""
import resource, sys
sys.path.insert(0, {str(HERE)!r})
import test_hostile_sizes as sizes
limit = {MEGABYTES} * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for name in sizes.HUNGRY:
    sizes.hold(sizes.PLACES["case-study"], sizes.CASE + sizes.LARGE[name][0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound a program's memory")
def test_the_hungriest_of_these_need_little_memory():
    done = subprocess.run(
        [sys.executable, "-c", WITH_LITTLE_MEMORY], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
