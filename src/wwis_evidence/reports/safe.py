"""Small steps by which a stranger's text is made inert."""

from __future__ import annotations

import json
import re
from typing import Any

_COMMAND_START = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_SECOND_HASH = re.compile("#(?=#)")


def visible(text: str) -> str:
    r"""The same text on one line: what would not be seen, or would turn it, is written as ``\u202E``."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    simple = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return simple or f"\\u{ord(character):04X}"


def no_commands(text: str) -> str:
    """Printed text in which a build service finds no command of its own.

    GitHub obeys a line of standard output that begins with two colons, even indented; it and others
    obey two number signs and a bracket anywhere in a line. A space between the two ends that.
    """
    return _COMMAND_START.sub(r"\1: ", single_hashes(text))


def single_hashes(text: str) -> str:
    """The same text with a space between any two number signs."""
    return _SECOND_HASH.sub("# ", text)


def json_text(answer: Any, indent: int | None = 2) -> str:  # noqa: ANN401 - anything that JSON can hold
    """An answer as JSON of the same value, in which a build service finds no command of its own."""
    text = json.dumps(answer, ensure_ascii=False, indent=indent)
    return text.replace("##", "#\\u0023") + "\n"
