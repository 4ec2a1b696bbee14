"""``wwis-evidence diff``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wwis_evidence.change import change_between
from wwis_evidence.cli.common import add_as_of, add_library, as_of, library_root, print_json
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import open_library
from wwis_evidence.git_source import GitError, Repository
from wwis_evidence.library import build_library
from wwis_evidence.reports.change import change_report
from wwis_evidence.reports.change_answer import change_answer

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "base", metavar="BASE", help="compare with where this branch left a git revision, as origin/main"
    )
    add_library(parser)
    add_as_of(parser)
    parser.add_argument(
        "--format",
        choices=("markdown", "json"),
        default="markdown",
        help="markdown for people and comments, json for tools (default: markdown)",
    )
    parser.epilog = (
        "What differs between that commit and the folder as it is, committed or not. While the panel of an "
        "item is not complete, nobody's scores and no rating are shown. This is a summary and no check: "
        "whatever it tells, exit status: 0 shown, 2 it could not be made. To fail on errors: "
        "wwis-evidence check --changed-since BASE"
    )


def run(options: Namespace) -> int:
    """Print what a change does."""
    root = library_root(options)
    try:
        repository = Repository(root, whole=False)
        base = repository.left_at(options.base)
        with repository.reader() as reader:
            before = build_library(reader.pairs(repository.entries(base)))
    except GitError as error:
        raise CommandError(str(error)) from None
    change = change_between(before, open_library(options), as_of(options))
    if options.format == "json":
        print_json(change_answer(change, base))
    else:
        sys.stdout.write(change_report(change, base))
    return 0
