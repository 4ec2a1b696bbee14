"""``wwis-evidence check``."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

from wwis_evidence.checking import Checking, cases_of
from wwis_evidence.cli.common import (
    add_as_of,
    add_jobs,
    add_library,
    as_of,
    jobs,
    library_root,
    unreadable,
)
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.sharing import add_shard, print_share_of_check
from wwis_evidence.cli.showing import add_formats, checked, show
from wwis_evidence.sources import listing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from wwis_evidence.reports.findings import Checked
    from wwis_evidence.sources import Entry, Pair


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    add_formats(parser, "text")
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="look only at what the changes since a git revision can affect, for example origin/main, and at "
        "what they did that no change may do",
    )
    parser.add_argument("--no-cache", action="store_true", help="work everything out anew, and keep nothing")
    add_jobs(parser)
    add_shard(parser)
    parser.add_argument(
        "--fix", action="store_true", help="first mend what can be mended safely, then check what is left"
    )
    parser.add_argument(
        "--diff", action="store_true", help="with --fix: change nothing; show what would change"
    )
    parser.epilog = (
        "Exit status: 0 no errors (--fix --diff: nothing would change), 1 errors (--fix --diff: something "
        "would change), 2 the check could not run. With --shard, 0 also where there are errors: merge tells "
        "of them."
    )


def run(options: Namespace) -> int:
    """Print every finding; 1 if any of them is an error."""
    if options.shard:
        return print_share_of_check(options)
    if options.fix or options.diff:
        status: int | None = import_module("wwis_evidence.cli.fixing").fix(options)
        if status is not None:
            return status
    return show(_check(options), options.format)


def _check(options: Namespace) -> Checked:
    root = library_root(options)
    kept = None if options.no_cache else import_module("wwis_evidence.kept").Kept(root, time.time_ns())
    try:
        entries = tuple(listing(root))
        revision = options.changed_since
        changed, before = _changed(root, revision, entries) if revision is not None else (None, ())
        answer = Checking(entries, as_of(options), kept).answer(jobs(options), changed, before)
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    return checked(answer, entries, root)


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
