"""Pages in a library's own words: Markdown from ``site/pages/``, else the packaged ones."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from wwis_evidence.documents import read
from wwis_evidence.publish.glossary import with_abbreviations
from wwis_evidence.publish.items import Item, newest, public
from wwis_evidence.publish.render import assemble, fragment
from wwis_evidence.publish.rules import indicator_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from wwis_evidence.library import Library
    from wwis_evidence.records.case_study import Change

SECTIONS = {
    "library",
    "compare",
    "pagefind",
    "pipeline",
    "add-or-review",
    "enablers",
    "improvement-cycle",
    "grid",
    "ingredients",
    "look-at-your-own-system",
    "local-areas",
    "regions",
    "nhs-boards",
    "how-ratings-are-made",
    "licences",
    "checks",
    "glossary",
    "assets",
    "data",
    "api",
    "feeds",
}
"""First parts of generated addresses; no hand-written page may take one."""

GUIDE = "how-to-read-the-ratings"
"""Name of the hand-written page that explains the bars in plain words, if a library has one."""

_CONTACT = "[contact]"
"""A line of a hand-written page in the place of which it is told how to reach the library."""
_NEWEST = 4  # changes told on the first page


def packaged_pages() -> dict[str, bytes]:
    """The hand-written pages that a library without its own gets, by file name."""
    folder = files("wwis_evidence.publish") / "default_pages"
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(".md")}


def hand_written_pages(
    sources: Mapping[str, bytes],
    shown: tuple[Item, ...],
    library: Library,
    guide: str,
    generated: Collection[str],
) -> dict[str, bytes]:
    """Hand-written pages as pages of the site.

    Args:
        sources: Markdown by path below ``site/pages/``; those in ``guides/`` get a page that lists them.
        shown: The library's items, for the first page.
        library: The library.
        guide: Address of the page that explains the bars.
        generated: Paths of the generated pages, so that the first page leads to those that there are.

    Raises:
        ValueError: A page takes a generated page's address, is no UTF-8, or has no title.
    """
    pages = {}
    guides = []
    for name, raw in sources.items():
        stem = name.removesuffix(".md")
        if stem.partition("/")[0] in SECTIONS or stem == "guides/index":
            raise ValueError(
                f"site/pages/{name} would take the place of the generated page {stem}/: rename it."
            )
        title, description, body = _parts(name, raw)
        body = with_abbreviations(body).replace(f"\n{_CONTACT}\n", _contact(library))
        if stem == "home":
            body = _home(body, shown, library, guide, {*generated, *sources})
        if stem.startswith("guides/"):
            guides.append((f"{stem.removeprefix('guides/')}.md", title, description))
        pages["index.md" if stem == "home" else f"{stem}.md"] = assemble(title, description, body)
    if guides:
        listed = fragment("guides.md.j2", "guides/", guides=sorted(guides, key=lambda guide: guide[1]))
        pages["guides/index.md"] = assemble("Guides", "How to use the library and its tools.", listed)
    return pages


def _parts(name: str, raw: bytes) -> tuple[str, str, str]:
    """Title, description and body of a hand-written page."""
    try:
        content = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"site/pages/{name}: a page is text in UTF-8.") from error
    head, separator, body = content.removeprefix("---\n").partition("\n---\n")
    data = read(head.encode()).data if content.startswith("---\n") and separator else None
    if not data or not isinstance(data.get("title"), str):
        raise ValueError(
            f"site/pages/{name}: a page begins with --- title: … --- (and, if you like, description)."
        )
    return data["title"], str(data.get("description") or ""), body


def _contact(library: Library) -> str:
    own = library.settings
    return fragment(
        "contact.md.j2", "", contact=own.contact, repository=own.repository_url, publisher=own.publisher
    )


def _home(body: str, shown: tuple[Item, ...], library: Library, guide: str, paths: Collection[str]) -> str:
    """A library's own first words, the ways in, what is new, how to read the bars; then its other words."""
    first, separator, rest = body.partition("\n## ")
    listed = public(shown)
    generated = fragment(
        "home.md.j2",
        "",
        indicators=indicator_rules(library.framework),
        items=listed,
        waiting=[item for item in shown if item.standing in {"waiting", "again"}],
        new=_newest_changes(listed),
        guide=guide,
        themes={item.theme for item in listed},
        published=sum(item.rating.basis == "published-panel" for item in listed),
        map=_there("local-areas/", paths),
        own_system=_there("look-at-your-own-system/", paths),
        add=_there("add-or-review/", paths) or "pipeline/",
        easy_read="easy-read/" if "easy-read.md" in paths else "",
    )
    return f"{first}\n\n{generated}\n{separator}{rest}"


def _there(address: str, paths: Collection[str]) -> str:
    """An address if there is such a generated page, else nothing."""
    return address if f"{address}index.md" in paths else ""


def _newest_changes(listed: Iterable[Item]) -> list[tuple[Item, Change]]:
    """The items that changed last, each with what changed; of one day in the order of the library."""
    changed = [(item, change) for item in listed if (change := newest(item.case.changes))]
    return sorted(changed, key=lambda pair: pair[1].date, reverse=True)[:_NEWEST]
