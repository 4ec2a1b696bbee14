"""Generated YAML files in many styles, for comparison with an independent reader."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.scalarbool import ScalarBoolean
from ruamel.yaml.scalarfloat import ScalarFloat

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = [
    *("", "~", "null", "true", "FALSE", "yes", "no", "on", "Off", "nullable", "truth"),
    *(
        "0",
        "-1",
        "+7",
        "010",
        "0o17",
        "0x1F",
        "1e3",
        "1.10",
        ".5",
        "3.",
        "-0",
        "1.2.3",
        "1-2",
        "+",
        "-x",
        ".",
    ),
    *("2017", "2017-04", "2017-04-30", "2024-02-30", "12:30", "1:30:45", "10.1000/xyz", "50%", "£3", "a#b"),
    *(
        "plain text",
        "it's",
        "x: y",
        "a #b",
        "#c",
        "- d",
        "[e",
        "{f}",
        "g]",
        "*h",
        "&i",
        "!j",
        "%k",
        "@l",
        "<<",
    ),
    *("=", "?", "? q", "|", ">", "'s", '"t', "\\", "a:", "é ü", "“quoted”", "…", "---", "... ", " lead"),
    *(
        "trail ",
        "two\nlines",
        "two\n\nblocks\n",
        "ends\n\n\n",
        "\nbegins",
        "a\n  indented\nb\n",
        "space \nend",
    ),
    *("tab\there", "\tb", " ", "\n", "# not a comment\n# nor this", "key: value\nother: 2\n", "x" * 200),
]
"""Texts that have a meaning in some YAML, or are awkward in some style.

Not here: ``1_000`` and ``0b11``, which ruamel reads as numbers by YAML 1.1's rules.
"""

COMMENTS = [
    "# plain",
    "#tight",
    "# with: colon",
    "# - dash",
    "# 'quote",
    '# "',
    "# £ é “x”",
    "# # twice",
    "#",
]

texts = st.sampled_from(WORDS) | st.text(st.sampled_from("ab :#-'\"\n\\,[]{}é1.&*"), max_size=12)
values = st.recursive(
    texts
    | st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, width=32).filter(lambda x: abs(x) < 1e30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
data = st.dictionaries(texts, values, max_size=5)


@st.composite
def files(draw: Callable[[Any], Any]) -> str:
    """Draw a file, usually one that the strict reader accepts."""
    lines = _mapping(draw, draw(data), 0)
    ends = st.sampled_from(["\n", "\n", "\r\n"])
    start = draw(st.sampled_from(["", "", "---\n", "# first\n\n", "--- # doc\n"]))
    text = start + "\n".join(lines or ["{}"]) + draw(st.sampled_from(["\n", "", "\n# last\n", "\n\n"]))
    return text.replace("\n", draw(ends))


def _mapping(draw: Callable[[Any], Any], content: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for key, value in content.items():
        lines += _noise(draw, indent)
        lead = " " * indent + _quoted(draw, key) + ":" + draw(st.sampled_from([" ", " ", "  "]))
        lines += _value(draw, lead, value, indent)
    return lines


def _list(draw: Callable[[Any], Any], content: list[Any], indent: int) -> list[str]:
    lines = []
    for value in content:
        lines += _noise(draw, indent)
        if isinstance(value, dict) and value and draw(st.booleans()):
            inner = _mapping(draw, value, indent + 2)
            while len(inner) > 1 and (not inner[0].strip() or inner[0].lstrip().startswith("#")):
                inner.pop(0)
            lines += [" " * indent + "- " + inner[0][indent + 2 :], *inner[1:]]
        else:
            lines += _value(draw, " " * indent + "- ", value, indent)
    return lines


def _noise(draw: Callable[[Any], Any], indent: int) -> list[str]:
    kind = draw(st.integers(0, 9))
    if kind > 2:
        return []
    return ["", " " * indent + draw(st.sampled_from(COMMENTS)), draw(st.sampled_from(COMMENTS))][
        kind : kind + 1
    ]


def _value(draw: Callable[[Any], Any], lead: str, value: Any, indent: int) -> list[str]:
    beside = draw(st.sampled_from(["", "", "", "", " # beside", "   #x: y"]))
    if isinstance(value, dict | list):
        if not value or draw(st.integers(0, 3)) == 0:
            return [lead + _flow(draw, value) + beside]
        inner = indent + draw(st.sampled_from([2, 2, 4, 1]))
        block = _mapping(draw, value, inner) if isinstance(value, dict) else _list(draw, value, inner)
        return [lead.rstrip(" ") + beside, *block]
    if isinstance(value, str) and "\n" in value and draw(st.booleans()):
        sign = draw(st.sampled_from(["|", ">"])) + draw(st.sampled_from(["", "-", "+"]))
        pad = " " * (indent + draw(st.sampled_from([2, 3])))
        return [lead + sign + beside, *(pad + line if line else "" for line in value.split("\n"))]
    if isinstance(value, str) and " " in value.strip() and draw(st.integers(0, 4)) == 0:
        return [*(lead + _scalar(draw, value).replace(" ", "\n" + " " * (indent + 2), 1)).split("\n")]
    return [lead + _scalar(draw, value) + beside]


def _scalar(draw: Callable[[Any], Any], value: Any) -> str:
    if isinstance(value, str):
        return _quoted(draw, value)
    if value is None:
        return draw(st.sampled_from(["null", "~", ""]))
    return json.dumps(value)


def _quoted(draw: Callable[[Any], Any], text: str) -> str:
    style = draw(st.sampled_from(["plain", "plain", "single", "double"]))
    if style == "double" or "\n" in text or "\t" in text:
        return json.dumps(text, ensure_ascii=draw(st.booleans()))
    return text if style == "plain" else "'" + text.replace("'", "''") + "'"


def _flow(draw: Callable[[Any], Any], value: Any) -> str:
    if isinstance(value, dict):
        inner = [json.dumps(key) + ": " + _flow(draw, item) for key, item in value.items()]
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(draw, item) for item in value) + "]"
    return json.dumps(value) if isinstance(value, str) else _scalar(draw, value) or "null"


class _TextDates(RoundTripConstructor):
    """ruamel's round-trip constructor, with dates left as text as YAML 1.2's core schema has them."""


_TextDates.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def round_trip(text: str) -> Any:
    """Read a file with ruamel's pure-Python round-trip loader, an implementation of its own."""
    loader = YAML(typ="rt", pure=True)
    loader.Constructor = _TextDates
    return loader.load(io.StringIO(text))


def plain(value: Any) -> Any:
    """Turn round-trip data into plain data."""
    if isinstance(value, CommentedMap):
        return {plain(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, CommentedSeq):
        return [plain(inner) for inner in value]
    if isinstance(value, TaggedScalar):
        value = value.value  # "<<" and "=" as values: text in YAML 1.2, tagged by YAML 1.1's rules here
    if isinstance(value, ScalarBoolean | bool):
        return bool(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, ScalarFloat | float):
        return float(value)
    return int(value) if isinstance(value, int) else value
