"""The list of a site's pages for search engines."""

from __future__ import annotations

import gzip
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def sitemap(site: str | None, addresses: Iterable[str]) -> dict[str, bytes]:
    """``sitemap.xml``, plain and packed.

    Args:
        site: The site's address; without one no page has an address to list.
        addresses: The pages from the site's root, but those that search engines are asked to leave out.
    """
    base = site and site.rstrip("/") + "/"
    listed = [f"  <url><loc>{escape(base + address)}</loc></url>" for address in sorted(addresses) if base]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *listed,
        "</urlset>",
    ]
    plain = ("\n".join(lines) + "\n").encode()
    return {"sitemap.xml": plain, "sitemap.xml.gz": gzip.compress(plain, mtime=0)}
