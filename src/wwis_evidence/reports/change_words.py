"""Words for what a change does to an item: why its status and ratings move, and what is still needed.

Every text that comes from a file of the library goes through ``inert``: what is returned is Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.bounds import shown
from wwis_evidence.reports.explanation import DECIDED
from wwis_evidence.reports.findings.markdown import inert
from wwis_evidence.reports.text import bar_in_words, counted, in_words, listed
from wwis_evidence.reports.wording import (
    CANNOT_RISE,
    criterion_title,
    move_in_words,
    role_in_words,
    smallest_first,
)
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.change import ItemChange, ModerationChange, Moved, Needs, ReviewChange, Side
    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating.explain import IndicatorExplanation

Frameworks = tuple["Framework", "Framework"]
LONGEST_NAMES = 400
"""Characters of names, which a framework file may make as long as it likes."""
SHORT = 10  # hexadecimal digits of a digest that are shown
UNRATED = {
    "absent": "Not in the library",
    "unreadable": "No rating: its file has errors",
    "framework-unusable": "No rating: the framework file has errors",
}
CAUSES = {
    "register": "the register of reviewers changed",
    "framework": "the framework changed",
    "settings": "the library's settings changed",
}
INCOMPLETE = "The panel is not complete, so no score and no rating is shown."


def status_of(side: Side) -> str:
    """An item's status on one side."""
    if side.status is None:
        return UNRATED[side.unrated or "absent"]
    if side.basis == "published-panel":
        return "As published by its programme, not re-reviewed here"
    return load().terms("statuses")[side.status].label


def rating_of(explained: IndicatorExplanation | None, framework: Framework) -> str:
    """A rating on one side."""
    return inert(in_words(explained.rating, framework)) if explained else "none"


def indicator_title(name: str, frameworks: Frameworks) -> str:
    """An indicator's name, by the rule that is in force now where that has it."""
    known = next((f.indicators[name] for f in reversed(frameworks) if name in f.indicators), None)
    return inert(shown(known.title if known else name, LONGEST_NAMES))


def reasons(moved: Moved, frameworks: Frameworks) -> Iterator[str]:
    """Why a rating moves, in sentences; the item's own lines tell why there is none any more."""
    if moved.after is None:
        return
    old, new = frameworks
    now, was = moved.after.rating, moved.before.rating if moved.before else None
    if now.decided_by:
        yield DECIDED[now.decided_by]
    yield from _confirmed(moved, frameworks)
    for said, position, before in (
        ("The highest bar that the evidence allows", now.ceiling, was.ceiling if was else None),
        ("The reviewers' bar", now.panel, was.panel if was else None),
        ("The moderated bar", now.moderated, was.moderated if was else None),
    ):
        here = "" if position is None else inert(bar_in_words(position, new))
        there = "" if before is None else inert(bar_in_words(before, old))
        if here:
            yield f"{said}: {here}{f' (before: {there})' if there not in {'', here} else ''}."
        elif there:
            yield f"{said} is no longer there (before: {there})."
    if moved.after.moves_up:
        move = smallest_first(moved.after.moves_up)[0]
        way = shown(move_in_words(move, now, new, gained=True), LONGEST_NAMES)
        yield f"What would lift it: {inert(way)}."
    elif now.bar is not None and moved.after.without:
        yield CANNOT_RISE


def _confirmed(moved: Moved, frameworks: Frameworks) -> Iterator[str]:
    """What came to be confirmed, and what ceased to be."""
    old, new = (framework.indicators.get(moved.indicator) for framework in frameworks)
    if new and moved.gained:
        yield f"Confirmed now: {_titles(moved.gained, new)}."
    if old and moved.lost:
        yield f"No longer confirmed: {_titles(moved.lost, old)}."


def _titles(criteria: tuple[str, ...], indicator: Indicator) -> str:
    return inert(shown(listed([criterion_title(indicator, name) for name in criteria]), LONGEST_NAMES))


