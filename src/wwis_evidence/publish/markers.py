"""Lines of a hand-written page in the place of which something is made from the library: ``[contact]``.

So a guide that comes with the program tells each library's own rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.publish.render import fragment
from wwis_evidence.publish.rules import counting_rules, indicator_rules

if TYPE_CHECKING:
    from wwis_evidence.library import Library


def with_markers(body: str, library: Library, address: str) -> str:
    """A page's body with what its markers stand for; each is the whole of a line.

    Args:
        body: Markdown.
        library: The library.
        address: The page's address from the site's root.
    """
    for marker, made in _MARKERS.items():
        line = f"\n[{marker}]\n"
        if line in body:
            body = body.replace(line, made(library, address))
    return body


def _contact(library: Library, address: str) -> str:
    """How to reach whoever runs the library."""
    own = library.settings
    return fragment(
        "contact.md.j2", address, contact=own.contact, repository=own.repository_url, publisher=own.publisher
    )


def _scoring(library: Library, address: str) -> str:
    """Every scored criterion, with an example of each finding."""
    return fragment("scoring.md.j2", address, indicators=indicator_rules(library.framework))


def _bars(library: Library, address: str) -> str:
    """What each bar of each indicator asks for."""
    rules = indicator_rules(library.framework)
    return fragment("bars.md.j2", address, indicators=rules, of=len(library.framework.bars))


def _panel(library: Library, address: str) -> str:
    """How many reviews are asked for, by whom, and how they are joined."""
    return fragment("panel.md.j2", address, counting=counting_rules(library.framework))


def _own_rule(library: Library, address: str) -> str:
    """A notice where a library rates by another rule than the one of the examples; else nothing."""
    shipped = shipped_framework()
    if library.framework.sha256 == shipped.sha256:
        return "\n"
    return fragment("own-rule.md.j2", address, own=library.framework, shipped=shipped)


_MARKERS = {
    "contact": _contact,
    "scoring": _scoring,
    "bars": _bars,
    "panel": _panel,
    "own rule": _own_rule,
}
