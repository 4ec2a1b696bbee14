"""From templates to pages: front matter, Markdown headings, and everything else as ready HTML blocks.

Headings stay Markdown so that the renderer can list a page's contents. A block is one ``<div>`` without blank
lines, which Markdown passes through untouched, so that nothing in it is ever read as Markdown.

The renderer reads ready HTML twice, tag by tag, which was half of a build's time; a comment it reads in one
step. So blocks of pages that grow in number or length with the items pass as comments, which the theme opens
again (``partials/content.html``).
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wwis_evidence.publish import pictures, similar, text
from wwis_evidence.publish.abbreviations import with_abbreviations
from wwis_evidence.publish.figures import figures
from wwis_evidence.publish.licences import licence_link
from wwis_evidence.publish.practice import strongest_first
from wwis_evidence.publish.ratings import term_label, term_words
from wwis_evidence.reports.safe import visible
from wwis_evidence.reports.text import listed, ordinal
from wwis_evidence.reports.wording import LIVED_EXPERIENCE_DIFFERS, UNTESTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_BLOCK = re.compile(r"(?<=\n\n)<div .*?</div>(?=\n\n)", re.DOTALL)  # within a block there is no blank line
_COMMENT_END = re.compile(r"--\s*!?>")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("wwis_evidence.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        prose=text.prose,
        date_words=text.date_words,
        on_or_in=text.on_or_in,
        ordinal=ordinal,
        figure=text.number,
        licence_link=licence_link,
        capital=text.capital,
        and_list=listed,
        in_one_line=_in_one_line,
        strongest_first=strongest_first,
    )
    environment.globals.update(term_label=term_label, term_words=term_words, block=_block, section=_section)
    environment.globals.update(pictures=pictures, figures=figures, similar=similar)
    environment.globals.update(LIVED_EXPERIENCE_DIFFERS=LIVED_EXPERIENCE_DIFFERS, UNTESTED=UNTESTED)
    return environment


def page(  # noqa: PLR0913 - what a page is, by name
    template: str,
    url: str,
    title: str,
    description: str,
    *,
    hidden: bool = False,
    moved_to: str = "",
    unread: bool = False,
    search: Mapping[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - what a template asks for
) -> bytes:
    """A page of the site.

    Args:
        template: Its template, in ``templates/``.
        url: Its address from the site's root, ``library/early-talk/``; links are made relative to it.
        title: Plain text for title and first heading.
        description: Plain text for search engines.
        hidden: Whether search engines are asked to leave it out.
        moved_to: Address to which a page that has moved leads on; it is hidden too.
        unread: Whether the renderer is spared reading the blocks. It then knows only the headings as places
            that a hand-written page may link to.
        search: What the search shows of the page and narrows by (``search.py``).
        values: What the template needs.
    """
    body = with_abbreviations(fragment(template, url, title=title, **values), url)
    if unread:
        body = _unread(body)
    onward = relative(url, moved_to) if moved_to else ""
    return assemble(title, description, body, hidden=hidden or bool(moved_to), onward=onward, search=search)


def assemble(  # noqa: PLR0913 - as page
    title: str,
    description: str,
    body: str,
    *,
    hidden: bool = False,
    onward: str = "",
    search: Mapping[str, str] | None = None,
) -> bytes:
    """Front matter, first heading and a ready body as a page's bytes."""
    values = {
        "title": title,
        "description": text.description(description),
        "robots": "noindex" if hidden else "",
        "onward": onward,
        **(search or {}),
    }
    return f"{text.front_matter(values)}\n# {text.heading(title)}\n\n{body.strip()}\n".encode()


def fragment(template: str, url: str, **values: Any) -> str:  # noqa: ANN401 - what a template asks for
    """A template's text, for a page at an address."""
    return _environment().get_template(template).render(to=partial(relative, url), **values)


def relative(start: str, target: str) -> str:
    """The way from one page to another place of the site; both from the site's root."""
    up = "../" * start.count("/")
    return (up + target) or "./"


def _block(kind: str = "block", *, caller: Callable[[], str]) -> Markup:
    """A ready HTML block: one element, no blank line, nothing indented.

    MkDocs always looks for fenced code, even inside HTML, and lets it set ids: no block may hold a fence.
    """
    lines = (line.strip() for line in caller().splitlines())
    body = "\n".join(line for line in lines if line).replace("`", "&#96;").replace("~", "&#126;")
    return Markup('\n\n<div class="{}">\n{}\n</div>\n\n').format(kind, Markup(body))  # noqa: S704 - Jinja2 escaped it


def _unread(body: str) -> str:
    """The same body with its blocks as comments, but for one that itself holds what could end a comment."""

    def comment(found: re.Match[str]) -> str:
        block = found[0]
        return block if _COMMENT_END.search(block) else f"<!--ready\n{block}\nready-->"

    return _BLOCK.sub(comment, f"\n\n{body}\n\n")


def _section(title: str, kind: str = "block", *, caller: Callable[[], str]) -> Markup:
    """A second-level heading in Markdown and the block below it."""
    return Markup("\n\n## {}\n").format(text.heading(title)) + _block(kind, caller=caller)


def _in_one_line(lines: str) -> Markup:
    """Lines for an element that keeps them: their ends are references, so that a block leaves them alone."""
    visible_lines = "\n".join(visible(line) for line in lines.split("\n"))
    return Markup(str(escape(visible_lines)).replace("\n", "&#10;"))  # noqa: S704 - escaped here
