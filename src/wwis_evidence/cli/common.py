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
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import is_library, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from wwis_evidence.common import Common
    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library


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


def unreadable(error: OSError) -> str:
    """Why a library cannot be read."""
    return f"the library cannot be read: {error.strerror} ({printable(str(error.filename))})"


def add_jobs(parser: ArgumentParser) -> None:
    """Let a command say in how many processes it works."""
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="work in so many processes at most (default: as many as there are processors)",
    )


def jobs(options: Namespace) -> int:
    """The number of processes that was asked for, or of the processors that this may use."""
    chosen: int | None = options.jobs
    return chosen or (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )


def told_of_errors(findings: Iterable[Finding]) -> bool:
    """Say how many files have errors, where an answer may lack something for them; False where none has."""
    errors = {finding.path for finding in findings if finding.severity == "error"}
    if errors:
        found = counted(len(errors), "file has errors", "files have errors")
        print(
            f"wwis-evidence: {found}, so this may lack something. Run: wwis-evidence check", file=sys.stderr
        )
    return bool(errors)


def usable_framework(library: Library | Common) -> None:
    """Go on only with a rule to rate by.

    Raises:
        CommandError: The library's own is at fault.
    """
    if not library.framework_usable:
        raise CommandError(
            "framework.yaml has errors, so nothing can be rated. To see them: wwis-evidence check"
        )


def print_report(text: str) -> None:
    """Print a report for people, in which a build service finds no command of its own."""
    sys.stdout.write(no_commands(text))


def print_json(answer: dict[str, Any]) -> None:
    """Print an answer for tools to standard output."""
    sys.stdout.write(json_text(answer))
