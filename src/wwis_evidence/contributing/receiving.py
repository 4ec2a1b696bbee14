"""A review that came by post or e-mail: whose it is, what it is about, and where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import put_into_words
from wwis_evidence.documents import LayoutError, canonical, read
from wwis_evidence.records import Review, key_order, shape

if TYPE_CHECKING:
    from wwis_evidence.findings import Problem
    from wwis_evidence.library import Library


class ReceiveError(ValueError):
    """Why what came cannot be filed, in one line."""


def received(raw: bytes) -> tuple[Review, bytes]:
    """The review in some bytes, and the same in canonical layout.

    Raises:
        ReceiveError: There is no review in them.
    """
    document = read(raw)
    if document.data is None or document.problems:
        raise ReceiveError(_words(document.problems) if document.problems else "it holds no keys")
    if document.data.get("kind") != "review":
        raise ReceiveError("it is not a review: its kind is not review")
    shaped = shape(document.data, Review)
    if shaped.record is None:
        raise ReceiveError(_words(shaped.problems))
    try:
        return shaped.record, canonical(raw, key_order(Review))
    except LayoutError as error:
        raise ReceiveError(str(error)) from None


def case_of(review: Review, library: Library) -> str | None:
    """The one case whose present evidence a review is of; None where there is no such one."""
    slugs = [slug for slug, dossier in library.dossiers.items() if dossier.case.digest == review.digest]
    return slugs[0] if len(slugs) == 1 else None


def _words(problems: tuple[Problem, ...]) -> str:
    """The first problem in words, and how many more there are."""
    first = problems[0]
    _, message, hint = put_into_words(first)
    place = ".".join(map(str, first.field))
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{f'{place}: ' if place else ''}{message} {hint}{more} [{first.code}]"
