"""Showing what a check found, in whatever format was asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import print_json
from wwis_evidence.reports.findings import Checked
from wwis_evidence.sources import Contents, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from wwis_evidence.checking import Answer
    from wwis_evidence.sources import Entry

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


def add_formats(parser: ArgumentParser, default: str) -> None:
    """Let a command choose who reads its findings."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default=default,
        metavar="FORMAT",
        help=f"one of {', '.join(FORMATS)} (default: {default})",
    )


def checked(answer: Answer, entries: Iterable[Entry], root: Path) -> Checked:
    """An answer about the library in a folder, with what its formats need beside it."""
    return Checked(
        answer.findings,
        Contents(entries),
        answer.case_studies,
        answer.reviews,
        folder=_folder(root),
        site=answer.site,
        excused=answer.excused,
    )


def show(found: Checked, form: str) -> int:
    """Print every finding; 1 if any of them is an error."""
    if form == "json":
        print_json(import_module("wwis_evidence.reports.answers").check_answer(found))
    elif form == "text":
        text = import_module("wwis_evidence.reports.findings.text")
        sys.stdout.write(text.report(found, colour=_colour()))
    else:
        module = import_module(f"wwis_evidence.reports.findings.{form}")
        sys.stdout.write(module.report(found))
        if form == "github":
            _summarise(found)
    return int(bool(found.errors))


def _colour() -> bool:
    """Whether a person reads this who has not asked for plain text."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def _folder(root: Path) -> str:
    """The way from here to the library, where it lies below."""
    here = Path.cwd().resolve()
    there = root.resolve()
    if there == here or not there.is_relative_to(here):
        return ""
    return f"{printable(there.relative_to(here).as_posix())}/"


def _summarise(found: Checked) -> None:
    """Add the whole list to the step's summary, where GitHub gives a file for it."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        markdown = import_module("wwis_evidence.reports.findings.markdown")
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(markdown.report(found))
