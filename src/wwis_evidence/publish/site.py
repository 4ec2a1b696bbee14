"""Building a site: pages into a folder beside, the renderer over them, and only then into place."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.publish.look import own_look
from wwis_evidence.publish.pages import docs
from wwis_evidence.publish.place import swap
from wwis_evidence.publish.scripts import lighten
from wwis_evidence.publish.search import IndexingError, write_index
from wwis_evidence.publish.settings import as_yaml, base_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from wwis_evidence.library import Library

# For a library that has no mkdocs.yml: the same settings, seen from inside build/.
_WITHOUT_OWN = "INHERIT: mkdocs.base.yml\ntheme:\n  custom_dir: theme\ndocs_dir: docs\nsite_dir: site\n"
_STAGING = ".publishing-"
_ABANDONED = 86_400  # seconds after which no build can still be at work
_LARGEST_PAGE = 1_000_000  # bytes of one hand-written page


class PublishError(Exception):
    """The site could not be built; the message is for people."""


def build_site(root: Path, library: Library, as_of: date, say: Callable[[str], None]) -> Path:
    """Build a library's site into ``build/site``. A build that fails leaves the last site as it was.

    Args:
        root: The library's folder; nothing is written outside its ``build/``.
        library: The library, without errors.
        as_of: The day on which ratings are asked; the same day gives the same bytes.
        say: Is told what goes on, for people who wait.

    Returns:
        The site's folder.

    Raises:
        PublishError: A page or the renderer's settings are at fault, or a file could not be written.
    """
    build = root.resolve() / "build"  # the renderer takes relative paths from its settings' folder
    try:
        build.mkdir(exist_ok=True)
        _tidy(build)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=build) as name:
            _build(root, Path(name), library, as_of, say)
        return root / "build" / "site"
    except OSError as error:
        raise PublishError(
            f"The site could not be written: {error.strerror or error} ({error.filename})"
        ) from error


def _build(root: Path, staging: Path, library: Library, as_of: date, say: Callable[[str], None]) -> None:
    build = root / "build"
    say("Writing pages")
    try:
        pages = docs(library, as_of, hand_written(root)) | own_look(root)
    except ValueError as error:
        raise PublishError(str(error)) from error
    _write(staging / "docs", pages)
    with as_file(files("wwis_evidence.publish") / "theme") as theme:
        shutil.copytree(theme, staging / "theme")
    lighten(staging / "theme" / "assets" / "js")
    settings = as_yaml(base_settings(library, pages, material_theme()))
    (staging / "mkdocs.base.yml").write_bytes(settings)
    # The library's own mkdocs.yml inherits these, so they go into place first.
    swap(staging / "theme", build / "theme")
    (staging / "mkdocs.base.yml").replace(build / "mkdocs.base.yml")
    say(f"Building {sum(path.endswith('.md') for path in pages)} pages")
    _render(root, staging, as_of)
    say("Making the search index")
    try:
        write_index(staging / "site")
    except IndexingError as error:
        raise PublishError(f"The search index could not be made: {error}") from error
    swap(staging / "docs", build / "docs")
    swap(staging / "site", build / "site")


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


def _write(folder: Path, pages: Mapping[str, bytes]) -> None:
    for path, content in pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _render(root: Path, staging: Path, as_of: date) -> None:
    """Run MkDocs over the pages, strictly: a warning of the renderer is a fault of the site."""
    # A long import, and only this step needs it.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    own = root / "mkdocs.yml"
    if not own.is_file():
        own = root / "build" / "mkdocs.yml"
        own.write_text(_WITHOUT_OWN, encoding="utf-8")
    with _log() as messages, _epoch(as_of):
        try:
            config = load_config(
                config_file=str(own),
                docs_dir=str(staging / "docs"),
                site_dir=str(staging / "site"),
                strict=True,
            )
            build(config)
        except (Abort, MkDocsException) as error:
            told = "; ".join(messages) or str(error)
            raise PublishError(f"The site's pages could not be built: {told}") from error


@contextmanager
def _log() -> Iterator[list[str]]:
    """Collect the renderer's warnings instead of printing them."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collector(logging.WARNING)
    passed_on = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = passed_on


@contextmanager
def _epoch(as_of: date) -> Iterator[None]:
    """Give the renderer the day it may write into the site, as SOURCE_DATE_EPOCH."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
