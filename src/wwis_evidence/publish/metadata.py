"""What a page says to search engines and to those who share it: its place, its picture, its data.

Everything is put into the page's front matter, from which the theme prints it. Words that the theme prints as
they stand are escaped here; linked data is JSON in which no character can end a script.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from wwis_evidence.publish import linked_data, share
from wwis_evidence.publish.sitemap import sitemap
from wwis_evidence.publish.text import escaped, front_matter, in_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_OPENING = "---\n"
_OF_AREAS = {"nhs-boards", "regions"}  # found from the local areas, though their addresses do not say so
_TOLD = {"title", "description", "robots", "onward"}


class Metadata:
    """Puts metadata into pages: into those that the library shares at once, into an item's own when asked."""

    def __init__(self, library: Library, pages: Mapping[str, bytes], items: Iterable[Item]) -> None:
        """Take note of what there is.

        Args:
            library: The library; its addresses make addresses whole.
            pages: Shared pages and files by path in the renderer's source folder; pages have front matter.
            items: The items that have pages of their own.
        """
        self._library = library
        self._pages = pages
        self._heads = {path: _head(content) for path, content in pages.items() if path.endswith(".md")}
        self._names = {_address(path): head["title"] for path, head in self._heads.items()}
        self._of_items = [item.url for item in items]
        self._names |= {item.url: html.unescape(escaped(item.case.title or item.slug)) for item in items}

    def shared(self) -> dict[str, bytes]:
        """The shared pages with their metadata, all else as it was, share pictures and ``robots.txt``."""
        found = dict(self._pages)
        for path, head in self._heads.items():
            found |= self._with(path, head, None, self._pages)
        listed = [_address(path) for path, head in self._heads.items() if not head.get("robots")]
        every = sitemap(self._library.settings.site_url, {*listed, *self._of_items})
        return {**found, **every, "robots.txt": _robots(self._library)}

    def of_item(self, item: Item, pages: Mapping[str, bytes]) -> dict[str, bytes]:
        """An item's own pages with their metadata, all else as it was, and its share picture."""
        path = f"{item.url}index.md"
        return {**pages, **self._with(path, _head(pages[path]), item, pages)}

    def _with(
        self, path: str, head: Mapping[str, str], item: Item | None, pages: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """A page with its metadata, and its picture."""
        url = _address(path)
        picture = share.picture(item, self._library)
        trail = _trail(url, self._names)
        place = linked_data.Place(url, self._library)
        data = [] if head.get("robots") else linked_data.graph(place, head, trail, item, pages)
        added = front_matter({"share": picture.name, "share_words": picture.words, "type": _type(item)})
        added += f"trail: {json.dumps([[escaped(name), to] for name, to in trail[:-1]])}\n"
        if data:
            whole = in_script({"@context": "https://schema.org", "@graph": data})
            added += f"linked_data: {json.dumps(whole)}\n"
        content = _OPENING.encode() + _lines(added) + pages[path].removeprefix(_OPENING.encode())
        return {path: content, f"assets/share/{picture.name}": picture.content}


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
    block = page.partition(b"\n---\n")[0].decode().removeprefix(_OPENING)
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
    if parts and parts[0] in _OF_AREAS:
        above.insert(0, "local-areas/")
    return [("Home", ""), *((names[address], address) for address in above if address in names)]


def _type(item: Item | None) -> str:
    return "article" if item else "website"


def _robots(library: Library) -> bytes:
    site = library.settings.site_url
    sitemap = f"Sitemap: {site.rstrip('/')}/sitemap.xml\n" if site else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
