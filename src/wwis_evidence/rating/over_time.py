"""An item's rating at each day on which something that bears on it is dated, from what is on file today.

This is not what Git remembers (``history.py``): it needs no commits, so a copy without them gives the same.
The evidence, the register and the rule are today's; only records that carry a day are taken in as they came.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wwis_evidence.rating.rate import rate

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, Register
    from wwis_evidence.rating.result import Rating

_DUE: Final = "review-due"
_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class DatedAppeal:
    """An appeal's day, and the reviewers whose reviews it names as to be set aside."""

    day: str
    sets_aside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dated:
    """What is dated of an item beside its reviews and moderations. Days are ISO text.

    Attributes:
        changes: Day and type of each change record.
        anew: Days of the changes that can have made other evidence of it.
        appeals: Its appeals.
        published: The day from which a publisher's outcome was on file; empty where there is none.
    """

    changes: tuple[tuple[str, str], ...] = ()
    anew: tuple[str, ...] = ()
    appeals: tuple[DatedAppeal, ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, what is dated then, and the rating from then on."""

    day: str
    because: tuple[str, ...]
    rating: Rating


def over_time(  # noqa: PLR0913 - as rate
    dossier: Dossier,
    dated: Dated,
    framework: Framework,
    register: Register,
    as_of: date,
    *,
    review_period_months: int | None = None,
) -> tuple[Moment, ...]:
    """The moments of an item's present evidence, oldest first; the last has the rating of today.

    Args:
        dossier: All that stands on file for it.
        dated: What is dated of it beside reviews and moderations.
        framework: Today's rule, for every day.
        register: Who may review, by id.
        as_of: Today; it decides whether a review that is due has a moment.
        review_period_months: The library's own period, in months; None for the framework's.

    Returns:
        One moment a day on which a record that counted then, a change or an appeal is dated, a review fell
        due, or the rating moved for another reason (then without one). An upheld appeal sets reviews aside
        from its own day, since its decision has none.
    """

    def then(day: str) -> Rating:
        asked = min(date.fromisoformat(day), as_of)
        return rate(_by(day, dossier, dated), framework, register, asked, review_period_months)

    days = sorted(day for day in _days(dossier, dated) if day >= _start(dossier, dated))
    ratings = {day: then(day) for day in days}
    # While a publisher's outcome stands, nobody is told that reviewers are at work.
    own = bool(days) and ratings[days[-1]].basis != "published-panel"
    found: list[Moment] = []
    for day, following in pairwise([*days, _LAST]):
        rating = ratings[day]
        because = _because(day, rating, dossier, dated, own=own)
        if because or (found and _outcome(rating) != _outcome(found[-1].rating)):
            found.append(Moment(day, because, rating))
        due = rating.due.isoformat() if rating.due and rating.due <= as_of else _LAST
        if rating.status == "vetted" and due < following:
            found.append(Moment(due, (_DUE,), replace(rating, status=_DUE)))
    return tuple(found)


def _days(dossier: Dossier, dated: Dated) -> set[str]:
    """Every day on which something is dated."""
    reviews = {review.date for review in dossier.reviews if review.valid}
    moderations = {record.date for record in dossier.moderations}
    appeals = {appeal.day for appeal in dated.appeals}
    changes = {day for day, _ in dated.changes}
    return reviews | moderations | appeals | changes | ({dated.published} - {""})


def _start(dossier: Dossier, dated: Dated) -> str:
    """The day from which the present evidence stands, as far as the change records tell.

    It is that of the newest change of the evidence before the first review of it, or before a publisher's
    outcome was on file. What stood before is another evidence, and how it was rated is not told.
    """
    current = dossier.case.digest
    reviewed = [review.date for review in dossier.reviews if review.valid and review.digest == current]
    first = min([*reviewed, dated.published or _LAST])
    return max((day for day in dated.anew if day <= first), default="")


def _by(day: str, dossier: Dossier, dated: Dated) -> Dossier:
    """What was on file by a day. A review that cannot be read has no day, and stays."""
    aside = frozenset[str]().union(*(appeal.sets_aside for appeal in dated.appeals if appeal.day <= day))
    return replace(
        dossier,
        reviews=tuple(review for review in dossier.reviews if review.date <= day),
        published=dossier.published if dated.published <= day else None,
        moderations=tuple(record for record in dossier.moderations if record.date <= day),
        set_aside=dossier.set_aside & aside,
    )


def _outcome(rating: Rating) -> tuple[object, ...]:
    """What a reader is told of a rating in short."""
    return (rating.status, rating.basis, *(part.bar for part in rating.indicators))


def _because(day: str, rating: Rating, dossier: Dossier, dated: Dated, *, own: bool) -> tuple[str, ...]:
    """What is dated on a day, as far as it counted then: of a review that did not count nothing is told."""
    settled = {effect.file for effect in rating.moderations if effect.reason is None}
    reviewed = {counted.review.date for counted in rating.counting} if own else set()
    moderated = {record.date for record in dossier.moderations if record.path in settled} if own else set()
    told = {
        "review": reviewed,
        "moderation": moderated,
        "appeal": {appeal.day for appeal in dated.appeals},
        "published-panel": {dated.published},
    }
    kinds = [kind for kind, days in told.items() if day in days]
    return (*kinds, *dict.fromkeys(kind for on, kind in dated.changes if on == day))
