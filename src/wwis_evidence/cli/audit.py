"""``wwis-evidence audit``: the library questions itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.checks.run import check_library, located
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
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.opening import open_library
from wwis_evidence.documents import read
from wwis_evidence.frameworks import Framework, compile_framework
from wwis_evidence.rating.agreement import agreement, complete_panels
from wwis_evidence.rating.calibration import calibration
from wwis_evidence.rating.consistency import consistency
from wwis_evidence.rating.framework_change import framework_change
from wwis_evidence.reports import audit_answers, audits
from wwis_evidence.reports.framework_change import framework_report
from wwis_evidence.reports.text import counted, paragraph
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.rating.result import Rating

AUDITS = {
    "agreement": "how far reviewers agree, by indicator, criterion and role",
    "consistency": "items with as much confirmed as another, and yet a lower bar",
    "calibration": "printed ratings beside what the rule makes of the same facts",
    "framework": "which ratings another framework file would move, and by which rule",
}
EPILOG = "These are questions, not errors. Exit status: 0 answered, 2 could not run."


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    kinds = parser.add_subparsers(title="audits", metavar="AUDIT", dest="audit", required=True)
    for name, summary in AUDITS.items():
        kind = kinds.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == "framework":
            kind.add_argument("other", type=Path, metavar="OTHER.yaml", help="the other framework's file")
        add_library(kind)
        add_as_of(kind)
        add_format(kind)
        kind.epilog = EPILOG
    parser.epilog = EPILOG


def run(options: Namespace) -> int:
    """Answer the audit that the options name."""
    library = open_library(options)
    usable_framework(library)
    day, as_json = as_of(options), options.format == "json"
    match options.audit:
        case "agreement":
            _agreement(library, day, as_json=as_json)
        case "consistency":
            _consistency(library, day, as_json=as_json)
        case "calibration":
            _calibration(library, day, as_json=as_json)
        case _:
            _framework(library, read_framework(options.other), day, as_json=as_json)
    told_of_errors(check_library(library, day))
    return 0


def _cases(library: Library, day: date) -> Iterable[tuple[Dossier, Rating]]:
    return ((library.dossiers[rating.slug], rating) for rating in library.ratings(day))


def _agreement(library: Library, day: date, *, as_json: bool) -> None:
    framework = library.framework
    panels = complete_panels(_cases(library, day), framework)
    parts = agreement(panels, framework)
    if as_json:
        print_json(audit_answers.agreement_answer(parts, len(panels), framework, day))
    else:
        print_report(audits.agreement_report(parts, len(panels), framework))


def _consistency(library: Library, day: date, *, as_json: bool) -> None:
    parts = consistency(library.ratings(day), library.framework)
    if as_json:
        sys.stdout.writelines(audit_answers.consistency_json(parts))
    else:
        print_report(audits.consistency_report(parts, library.framework))


def _calibration(library: Library, day: date, *, as_json: bool) -> None:
    found = calibration(_cases(library, day), library.framework)
    if as_json:
        print_json(audit_answers.calibration_answer(found, library.framework, day))
    else:
        print_report(audits.calibration_report(found, library.framework))


def _framework(library: Library, other: Framework, day: date, *, as_json: bool) -> None:
    here = library.framework
    found = framework_change(library.dossiers.values(), library.register, (here, other), day)
    if as_json:
        print_json(audit_answers.framework_answer(found, here, other, day))
    else:
        print_report(framework_report(found, here, other))


def read_framework(path: Path) -> Framework:
    """Read a framework file that stands anywhere.

    Raises:
        CommandError: It cannot be read, or is no sound framework; what is wrong with it was printed.
    """
    shown = printable(str(path))
    try:
        if not path.is_file():
            raise CommandError(f"there is no file {shown}")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{shown} cannot be read: {error.strerror}") from None
    document = read(raw)
    problems = document.problems
    if document.data is not None and not problems:
        framework, problems = compile_framework(raw, document.data)
        if framework:
            return framework
    for finding in sorted(located(shown, raw, problems)):
        print(f"{shown}:{finding.line}:{finding.column}  {finding.code}", file=sys.stderr)
        print(paragraph(finding.message, 2), file=sys.stderr)
        print(paragraph(f"→ {finding.hint}", 2, 4), file=sys.stderr)
    raise CommandError(f"{shown} is no sound framework: {counted(len(problems), 'thing')} to mend")
