"""``wwis-evidence bundle``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_as_of, add_library, as_of, print_json
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import known_slug, open_library
from wwis_evidence.proof import NothingToProveError, make_bundle
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("slug", metavar="SLUG", help="one case study: its file's name without .yaml")
    add_library(parser)
    add_as_of(parser)
    parser.epilog = (
        "The bundle goes to standard output. Anyone can work it out again, without this library and without "
        "a network: wwis-evidence verify FILE. "
        "Exit status: 0 written, 2 there is no rating to prove, or the command could not run."
    )


def run(options: Namespace) -> int:
    """Write the proof bundle of one item."""
    library = open_library(options)
    if not library.framework_usable:
        raise CommandError(
            "framework.yaml has errors, so nothing can be rated. To see them: wwis-evidence check"
        )
    slug = known_slug(options.slug, library)
    try:
        print_json(make_bundle(library, slug, as_of(options)))
    except NothingToProveError as error:
        label = load().terms("statuses")[error.status].label
        raise CommandError(f"{slug} has no public rating to prove: {label}") from None
    return 0
