"""What a page says to search engines and to those who share it: its place, its picture, its data.

Everything is put into the page's front matter, from which the theme prints it. Words that the theme prints as
they stand are escaped here; linked data is JSON in which no character can end a script.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from wwis_evidence.publish import linked_data, share
from wwis_evidence.publish.text import escaped, front_matter, in_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_OPENING = "---\n"
_TOLD = {"title", "description", "robots", "onward"}


def with_metadata(pages: Mapping[str, bytes], shown: Iterable[Item], library: Library) -> dict[str, bytes]:
    """The same pages and files, each page with its metadata; with share pictures and ``robots.txt``.

    Args:
        pages: Pages and data files by path in the renderer's source folder; each page has front matter.
        shown: The library's items.
        library: The library; its addresses make addresses whole.
    """
    items = {f"{item.url}index.md": item for item in shown if item.standing != "waiting"}
    heads = {path: _head(content) for path, content in pages.items() if path.endswith(".md")}
    names = {_address(path): head["title"] for path, head in heads.items()}
    found = dict(pages)
    for path, head in heads.items():
        url, item = _address(path), items.get(path)
        picture = share.picture(item, library)
        found[f"assets/share/{picture.name}"] = picture.content
        trail = _trail(url, names)
        place = linked_data.Place(url, library)
        data = [] if head.get("robots") else linked_data.graph(place, head, trail, item, pages)
        added = front_matter({"share": picture.name, "share_words": picture.words, "type": _type(item)})
        added += f"trail: {json.dumps([[escaped(name), to] for name, to in trail[:-1]])}\n"
        if data:
            whole = in_script({"@context": "https://schema.org", "@graph": data})
            added += f"linked_data: {json.dumps(whole)}\n"
        found[path] = _OPENING.encode() + _lines(added) + pages[path].removeprefix(_OPENING.encode())
    return {**found, "robots.txt": _robots(library)}


def first_pages(pages: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    """The pages right below the site's root: path, title as the theme may print it, and address."""
    return [
        (path, escaped(_head(content)["title"]), _address(path))
        for path, content in pages.items()
        if path.endswith(".md") and path != "index.md" and "/" not in path.removesuffix("/index.md")
    ]


def _lines(block: str) -> bytes:
    """The lines of front matter without its marks."""
    return "".join(f"{line}\n" for line in block.splitlines() if line and line != "---").encode()


def _head(page: bytes) -> dict[str, str]:
    """A page's front matter in plain text; every value in it was written as a JSON string."""
    block = page.decode().removeprefix(_OPENING).partition("\n---\n")[0]
    pairs = (line.partition(": ") for line in block.splitlines())
    return {key: html.unescape(json.loads(value)) for key, _, value in pairs if key in _TOLD}


def _address(path: str) -> str:
    """A page's address from the site's root."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def _trail(url: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names and addresses of the pages from the first one down to this one."""
    parts = url.split("/")[:-1]
    above = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1)]
    return [("Home", ""), *((names[address], address) for address in above if address in names)]


def _type(item: Item | None) -> str:
    return "article" if item else "website"


def _robots(library: Library) -> bytes:
    site = library.settings.site_url
    sitemap = f"Sitemap: {site.rstrip('/')}/sitemap.xml\n" if site else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
