"""Which pages a library's site has, each as Markdown with ready HTML: ``{path: bytes}``, pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.area_pages import area_pages
from wwis_evidence.publish.areas import gazetteer
from wwis_evidence.publish.checks_page import checks_pages
from wwis_evidence.publish.forms import form_files, form_pages
from wwis_evidence.publish.glossary import glossary_pages
from wwis_evidence.publish.handwritten import FROM_PYTHON, GUIDE, hand_written_pages, packaged_pages
from wwis_evidence.publish.item_pages import Beside, own_pages
from wwis_evidence.publish.items import Item, items, public
from wwis_evidence.publish.library_page import list_pages
from wwis_evidence.publish.made import key_of
from wwis_evidence.publish.metadata import Metadata
from wwis_evidence.publish.open_data import open_data
from wwis_evidence.publish.pipeline import pipeline_pages
from wwis_evidence.publish.practice import Practice
from wwis_evidence.publish.questions import agreed, questions_page
from wwis_evidence.publish.render import page
from wwis_evidence.publish.rules import counting_rules, indicator_rules, printed_beside
from wwis_evidence.publish.self_evaluation import self_evaluation_pages
from wwis_evidence.publish.similar import Similarity
from wwis_evidence.publish.system_pages import system_pages
from wwis_evidence.vocabulary import in_force, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wwis_evidence.library import Library


class Pages:
    """What a site's pages are made from; those of single items are made one at a time, when asked for.

    Attributes:
        shared: Every page and file but those of single items: bytes by path in the renderer's source folder.
        hand_written: Paths of those pages that people wrote.
        items: The items with pages of their own, in the order of their slugs.
    """

    def __init__(self, library: Library, as_of: date, hand_written: Mapping[str, bytes]) -> None:
        """Make the shared pages.

        Args:
            library: The library; nothing in it may be at fault.
            as_of: The day on which ratings and statuses are asked.
            hand_written: Markdown files by name, in place of the packaged ones of the same name.

        Raises:
            ValueError: A hand-written page takes a generated page's address, or has no title.
        """
        self._library = library
        self._as_of = as_of
        with in_force(library.common.vocabulary):
            self._make_shared(items(library, as_of), {**packaged_pages(), **hand_written})

    def _make_shared(self, shown: tuple[Item, ...], sources: Mapping[str, bytes]) -> None:
        library, as_of = self._library, self._as_of
        self._titles = {item.slug: item for item in shown}
        self._similarity = Similarity(public(shown), library.framework)
        self.items = tuple(item for item in shown if item.standing != "waiting")
        guide = f"{GUIDE}/" if f"{GUIDE}.md" in sources else "how-ratings-are-made/"
        from_python = f"{FROM_PYTHON}/" if f"{FROM_PYTHON}.md" in sources else ""
        agreement = agreed(shown, library)
        found = {
            **_moved(shown),
            **list_pages(shown, library, guide, as_of),
            **pipeline_pages(shown, library),
            **_system(shown, library, as_of),
            **_framework(shown, library),
            **checks_pages(),
            **glossary_pages(),
            **form_files(library),
            **form_pages(shown, library, sources),
            **questions_page(shown, library, agreement),
            **open_data(shown, library, as_of, from_python, agreement),
        }
        written = hand_written_pages(sources, shown, library, guide, found)
        self.hand_written = frozenset(written)
        self._metadata = Metadata(library, {**found, **written}, self.items)
        self.shared = self._metadata.shared()

    def beside(self, item: Item) -> Beside:
        """What an item's page tells of other items."""
        successor = self._titles.get((item.ending.superseded_by if item.ending else None) or "")
        with in_force(self._library.common.vocabulary):
            return Beside(self._similarity.of(item), successor)

    def key(self, item: Item, beside: Beside, digests: Mapping[str, str]) -> str:
        """Names all that an item's own pages are made from: its files, those of items told of, the day.

        Args:
            item: The item.
            beside: What its page tells of other items.
            digests: The digest of every file of the library by path.
        """
        site = self._library.settings.site_url or ""  # a build may be told another than the file says
        common = [("", site), *((path, digests[path]) for path in sorted(self._library.common.files))]
        told = [(slug, self._files_of(slug, digests), words) for slug, words in beside.told]
        own = self._files_of(item.slug, digests)
        return key_of(self._as_of.isoformat(), common, item.slug, own, told)

    def _files_of(self, slug: str, digests: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(path, digests[path]) for path in self._library.folders[slug].files]

    def of(self, item: Item, beside: Beside | None = None) -> dict[str, bytes]:
        """An item's own pages and files: bytes by path."""
        beside = beside or self.beside(item)
        with in_force(self._library.common.vocabulary):
            pages = own_pages(item, self._library, self._as_of, beside)
            return self._metadata.of_item(item, pages)


def docs(library: Library, as_of: date, hand_written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every page and data file of a library's site, in the order of their paths; as for :class:`Pages`."""
    pages = Pages(library, as_of, hand_written)
    found = dict(pages.shared)
    for item in pages.items:
        found |= pages.of(item)
    return dict(sorted(found.items()))


def _moved(shown: tuple[Item, ...]) -> dict[str, bytes]:
    """Pages at former addresses that lead to the present ones; an item that now has the address keeps it."""
    taken = {item.slug for item in shown if item.standing != "waiting"}
    return {
        f"library/{former}/index.md": page(
            "moved.md.j2",
            f"library/{former}/",
            f"Moved: {item.case.title or item.slug}",
            "This page has a new address.",
            moved_to=item.url,
            item=item,
        )
        for item in shown
        if item.standing != "waiting"
        for former in item.case.former_slugs
        if former not in taken
    }


def _system(shown: tuple[Item, ...], library: Library, as_of: date) -> dict[str, bytes]:
    """What practice stands on, and where it comes from."""
    listed = tuple(public(shown))
    waiting = tuple(item for item in shown if item.rating.status == "awaiting-reviewers")
    practice = Practice(listed, waiting)
    return {
        **system_pages(practice),
        **self_evaluation_pages(practice),
        **area_pages(gazetteer(library.areas, listed, waiting, as_of), as_of),
    }


def _framework(shown: tuple[Item, ...], library: Library) -> dict[str, bytes]:
    framework = library.framework
    return {
        "how-ratings-are-made/index.md": page(
            "framework.md.j2",
            "how-ratings-are-made/",
            "How ratings are made",
            "The rule by which items are rated: what each bar asks for, who reviews, and whose words it is.",
            framework=framework,
            indicators=indicator_rules(framework),
            counting=counting_rules(framework),
            reasons=load().terms("not-counting-reasons"),
            beside=printed_beside(public(shown), framework),
        ),
        "how-ratings-are-made/framework.yaml": framework.raw,
        "licences/index.md": page(
            "licences.md.j2",
            "licences/",
            "Licences and sources of data",
            "Under which licences the content, the code and the reference data of this site stand.",
            settings=library.settings,
        ),
    }
