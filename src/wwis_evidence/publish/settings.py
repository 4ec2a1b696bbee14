"""The renderer's settings, as ``build/mkdocs.base.yml``: what a library's own ``mkdocs.yml`` inherits."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.publish.csp import policies
from wwis_evidence.publish.licences import licence_link
from wwis_evidence.publish.look import FAVICON, FOLDER, LOGO, STYLES, placed
from wwis_evidence.publish.metadata import first_pages
from wwis_evidence.publish.search import ASIDE, KINDS, OTHER_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wwis_evidence.library import Library

_BASIC_PLANE = 0xFFFF  # JSON writes what lies beyond as two escapes, which YAML reads as two characters
_NAV = (
    ("Home", "index.md"),
    ("Library", "library/index.md"),
    ("enablers", "enablers/index.md"),
    ("phases", "improvement-cycle/index.md"),
    ("Look at your own system", "look-at-your-own-system/index.md"),
    ("Local areas", "local-areas/index.md"),
    ("How ratings are made", "how-ratings-are-made/index.md"),
    ("Pipeline", "pipeline/index.md"),
    ("Add or review", "add-or-review/index.md"),
    ("Guides", "guides/index.md"),
    ("About", "about.md"),
)


def base_settings(library: Library, paths: Mapping[str, bytes], theme: Path) -> dict[str, Any]:
    """Settings that every library's site shares.

    Args:
        library: The library; its title and addresses are filled in.
        paths: The pages that there are, so that the menu and the list of pages name no other.
        theme: Folder of the theme's own templates, for the hashes of its scripts.
    """
    own = library.settings
    site_path = urlsplit(own.site_url or "/").path or "/"
    return {
        # The theme prints these as they stand.
        "site_name": html.escape(" ".join(own.title.split())),
        "site_description": html.escape(" ".join(own.description.split())),
        "site_url": _folder(own.site_url),
        "docs_dir": "build/docs",
        "site_dir": "build/site",
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": "build/theme",
            "language": "en",
            "font": False,
            "logo": placed(LOGO, "assets/logo.svg", paths),
            "favicon": placed(FAVICON, "assets/favicon.svg", paths),
            "features": ["navigation.tabs", "toc.follow"],
            "palette": [
                _scheme("light", "default", "Use dark colours", "material/weather-night"),
                _scheme("dark", "slate", "Use light colours", "material/white-balance-sunny"),
            ],
        },
        "extra_css": [
            *("assets/wwis.css", "assets/system.css"),
            *(path for path in (f"{FOLDER}{STYLES}",) if path in paths),  # after the colours that it changes
        ],
        "plugins": [],
        "markdown_extensions": [
            "tables",
            "wwis_evidence.publish.wide_tables:WideTables",
            "wwis_evidence.publish.short_code:ShortCode",
            {"toc": {"toc_depth": "1-2", "title": "On this page"}},
        ],
        "nav": [{_named(title, library): path} for title, path in _NAV if path in paths],
        "validation": {
            "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "warn",
                "anchors": "warn",
                "absolute_links": "warn",
                "unrecognized_links": "warn",
            },
        },
        "extra": {
            "generator": False,
            "fictional": own.fictional,
            "shipped_rule": library.framework.sha256 == shipped_framework().sha256,
            "publisher": html.escape(own.publisher or ""),
            "licence": str(licence_link(own.licence)),
            "repository": own.repository_url or "",
            "first_pages": first_pages(paths),
            "search": {"kinds": KINDS, "other": OTHER_KIND, "aside": ASIDE},
            "csp": policies(theme, site_path),
        },
    }


def _named(title: str, library: Library) -> str:
    """What the menu calls a page: a title, or the one that the library's words give a list of that name."""
    if title in {"enablers", "phases"}:
        title = library.common.vocabulary.about(title).title
    return html.escape(" ".join(title.split()))


def _folder(url: str | None) -> str | None:
    return None if url is None else url.rstrip("/") + "/"


def _scheme(preferred: str, scheme: str, name: str, icon: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {preferred})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": name},
    }


def as_yaml(settings: dict[str, Any]) -> bytes:
    """Settings as a file: JSON in ASCII is YAML too, but for what lies beyond the basic plane."""
    text = json.dumps(settings, indent=2, ensure_ascii=False)
    text = "".join(
        c if ord(c) > _BASIC_PLANE or c == "\n" or (c.isascii() and c.isprintable()) else f"\\u{ord(c):04x}"
        for c in text
    )
    return (
        "# Written by wwis-evidence build; your own settings go into mkdocs.yml.\n" + text + "\n"
    ).encode()
