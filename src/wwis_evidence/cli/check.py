"""``wwis-evidence check``."""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.checking import Checking, cases_of
from wwis_evidence.cli.common import add_as_of, add_library, as_of, library_root, print_json, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.reports.findings import Checked
from wwis_evidence.sources import Contents, listing, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from wwis_evidence.sources import Entry, Pair

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
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="look only at what the changes since a git revision can affect, for example origin/main, and at "
        "what they did that no change may do",
    )
    parser.add_argument("--no-cache", action="store_true", help="work everything out anew, and keep nothing")
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="work in so many processes at most (default: as many as there are processors)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="first mend what can be mended safely, then check what is left"
    )
    parser.add_argument(
        "--diff", action="store_true", help="with --fix: change nothing; show what would change"
    )
    parser.epilog = (
        "Exit status: 0 no errors (--fix --diff: nothing would change), 1 errors (--fix --diff: something "
        "would change), 2 the check could not run."
    )


def run(options: Namespace) -> int:
    """Print every finding; 1 if any of them is an error."""
    if options.fix or options.diff:
        status: int | None = import_module("wwis_evidence.cli.fixing").fix(options)
        if status is not None:
            return status
    checked = _check(options)
    if options.format == "json":
        print_json(import_module("wwis_evidence.reports.answers").check_answer(checked))
    elif options.format == "text":
        text = import_module("wwis_evidence.reports.findings.text")
        sys.stdout.write(text.report(checked, colour=_colour()))
    else:
        module = import_module(f"wwis_evidence.reports.findings.{options.format}")
        sys.stdout.write(module.report(checked))
        if options.format == "github":
            _summarise(checked)
    return int(bool(checked.errors))


def _check(options: Namespace) -> Checked:
    root = library_root(options)
    kept = None if options.no_cache else import_module("wwis_evidence.kept").Kept(root, time.time_ns())
    try:
        entries = tuple(listing(root))
        revision, jobs = options.changed_since, options.jobs or _processors()
        changed, before = _changed(root, revision, entries) if revision else (None, ())
        answer = Checking(entries, as_of(options), kept).answer(jobs, changed, before)
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    return Checked(
        answer.findings,
        Contents(entries),
        answer.case_studies,
        answer.reviews,
        folder=_folder(root),
        site=answer.site,
        excused=answer.excused,
    )


def _changed(
    root: Path, revision: str, entries: Sequence[Entry]
) -> tuple[frozenset[str] | None, tuple[Pair, ...]]:
    """What changed since a revision, and what of the library as it was then that has to do with it."""
    git = import_module("wwis_evidence.git_source")
    try:
        repository = git.Repository(root, whole=False)
        changed: frozenset[str] = repository.changed_since(revision, entries)
        slugs = cases_of(changed)
        held = repository.entries(repository.left_at(revision))
        wanted = [each for each in held if cases_of([each.path]) <= slugs]
        with repository.reader() as reader:
            before = tuple(reader.pairs(wanted))
    except git.GitError as error:
        raise CommandError(str(error)) from None
    return changed, before


def _processors() -> int:
    """How many processors this may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        markdown = import_module("wwis_evidence.reports.findings.markdown")
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(markdown.report(checked))
