"""``wwis-evidence build``."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from dataclasses import replace
from typing import TYPE_CHECKING

from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.common import add_as_of, add_library, as_of
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import open_library
from wwis_evidence.records import LibrarySettings, shape
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    parser.add_argument(
        "--site-url",
        type=site_address,
        metavar="URL",
        help="where the site will be, as https://example.org/library/ (default: site_url in library.yaml)",
    )
    parser.epilog = (
        "The site goes to build/site in the library. "
        "Exit status: 0 built, 1 errors in the library, 2 could not run."
    )


def run(options: Namespace) -> int:
    """Check, then publish; while there are errors nothing is published and an earlier site stays."""
    library = open_library(options)
    if options.site_url:
        library = library.at_site(options.site_url)
    day = as_of(options)
    errors = [finding for finding in check_library(library, day) if finding.severity == "error"]
    if errors:
        # Without the files' lines: a warning that is left out here may say that they are private.
        sys.stderr.write(text.report(replace(Checked.of(library, errors), files={})))
        print("wwis-evidence: nothing was published; an earlier site is as it was.", file=sys.stderr)
        return 1
    from wwis_evidence.publish import PublishError, build_site  # noqa: PLC0415 - slow to import

    say = _progress if sys.stderr.isatty() else _quiet
    try:
        site = build_site(options.library, library, day, say)
    except PublishError as error:
        raise CommandError(str(error)) from None
    public = sum(rating.public for rating in library.ratings(day))
    print(f"Built a site of {counted(public, 'rated item')} in {site}. To look at it: wwis-evidence serve")
    return 0


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
