"""The canonical layout, rule by rule."""

import pytest

from wwis_evidence.documents import canonical, scalar_text

ORDER = {"id": {}, "steps": {"name": {}, "by": {}}, "free": {"*": {"x": {}, "y": {}}}}

CASES = {
    "keys in the order of the record, others after": (
        "z: 1\nsteps: []\na: 2\nid: 3\n",
        "id: 3\nsteps: []\nz: 1\na: 2\n",
    ),
    "items use the order of their list": (
        "steps:\n- by: a\n  name: b\n",
        "steps:\n  - name: b\n    by: a\n",
    ),
    "a star gives the order below free keys": (
        "free: {k: {y: 1, x: 2}}\n",
        "free:\n  k:\n    x: 2\n    y: 1\n",
    ),
    "a comment moves with its key": ("z: 1\n# of id\nid: 2 # beside\n", "# of id\nid: 2 # beside\nz: 1\n"),
    "a comment above the first key of an item stays above its dash": (
        "a:\n-\n  # c\n  x: 1\n",
        "a:\n  # c\n  - x: 1\n",
    ),
    "a comment behind a dash stays with its item": (
        "a:\n- 1\n- # c\n  x: 1\n",
        "a:\n  - 1\n  # c\n  - x: 1\n",
    ),
    "comments inside brackets are kept": (
        "a: [1, # one\n  2 # two\n  ] # end\n",
        "a: # one\n  - 1\n  # end\n  - 2 # two\n",
    ),
    "a comment after everything stays last": ("b: 1\n\n# last\n", "b: 1\n# last\n"),
    "a comment behind the sign of a block stays there": ("a: | # c\n  t # u\n", "a: | # c\n  t # u\n"),
    "a comment between a key and its value goes above": ("a:\n  # c\n  b\n", "# c\na: b\n"),
    "an empty file of one mapping keeps its comments": ("# c\n{} # d\n", "# c\n# d\n{}\n"),
    "numbers stay as written": (
        "a: [010, 1.10, 0x1F, +1, 1e3]\n",
        "a:\n  - 010\n  - 1.10\n  - 0x1F\n  - +1\n  - 1e3\n",
    ),
    "words are lower case": ("a: [TRUE, False, ~, NULL]\n", "a:\n  - true\n  - false\n  - null\n  - null\n"),
    "windows line ends become line feeds": ("\ufeffa: |\r\n  b\r\n  c\r\n", "a: |\n  b\n  c\n"),
    "folded text becomes literal": ("a: >-\n  b\n  c\n\n  d\n", "a: |-\n  b c\n  d\n"),
    "space at a line's end needs quotation marks": ('a: "b \\nc"\n', 'a: "b \\nc"\n'),
    "lists in lists share the line of the dash": (
        "a: [[1, [2]], [[3]]]\n",
        "a:\n  - - 1\n    - - 2\n  - - - 3\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_layout(before: str, after: str):
    assert canonical(before.encode(), ORDER).decode() == after
    assert canonical(after.encode(), ORDER).decode() == after


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, "null"), (True, "true"), (3, "3"), (0.5, "0.5"), ("", '""'), ("no", "no"), ("3", '"3"')),
        *(("null", '"null"'), ("2017-04-30", "2017-04-30"), ("a\nb", '"a\\nb"'), ("£3", "£3"), ("-", '"-"')),
        *(
            ("a: b", '"a: b"'),
            ("a:b", "a:b"),
            ("a #b", '"a #b"'),
            ("a#b", "a#b"),
            ("it's", "it's"),
            (".inf", '".inf"'),
        ),
    ],
)
def test_one_line_values(value, text):
    assert scalar_text(value) == text


def test_comments_at_the_top_of_a_file_stay_there_when_its_first_key_moves():
    raw = b"# For the editor.\n# About the file.\ntitle: a\n# About the schema.\nschema: 1\n"
    wanted = b"# For the editor.\n# About the file.\n# About the schema.\nschema: 1\ntitle: a\n"
    assert canonical(raw, {"schema": {}, "title": {}}) == wanted
    assert canonical(wanted, {"schema": {}, "title": {}}) == wanted
