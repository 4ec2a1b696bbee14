"""Contributors' text on its way to a page: the only paths by which it may reach HTML.

Short fields pass through Jinja2's autoescape; prose fields through :func:`prose`; headings and front matter
through :func:`heading` and :func:`front_matter`, because Markdown and the theme read those once more.
"""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}
_SCHEMES = {"http", "https", "mailto"}
_SAFE_LINK = re.compile(r"(https?://[^/\s]|mailto:[^\s])", re.ASCII | re.IGNORECASE)
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SMALLEST_PLAIN = Decimal("1e-6")  # below it a figure is written as 1e-07
_LONGEST_DESCRIPTION = 300  # characters; search engines show about half of it


def _prose_reader() -> MarkdownIt:
    """Paragraphs, lists, emphasis and links; no HTML, images, code, headings or tables."""
    reader = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    reader.enable(["list", "emphasis", "link", "newline", "escape"])
    reader.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    return reader


_READER = _prose_reader()


def prose(text: str) -> Markup:
    """A prose field as safe HTML: a small part of Markdown, then an allow-list of tags."""
    cleaned = nh3.clean(
        _READER.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return Markup(cleaned)  # noqa: S704 - cleaned on the line above


def heading(text: str) -> Markup:
    """A text for a Markdown heading: all but letters, digits and spaces as character references.

    MkDocs makes an element id of a heading; one that begins with an underscore could be the theme's own.
    """
    one_line = " ".join(text.split())
    if one_line.lstrip(" -.").startswith("_"):
        one_line = f"Entry {one_line}"
    coded = "".join(c if c == " " or (c.isascii() and c.isalnum()) else f"&#{ord(c)};" for c in one_line)
    return Markup(coded)  # noqa: S704 - holds ASCII letters, digits, spaces and character references only


def front_matter(values: Mapping[str, str]) -> str:
    """A page's front matter; the theme prints its values unescaped, so they are escaped for HTML here.

    ASCII only, as JSON strings: no text can end the string, the line or the block.
    """
    lines = [f"{key}: {json.dumps(escaped(value))}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def in_script(data: Mapping[str, Any]) -> str:
    """Data as JSON for a page's script element: nothing in it can end that or be read as markup."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def escaped(value: str) -> str:
    """A text on one line as the theme may print it: escaped for HTML, in ASCII."""
    one_line = " ".join(value.split())
    return "".join(c if c.isascii() and c.isprintable() else f"&#{ord(c)};" for c in html.escape(one_line))


def description(text: str) -> str:
    """A page's description: one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_DESCRIPTION:
        return line
    return line[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def date_words(text: str) -> str:
    """A whole or partial ISO date in words: ``20 March 2024``, ``March 2024``, ``2024``."""
    if not _ISO.fullmatch(text):
        return text
    year, *rest = text.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def period_words(text: str) -> str:
    """A measure's period as it reads: a date in words, anything else as it was written.

    ``2011-12`` stays too. It may be a school year as well as a month, and only its author knows.
    """
    either = len(text) == len("2011-12") and _ISO.fullmatch(text)
    return text if either and int(text[5:]) == (int(text[:4]) + 1) % 100 else date_words(text)


def on_or_in(text: str) -> str:
    """A date as it stands after a verb: ``on 20 March 2024``, ``in March 2024``."""
    return f"{'on' if len(text) == len('2024-03-20') else 'in'} {date_words(text)}"


def number(value: float | Decimal) -> str:
    """A figure as people write it, with every digit that it has: ``12,000``, ``5.5``."""
    if value == int(value):
        return f"{int(value):,}"
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return f"{exact:,f}" if abs(exact) >= _SMALLEST_PLAIN else str(value)


def months_words(months: int) -> str:
    """A length in months in words: ``11 months``, ``3 years``, ``3 years and 2 months``."""
    years, rest = divmod(months, 12)
    parts = [_plural(years, "year")] if years else []
    if rest or not years:
        parts.append(_plural(rest, "month"))
    return " and ".join(parts)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def capital(text: str) -> str:
    """The same text with a capital at its start."""
    return text[:1].upper() + text[1:]
