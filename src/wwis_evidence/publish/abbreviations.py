"""Abbreviations where a page first uses them: what each stands for, and the way to the glossary.

A title is out of reach without a mouse, so the abbreviation is a link too. Only its own letters are wrapped:
no text of a contributor is written anew, so nothing that was escaped can come undone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from wwis_evidence.vocabulary.terms import Term

GLOSSARY = "glossary/"
_ATTRIBUTES = r"""[^"'>]*+(?:"[^"]*"[^"'>]*+|'[^']*'[^"'>]*+)*+"""
_LEFT_ALONE = rf"""
    \n```.*?\n```                                               # code, links, headings and tables in Markdown
    | \n~~~.*?\n~~~
    | \n(?:\#|[ ]{{4}}|\||>)[^\n]*
    | `[^`\n]*`
    | \[[^\]\n]{{0,500}}\]\([^)\n]{{0,1000}}\)
    | <(?P<element>a|abbr|button|caption|code|h[1-6]|kbd|label|legend|nav|option|pre|samp|script|style
        |summary|svg|textarea|th)\b{_ATTRIBUTES}>.*?</(?P=element)>
    | <!--.*?-->
    | </?[a-zA-Z]{_ATTRIBUTES}>
"""
_IN_A_WORD = re.compile(r"[\w-]")


def with_abbreviations(body: str, address: str) -> str:
    """A page's body with each abbreviation of the glossary explained where running text first uses it.

    Args:
        body: Markdown, ready HTML blocks, or both.
        address: The page's address from the site's root, so that links lead to the glossary from there.
    """
    if address == GLOSSARY:
        return body
    to_come = {term.label: term for term in load().glossary.values() if term.full}
    names = tuple(term.full for term in to_come.values())
    body = f"\n{body}"  # so that its first line begins as the others do
    parts, done = [], 1
    for found in _pattern(tuple(to_come), names).finditer(body):
        term = to_come.get(found[0])
        if term and not _IN_A_WORD.match(body, found.start() - 1):
            del to_come[term.label]
            parts += [body[done : found.start()], _explained(term, address)]
            done = found.end()
    return "".join([*parts, body[done:]])


def _explained(term: Term, address: str) -> str:
    """An abbreviation as HTML: a link to its entry, with what it stands for."""
    way = "../" * address.count("/") + GLOSSARY
    return Markup('<a class="term" href="{}#term-{}"><abbr title="{}">{}</abbr></a>').format(
        way, term.id, term.full, term.label
    )


@cache
def _pattern(labels: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    """What is left alone, or an abbreviation up to the end of its word; an ``s`` may follow.

    A name that an abbreviation is part of is left alone too: What Works in SEND is a programme. Each branch
    begins with a letter or sign of its own: so the search skims what lies between, twice as fast.
    """
    words = (rf"{re.escape(label)}(?=s?(?![\w-]))" for label in sorted(labels, key=len, reverse=True))
    alone = (re.escape(name) for name in names if any(label in name for label in labels))
    return re.compile("|".join([_LEFT_ALONE, *alone, *words]), re.DOTALL | re.VERBOSE)
