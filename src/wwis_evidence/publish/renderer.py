"""One run of the renderer, MkDocs, over a folder of pages."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path


class RenderError(Exception):
    """The pages could not be rendered; the message is the renderer's own."""


def render(settings: Path, docs: Path, site: Path, as_of: date) -> None:
    """Run MkDocs over pages, strictly: a warning of the renderer is a fault of the site.

    Args:
        settings: The ``mkdocs.yml`` to run with.
        docs: Folder of the pages, and of the files that they need.
        site: Folder for what is made.
        as_of: The day that may be written into the site.

    Raises:
        RenderError: A page or the settings are at fault.
    """
    # A long import, and only this step needs it.
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    with _log() as messages, _epoch(as_of):
        try:
            build(load_config(config_file=str(settings), docs_dir=str(docs), site_dir=str(site), strict=True))
        except (Abort, MkDocsException) as error:
            raise RenderError("; ".join(messages) or str(error)) from error


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
