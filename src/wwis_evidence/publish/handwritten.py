"""Pages in a library's own words: Markdown from ``site/pages/``, else the packaged ones."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from wwis_evidence.documents import read
from wwis_evidence.publish.abbreviations import with_abbreviations
from wwis_evidence.publish.guides import FOLDER, GROUPS, Guide, guides_page
from wwis_evidence.publish.items import Item, newest, public
from wwis_evidence.publish.markers import with_markers
from wwis_evidence.publish.render import assemble, fragment
from wwis_evidence.publish.rules import indicator_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

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

FROM_PYTHON = "guides/use-it-from-python"
"""Name of the hand-written page about use from Python, if a library has one."""

_NEWEST = 4  # changes told on the first page


def packaged_pages() -> dict[str, bytes]:
    """The hand-written pages that every library gets, by path; one of its own there takes its place."""
    return dict(_markdown(files("wwis_evidence.publish") / "default_pages"))


def _markdown(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _markdown(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".md"):
            yield f"{above}{entry.name}", entry.read_bytes()


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
        told = _parts(name, raw)
        address = "" if stem == "home" else f"{stem}/"
        body = with_markers(told.body, library, address)
        if stem == "home":
            body = _home(body, shown, library, guide, {*generated, *sources})
        if address.startswith(FOLDER):
            guides.append(Guide(address, told.title, told.description, told.readers))
        body = with_abbreviations(body, address)
        pages["index.md" if stem == "home" else f"{stem}.md"] = assemble(told.title, told.description, body)
    if guides:
        pages[f"{FOLDER}index.md"] = guides_page(guides)
    return pages


class _Parts(NamedTuple):
    """A hand-written page as its file tells it; ``readers`` are those whom a guide is for."""

    title: str
    description: str
    readers: str
    body: str


def _parts(name: str, raw: bytes) -> _Parts:
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
    readers = str(data.get("for") or "")
    if readers not in {"", *GROUPS}:
        raise ValueError(f"site/pages/{name}: for: is one of {', '.join(GROUPS)}, or is left out.")
    return _Parts(data["title"], str(data.get("description") or ""), readers, body)


def _home(body: str, shown: tuple[Item, ...], library: Library, guide: str, paths: Collection[str]) -> str:
    """A library's own first words, the ways in, what is new, how to read the bars; then its other words."""
    first, separator, rest = body.partition("\n## ")
    listed = public(shown)
    generated = fragment(
        "home.md.j2",
        "",
        indicators=indicator_rules(library.framework),
        items=listed,
        waiting=[item for item in shown if item.rating.status == "awaiting-reviewers"],
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
