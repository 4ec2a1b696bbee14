"""A new review file for somebody who stands by every score though the evidence has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.contributing.writing import commented
from wwis_evidence.records import Review, key_order

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier, ReviewFacts
    from wwis_evidence.records.case_study import Change


class ConfirmError(ValueError):
    """Why there is nothing that could be confirmed, in one line."""


def to_confirm(reviewer: str, day: date, dossier: Dossier, library: Library) -> ReviewFacts:
    """The review that a reviewer may stand by.

    Raises:
        ConfirmError: There is none: it is current, from another framework, or later than the day.
    """
    case, framework = dossier.case, library.framework
    theirs = [review for review in dossier.reviews if review.reviewer == reviewer]
    newest = max(theirs, key=lambda review: review.age_key, default=None)
    if newest is None:
        raise ConfirmError(f"{reviewer} has not reviewed {case.slug}")
    if not newest.valid:
        raise ConfirmError(f"{newest.path} has errors. To see them: wwis-evidence check")
    if any(review.valid and review.digest == case.digest for review in theirs):
        raise ConfirmError(
            f"{reviewer} has reviewed the present evidence already; there is nothing to confirm"
        )
    if newest.framework not in {None, framework.reference}:
        raise ConfirmError(f"{newest.path} was made under {newest.framework}, so it takes a new review")
    if day.isoformat() < newest.date:
        raise ConfirmError(f"{newest.path} is from {newest.date}; it cannot be confirmed on an earlier day")
    return newest


def confirmed_file(earlier: ReviewFacts, day: date, dossier: Dossier, library: Library) -> bytes:
    """The new file: every score and reason of the earlier one, for the present evidence."""
    data: dict[str, Any] = {
        **(library.files[earlier.path].data or {}),
        "date": day.isoformat(),
        "framework": library.framework.reference,
        "digest": dossier.case.digest,
        "text_digest": dossier.case.text_digest,
    }
    name = earlier.path.rsplit("/", maxsplit=1)[-1]
    note = f"Stands by every score of {name}, having looked at what has changed since."
    return commented(data, key_order(Review), {("schema",): [note]})


def changes_since(earlier: ReviewFacts, dossier: Dossier, library: Library) -> list[Change]:
    """What the case study says has changed since a review, oldest first."""
    changes = library.case(dossier.case.slug).changes
    return sorted((c for c in changes if c.date >= earlier.date), key=lambda change: change.date)
