"""``wwis-evidence build``."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.common import add_as_of, add_library, as_of
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import open_library
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.reports.text import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    parser.epilog = (
        "The site goes to build/site in the library. "
        "Exit status: 0 built, 1 errors in the library, 2 could not run."
    )


def run(options: Namespace) -> int:
    """Check, then publish; while there are errors nothing is published and an earlier site stays."""
    library = open_library(options)
    day = as_of(options)
    errors = [finding for finding in check_library(library, day) if finding.severity == "error"]
    if errors:
        # Without the files' lines: a warning that is left out here may say that they are private.
        sys.stderr.write(text.report(replace(Checked.of(library, errors), files={})))
        print("wwis-evidence: nothing was published; an earlier site is as it was.", file=sys.stderr)
        return 1
    from wwis_evidence.publish import PublishError, build_site  # noqa: PLC0415 - slow to import
    from wwis_evidence.publish.open_data.parquet import INSTALL, can_write  # noqa: PLC0415 - as above

    say = _progress if sys.stderr.isatty() else _quiet
    try:
        site = build_site(options.library, library, day, say)
    except PublishError as error:
        raise CommandError(str(error)) from None
    public = sum(rating.public for rating in library.ratings(day))
    if not can_write():
        print(f"No Parquet files: DuckDB is not installed. To have them: {INSTALL}", file=sys.stderr)
    print(f"Built a site of {counted(public, 'rated item')} in {site}. To look at it: wwis-evidence serve")
    return 0


def _progress(step: str) -> None:
    print(f"  {step} …", file=sys.stderr)


def _quiet(step: str) -> None:
    del step
