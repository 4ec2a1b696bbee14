"""The rating that an item had before its evidence changed: history, and never a rating of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from wwis_evidence.publish.items import before_appeals
from wwis_evidence.publish.ratings import bar_words, term_label
from wwis_evidence.publish.text import date_words
from wwis_evidence.rating import rate

if TYPE_CHECKING:
    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.facts import Dossier, ReviewFacts


@dataclass(frozen=True, slots=True)
class LastRating:
    """What a rating was: each indicator with its bar in words, and sentences on where it comes from."""

    bars: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def last_rating(item: Item, library: Library) -> LastRating | None:
    """The last rating of an item that is being reviewed again; None where it cannot be worked out.

    The newest evidence that a whole panel reviewed is rated once more, from the reviews and moderation of
    that time. What the file said of dates then is not on file any more, so today's are used.
    """
    if item.standing != "again":
        return None
    dossier = library.dossiers[item.slug]
    ratings = (_rated(dossier, digest, library) for digest in _earlier(dossier))
    for rating in (before_appeals(dossier, library), *ratings):
        if rating is not None:
            day = max(counted.review.date for counted in rating.counting)
            notes = (
                f"It rested on {len(rating.counting)} reviews, the last of them of {date_words(day)}.",
                "It is worked out again from those reviews, and from the dates in the file as it now stands.",
            )
            return LastRating(_bars(rating, library), notes)
    if dossier.published and item.published:
        bars = [
            (indicator.title, bar_words(library.framework, library.framework.position(printed.bar)))
            for identity, indicator in library.framework.indicators.items()
            if (printed := dossier.published.get(identity))
        ]
        return LastRating(tuple(bars), (f"As published by {item.published.publisher}.",))
    return None


def _bars(rating: Rating, library: Library) -> tuple[tuple[str, str], ...]:
    framework = library.framework
    return tuple(
        (
            framework.indicators[part.id].title,
            bar_words(framework, part.bar, term_label("no-bar-reasons", part.no_bar or "not-evidenced")),
        )
        for part in rating.indicators
    )


def _earlier(dossier: Dossier) -> list[str]:
    """Digests of earlier evidence that was reviewed, the one with the newest review first."""
    reviews: defaultdict[str, list[ReviewFacts]] = defaultdict(list)
    for review in dossier.reviews:
        if review.valid and review.digest != dossier.case.digest:
            reviews[review.digest].append(review)
    return sorted(reviews, key=lambda digest: max(r.date for r in reviews[digest]), reverse=True)


def _rated(dossier: Dossier, digest: str, library: Library) -> Rating | None:
    """The rating of earlier evidence from this library's own panel, if it led to a public one."""
    then = replace(
        dossier,
        case=replace(dossier.case, digest=digest, ended=None, draft=False),
        reviews=tuple(review for review in dossier.reviews if review.digest == digest),
        published=None,
    )
    # The day decides only whether a review is due, which is not asked here.
    newest = max(review.date for review in then.reviews)
    rating = rate(then, library.framework, library.register, date.fromisoformat(newest))
    return rating if rating.public else None
