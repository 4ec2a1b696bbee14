"""``wwis-evidence rate``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.common import (
    add_as_of,
    add_format,
    add_library,
    as_of,
    print_json,
    print_report,
)
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import known_slug, open_library
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.reports.explanation import rating_report
from wwis_evidence.reports.text import counted, ratings_report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "slug", nargs="?", metavar="SLUG", help="one case study: its file's name without .yaml"
    )
    add_library(parser)
    add_as_of(parser)
    add_format(parser)
    parser.epilog = (
        "Exit status: 0 all well, 1 some files have errors (what can be rated is still shown), "
        "2 could not run."
    )


def run(options: Namespace) -> int:
    """Print the ratings; 1 if any file has errors, so that something may be missing from them."""
    library = open_library(options)
    if not library.framework_usable:
        raise CommandError(
            "framework.yaml has errors, so nothing can be rated. To see them: wwis-evidence check"
        )
    day = as_of(options)
    slugs = [known_slug(options.slug, library)] if options.slug else list(library.dossiers)
    ratings = [library.rate(slug, day) for slug in slugs]
    if options.format == "json":
        print_json(rate_answer(ratings, library, day))
    elif options.slug:
        print_report(rating_report(ratings[0], library))
    else:
        print_report(ratings_report(ratings, library))
    errors = {finding.path for finding in check_library(library, day) if finding.severity == "error"}
    if errors:
        found = counted(len(errors), "file has errors", "files have errors")
        print(
            f"wwis-evidence: {found}, so this may lack something. Run: wwis-evidence check", file=sys.stderr
        )
    return int(bool(errors))
