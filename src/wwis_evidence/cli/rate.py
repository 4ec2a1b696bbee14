"""``wwis-evidence rate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.common import (
    add_as_of,
    add_format,
    add_library,
    as_of,
    print_json,
    print_report,
    told_of_errors,
    usable_framework,
)
from wwis_evidence.cli.opening import known_slug, open_library
from wwis_evidence.cli.sharing import add_shard, print_share_of_ratings
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.reports.explanation import rating_report
from wwis_evidence.reports.text import ratings_report

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
    add_shard(parser)
    parser.epilog = (
        "Exit status: 0 all well, 1 some files have errors (what can be rated is still shown), "
        "2 could not run. With --shard, 0 also where some have errors: merge tells of them."
    )


def run(options: Namespace) -> int:
    """Print the ratings; 1 if any file has errors, so that something may be missing from them."""
    if options.shard:
        return print_share_of_ratings(options)
    library = open_library(options)
    usable_framework(library)
    day = as_of(options)
    slugs = [known_slug(options.slug, library)] if options.slug else list(library.dossiers)
    ratings = [library.rate(slug, day) for slug in slugs]
    if options.format == "json":
        print_json(rate_answer(ratings, library, day))
    elif options.slug:
        print_report(rating_report(ratings[0], library))
    else:
        print_report(ratings_report(ratings, library))
    return int(told_of_errors(check_library(library, day)))
