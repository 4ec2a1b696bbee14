"""``wwis-evidence new``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.cli.asking import Enough, add_no_input, may_ask
from wwis_evidence.cli.common import add_as_of, add_library, as_of
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.filing import create
from wwis_evidence.cli.interviews import case_interview, review_interview
from wwis_evidence.cli.opening import known_slug, open_library
from wwis_evidence.contributing import case_form, review_form
from wwis_evidence.contributing.answers import AnswersError, blanks, merged, read_answers
from wwis_evidence.contributing.eligible import may_not_review, not_open
from wwis_evidence.records.base import is_slug
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    kinds = parser.add_subparsers(title="what to begin", metavar="KIND", dest="kind", required=True)
    case = kinds.add_parser("case-study", help="begin a case study", description="Begin a case study.")
    case.add_argument(
        "slug", nargs="?", metavar="SLUG", help="its file's name without .yaml (default: from the title)"
    )
    case.add_argument("--title", help="one line: what is done, and where")
    case.add_argument("--summary", help="two or three plain sentences")
    case.add_argument("--theme", help="a theme's id")
    case.add_argument(
        "--area", action="append", default=[], metavar="NAME", help="a local area; may be repeated"
    )
    case.add_argument(
        "--organisation", action="append", default=[], metavar="NAME", help="who took part; may be repeated"
    )
    review = kinds.add_parser("review", help="begin a review", description="Begin a review of a case study.")
    review.add_argument("slug", metavar="SLUG", help="the case study: its file's name without .yaml")
    review.add_argument("--reviewer", required=True, metavar="ID", help="who reviews: an id of the register")
    review.add_argument("--interests", metavar="TEXT", help="none, or the tie that is declared")
    for each in (case, review):
        each.add_argument(
            "--answers",
            type=Path,
            metavar="FILE",
            help="answers as JSON or YAML, with the keys of the file itself",
        )
        add_no_input(each)
        add_library(each)
        add_as_of(each)
        each.epilog = (
            "On a terminal it asks; otherwise what has no answer is left to be filled in. "
            "It never writes over a file. Exit status: 0 written, 2 could not run."
        )


def run(options: Namespace) -> int:
    """Write a file to be filled in."""
    library = open_library(options)
    if not library.framework_usable:
        raise CommandError(
            "framework.yaml has errors, so no form can be made. To see them: wwis-evidence check"
        )
    try:
        return _review(options, library) if options.kind == "review" else _case(options, library)
    except AnswersError as error:
        raise CommandError(f"{error}; nothing was written") from None


def _case(options: Namespace, library: Library) -> int:
    day = as_of(options)
    given = {key: value for key in ("title", "summary", "theme") if (value := getattr(options, key))}
    given |= {
        key: names
        for key, names in (("local_areas", options.area), ("organisations", options.organisation))
        if names
    }
    answers = {**_answers(options), **given}
    data = merged(case_form.case_data(day), answers, case_form.FIXED)
    slug: str = options.slug or ""
    if slug and not is_slug(slug):
        raise CommandError(
            f"{printable(slug)} cannot be a file's name: use 3 to 80 small letters, digits and single hyphens"
        )
    if slug and slug in library.folders:
        raise CommandError(f"{slug} is in this library already; choose another name")
    if may_ask(options):
        with suppress(Enough):
            case_interview(data, slug or "new-case-study", library, day)
    title = data.get("title", "")
    slug = slug or case_form.slug_for(title if isinstance(title, str) else "", library.folders)
    path = f"casestudies/{slug}.yaml"
    refuse(case_form.refused(path, data, library, day))
    target = create(options.library, path, case_form.case_file(data, library))
    print(f"A draft is in {printable(str(target))}. It says what to fill in, and how.")
    print("Then run: wwis-evidence check")
    return 0


def _review(options: Namespace, library: Library) -> int:
    slug = known_slug(options.slug, library)
    dossier = library.dossiers[slug]
    day = as_of(options)
    path = open_to(options.reviewer, day, slug, library)
    answers = _answers(options)
    if options.interests:
        answers["interests"] = "none" if options.interests == "none" else {"declared": options.interests}
    data = merged(
        review_form.review_data(options.reviewer, day, dossier, library), answers, review_form.FIXED
    )
    if may_ask(options):
        with suppress(Enough):
            review_interview(data, path, dossier, library, day)
    refuse(review_form.refused(path, data, library, day))
    target = create(options.library, path, review_form.review_file(data, dossier, library))
    left = len(list(blanks(data)))
    print(f"The review is in {printable(str(target))}.")
    if left:
        print(f"{counted(left, 'answer is', 'answers are')} still to be filled in; the file says how.")
    print("Then run: wwis-evidence check")
    return 0


def open_to(reviewer: str, day: date, slug: str, library: Library) -> str:
    """Where a reviewer's next review of a case stands.

    Raises:
        CommandError: The case is not open to reviews, or this reviewer may not review it.
    """
    dossier: Dossier = library.dossiers[slug]
    closed = not_open(dossier, library)
    if closed:
        raise CommandError(closed)
    found = may_not_review(reviewer, day, dossier, library)
    path = review_form.review_path(slug, reviewer, dossier)
    if found or path is None:
        words = found.words if found else "has an id that no file can be named after"
        raise CommandError(f"{printable(reviewer)} {printable(words)}; no review of {slug} was begun")
    return path


def _answers(options: Namespace) -> dict[str, Any]:
    """The answers of the file that the options name.

    Raises:
        AnswersError: They cannot be read.
    """
    if options.answers is None:
        return {}
    try:
        with options.answers.open("rb") as file:
            return read_answers(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise AnswersError(f"{printable(str(options.answers))} cannot be read: {error.strerror}") from None


def refuse(found: Sequence[Finding]) -> None:
    """Write nothing that the checks would call an error.

    Raises:
        CommandError: There is something that they would.
    """
    if found:
        first, more = found[0], len(found) - 1
        others = f" (and {counted(more, 'more finding')})" if more else ""
        where = f"{first.field}: " if first.field else ""
        raise CommandError(
            printable(f"{where}{first.message} {first.hint}{others} Nothing was written. [{first.code}]")
        )
