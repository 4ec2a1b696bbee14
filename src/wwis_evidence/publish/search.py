"""Search: what is said of a page to the index, and the index itself, made by Pagefind from the built pages.

The theme's ``partials/content.html`` marks what is searched; the reader's browser loads parts of the index
when somebody searches and nothing before (``assets/js/search.js``).
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.settled_index import settle

if TYPE_CHECKING:
    from pathlib import Path

    from wwis_evidence.publish.items import Item

KINDS = {
    "": "",
    "library": "",
    "compare": "",
    "guides": "Guide",
    "checks": "Check of a file",
    "enablers": "Enabler",
    "improvement-cycle": "Phase",
    "grid": "Enabler in a phase",
    "local-areas": "Local area",
    "regions": "Local area",
    "nhs-boards": "Local area",
}
"""Kind of page by the first part of its address; pages with none are lists of others and are left out."""

OTHER_KIND = "About this library"
ASIDE = "Check of a file"
"""The kind that few readers look for: it is found only when it is asked for."""

# Pagefind also writes interfaces of its own; ours is in the theme.
_INTERFACES = (
    "pagefind-component-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-ui.*",
    "pagefind-highlight.*",
)
# Lists of other pages' items, and what stands on every item: its ratings and whose they are, what decided
# them criterion by criterion, how to cite and to check it. With these, an index is twice as large, takes more
# time, and finds every item by the words of the rule.
_NOT_ITS_OWN = (
    "ul.items, .rating-line, .lead .notice, .cards, .record-part, .citing, .checking, .about-record dl"
)
_LONGEST = 900  # seconds; some thousand pages take a few


class IndexingError(Exception):
    """The index could not be made; the message is the indexer's own."""


def search_values(item: Item) -> dict[str, str]:
    """What the search shows of an item's page, as front matter: kind, theme, place and ratings in words."""
    if item.standing == "public":
        ratings = "; ".join(f"{card.title}: {card.words}" for card in item.cards)
    elif item.standing == "again":
        ratings = "Being reviewed again: no rating is shown"
    else:
        ratings = f"{term_label('statuses', item.rating.status)}: no longer current"
    return {
        "search_kind": item.kind,
        "search_theme": item.theme,
        "search_theme_id": re.sub("[^a-z0-9-]", "", item.case.theme or "") or "none",
        "search_where": item.where,
        "search_ratings": ratings,
        "search_note": item.provenance if item.standing == "public" else "",
    }


def write_index(site: Path) -> None:
    """Index a built site's pages into its folder ``pagefind/``.

    Args:
        site: The site's folder.

    Raises:
        IndexingError: There is no indexer for this system, it failed, or it took too long.
    """
    # Only a build needs it.
    from pagefind.service import get_executable  # noqa: PLC0415

    executable = get_executable()
    if executable is None:
        raise IndexingError("the package pagefind has no program for this system.")
    command = [
        str(executable),
        "--site",
        str(site.resolve()),
        "--output-subdir",
        "pagefind",
        "--quiet",
        "--exclude-selectors",
        _NOT_ITS_OWN,
    ]
    # Its settings can also come from the environment or the folder it runs in: neither is ours to obey.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own dependencies, with paths of our own
            command,
            cwd=site,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise IndexingError(str(error)) from error
    if done.returncode or not (site / "pagefind" / "pagefind.js").is_file():
        raise IndexingError((done.stderr or done.stdout).strip() or "it gave no reason.")
    for pattern in _INTERFACES:
        for path in (site / "pagefind").glob(pattern):
            path.unlink()
    settle(site / "pagefind")
