"""``wwis-evidence history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_format, add_library, print_json, print_report
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.git_source import GitError, Repository
from wwis_evidence.history import history
from wwis_evidence.records.base import is_slug
from wwis_evidence.reports.history import history_answer, history_report
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("slug", metavar="SLUG", help="one case study: its file's name without .yaml")
    add_library(parser)
    add_format(parser)
    parser.epilog = (
        "Every commit of the current branch that changed the case study, its reviews, or its rating through "
        "the register, the framework or the settings; of a merge, what it brought. Each is rated as of the "
        "day (in London) on which it was committed, by the framework file that it held, else by the one of "
        "this version. Exit status: 0 shown, 2 no such item, no git repository, or a shallow clone."
    )


def run(options: Namespace) -> int:
    """Print an item's rating at each commit that changed it."""
    slug = options.slug
    if not is_slug(slug):
        raise CommandError(f"{printable(slug)} cannot be the name of a case study")
    try:
        stages = history(Repository(options.library), slug)
    except GitError as error:
        raise CommandError(str(error)) from None
    if not stages:
        raise CommandError(f"no commit of this branch holds a case study {slug}")
    if options.format == "json":
        print_json(history_answer(slug, stages))
    else:
        print_report(history_report(slug, stages))
    return 0
