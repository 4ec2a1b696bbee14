"""The YAML parser's complaints, in words for someone who has never seen YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wwis_evidence.bounds import shown
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Mark(Protocol):
    line: int
    column: int


# Keyed by the parser's context and problem; the context may be empty for any. `{line}` is the line where
# what is being read began. The flag says that this beginning is the place to point at.
_WORDS: Mapping[tuple[str, str], tuple[str, bool]] = {
    ("while scanning a quoted scalar", "found unexpected end of stream"): (
        "the quotation mark that opens here is never closed",
        True,
    ),
    ("while scanning a quoted scalar", "found unexpected document indicator"): (
        "the quotation mark that opens here is never closed",
        True,
    ),
    ("while parsing a flow sequence", "did not find expected ',' or ']'"): (
        "the square bracket that opens here is not closed, or a comma is missing between its items",
        True,
    ),
    ("while parsing a flow mapping", "did not find expected ',' or '}'"): (
        "the curly bracket that opens here is not closed, or a comma is missing between its entries",
        True,
    ),
    ("while scanning a simple key", "could not find expected ':'"): (
        (
            "a colon and a space are missing after the name of a field, "
            "or the indentation of a text of several lines is wrong"
        ),
        True,
    ),
    ("", "mapping values are not allowed in this context"): (
        (
            "a colon is not expected here: either the line is indented wrongly, "
            "or the text holds a colon and a space and so needs quotation marks around it"
        ),
        False,
    ),
    ("while parsing a block mapping", "did not find expected key"): (
        (
            "this line does not fit the lines above it: check its indentation, "
            "and that a quotation mark inside the text does not end it too early"
        ),
        False,
    ),
    ("while parsing a block collection", "did not find expected '-' indicator"): (
        "this line does not fit the list above it: check its indentation, and the dash that starts each item",
        False,
    ),
    ("", "block sequence entries are not allowed in this context"): (
        "an item of a list (a dash and a space) must start on a line of its own",
        False,
    ),
    ("while parsing a block node", "did not find expected node content"): (
        "a value is expected here; text that starts with a special character needs quotation marks around it",
        False,
    ),
    ("", "did not find expected node content"): (
        "a value, or the bracket that ends a list or group, is expected here",
        False,
    ),
    ("while scanning for the next token", "found character that cannot start any token"): (
        "text cannot start with this character: put quotation marks around the text",
        False,
    ),
    ("while scanning an alias", "did not find expected alphabetic or numeric character"): (
        "text that starts with * needs quotation marks around it",
        True,
    ),
    ("while scanning an anchor", "did not find expected alphabetic or numeric character"): (
        "text that starts with & needs quotation marks around it",
        True,
    ),
    ("while parsing a node", "found undefined tag handle"): (
        "text that starts with ! needs quotation marks around it",
        True,
    ),
    ("while parsing a quoted scalar", "found unknown escape character"): (
        (
            "between double quotation marks a backslash has a special meaning: "
            "write two of them, or use single quotation marks"
        ),
        False,
    ),
    ("while parsing a quoted scalar", "did not find expected hexdecimal number"): (
        (
            "between double quotation marks \\x, \\u and \\U each begin the number of a character: "
            "write two backslashes, or use single quotation marks"
        ),
        False,
    ),
    ("while parsing a quoted scalar", "found invalid Unicode character escape code"): (
        "there is no character of this number: type the character itself",
        False,
    ),
    ("while scanning a plain scalar", "found unexpected ':'"): (
        "a colon is not expected here: put a space behind it, or quotation marks around the text",
        False,
    ),
    ("", "did not find expected <document start>"): (
        "the lines above are complete in themselves, and nothing more is expected after them",
        False,
    ),
    ("while scanning a block scalar", "found an indentation indicator equal to 0"): (
        "after | or > the text must start on the next line",
        False,
    ),
    ("while scanning a block scalar", "did not find expected comment or line break"): (
        (
            "after | or > the text must start on the next line; "
            "a one-line text that starts with | or > needs quotation marks around it"
        ),
        False,
    ),
}

_DIRECTIVES = (
    "while scanning a directive",
    "while scanning a %YAML directive",
    "while scanning a %TAG directive",
)
_DIRECTIVE_PROBLEMS = (
    "found incompatible YAML document",
    "found duplicate %YAML directive",
    "found duplicate %TAG directive",
)


def explain(error: object, lines: list[str]) -> Problem:
    """Put a complaint of the YAML parser into plain words.

    Args:
        error: The parser's error.
        lines: The lines of the file.

    Returns:
        ``yaml-tab`` where a tab stands in the indentation, ``yaml-directive`` for an unknown directive,
        else ``yaml-syntax`` with its ``what``.
    """
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "this cannot be read")
    here = _place(getattr(error, "problem_mark", None))
    start = _place(getattr(error, "context_mark", None)) if context else here
    line = lines[here[0] - 1] if here[0] <= len(lines) else ""
    if line[here[1] - 1 : here[1]] == "\t" and ("tab" in problem or "cannot start any token" in problem):
        return Problem("yaml-tab", mark=here)
    if context in _DIRECTIVES or problem in _DIRECTIVE_PROBLEMS:
        return Problem("yaml-directive", mark=start)
    known = _WORDS.get((context, problem)) or _WORDS.get(("", problem))
    if known:
        what, at_start = known
        return Problem("yaml-syntax", values={"what": what}, mark=start if at_start else here)
    return Problem("yaml-syntax", values={"what": shown(problem)}, mark=here)


def _place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
