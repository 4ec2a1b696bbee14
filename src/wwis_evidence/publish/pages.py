"""Which pages a library's site has, each as Markdown with ready HTML: ``{path: bytes}``, pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import to_json

from wwis_evidence.proof import make_bundle
from wwis_evidence.publish.area_pages import area_pages
from wwis_evidence.publish.areas import gazetteer
from wwis_evidence.publish.checks_page import checks_pages
from wwis_evidence.publish.citation import citation
from wwis_evidence.publish.explained import explained
from wwis_evidence.publish.forms import case_data, form_files, form_pages
from wwis_evidence.publish.glossary import glossary_pages
from wwis_evidence.publish.handwritten import GUIDE, hand_written_pages, packaged_pages
from wwis_evidence.publish.item_data import item_data
from wwis_evidence.publish.items import Item, items, public, still_needed
from wwis_evidence.publish.last_rating import last_rating
from wwis_evidence.publish.library_page import list_pages
from wwis_evidence.publish.metadata import with_metadata
from wwis_evidence.publish.open_data import open_data
from wwis_evidence.publish.practice import Practice
from wwis_evidence.publish.record import counting_roles, grids, roles_in_words, set_aside_roles
from wwis_evidence.publish.render import page
from wwis_evidence.publish.rules import counting_rules, indicator_rules, printed_beside
from wwis_evidence.publish.search import search_values
from wwis_evidence.publish.self_evaluation import self_evaluation_pages
from wwis_evidence.publish.similar import Similarity
from wwis_evidence.publish.system_pages import system_pages
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wwis_evidence.library import Library


def docs(library: Library, as_of: date, hand_written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every page and data file of a library's site.

    Args:
        library: The library; nothing in it may be at fault.
        as_of: The day on which ratings and statuses are asked.
        hand_written: Markdown files by name, in place of the packaged ones of the same name.

    Returns:
        Bytes by path in the renderer's source folder, in the order of the paths.

    Raises:
        ValueError: A hand-written page takes a generated page's address, or has no title.
    """
    shown = items(library, as_of)
    sources = {**packaged_pages(), **hand_written}
    guide = f"{GUIDE}/" if f"{GUIDE}.md" in sources else "how-ratings-are-made/"
    found = {
        **_moved(shown),
        **_library(shown, library, guide, as_of),
        **_pipeline(shown, library),
        **_system(shown, library, as_of),
        **_framework(shown, library),
        **checks_pages(),
        **glossary_pages(),
        **form_files(library),
        **form_pages(shown, library, sources),
        **open_data(shown, library, as_of),
    }
    found |= hand_written_pages(sources, shown, library, guide, found)
    return dict(sorted(with_metadata(found, shown, library).items()))


def _moved(shown: tuple[Item, ...]) -> dict[str, bytes]:
    """Pages at former addresses that lead to the present ones; an item that now has the address keeps it."""
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
    }


def _library(shown: tuple[Item, ...], library: Library, guide: str, as_of: date) -> dict[str, bytes]:
    pages = list_pages(shown, library, guide, as_of)
    titles = {item.slug: item for item in shown}
    similarity = Similarity(public(shown), library.framework)
    for item in shown:
        if item.standing == "waiting":
            continue
        bundle = make_bundle(library, item.slug, as_of) if item.standing == "public" else {}
        if bundle:
            pages[f"library/{item.slug}/bundle.json"] = _json(bundle)
            pages[f"library/{item.slug}/item.json"] = _json(item_data(item, bundle))
        pages[f"library/{item.slug}/index.md"] = page(
            "item.md.j2" if item.standing == "public" else "no-longer.md.j2",
            f"library/{item.slug}/",
            item.case.title or item.slug,
            item.case.summary,
            unread=True,
            item=item,
            case=item.case,
            library=library,
            explained=explained(item, library),
            bundle=bundle,
            neighbours=similarity.of(item),
            last=last_rating(item, library),
            citation=citation(item, library, as_of),
            grids=grids(item, library),
            counting=counting_roles(item),
            reviewed_by=roles_in_words(item),
            not_counting=set_aside_roles(item, library),
            successor=titles.get((item.ending.superseded_by if item.ending else None) or ""),
            needed=still_needed(item, library) if item.standing == "again" else (),
            search=search_values(item),
        )
    return pages


def _pipeline(shown: tuple[Item, ...], library: Library) -> dict[str, bytes]:
    by_status = {
        status: [(item, still_needed(item, library)) for item in shown if item.rating.status == status]
        for status in ("awaiting-reviewers", "in-moderation", "review-due")
    }
    pages = {
        "pipeline/index.md": page(
            "pipeline.md.j2",
            "pipeline/",
            "Pipeline",
            "What waits for reviewers, is in moderation or is due for review again.",
            by_status=by_status,
            quorum=library.framework.panel.quorum,
        )
    }
    for item, needed in by_status["awaiting-reviewers"]:
        url = f"pipeline/{item.slug}/"
        title = item.case.title or item.slug
        pages[f"{url}index.md"] = page(
            "for-review.md.j2",
            url,
            f"For review: {title}",
            f"Not yet reviewed. {item.case.summary}",
            hidden=True,
            unread=True,
            item=item,
            case=item.case,
            library=library,
            needed=needed,
        )
        pages[f"{url}case.json"] = _json(case_data(library, item.slug, item.rating.status))
    return pages


def _json(data: Mapping[str, object]) -> bytes:
    return to_json(data, indent=2) + b"\n"  # seven times as fast as json, which indents in Python


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
