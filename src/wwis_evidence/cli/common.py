"""Arguments and steps that several commands share."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wwis_evidence.cli.errors import CommandError
from wwis_evidence.reports.safe import json_text, no_commands
from wwis_evidence.sources import is_library, printable

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
        type=one_day,
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


def one_day(text: str) -> date:
    """An argument that is a whole date.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
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


def library_root(options: Namespace) -> Path:
    """The library's folder.

    Raises:
        CommandError: There is no library.
    """
    root: Path = options.library
    if not is_library(root):
        shown = printable(str(root if str(root) != "." else root.resolve()))
        raise CommandError(f"no library here: {shown} has no casestudies folder. Give one with --library DIR")
    return root


def processors() -> int:
    """How many processors this may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unreadable(error: OSError) -> str:
    """Why a library cannot be read."""
    return f"the library cannot be read: {error.strerror} ({printable(str(error.filename))})"


def print_report(text: str) -> None:
    """Print a report for people, in which a build service finds no command of its own."""
    sys.stdout.write(no_commands(text))


def print_json(answer: dict[str, Any]) -> None:
    """Print an answer for tools to standard output."""
    sys.stdout.write(json_text(answer))
