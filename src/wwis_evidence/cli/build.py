"""``wwis-evidence build``."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from wwis_evidence.checking import Checking, digest_of
from wwis_evidence.cli.common import add_as_of, add_library, as_of, library_root, processors, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.kept import Kept
from wwis_evidence.library import Library, build_library
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import Pair, listing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="make everything anew, and keep nothing; the site is the same",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="work in so many processes at most (default: as many as there are processors)",
    )
    parser.epilog = (
        "The site goes to build/site in the library. What did not change since the last build is used again. "
        "Exit status: 0 built, 1 errors in the library, 2 could not run."
    )


def run(options: Namespace) -> int:
    """Check, then publish; while there are errors nothing is published and an earlier site stays."""
    root, day = library_root(options), as_of(options)
    kept = None if options.no_cache else Kept(root, time.time_ns())
    jobs = options.jobs or processors()
    try:
        library = _without_errors(root, day, kept, jobs)
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    if library is None:
        return 1
    from wwis_evidence.publish import PublishError, build_site  # noqa: PLC0415 - slow to import

    say = _progress if sys.stderr.isatty() else _quiet
    try:
        site = build_site(options.library, library, day, say, again=kept is not None, jobs=jobs)
    except PublishError as error:
        raise CommandError(str(error)) from None
    public = sum(rating.public for rating in library.ratings(day))
    print(f"Built a site of {counted(public, 'rated item')} in {site}. To look at it: wwis-evidence serve")
    return 0


def _without_errors(root: Path, day: date, kept: Kept | None, jobs: int) -> Library | None:
    """The library if nothing in it is an error; otherwise its errors are told.

    Raises:
        CommandError: A file changed after it was checked.
    """
    entries = tuple(listing(root))
    checking = Checking(entries, day, kept)
    answer = checking.answer(jobs)
    errors = tuple(finding for finding in answer.findings if finding.severity == "error")
    if errors:
        # Without the files' lines: a warning that is left out here may say that they are private.
        checked = Checked(errors, {}, answer.case_studies, answer.reviews, site=answer.site)
        sys.stderr.write(text.report(checked))
        print("wwis-evidence: nothing was published; an earlier site is as it was.", file=sys.stderr)
        return None
    pairs: list[Pair] = [(entry.path, entry.content()) for entry in entries]
    if any(digest_of(content) != checking.digest(path) for path, content in pairs):
        raise CommandError(
            "a file changed while the library was checked; nothing was published. Build again."
        )
    return build_library(pairs)


def _progress(step: str) -> None:
    print(f"  {step} …", file=sys.stderr)


def _quiet(step: str) -> None:
    del step
