"""``wwis-evidence verify``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_format, print_json, print_report
from wwis_evidence.proof import NotABundleError, parse_bundle, verify
from wwis_evidence.proof.parse import MAX_BYTES
from wwis_evidence.reports.proof import verdict_answer, verdict_report, verify_answer, what_it_shows
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOLDS, DIFFERS, NOT_A_BUNDLE = 0, 1, 2


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="proof bundles; - is standard input")
    add_format(parser)
    parser.description = (
        "Work proof bundles out again, without a library and without a network, and name whatever differs. "
        "This shows that a rating follows from its bundle, and that the bundle is as it was when it was "
        "sealed. Whoever can rewrite a bundle whole can seal it anew: to know that it is the published one, "
        "compare the seal printed here with the published seal."
    )
    parser.epilog = (
        "Exit status: 0 all hold, 1 something differs, 2 a file is not a bundle. The worst of several files "
        "counts."
    )


def run(options: Namespace) -> int:
    """Report on each file; the worst of them gives the exit status."""
    worst = HOLDS
    answers = []
    for name in options.files:
        shown = printable(name)
        try:
            bundle = parse_bundle(_read(name))
        except NotABundleError as error:
            worst = NOT_A_BUNDLE
            answers.append(verdict_answer(shown, None, str(error)))
            if options.format == "text":
                sys.stdout.flush()  # so that the complaint stands in its place among the reports
                print(f"wwis-evidence: {shown} is no proof bundle: {error}", file=sys.stderr)
            continue
        verdict = verify(bundle)
        worst = max(worst, HOLDS if verdict.holds else DIFFERS)
        answers.append(verdict_answer(shown, verdict))
        if options.format == "text":
            print_report(verdict_report(shown, verdict, bundle))
    if options.format == "json":
        print_json(verify_answer(answers))
    elif worst == HOLDS:
        print_report("\n" + what_it_shows())
    return worst


def _read(name: str) -> bytes:
    """A file's bytes, no more than are needed to see that it is too large."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise NotABundleError(f"cannot be read ({(reason or 'no such file').lower()})") from None
