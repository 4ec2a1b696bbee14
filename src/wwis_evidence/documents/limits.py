"""How big a file may be and which characters it may hold; both are judged before any YAML is read."""

from __future__ import annotations

import re

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.findings import Problem

MAX_DEPTH = 24
"""Lists and mappings inside each other. Records need 6; thousands would end programs that recurse."""
MAX_SCALAR = 100_000
"""Characters of one text: more than any section of a report, too few to weigh a page down."""
MAX_EVENTS = 50_000
"""Keys and values of a file, where lists and mappings count twice: a record has some hundreds."""
MAX_INTEGER = 40
"""Characters of a whole number: Python takes time that grows with the square of the digits."""
MAX_PROBLEMS = 100
"""Of one file; nobody reads more, and a hostile file could hold a million."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Control characters (tab and line ends are layout), line ends that only YAML 1.1 or some editors know,
# the marks that turn the direction of text (they can make a reviewer read another text than the program)
# and what is no character at all.
_FORBIDDEN_ALWAYS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
_FORBIDDEN_IN_FILE = re.compile(rf"[{_FORBIDDEN_ALWAYS}]|\r(?!\n)")
_FORBIDDEN_IN_TEXT = re.compile(rf"[{_FORBIDDEN_ALWAYS}\r]")
_STAND_IN = "\ufffd"


def forbidden_in(text: str) -> str | None:
    """Find the first character that a value may not hold, however it was written.

    Args:
        text: A value of a file.

    Returns:
        The character as ``U+202E``, or None.
    """
    if text.isprintable():  # far quicker than the search, and true of nearly all text
        return None
    found = _FORBIDDEN_IN_TEXT.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def without_forbidden(text: str) -> str:
    """Put U+FFFD in the place of each character that a value may not hold."""
    return _FORBIDDEN_IN_TEXT.sub(_STAND_IN, text)


def admit(raw: bytes) -> tuple[bytes | None, list[Problem]]:
    """Judge a file's size, encoding and characters.

    Args:
        raw: The bytes of the file.

    Returns:
        The bytes that may be parsed, and the problems. A byte order mark is taken off; each forbidden
        character is replaced, so that the places of all others stay as they are. The bytes are None
        when the file is too large or is not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES:,} bytes"
        return None, [Problem("file-too-large", values={"limit": limit}, mark=(1, 1))]
    raw = raw.removeprefix(BYTE_ORDER_MARK)
    if raw.count(0) * 3 >= len(raw) > 0:  # UTF-16 or UTF-32 without a mark
        return None, [Problem("not-utf8", mark=(1, 1))]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[line_start : error.start].decode("utf-8")) + 1
        return None, [Problem("not-utf8", mark=(raw.count(b"\n", 0, error.start) + 1, column))]
    if text.replace("\n", "").isprintable() or not _FORBIDDEN_IN_FILE.search(text):
        return raw, []
    return _FORBIDDEN_IN_FILE.sub(_STAND_IN, text).encode(), _forbidden(text)


def end_of(admitted: bytes) -> tuple[int, int]:
    """Give the last place of a file that may be pointed at: the end of the last line that holds anything.

    The parser names the empty line after it where something is missing at the end, and no editor shows that.

    Args:
        admitted: The bytes of the file, as :func:`admit` gives them.

    Returns:
        Line and column, from 1.
    """
    text = admitted.decode("utf-8").rstrip()
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _forbidden(text: str) -> list[Problem]:
    problems: list[Problem] = []
    line, line_start = 1, 0
    done = 0
    for found in _FORBIDDEN_IN_FILE.finditer(text):
        at = found.start()
        breaks = text.count("\n", done, at)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", done, at) + 1
        done = at
        values = {"character": f"U+{ord(found[0][0]):04X}"}
        problems.append(Problem("forbidden-character", values=values, mark=(line, at - line_start + 1)))
        if len(problems) == MAX_PROBLEMS:
            break
    return problems
