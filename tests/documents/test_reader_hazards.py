"""Each known hazard of YAML ends in its own problem, at its place."""

import time

import pytest

from wwis_evidence.bounds import shown
from wwis_evidence.documents import Positions, read

HAZARDS = {
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", ("yaml-duplicate-key", 3, 1)),
    "duplicate key in other quotes": (b"a: 1\n'a': 3\n", ("yaml-duplicate-key", 2, 1)),
    "number as key": (b"1: a\n'1': b\n", ("yaml-key-not-text", 1, 1)),
    "truth value as key": (b"true: a\n", ("yaml-key-not-text", 1, 1)),
    "no key": (b"?\n: a\n", ("yaml-key-not-text", 1, 2)),
    "list as key": (b"[a]: b\n", ("yaml-key-not-text", 1, 1)),
    "mapping as key": (b"x: 1\n? {a: b}\n: c\n", ("yaml-key-not-text", 2, 3)),
    "merge key": (b"<<: {a: 1}\n", ("yaml-merge-key", 1, 1)),
    "anchor": (b"a: &x 1\n", ("yaml-anchor", 1, 4)),
    "alias to itself": (b"a: &x [*x]\n", ("yaml-anchor", 1, 4), ("yaml-alias", 1, 8)),
    "python object": (b"a: !!python/object/apply:os.system [id]\n", ("yaml-tag", 1, 4)),
    "own tag": (b"a: !thing 1\n", ("yaml-tag", 1, 4)),
    "binary": (b"a: !!binary aGk=\n", ("yaml-tag", 1, 4)),
    "number tag on text": (b"a: !!int hello\n", ("yaml-tag", 1, 4)),
    "version directive": (b"%YAML 1.1\n---\na: no\n", ("yaml-directive", 1, 1)),
    "tag directive": (b"%TAG ! tag:x,2000:\n---\na: 1\n", ("yaml-directive", 1, 1)),
    "unknown directive": (b"%FOO x\n---\na: 1\n", ("yaml-directive", 1, 1)),
    "second document": (b"a: 1\n---\nb: 2\n", ("yaml-second-document", 2, 1)),
    "infinity": (b"a: .inf\nb: -.INF\n", ("yaml-number", 1, 4), ("yaml-number", 2, 4)),
    "no number": (b"a: .nan\n", ("yaml-number", 1, 4)),
    "float that is infinite": (b"a: 1e999\n", ("yaml-number", 1, 4)),
    "number of 5,000 digits": (b"a: " + b"9" * 5000, ("yaml-number", 1, 4)),
    "hexadecimal of 41 characters": (b"a: 0x" + b"f" * 39, ("yaml-number", 1, 4)),
    "NUL": (b"a: x\0y\nb: 1\n", ("forbidden-character", 1, 5)),
    "NUL as an escape": (b'a: "x\\0y"\n', ("forbidden-character", 1, 4)),
    "escape character": (b"a: b\nc: d\x1b[31m\n", ("forbidden-character", 2, 5)),
    "DEL": (b"a: \x7f\n", ("forbidden-character", 1, 4)),
    "lone carriage return": (b"a: b\rc\n", ("forbidden-character", 1, 5)),
    "text turned round": ("é: \u202ex\n".encode(), ("forbidden-character", 1, 4)),
    "text turned round by an escape": (b'a: ["\\u2066x"]\n', ("forbidden-character", 1, 5)),
    "text turned round in a key": (b'"\\u202ex": 1\n', ("forbidden-character", 1, 1)),
    "text turned round in a comment": ("a: 1 # \u202e\n".encode(), ("forbidden-character", 1, 8)),
    "line separator": ("a: b\u2028c\n".encode(), ("forbidden-character", 1, 5)),
    "byte order mark inside": ("a: \ufeffb\n".encode(), ("forbidden-character", 1, 4)),
    "lone surrogate as an escape": (b'a: "\\ud800"\n', ("yaml-syntax", 1, 7)),
    "UTF-16": ("a: b\n".encode("utf-16"), ("not-utf8", 1, 1)),
    "UTF-16 without a mark": ("a: b\n".encode("utf-16-be"), ("not-utf8", 1, 1)),
    "UTF-32": ("a: b\n".encode("utf-32-le"), ("not-utf8", 1, 1)),
    "Latin-1": ("ä: b\nc: dé\n".encode() + "c: é\n".encode("latin-1"), ("not-utf8", 3, 4)),
    "overlong UTF-8": (b"a: \xc0\xaf\n", ("not-utf8", 1, 4)),
    "surrogate bytes": (b"a: \xed\xa0\x80\n", ("not-utf8", 1, 4)),
    "tab as indentation": (b"a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
    "tab in a block": (b"a: |\n\tb\n", ("yaml-tab", 2, 1)),
    "deep brackets": (b"a: " + b"[" * 100_000, ("yaml-limit", 1, 27)),
    "deep closed brackets": (b"a: " + b"[" * 100_000 + b"]" * 100_000, ("yaml-limit", 1, 27)),
    "deep dashes": (b"a:\n" + b"- " * 100_000, ("yaml-limit", 2, 47)),
    "too long a text": (b"a: '" + b"x" * 100_001 + b"'\n", ("yaml-limit", 1, 4)),
    "too large a file": (b"#" * 1_000_001, ("file-too-large", 1, 1)),
    "empty": (b"", ("not-a-mapping", 1, 1)),
    "only a comment": (b"# a\n", ("not-a-mapping", 1, 1)),
    "list on top": (b"- a\n", ("not-a-mapping", 1, 1)),
    "text on top": (b"hello\n", ("not-a-mapping", 1, 1)),
    "quotation mark not closed": (b'a: 1\nb: "x\nc: 1\n', ("yaml-syntax", 2, 4)),
    "bracket not closed": (b"a: [1, 2\nb: 3\n", ("yaml-syntax", 1, 4)),
    "curly bracket not closed": (b"a: {b: 1\n", ("yaml-syntax", 1, 4)),
    "nothing after a bracket at the end": (b"a: 1\nb: [ \n\n \n", ("yaml-syntax", 2, 5)),
    "nothing after the sign of a key": (b"? \n", ("yaml-key-not-text", 1, 2)),
    "wrong indentation": (b"a: 1\n b: 2\n", ("yaml-syntax", 2, 3)),
    "colon in text": (b"title: one: two\n", ("yaml-syntax", 1, 11)),
    "colon missing": (b"a: 1\nb\nc: 2\n", ("yaml-syntax", 2, 1)),
    "apostrophe in single quotes": (b"a: 'don't'\n", ("yaml-syntax", 1, 9)),
    "text that starts with a special sign": (b"a: @me\n", ("yaml-syntax", 1, 4)),
    "bold text": (b"a: **bold**\n", ("yaml-syntax", 1, 4)),
    "field in a list": (b"- a\nb: 1\n", ("yaml-syntax", 2, 1)),
}


@pytest.mark.parametrize(
    ("raw", "expected"), [(case[0], list(case[1:])) for case in HAZARDS.values()], ids=HAZARDS
)
def test_hazard(raw: bytes, expected):
    assert [(problem.code, *problem.mark) for problem in read(raw).problems] == expected


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        *(
            (word, word)
            for word in ("no", "off", "yes", "on", "1:30", "12:30:45", "2024-01-01", "2024-02-30")
        ),
        *(
            (word, word)
            for word in ("1_000", "0b11", "=", "1.2.3", "-a", "+.", "nul", "tRUE", "0o8", "1e", "inf")
        ),
        *(
            ("010", 10),
            ("0o10", 8),
            ("0x1f", 31),
            ("1e3", 1000.0),
            ("1.10", 1.1),
            ("-0", 0),
            ("+5", 5),
            (".5", 0.5),
        ),
        *(("", None), ("~", None), ("Null", None), ("TRUE", True), ("false", False), ("2017", 2017)),
    ],
)
def test_an_unquoted_word_means_what_the_core_schema_says(plain: str, value):
    found = read(f"a: {plain}\n".encode()).data["a"]
    assert (found, type(found)) == (value, type(value))


