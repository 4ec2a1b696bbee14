"""The content security policy of every page.

Scripts may come from the site itself; inline ones only if they are the theme's own, by the hash of what its
templates give. Hashes are never taken from a built page, or a script in contributors' text could get one.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Material puts these into every page, outside any block that a theme may override.
_WITH_SCRIPTS = ("partials/javascripts/base.html", "partials/javascripts/palette.html", "partials/javascripts/content.html")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_DEEPEST = 6  # folders below the site's root that a hand-written page may lie in


def policies(theme: Path, site_path: str) -> dict[str, str]:
    """A policy for each way from a page to the site's root, because one of the theme's scripts holds that way.

    Args:
        theme: The theme's folder of templates.
        site_path: Path of the site's address, ``/`` or ``/library/``; the page for missing pages uses it.
    """
    ways = [".", "..", *("/".join([".."] * depth) for depth in range(2, _DEEPEST + 1)), site_path]
    return {way: policy(inline_scripts(theme, way)) for way in ways}


def inline_scripts(theme: Path, base_url: str) -> list[str]:
    """The theme's inline scripts on a page from which ``base_url`` leads to the site's root."""
    # The theme's own environment does not escape either; nothing but its own text passes through here.
    environment = Environment(loader=FileSystemLoader(theme), autoescape=False)  # noqa: S701
    values = {"base_url": base_url, "config": SimpleNamespace(extra={}), "features": []}
    rendered = (environment.get_template(name).render(values) for name in _WITH_SCRIPTS)
    return [script for text in rendered for script in _SCRIPT.findall(text)]


def policy(scripts: Iterable[str]) -> str:
    """A policy that allows these inline scripts and otherwise only the site's own files."""
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            # WebAssembly is for the search, which runs in the reader's browser.
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
