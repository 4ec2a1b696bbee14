"""Licences as people know them: a name and the address of the text, for the ids that files hold."""

from __future__ import annotations

from markupsafe import Markup, escape

_KNOWN = {
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 licence",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}


def licence_name(licence: str) -> str:
    """A licence's usual name; its id as it stands where it is not a known one."""
    name, _ = _KNOWN.get(licence, (licence, None))
    return name


def licence_url(licence: str) -> str | None:
    """Address of a licence's text, if its id is a known one."""
    _, url = _KNOWN.get(licence, (licence, None))
    return url


def licence_link(licence: str) -> Markup:
    """A licence by its usual name, as a link to its text where that is known."""
    url = licence_url(licence)
    if not url:
        return escape(licence)
    return Markup('<a href="{}" rel="noopener">{}</a>').format(url, licence_name(licence))
