"""``wwis-evidence review``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.cli.asking import say
from wwis_evidence.cli.common import add_as_of, add_format, add_library, as_of, one_day, print_json
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.filing import create
from wwis_evidence.cli.new import open_to, refuse
from wwis_evidence.cli.opening import known_slug, open_library
from wwis_evidence.contributing.assigning import panel_record, propose
from wwis_evidence.contributing.confirming import ConfirmError, changes_since, confirmed_file, to_confirm
from wwis_evidence.contributing.eligible import not_open
from wwis_evidence.contributing.judging import judge
from wwis_evidence.contributing.proposal_report import proposal_json, proposal_report
from wwis_evidence.contributing.receiving import ReceiveError, case_of, received
from wwis_evidence.contributing.waiting import waiting, waiting_json, waiting_report
from wwis_evidence.reports.safe import no_commands
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from wwis_evidence.library import Library


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    steps = parser.add_subparsers(title="what to do", metavar="STEP", dest="step", required=True)
    status = steps.add_parser(
        "status", help="what waits for whom", description="Say what waits for whom. It never tells a score."
    )
    status.add_argument("slug", nargs="?", metavar="SLUG", help="one case study (default: all that wait)")
    assign = steps.add_parser(
        "assign", help="propose a panel from the register", description="Propose a panel from the register."
    )
    assign.add_argument("slug", metavar="SLUG", help="the case study: its file's name without .yaml")
    assign.add_argument(
        "--seed", type=int, required=True, metavar="N", help="any number; the same one gives the same panel"
    )
    assign.add_argument(
        "--size", type=int, metavar="N", help="how many to ask (default: the fewest that will do)"
    )
    assign.add_argument("--write", action="store_true", help="write the panel's record")
    confirm = steps.add_parser(
        "confirm",
        help="stand by every score though the evidence has changed",
        description="Write a new review for a reviewer who stands by every score.",
    )
    confirm.add_argument("slug", metavar="SLUG", help="the case study: its file's name without .yaml")
    confirm.add_argument("--reviewer", required=True, metavar="ID", help="who confirms")
    confirm.add_argument(
        "--date", type=one_day, metavar="YYYY-MM-DD", help="when they confirmed it (default: today)"
    )
    receive = steps.add_parser(
        "receive",
        help="check a review that came by post or e-mail, and file it",
        description="Check a review that came by post or e-mail, and put it at its place.",
    )
    receive.add_argument("file", type=Path, metavar="FILE", help="the file that came")
    receive.add_argument(
        "slug", nargs="?", metavar="SLUG", help="the case study it is of (default: as its digest says)"
    )
    for step in (status, assign, confirm, receive):
        add_library(step)
        add_as_of(step)
        step.epilog = "Exit status: 0 done, 1 no panel can be proposed (assign), 2 could not run."
    for step in (status, assign):
        add_format(step)


def run(options: Namespace) -> int:
    """Do one step."""
    library = open_library(options)
    if not library.framework_usable:
        raise CommandError(
            "framework.yaml has errors, so nothing can be reviewed. To see them: wwis-evidence check"
        )
    steps = {"status": _status, "assign": _assign, "confirm": _confirm, "receive": _receive}
    try:
        return steps[options.step](options, library)
    except (ConfirmError, ReceiveError) as error:
        raise CommandError(f"{printable(str(error))}; nothing was written") from None


def _status(options: Namespace, library: Library) -> int:
    day = as_of(options)
    slugs = [known_slug(options.slug, library)] if options.slug else list(library.dossiers)
    found = [waiting(slug, library, day) for slug in slugs]
    if options.format == "json":
        print_json({"schema": 1, "as_of": day.isoformat(), "items": [waiting_json(each) for each in found]})
    else:
        for line in waiting_report(found, whole=bool(options.slug)):
            print(no_commands(printable(line)))
    return 0


def _assign(options: Namespace, library: Library) -> int:
    slug, day = known_slug(options.slug, library), as_of(options)
    closed = not_open(library.dossiers[slug], library)
    if closed:
        raise CommandError(closed)
    place, quorum = f"reviews/{slug}/panel.yaml", library.framework.panel.quorum
    if place in library.files:
        raise CommandError(f"the panel of {slug} is fixed already, in {place}; nothing was written")
    size: int = quorum if options.size is None else options.size
    if size < quorum:
        raise CommandError(
            f"a panel has {counted(quorum, 'reviewer')} or more; {size} would never be complete"
        )
    rating = library.rate(slug, day)
    if options.write and rating.basis == "own-panel" and rating.status != "review-due":
        raise CommandError(
            f"{slug} has been reviewed, so its panel cannot be fixed in advance; nothing was written"
        )
    proposal = propose(slug, library, day, options.seed, size)
    if options.format == "json":
        print_json(proposal_json(proposal, day, options.seed))
    else:
        sys.stdout.writelines(f"{no_commands(printable(line))}\n" for line in proposal_report(proposal))
    if proposal.lacking:
        return 1
    if options.write:
        target = create(options.library, place, panel_record(proposal, day, options.seed))
        print(f"The panel's record is in {printable(str(target))}.", file=sys.stderr)
    return 0


def _confirm(options: Namespace, library: Library) -> int:
    slug = known_slug(options.slug, library)
    dossier = library.dossiers[slug]
    day: date = options.date or as_of(options)
    path = open_to(options.reviewer, day, slug, library)
    earlier = to_confirm(options.reviewer, day, dossier, library)
    raw = confirmed_file(earlier, day, dossier, library)
    refuse([finding for finding in judge(path, raw, library, as_of(options)) if finding.severity == "error"])
    target = create(options.library, path, raw)
    print(f"{printable(str(target))} stands by every score of {earlier.path}.")
    changes = changes_since(earlier, dossier, library)
    print("What the case study says has changed since then:" if changes else "It names no change since then.")
    for change in changes:
        say(f"  {change.date} {change.type}: {change.note}")
    return 0


def _receive(options: Namespace, library: Library) -> int:
    shown = printable(str(options.file))
    try:
        with options.file.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{shown} cannot be read: {error.strerror}") from None
    review, raw = received(content)
    own = case_of(review, library)
    slug = known_slug(options.slug, library) if options.slug else own
    if slug and own and slug != own:
        raise CommandError(f"{shown} is a review of {own}, not of {slug}; nothing was written")
    if slug is None:
        raise CommandError(
            f"{shown} is not of any case study's present evidence; say which it is of: "
            "wwis-evidence review receive FILE SLUG"
        )
    path = open_to(review.reviewer, date.fromisoformat(review.date), slug, library)
    same = next((file.path for file in library.beside(slug) if file.record == review), None)
    if same:
        raise CommandError(f"{shown} is on file already, as {same}; nothing was written")
    found = judge(path, raw, library, as_of(options))
    refuse([finding for finding in found if finding.severity == "error"])
    target = create(options.library, path, raw)
    print(f"The review by {review.reviewer} is in {printable(str(target))}.")
    for finding in found:
        say(f"  {finding.field}: {finding.message}")
    print("Commit it together with the others of its panel, so that nobody sees another's scores first.")
    return 0
