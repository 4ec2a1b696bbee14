"""What was decided stays as it was: codes ``review-edited``, ``moderation-edited`` and ``appeal-edited``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._kept import Edited, reviewed_by_panels
from wwis_evidence.records import Appeal, Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wwis_evidence.checks.rules._kept import Sides
    from wwis_evidence.findings import Problem
    from wwis_evidence.library import Library

_STAND = {None, "superseded", "stale"}
"""Why a moderation record does not settle a rating (None: it does) though it did or could have done so."""


def check(sides: Sides) -> Iterator[tuple[str, Problem]]:
    """Every review, moderation and appeal that changed after it could still be changed."""
    for edited in sides.edited():
        kind = edited.place.kind
        if kind in _CLOSED and _CLOSED[kind](edited, sides.before):
            values = {
                "what": edited.what,
                "slug": edited.slug,
                "reviewer": edited.place.name,
                "next": f"reviews/{edited.slug}/{edited.place.name}.{_newest(edited, sides) + 1}.yaml",
            }
            yield edited.problem(f"{kind}-edited", values)


def _newest(edited: Edited, sides: Sides) -> int:
    """The highest number of a file with this name beside the case, before or after."""
    beside = (*sides.before.beside(edited.place.slug), *sides.after.beside(edited.slug))
    return max(file.place.sequence for file in beside if file.place and file.place.name == edited.place.name)


def _review_closed(edited: Edited, library: Library) -> bool:
    """Whether the panel that a review belongs to was complete; only a moderator's ruling may be added."""
    dossier = library.dossiers.get(edited.place.slug)
    review = edited.was.record
    if dossier is None or not isinstance(review, Review):
        return False
    if edited.now and _without_ruling(edited.was.data) == _without_ruling(edited.now.data):
        return bool(review.interests.ruling)
    return review.digest in reviewed_by_panels(dossier, library)


def _without_ruling(data: object) -> object:
    """A review without what a moderator writes into it."""
    if not isinstance(data, dict) or not isinstance(data.get("interests"), dict):
        return data
    interests = {key: value for key, value in data["interests"].items() if key not in {"ruling", "by"}}
    return {**data, "interests": interests}


def _moderation_closed(edited: Edited, library: Library) -> bool:
    """Whether a moderation settled a rating, now or earlier."""
    if edited.place.slug not in library.dossiers or not library.framework_usable:
        return False
    # The day decides only whether a case is due for review.
    rating = library.rate(edited.place.slug, date.max)
    return any(each.file == edited.was.path and each.reason in _STAND for each in rating.moderations)


def _appeal_closed(edited: Edited, library: Library) -> bool:
    """Whether an appeal was decided."""
    del library
    return isinstance(edited.was.record, Appeal) and edited.was.record.outcome != "pending"


_CLOSED: dict[str, Callable[[Edited, Library], bool]] = {
    "review": _review_closed,
    "moderation": _moderation_closed,
    "appeal": _appeal_closed,
}
