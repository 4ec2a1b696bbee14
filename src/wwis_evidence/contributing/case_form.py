"""The form of a case study: every key an author is asked for, those without an answer ready to be used."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wwis_evidence.contributing.answers import AnswersError
from wwis_evidence.contributing.judging import judge
from wwis_evidence.contributing.writing import END, Comments, Line, commented, listed
from wwis_evidence.documents import LayoutError, scalar_text
from wwis_evidence.records import CaseStudy, key_order
from wwis_evidence.records.base import is_slug
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library

FIXED = frozenset({"schema", "kind"})
_LONGEST_SLUG = 80
_WITHOUT_TITLE = "new-case-study"
_EACH = re.compile(r"\{each:([a-z-]+)\}")
_FILLED_IN = re.compile(r"\{([a-z-]+)\}")


def slug_for(title: str, taken: Container[str]) -> str:
    """A free slug made from a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_SLUG - 5].rstrip("-")
    stem = wanted if is_slug(wanted) else _WITHOUT_TITLE
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def case_data(day: date) -> dict[str, Any]:
    """What every new case study holds."""
    return {
        "schema": 1,
        "kind": "case-study",
        "draft": True,
        "origin": {"kind": "submitted"},
        "changes": [{"date": day.isoformat(), "type": "evidence", "note": "First draft."}],
    }


def case_file(data: Mapping[str, Any], library: Library) -> bytes:
    """A case study as a commented file.

    Raises:
        AnswersError: The answers cannot be written into a file.
    """
    try:
        return commented(data, key_order(CaseStudy), _comments(data, library), sign="#:")
    except LayoutError:
        raise AnswersError("the answers hold something that no file can hold") from None


def refused(path: str, data: Mapping[str, Any], library: Library, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with the answers given so far."""
    found = judge(path, case_file(data, library), library, as_of)
    return tuple(finding for finding in found if finding.severity == "error")


def _comments(data: Mapping[str, Any], library: Library) -> Comments:
    """What is asked, above each key that has an answer; what has none waits above the key that follows it."""
    comments: Comments = {}
    waiting = [
        "A case study, to be filled in. Lines that begin with #: are notes for you.",
        "Other lines that begin with # are for you to use: take away the # alone, and write your own",
        "words between the quotation marks. What you do not need can go.",
        "When all is there, take away the line draft: true, then run: wwis-evidence check",
        "Name no child, young person or family, and give no figure about fewer than five people.",
        f"What you send is published under {library.settings.licence} once it has been reviewed.",
    ]
    asked = _asked(library)
    for key in key_order(CaseStudy):
        notes, lines = asked.get(key, ([], []))
        if key in data:
            comments[(key,)] = [*waiting, *notes]
            waiting = []
        else:
            waiting += [*notes, *lines]
    comments[END] = waiting
    return comments


def _asked(library: Library) -> dict[str, tuple[list[str], list[str]]]:
    """For each key, notes for the author, and the lines to use."""
    asked: dict[str, tuple[list[str], list[str]]] = {}
    for line in files(__package__).joinpath("case_form.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            notes, lines = asked[line.removeprefix("= ")] = ([], [])
        elif line.startswith("#"):
            lines.append(Line(_FILLED_IN.sub(lambda _: scalar_text(library.settings.licence), line)))
        elif found := _EACH.fullmatch(line):
            notes += [f"  {term.id}: {term.words}" for term in load().terms(found[1]).values()]
        else:
            notes.append(_FILLED_IN.sub(lambda found: _filled_in(found[1], library), line))
    return asked


def _filled_in(name: str, library: Library) -> str:
    return library.settings.licence if name == "licence" else listed(load().terms(name))
