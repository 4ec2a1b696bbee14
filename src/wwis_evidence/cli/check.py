"""``wwis-evidence check``."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.checks import outcome_of
from wwis_evidence.cli.common import add_as_of, add_library, as_of, open_library, print_json
from wwis_evidence.reports.answers import check_answer
from wwis_evidence.reports.findings import Checked, markdown, text
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"one of {', '.join(FORMATS)} (default: text)",
    )
    parser.epilog = "Exit status: 0 no errors, 1 errors, 2 the check could not run."


def run(options: Namespace) -> int:
    """Print every finding; 1 if any of them is an error."""
    library = open_library(options)
    findings, excused = outcome_of(library, as_of(options))
    if options.format == "json":
        print_json(check_answer(findings, library, excused))
    elif options.format == "text":
        sys.stdout.write(text.report(Checked.of(library, findings, excused=excused), colour=_colour()))
    else:
        checked = Checked.of(library, findings, _folder(options.library), excused)
        module = import_module(f"wwis_evidence.reports.findings.{options.format}")
        sys.stdout.write(module.report(checked))
        if options.format == "github":
            _summarise(checked)
    return int(any(finding.severity == "error" for finding in findings))


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


def _summarise(checked: Checked) -> None:
    """Add the whole list to the step's summary, where GitHub gives a file for it."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(markdown.report(checked))
