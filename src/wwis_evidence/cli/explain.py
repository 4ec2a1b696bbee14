"""``wwis-evidence explain``."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.reports.catalogue import check_report
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("code", metavar="CODE", help="the name of a check, for example unknown-key")
    parser.epilog = "Exit status: 0 explained, 2 there is no such check."


def run(options: Namespace) -> int:
    """Explain one check.

    Raises:
        CommandError: There is none of that name.
    """
    check = catalogue().get(options.code)
    if check is None:
        near = get_close_matches(options.code.lower(), catalogue(), n=1)
        suggestion = f"did you mean {near[0]}?" if near else "wwis-evidence checks lists them all"
        raise CommandError(f"there is no check {printable(options.code)}; {suggestion}")
    sys.stdout.write(check_report(check))
    return 0
