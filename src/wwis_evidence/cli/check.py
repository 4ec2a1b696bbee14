"""``wwis-evidence check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wwis_evidence.checks import check_library
from wwis_evidence.cli.common import add_as_of, add_format, add_library, as_of, open_library, print_json
from wwis_evidence.reports.answers import check_answer
from wwis_evidence.reports.text import findings_report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    add_as_of(parser)
    add_format(parser)
    parser.epilog = "Exit status: 0 no errors, 1 errors, 2 the check could not run."


def run(options: Namespace) -> int:
    """Print every finding; 1 if any of them is an error."""
    library = open_library(options)
    findings = check_library(library, as_of(options))
    answer = check_answer(findings, library)
    if options.format == "json":
        print_json(answer)
    else:
        sys.stdout.write(findings_report(findings, **answer["checked"]))
    return int(any(finding.severity == "error" for finding in findings))
