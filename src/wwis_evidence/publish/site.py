"""Building a site: pages into a folder beside, the renderer over them, and only then into place."""

from __future__ import annotations

import shutil
import tempfile
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.publish.look import own_look
from wwis_evidence.publish.made import Made, digest, digests_in, key_of, put
from wwis_evidence.publish.pages import Pages
from wwis_evidence.publish.place import swap
from wwis_evidence.publish.renderer import RenderError
from wwis_evidence.publish.rendering import WITHOUT_OWN, Place, Sources, render_site
from wwis_evidence.publish.scripts import lighten
from wwis_evidence.publish.search import IndexingError, write_index
from wwis_evidence.publish.settings import as_yaml, base_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wwis_evidence.library import Library

_STAGING = ".publishing-"
_INDEX = "search index"
_ABANDONED = 86_400  # seconds after which no build can still be at work
_LARGEST_PAGE = 1_000_000  # bytes of one hand-written page


class PublishError(Exception):
    """The site could not be built; the message is for people."""


def build_site(  # noqa: PLR0913 - the last two are for those who build often
    root: Path,
    library: Library,
    as_of: date,
    say: Callable[[str], None],
    *,
    digests: Mapping[str, str] | None = None,
    jobs: int = 1,
) -> Path:
    """Build a library's site into ``build/site``. A build that fails leaves the last site as it was.

    Args:
        root: The library's folder; nothing is written outside its ``build/``, but see ``digests``.
        library: The library, without errors.
        as_of: The day on which ratings are asked; the same day gives the same bytes.
        say: Is told what goes on, for people who wait.
        digests: The digest of each of the library's files by path. Then what the last build made from the
            same content is used again, and what this one made is kept in the user's own folder. The site is
            the same, byte for byte.
        jobs: How many processes to work in.

    Returns:
        The site's folder.

    Raises:
        PublishError: A page or the renderer's settings are at fault, or a file could not be written.
    """
    build = root.resolve() / "build"  # the renderer takes relative paths from its settings' folder
    try:
        build.mkdir(exist_ok=True)
        _tidy(build)
        made = Made(root, use=digests is not None)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=build) as name:
            _build(root, Path(name), library, as_of, say=say, made=made, digests=digests, jobs=jobs)
        made.keep()
        return root / "build" / "site"
    except OSError as error:
        raise PublishError(
            f"The site could not be written: {error.strerror or error} ({error.filename})"
        ) from error


def _build(  # noqa: PLR0913 - as build_site
    root: Path,
    staging: Path,
    library: Library,
    as_of: date,
    *,
    say: Callable[[str], None],
    made: Made,
    digests: Mapping[str, str] | None,
    jobs: int,
) -> None:
    build = root / "build"
    say("Writing pages")
    try:
        pages = Pages(library, as_of, hand_written(root))
        pages.shared.update(own_look(root))
    except ValueError as error:
        raise PublishError(str(error)) from error
    sources = _write(staging / "docs", build / "docs", pages, made, digests)
    with as_file(files("wwis_evidence.publish") / "theme") as theme:
        shutil.copytree(theme, staging / "theme")
    lighten(staging / "theme" / "assets")
    settings = as_yaml(base_settings(library, pages.shared, material_theme()))
    (staging / "mkdocs.base.yml").write_bytes(settings)
    # The library's own mkdocs.yml inherits these, so they go into place first.
    swap(staging / "theme", build / "theme")
    (staging / "mkdocs.base.yml").replace(build / "mkdocs.base.yml")
    say(f"Building {len(sources.pages)} pages")
    place = Place(_own_settings(root), build / "mkdocs.base.yml", build / "site", staging, as_of, jobs)
    try:
        html = render_site(place, sources, made)
    except RenderError as error:
        raise PublishError(f"The site's pages could not be built: {error}") from error
    say("Making the search index")
    _index(place, html, made)
    swap(staging / "docs", build / "docs")
    swap(staging / "site", build / "site")


def _write(docs: Path, last: Path, pages: Pages, made: Made, digests: Mapping[str, str] | None) -> Sources:
    """Write all sources; an item's own are taken from the last build if they would be the same."""
    known: dict[str, str] = {}
    for path, content in pages.shared.items():
        put(docs / path, content)
        known[path] = digest(content)
    for item in pages.items:
        beside = pages.beside(item)
        name = f"item {item.slug}"
        key = "" if digests is None else pages.key(item, beside, digests)
        if not made.again(name, key, last, docs):
            own = pages.of(item, beside)
            for path, content in own.items():
                put(docs / path, content)
            made.note(name, key, {path: digest(content) for path, content in own.items()})
        known |= made.files(name)
    return Sources(
        pages={path: name for path, name in sorted(known.items()) if path.endswith(".md")},
        files=sorted(path for path in known if not path.endswith(".md")),
        hand_written=pages.hand_written,
    )


def _index(place: Place, html: Mapping[str, str] | None, made: Made) -> None:
    """Make the search index, or use the last one where every page is as it was."""
    key = key_of(sorted(html.items())) if html else ""
    if made.again(_INDEX, key, place.last, place.site):
        return
    try:
        write_index(place.site)
    except IndexingError as error:
        raise PublishError(f"The search index could not be made: {error}") from error
    if key:
        found = (path.relative_to(place.site).as_posix() for path in (place.site / "pagefind").rglob("*.*"))
        made.note(_INDEX, key, digests_in(place.site, found))


def _own_settings(root: Path) -> Path:
    """A library's own settings of the renderer, or the same from inside build/ where it has none."""
    own = root / "mkdocs.yml"
    if not own.is_file():
        own = root / "build" / "mkdocs.yml"
        own.write_text(WITHOUT_OWN, encoding="utf-8")
    return own


def _tidy(build: Path) -> None:
    """Remove what builds left that were killed; what is newer may belong to one that still goes on."""
    for left in build.glob(f"{_STAGING}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def hand_written(root: Path) -> dict[str, bytes]:
    """A library's own pages, ``site/pages/**/*.md``, by path; links and other special files are refused."""
    folder = root / "site" / "pages"
    if not folder.is_dir():
        return {}
    pages = {}
    for path in sorted(folder.rglob("*.md")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST_PAGE:
            raise PublishError(f"{path.relative_to(root)}: a page is an ordinary file of at most 1 MB.")
        pages[path.relative_to(folder).as_posix()] = path.read_bytes()
    return pages


def material_theme() -> Path:
    """Folder of the theme's own templates."""
    return Path(str(files("material") / "templates"))