def test_an_alias_bomb_is_not_followed():
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))]
    document = read("\n".join(lines).encode())
    assert {problem.code for problem in document.problems} == {"yaml-anchor", "yaml-alias"}
    assert document.data["a1"] == [None] * 10


def test_all_problems_of_a_file_are_told_with_their_fields():
    raw = b"a: &x 1\nb:\n  - c: .nan\n    c: !t 2\n<<: {d: *x}\n2017: x\n"
    assert [(problem.code, problem.field, problem.at) for problem in read(raw).problems] == [
        ("yaml-anchor", ("a",), "value"),
        ("yaml-number", ("b", 0, "c"), "value"),
        ("yaml-duplicate-key", ("b", 0, "c"), "key"),
        ("yaml-tag", ("b", 0, "c"), "value"),
        ("yaml-merge-key", ("<<",), "key"),
        ("yaml-alias", ("<<", "d"), "value"),
        ("yaml-key-not-text", ("2017",), "key"),
    ]


def test_data_survives_problems_that_do_not_stop_the_reading():
    assert read(b"a: 1\na: {b: 2}\nc: *x\n? [k]\n: v\nd: [&y z]\n").data == {"a": 1, "c": None, "d": ["z"]}


def test_a_duplicate_key_names_the_line_of_the_first():
    (problem,) = read(b"x:\n  - a: 1\n    b: 2\n  - b: 1\n    a: 1\n    b: 2\n").problems
    assert problem.values == {"key": "b", "first": "4"}


