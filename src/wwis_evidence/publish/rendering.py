"""Rendering a site's pages: only those that changed, and side by side where they are many.

A generated page is rendered from its source, the settings and the theme, whatever other pages there are: so
it can be rendered apart, and used again while these are the same. A page that people wrote may link to
others, and then it matters whether they are there and what they hold: those pages and the ones that they lead
to are rendered together. Where a library's own settings of the renderer do more than settle words and colours
(extensions, plugins, templates), nothing of this can be known, and everything is rendered in one run.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import posixpath
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from wwis_evidence.documents import read
from wwis_evidence.publish.made import digest, digests_in, key_of, put, put_link
from wwis_evidence.publish.renderer import RenderError, render

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from wwis_evidence.publish.made import Made

AT_ONCE = 250
"""Pages that one run renders at most: the renderer holds all of them in memory until it ends."""
BASE = "build/mkdocs.base.yml"
"""The settings that a library's own inherit."""
WITHOUT_OWN = "INHERIT: mkdocs.base.yml\ntheme:\n  custom_dir: theme\ndocs_dir: docs\nsite_dir: site\n"
"""For a library that has no mkdocs.yml: the same settings, seen from inside build/."""
_SETTLED = {
    *("INHERIT", "docs_dir", "site_dir", "site_name", "site_description", "site_author", "copyright"),
    *("extra", "extra_css", "nav"),
}
_WAY = re.compile(r"[\w./%-]+")
_STAND_IN = b"---\ntitle: Elsewhere\n---\n\n# Elsewhere\n"
_LINKED, _FRAME = "linked pages", "frame"


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how a site is built.

    Attributes:
        settings: The ``mkdocs.yml`` that the renderer runs with; it inherits ``base``.
        base: The inherited settings.
        last: The last site.
        staging: Folder of the new one, which holds its sources in ``docs``.
        as_of: The day that may be written into the site.
        jobs: How many processes to work in.
    """

    settings: Path
    base: Path
    last: Path
    staging: Path
    as_of: date
    jobs: int

    @property
    def docs(self) -> Path:
        """The sources of the new site."""
        return self.staging / "docs"

    @property
    def site(self) -> Path:
        """The new site."""
        return self.staging / "site"


@dataclass(frozen=True, slots=True)
class Sources:
    """What is rendered.

    Attributes:
        pages: The digest of each page's source, by path.
        files: Paths of all other files.
        hand_written: Paths of the pages that people wrote.
    """

    pages: Mapping[str, str]
    files: Collection[str]
    hand_written: Collection[str]


def render_site(place: Place, sources: Sources, made: Made) -> dict[str, str] | None:
    """Render the pages that changed, take the others from the last site, and put all other files beside them.

    Args:
        place: Where and how.
        sources: What.
        made: What the last build made. It is renewed.

    Returns:
        The digest of each page of the site by path; None where everything was rendered in one run.

    Raises:
        RenderError: A page or the settings are at fault.
    """
    told = _told(place, sources.pages)
    try:
        found = told and _render_apart(place, sources, made, *told)
    except RenderError:
        # What is missing in a part may be there in the whole; if it is not, the whole says so.
        found = None
        shutil.rmtree(place.site, ignore_errors=True)
    if not found:
        render(place.settings, place.docs, place.site, place.as_of)
    for path in sources.files:
        put_link(place.docs / path, place.site / path)
    return found or None


def _told(place: Place, pages: Collection[str]) -> tuple[str, list[str]] | None:
    """A name for all settings, and the pages in the menu; None where settings do more than can be told."""
    own, base = place.settings.read_bytes(), place.base.read_bytes()
    nav = json.loads(base.partition(b"\n")[2])["nav"]  # below a comment the settings are written as JSON
    if own != WITHOUT_OWN.encode():
        data = read(own).data
        if data is None or data.get("INHERIT") != BASE or not data.keys() <= _SETTLED:
            return None
        nav = data.get("nav", nav)
    return key_of(digest(own), digest(base)), sorted({path for path in _strings(nav) if path in pages})


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _render_apart(
    place: Place, sources: Sources, made: Made, settings: str, menu: list[str]
) -> dict[str, str]:
    targets = _linked(place.docs, sources)
    linked = sorted({*sources.hand_written, *menu, *(path for path in targets if path in sources.pages)})
    needed = sorted(path for path in targets if path not in sources.pages)
    of_linked = key_of(settings, [[path, sources.pages[path]] for path in linked], needed)
    keys = {
        path: key_of(settings, path, known)
        for path, known in sources.pages.items()
        if path not in set(linked)
    }
    changed = [path for path, key in keys.items() if not _again(made, f"page {path}", key, place)]
    first = [] if _again(made, _LINKED, of_linked, place) else linked
    runs = [
        _Run(place, number, tuple(some), tuple(menu), tuple(needed if number == 0 and first else ()))
        for number, some in enumerate(_parts(first, changed))
    ]
    if not runs and not _again(made, _FRAME, settings, place):
        runs = [_Run(place, 0, (), tuple(menu), ())]
    for run, (pages, frame) in zip(runs, _side_by_side(runs, place.jobs), strict=True):
        if run.number == 0:
            made.note(_FRAME, settings, frame)
        made_now = {path: pages[dressed(path)] for path in run.pages}
        for path in run.pages:
            if path in keys:
                made.note(f"page {path}", keys[path], {dressed(path): made_now[path]})
        if run.number == 0 and first:
            made.note(_LINKED, of_linked, {dressed(path): made_now[path] for path in first})
    found: dict[str, str] = dict(made.files(_LINKED))
    for path in keys:
        found |= made.files(f"page {path}")
    return found


def _again(made: Made, name: str, key: str, place: Place) -> bool:
    return made.again(name, key, place.last, place.site)


def _parts(first: list[str], changed: list[str]) -> list[list[str]]:
    """Pages for each run: those that belong together in the first."""
    room = max(0, AT_ONCE - len(first))
    parts = [first + changed[:room]] if first or changed else []
    return parts + [changed[start : start + AT_ONCE] for start in range(room, len(changed), AT_ONCE)]


def _linked(docs: Path, sources: Sources) -> set[str]:
    """Paths to which hand-written pages may lead: everything in their words that is a path from there."""
    every = {*sources.pages, *sources.files}
    found = set()
    for path in sources.hand_written:
        ways = set(_WAY.findall((docs / path).read_text(encoding="utf-8")))
        folder = posixpath.dirname(path)
        found |= {posixpath.normpath(posixpath.join(folder, unquote(way))) for way in ways}
    return found & every


def dressed(path: str) -> str:
    """Where a page's source ends up on the site."""
    stem = path.removesuffix(".md")
    folder, name = posixpath.split(stem)
    # The renderer takes a README for the first page of its folder.
    return posixpath.join(folder, "" if name in {"index", "README"} else name, "index.html")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of the renderer: some pages, those of the menu (of which only the names matter), some files."""

    place: Place
    number: int
    pages: tuple[str, ...]
    menu: tuple[str, ...]
    files: tuple[str, ...]

    def go(self) -> tuple[dict[str, str], dict[str, str]]:
        """Render into the new site; the digests of the pages, and of what goes round them."""
        folder = self.place.staging / f"run-{self.number}"
        docs, site = folder / "docs", folder / "site"
        for path in self.menu:
            put(docs / path, _STAND_IN)
        for path in (*self.pages, *self.files):
            put_link(self.place.docs / path, docs / path)
        render(self.place.settings, docs, site, self.place.as_of)
        pages = {dressed(path) for path in self.pages}
        if not all((site / path).is_file() for path in pages):
            raise RenderError("The renderer left out a page.")
        others = {*pages, *map(dressed, self.menu), *self.files}
        frame = set()
        if self.number == 0:
            whole = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
            frame = {path for path in whole if path not in others}
        for path in (*pages, *frame):
            put_link(site / path, self.place.site / path)
        told = digests_in(site, pages), digests_in(site, frame)
        shutil.rmtree(folder)
        return told


def _side_by_side(runs: list[_Run], jobs: int) -> Iterable[tuple[dict[str, str], dict[str, str]]]:
    """What each run made, in their order."""
    jobs = min(jobs, len(runs))
    if jobs < 2 or sys.platform != "linux":  # noqa: PLR2004 - one process is this one
        yield from (run.go() for run in runs)
        return
    gc.freeze()  # or each process would have its own copy of the library as soon as it tidies up
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_Run.go, runs)
