"""Abbreviations and terms of the field: their page, and the words behind an abbreviation where one is met."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wwis_evidence.publish.render import page
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Mapping

_FENCE = ("```", "~~~")
_UNTOUCHED = ("#", "    ", "<", "|", ">")
"""Starts of lines that are no running text: headings, code, HTML, tables, quotations."""
_CODE_OR_LINK = re.compile(r"(`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<[^>]*>)")


def glossary_pages() -> dict[str, bytes]:
    """The page that explains every term, abbreviations first."""
    terms = sorted(load().glossary.values(), key=lambda term: term.label.casefold())
    return {
        "glossary/index.md": page(
            "glossary.md.j2",
            "glossary/",
            load().about("glossary").title,
            "What abbreviations and terms mean, in plain words, with where each comes from.",
            about=load().about("glossary"),
            abbreviations=[term for term in terms if term.full],
            terms=[term for term in terms if not term.full],
        )
    }


def with_abbreviations(markdown: str) -> str:
    """A page of our own in Markdown, each abbreviation marked up with its meaning where it is first met."""
    seen: set[str] = set()
    lines, fenced = [], False
    for line in markdown.split("\n"):
        if line.lstrip().startswith(_FENCE):
            fenced = not fenced
        lines.append(line if fenced or line.startswith(_UNTOUCHED) else _marked(line, seen))
    return "\n".join(lines)


def _marked(line: str, seen: set[str]) -> str:
    """A line of running text; code, links and HTML in it stay as they are."""

    def mark(match: re.Match[str]) -> str:
        label = match[0]
        if label in seen:
            return label
        seen.add(label)
        return str(abbreviation(label))

    parts = _CODE_OR_LINK.split(line)
    return "".join(part if number % 2 else _pattern().sub(mark, part) for number, part in enumerate(parts))


def abbreviation(label: str) -> Markup:
    """An abbreviation of the glossary as HTML, with what it stands for."""
    return Markup('<abbr title="{}">{}</abbr>').format(_meanings()[label], escape(label))


@cache
def _meanings() -> Mapping[str, str]:
    return {term.label: term.full for term in load().glossary.values() if term.full}


@cache
def _pattern() -> re.Pattern[str]:
    labels = sorted(_meanings(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, labels))})(?=s?(?![\w-]))")
