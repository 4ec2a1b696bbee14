"""Arguments and steps that several commands share."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wwis_evidence.cli.errors import CommandError
from wwis_evidence.library import Library, build_library
from wwis_evidence.reports.safe import json_text
from wwis_evidence.sources import folder, is_library, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_library(parser: ArgumentParser) -> None:
    """Let a command say where the library is."""
    parser.add_argument(
        "--library",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder that holds casestudies/ and reviews/ (default: here)",
    )


def add_as_of(parser: ArgumentParser) -> None:
    """Let a command say for which day it answers."""
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="YYYY-MM-DD",
        help="answer as of this day (default: today in London)",
    )


def add_format(parser: ArgumentParser) -> None:
    """Let a command answer people or tools."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people, json for tools (default: text)",
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"{printable(text)} is not a day such as 2026-03-31")
    return day


def as_of(options: Namespace) -> date:
    """The day that was asked for, or today in London."""
    chosen: date | None = options.as_of
    return chosen or datetime.now(ZoneInfo("Europe/London")).date()


def open_library(options: Namespace) -> Library:
    """Read the library that the options name.

    Raises:
        CommandError: There is none, or it cannot be read.
    """
    root: Path = options.library
    if not is_library(root):
        shown = printable(str(root if str(root) != "." else root.resolve()))
        raise CommandError(f"no library here: {shown} has no casestudies folder. Give one with --library DIR")
    try:
        return build_library(folder(root))
    except OSError as error:
        raise CommandError(
            f"the library cannot be read: {error.strerror} ({printable(str(error.filename))})"
        ) from None


def known_slug(slug: str, library: Library) -> str:
    """A slug that can be rated.

    Raises:
        CommandError: There is no such case, or its file could not be read.
    """
    if slug in library.dossiers:
        return slug
    if f"casestudies/{slug}.yaml" in library.files:
        raise CommandError(
            f"{printable(slug)} has errors and cannot be rated. To see them: wwis-evidence check"
        )
    # People remember a slug by its first word, often the area.
    first_words = {known.split("-")[0]: known for known in library.dossiers}
    near = get_close_matches(slug, library.dossiers, n=1) or [
        first_words[word] for word in get_close_matches(slug.split("-", maxsplit=1)[0], first_words, n=1)
    ]
    suggestion = f"did you mean {near[0]}?" if near else "wwis-evidence rate lists them all"
    raise CommandError(f"there is no case study {printable(slug)}; {suggestion}")


def print_json(answer: dict[str, Any]) -> None:
    """Print an answer for tools to standard output."""
    sys.stdout.write(json_text(answer))