def test_a_syntax_error_is_told_in_plain_words():
    (problem,) = read(b"title: one: two\n").problems
    assert "quotation marks around it" in problem.values["what"]


def test_a_forbidden_character_never_reaches_the_data_or_a_field():
    document = read(b'"\\u202ea": "\\x1b"\n')
    assert document.data == {"\ufffda": "\ufffd"}
    assert [problem.field for problem in document.problems] == [(), ("\ufffda",)]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted():
    raw = "\ufeffa: |\r\n  é\r\n  b\r\nc: &x d\r\n".encode()
    document = read(raw)
    assert document.data == {"a": "é\nb\n", "c": "d"}
    assert document.problems[0].mark == (4, 4)
    assert Positions(raw).find(("c",)) == (4, 4)


def test_problems_are_bounded_in_number_and_length():
    document = read(b"a: [" + b"*a, " * 1000 + b"]")
    assert (len(document.problems), document.data) == (100, None)
    assert shown("a\nb\u202e" + "x" * 100) == "a\\nb\\u202E" + "x" * 69 + "…"


@pytest.mark.parametrize(
    "unit", [b"{", b"? ", b"[],", b"&a ", b"!a ", b"- a\n", b"a: ", b"'", b"\0 ", b"a:\n ", b"# \n"]
)
def test_a_hostile_file_of_the_largest_size_is_done_soon(unit: bytes):
    began = time.process_time()
    read(unit * (1_000_000 // len(unit)))
    assert time.process_time() - began < 5


def test_a_missing_key_is_placed_at_the_first_key_of_its_mapping():
    positions = Positions(b"# c\na:\n  b: 1\n  c: [x]\n")
    assert positions.find(("a", "missing")) == (3, 3)
    assert positions.find(("a", "missing", "deeper"), "key") == (3, 3)
    assert positions.find(("missing",)) == (2, 1)
    assert positions.find(("a", "c", 5)) == (4, 6)
    assert positions.find(("a", "c"), "key") == (4, 3)


def test_places_before_a_syntax_error_are_still_found():
    assert Positions(b"a: 1\nb: 2\nc: @\n").find(("b",)) == (2, 4)
    assert Positions(b"\xff").find(("b",)) == (1, 1)
