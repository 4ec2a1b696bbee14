"""Mends of files that cannot be read, where one reading of the line at fault is plain.

A proposal is only ever made for a value on a line of its own, with nothing below it that could go on with it
and no comment beside it: what else the line could mean is for people to tell.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from wwis_evidence.mending.proposal import Proposal, with_value
from wwis_evidence.mending.text import Edit, line_start
from wwis_evidence.mending.words import QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.documents import Order
    from wwis_evidence.findings import Problem
    from wwis_evidence.mending.proposal import Source

CLOSED = "closed the quotation mark at the end of the line"
STRAIGHTENED = "replaced curly quotation marks by straight ones"
SPACED = "replaced tabs at the start of lines by spaces"
WIDEST_TAB = 8  # spaces; editors show a tab as one to eight

_LINE = re.compile(r"(?P<lead> *(?:- +)*)(?:(?P<key>[^\W\d][\w-]*): +)?(?P<value>[^\s#].*?)[ \r]*", re.ASCII)
_CURLY = "\u201c\u201d\u201e\u201f"
# Signs that begin something else in YAML, where nothing else can be meant by text that goes on behind them.
_LEADING = frozenset("@`%*&>|")
_NOT_TEXT = frozenset("'\"[]{},?!-#:\u2018\u2019\u201a\u201b\u00ab\u2039")


def quotes(problem: Problem, source: Source) -> Iterable[Proposal]:
    """Quotation marks around a value that YAML takes for something else, or the missing one of a pair."""
    if not problem.mark:
        return
    line = problem.mark[0]
    start = line_start(source.text, line)
    written = source.text[start:].split("\n", 1)[0]
    match = _LINE.fullmatch(written)
    if match is None or " #" in written or "\t" in written:
        return
    at = len(match["lead"]) if match["key"] else match["lead"].rfind("-")
    if at < 0 or _goes_on(source.text, line, at):
        return
    found = _quoted(match["value"], source.order)
    if found:
        value, words = found
        new = json.dumps(value, ensure_ascii=False)
        begin = start + match.start("value")
        edit = Edit(begin, start + match.end("value"), new)
        data = None
        if source.data is not None:  # an anchor or alias: all the rest could be read
            data = with_value(source.data, problem.field, value)
        yield Proposal((edit,), words, data, value)


def _quoted(value: str, order: Order) -> tuple[str, str] | None:
    """The text that was meant, and what is done about its quotation marks."""
    if value[0] in f'"{_CURLY}':
        return _in_quotes(value)
    if value[0] in _NOT_TEXT or (value[0] not in _LEADING and ": " not in f"{value} "):
        return None
    known = _all_keys(order)
    if any(word in known for word in re.findall(r"([\w-]+): ", f"{value} ")):
        return None  # two keys on one line, perhaps
    return value, QUOTED


def _in_quotes(value: str) -> tuple[str, str] | None:
    """The text between quotation marks of which one at least is curly, or the last is missing."""
    closed = value[-1] in f'"{_CURLY}' and len(value) > 1
    inner = value[1:-1] if closed else value[1:]
    if not inner.strip() or any(sign in inner for sign in f'"\\{_CURLY}'):
        return None
    if closed:
        return inner, STRAIGHTENED
    return (inner, CLOSED) if value[0] == '"' else None


def _goes_on(text: str, line: int, at: int) -> bool:
    """Whether the line below is set in further than the key or dash, and so may belong to the value."""
    for below in text.split("\n")[line:]:
        bare = below.strip()
        if bare and not bare.startswith("#"):
            return len(below) - len(below.lstrip(" \t")) > at
    return False


def _all_keys(order: Order) -> set[str]:
    keys = set(order)
    for inner in order.values():
        keys |= _all_keys(inner)
    return keys


def references(problem: Problem, source: Source) -> Iterable[Proposal]:
    """Quotation marks around text that YAML takes for an anchor or alias, where it can be neither."""
    name = problem.values.get("name", "")
    other = "*" if problem.code == "yaml-anchor" else "&"
    return () if f"{other}{name}" in source.text else quotes(problem, source)


def tabs(problem: Problem, source: Source) -> Iterator[Proposal]:
    """Spaces for every tab at the start of a line: of each width that a tab could have had.

    Only where all widths that can be read give the same is one of them written.
    """
    del problem
    starts: list[tuple[int, str]] = []
    at = 0
    for line in source.text.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            starts.append((at, indent))
        at += len(line) + 1
    for width in (2, 4, 8, 3, 1, 5, 6, 7):
        edits = tuple(
            Edit(start, start + len(indent), indent.replace("\t", " " * width)) for start, indent in starts
        )
        yield Proposal(edits, SPACED)
