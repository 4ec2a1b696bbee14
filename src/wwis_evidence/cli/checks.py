"""``wwis-evidence checks``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_format, print_json
from wwis_evidence.reports.answers import checks_answer
from wwis_evidence.reports.catalogue import checks_report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_format(parser)
    parser.epilog = "Exit status: 0 listed, 2 could not run."


def run(options: Namespace) -> int:
    """List every check."""
    if options.format == "json":
        print_json(checks_answer())
    else:
        sys.stdout.write(checks_report())
    return 0
