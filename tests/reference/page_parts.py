"""Small pieces of the Markdown that the reference pages are made of."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>|])")
_OPTION = re.compile(r"(?<![\w-])(?:wwis-evidence [a-z]+ )?--[a-z-]+(?: --[a-z-]+)*(?: (?:json|[A-Z]+)\b)?")


def plain(text):
    """Text in which nothing is read as Markdown."""
    return _SIGNS.sub(r"\\\1", text).replace("\\<", "&lt;").replace("\\>", "&gt;")


def told(text):
    """Plain text in which options stand as code: their hyphens would end a line."""
    return _OPTION.sub(lambda found: code(found[0]), plain(text))


def code(text):
    """Code within a line."""
    return f"`{text}`"


def fence(kind, text):
    """Lines of code of their own."""
    return f"```{kind}\n{text}\n```"


def page(title, description, *parts):
    """A page of the site, in the layout of the pages written by hand."""
    head = f"---\ntitle: {title}\ndescription: {description}\nfor: tools\n---\n"
    return "\n\n".join([head.rstrip("\n"), *(part for part in parts if part)]) + "\n"
