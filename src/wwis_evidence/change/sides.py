"""An item before or after a change, as far as anybody may know it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wwis_evidence.case_folder import build_case_folder
from wwis_evidence.change.values import Counting, Needs, Shared, Side
from wwis_evidence.rating.explain import IndicatorExplanation, explain
from wwis_evidence.rating.rate import panel_complete, rate
from wwis_evidence.rating.result import IndicatorRating

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.common import Common
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.facts import Dossier

Outcome = tuple[object, ...]
Told = tuple[object, ...] | None


def side_of(slug: str, library: Library, as_of: date) -> tuple[Side, Rating | None]:
    """An item in a library, and the rating that this was made from: of that, not all may be told."""
    folder = library.folders.get(slug)
    if folder is None or folder.path not in folder.files:
        return Side("absent"), None
    return _side(folder.dossier, library.common, as_of)


def side_with(slug: str, library: Library, other: Common, part: Shared, as_of: date) -> Side:
    """An item as it would be with one part of what all items share taken from elsewhere."""
    taken = {
        "register": ("register",),
        "framework": ("framework", "framework_usable"),
        "settings": ("settings", "areas"),
    }[part]
    common = replace(library.common, **{name: getattr(other, name) for name in taken})
    pairs = [(path, file.raw) for path, file in library.folders[slug].files.items()]
    return _side(build_case_folder(slug, pairs, common).dossier, common, as_of)[0]


def outcome(side: Side, framework: Framework) -> Outcome:
    """What a reader is told of an item's status and ratings, to be compared."""
    bars = [(each.rating.id, told(each, framework)) for each in side.ratings]
    return side.unrated, side.status, side.basis, side.complete, side.counting, side.due, bars


def told(explained: IndicatorExplanation | None, framework: Framework) -> Told:
    """A rating as a reader is told it; None where there is none to tell."""
    if explained is None:
        return None
    part = explained.rating
    if part.bar is None:
        return (part.no_bar,)
    return framework.bars[part.bar], part.bar, len(framework.bars)


def without_scores(side: Side) -> Side:
    """The same with no more of its own panel's ratings than the bars that were public.

    Whoever reviews the item again is not to be led by what others scored the last time.
    """
    if side.basis != "own-panel":
        return side
    parts = (each.rating for each in side.ratings)
    bars = (IndicatorRating(id=part.id, bar=part.bar, no_bar=part.no_bar) for part in parts)
    return replace(side, ratings=tuple(IndicatorExplanation(bar, None, None, (), None) for bar in bars))


def _side(dossier: Dossier | None, common: Common, as_of: date) -> tuple[Side, Rating | None]:
    if dossier is None:
        return Side("unreadable"), None
    case, framework = dossier.case, common.framework
    if not common.framework_usable:
        return Side("framework-unusable", digest=case.digest, text_digest=case.text_digest), None
    rating = rate(dossier, framework, common.register, as_of, common.settings.review_period_months)
    complete = panel_complete(dossier, rating.counting, framework)
    side = Side(
        unrated=None,
        status=rating.status,
        basis=rating.basis,
        complete=complete,
        digest=case.digest,
        text_digest=case.text_digest,
        counting=tuple(Counting(each.review.reviewer, each.role) for each in rating.counting),
        due=rating.due,
        # Never of an item that waits for reviewers or for moderation: that would be provisional.
        ratings=explain(rating, case.months, framework).indicators if rating.public else (),
        needs=_needs(rating, dossier, framework, complete=complete),
    )
    return side, rating


def _needs(rating: Rating, dossier: Dossier, framework: Framework, *, complete: bool) -> Needs | None:
    if rating.status not in {"draft", "awaiting-reviewers", "in-moderation"}:
        return None
    apart = tuple(part.id for part in rating.indicators if part.withheld) if complete else ()
    rules, panel = framework.panel, dossier.panel
    count = {each.review.reviewer for each in rating.counting}
    lived = rules.include_one_of
    return Needs(
        reviews=max(0, rules.quorum - len(count)),
        one_of=() if any(each.role in lived for each in rating.counting) else tuple(lived),
        waiting_for=tuple(sorted(panel.members - panel.absent - count)) if panel else (),
        moderation=apart,
    )