def evidence(item: ItemChange) -> str:
    """Whether the evidence or only the words of a case study changed; empty where neither did."""
    before, after = item.before, item.after
    if not before.digest or not after.digest:
        return ""
    if before.digest != after.digest:
        return (
            f"Its evidence changed: its digest was {_short(before.digest)} and is {_short(after.digest)}. "
            "Only reviews of the evidence as it is now count."
        )
    if before.text_digest != after.text_digest:
        return "Its words changed and its evidence did not, so reviews stand."
    return ""


def _short(digest: str) -> str:
    return inert(digest.removeprefix("sha256:")[:SHORT])


def review(change: ReviewChange) -> str:
    """What happened to a review: who, as what, and whether it counts; never what it says."""
    who = inert(change.reviewer)
    if change.role:
        who += f" ({inert(role_in_words(change.role))})"
    if change.before == "absent":
        what = f"a new review, which {_effect(change.after)}"
    elif change.after == "absent":
        what = f"the review was removed; it {'counted' if change.before == 'counts' else 'did not count'}"
    else:
        what = f"the review {'was edited; it ' if change.edited else ''}{_turn(change)}"
    made_of = f" (of the evidence {_short(change.digest)})" if change.after == "stale" else ""
    return f"{who}: {what}{_why(change.after, 'not-counting-reasons')}{made_of}"


def _turn(change: ReviewChange) -> str:
    """Whether a review that is there on both sides counts."""
    counted_before, counts = (standing == "counts" for standing in (change.before, change.after))
    if counted_before == counts:
        return "still counts" if counts else "still does not count"
    return "did not count and now counts" if counts else "counted and now does not"


def moderation(change: ModerationChange, frameworks: Frameworks) -> str:
    """What happened to a moderation; its bar only where the value tells it."""
    bar = f" ({inert(change.bar)})" if change.bar else ""
    who = f"Moderation of {indicator_title(change.indicator, frameworks)} by {inert(change.moderator)}{bar}"
    if change.after == "absent":
        return f"{who}: removed"
    what = "new" if change.before == "absent" else "edited" if change.edited else "as it was"
    return f"{who}: {what}, and it {_effect(change.after)}{_why(change.after, 'moderation-reasons')}"


def _effect(standing: str) -> str:
    """What a record does that is there."""
    return "counts" if standing == "counts" else "does not count"


def _why(standing: str, terms: str) -> str:
    known = load().terms(terms)
    return f". {known[standing].words.rstrip('.')}" if standing in known else ""


def who_counts(side: Side, framework: Framework) -> str:
    """How many reviews count, and whose."""
    names = [f"{inert(each.reviewer)} ({inert(role_in_words(each.role))})" for each in side.counting]
    said = f"{len(names)} of {framework.panel.quorum}" if not side.complete else f"{len(names)}"
    return f"Reviews that count: {said}{': ' if names else ''}{listed(names)}."


def needed(needs: Needs, side: Side, frameworks: Frameworks) -> str:
    """What is missing before an item can be vetted, as one phrase after another."""
    parts = []
    if side.status == "draft":
        parts.append("to be sent in: it is a draft")
    whose = " or ".join(inert(role_in_words(role)) for role in needs.one_of)
    if needs.reviews:
        more = f"{counted(needs.reviews, 'more review that counts', 'more reviews that count')}"
        if whose:
            more += f", by a {whose}" if needs.reviews == 1 else f", at least one of them by a {whose}"
        parts.append(more)
    elif whose:
        parts.append(f"a review that counts by a {whose}")
    if needs.waiting_for:
        asked = listed([inert(name) for name in needs.waiting_for])
        parts.append(f"a review that counts by everyone on the panel, still by {asked}")
    if needs.moderation:
        where = listed([indicator_title(name, frameworks) for name in needs.moderation])
        parts.append(f"moderation, because reviewers are far apart on: {where}")
    return "; ".join(parts)
