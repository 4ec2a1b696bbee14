"""``wwis-evidence build``."""

from __future__ import annotations

import gc
import sys
import time
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from wwis_evidence.checking import Checking, digest_of
from wwis_evidence.cli.common import add_as_of, add_jobs, add_library, as_of, jobs, library_root, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.kept import Kept
from wwis_evidence.library import build_library
from wwis_evidence.records import LibrarySettings, shape
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import listing, printable
from wwis_evidence.vocabulary import put_in_force

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from wwis_evidence.checking import Answer
    from wwis_evidence.library import Library
    from wwis_evidence.sources import Entry, Pair


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="make everything anew, and keep nothing; the site is the same",
    )
    add_jobs(parser)
    parser.add_argument(
        "--site-url",
        type=site_address,
        metavar="URL",
        help="where the site will be, as https://example.org/library/ (default: site_url in library.yaml)",
    )
    parser.epilog = (
        "The site goes to build/site in the library. What did not change since the last build is used again. "
        "Exit status: 0 built, 1 errors in the library, 2 could not run."
    )


def run(options: Namespace) -> int:
    """Check, then publish; while there are errors nothing is published and an earlier site stays."""
    root, day = library_root(options), as_of(options)
    kept = None if options.no_cache else Kept(root, time.time_ns())
    at_once = jobs(options)
    try:
        entries = tuple(listing(root))
        checking = Checking(entries, day, kept)
        answer = checking.answer(at_once)
        if _told_errors(answer):
            return 1
        library = _as_checked(entries, checking)
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    if options.site_url:
        library = library.at_site(options.site_url)
    from wwis_evidence.publish import PublishError, build_site  # noqa: PLC0415 - slow to import
    from wwis_evidence.publish.open_data.parquet import INSTALL, can_write  # noqa: PLC0415 - as above

    say = _progress if sys.stderr.isatty() else _quiet
    known = {entry.path: checking.digest(entry.path) for entry in entries} if kept else None
    try:
        site = build_site(options.library, library, day, say, digests=known, jobs=at_once)
    except PublishError as error:
        raise CommandError(str(error)) from None
    public = sum(rating.public for rating in library.ratings(day))
    if not can_write():
        print(f"No Parquet files: DuckDB is not installed. To have them: {INSTALL}", file=sys.stderr)
    print(f"Built a site of {counted(public, 'rated item')} in {site}. To look at it: wwis-evidence serve")
    return 0


def _told_errors(answer: Answer) -> bool:
    """Whether there are errors; if so they are told."""
    errors = tuple(finding for finding in answer.findings if finding.severity == "error")
    if errors:
        # Without the files' lines: a warning that is left out here may say that they are private.
        checked = Checked(errors, {}, answer.case_studies, answer.reviews, site=answer.site)
        sys.stderr.write(text.report(checked))
        print("wwis-evidence: nothing was published; an earlier site is as it was.", file=sys.stderr)
    return bool(errors)


def _as_checked(entries: Sequence[Entry], checking: Checking) -> Library:
    """The library that was checked.

    Raises:
        CommandError: A file changed after it was checked.
        OSError: A file fails while it is being read.
    """
    pairs: list[Pair] = []
    for entry in entries:
        content = entry.content()
        if digest_of(content) != checking.digest(entry.path):
            raise CommandError(
                f"{entry.path} changed while the library was checked; nothing was published. Build again."
            )
        pairs.append((entry.path, content))
    gc.disable()  # there is no garbage in records, and looking for it would take a fifth of the time
    library = build_library(pairs, lean=True)
    gc.freeze()
    gc.enable()
    put_in_force(library.common.vocabulary)
    return library


def site_address(text: str) -> str:
    """An argument that is the address of a site.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    known = shape({"site_url": text}, LibrarySettings).record
    if known is None or not text.startswith("https://") or {"?", "#"} & set(text):
        raise ArgumentTypeError(
            f"{printable(text[:200])} is not an address such as https://example.org/library/"
        )
    return text


def _progress(step: str) -> None:
    print(f"  {step} …", file=sys.stderr)


def _quiet(step: str) -> None:
    del step
