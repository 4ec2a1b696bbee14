"""What a change does to one item: its status, its ratings, and the records beside it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wwis_evidence.bounds import shown
from wwis_evidence.change.sides import outcome, side_of, side_with, told, without_scores
from wwis_evidence.change.values import ItemChange, ModerationChange, Moved, Noted, ReviewChange, Shared
from wwis_evidence.rating.counting import acting_role, entries_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from wwis_evidence.change.values import Effect, Side, Standing
    from wwis_evidence.history import FileChange
    from wwis_evidence.library import Library
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.explain import IndicatorExplanation
    from wwis_evidence.rating.facts import ReviewFacts
    from wwis_evidence.rating.moderation import Moderated

LONGEST_NOTE = 300
"""Characters of a change's note that reports repeat."""


class Items:
    """Compares the items of two libraries."""

    def __init__(
        self,
        sides: tuple[Library, Library],
        as_of: date,
        shared: Sequence[Shared],
        hide: Callable[[str], str],
    ) -> None:
        """Take what all items need.

        Args:
            sides: The library before and after.
            as_of: The day for which both are asked.
            shared: What changed of that which all items rest on.
            hide: Gives a text without what may be about a person.
        """
        self._sides = self._before, self._after = sides
        self._as_of = as_of
        self._shared = shared
        self._hide = hide

    def change(self, slug: str, files: tuple[FileChange, ...]) -> ItemChange | None:
        """What the change does to an item; None where it does nothing.

        Args:
            slug: The item.
            files: What was done to its own files.
        """
        (before, was), (after, now) = (side_of(slug, library, self._as_of) for library in self._sides)
        if not after.complete:
            before = without_scores(before)
        differs = self._outcomes(before, after)
        edited = frozenset(file.path for file in files if file.change == "changed")
        reviews = tuple(self._reviews(slug, was, now, edited))
        moderations = tuple(_moderations((before, was), (after, now), edited))
        if not (files or differs or reviews or moderations):
            return None
        return ItemChange(
            slug=slug,
            before=before,
            after=after,
            files=files,
            moved=tuple(self._moved(before, after)),
            reviews=reviews,
            moderations=moderations,
            noted=tuple(self._noted(slug)),
            causes=tuple(self._causes(slug, before, after)) if differs else (),
        )

    def _outcomes(self, before: Side, after: Side) -> bool:
        """Whether an item's status or ratings differ."""
        return outcome(before, self._before.framework) != outcome(after, self._after.framework)

    def _causes(self, slug: str, before: Side, after: Side) -> Iterator[Shared]:
        """Each shared part that moves the item alone, or without which it would not be as it is now."""
        if "absent" in {before.unrated, after.unrated}:
            return
        old, new = self._before, self._after
        for part in self._shared:
            alone = side_with(slug, old, new.common, part, self._as_of)
            without = side_with(slug, new, old.common, part, self._as_of)
            rule = (new, old) if part == "framework" else (old, new)
            moves = outcome(alone, rule[0].framework) != outcome(before, old.framework)
            if moves or outcome(without, rule[1].framework) != outcome(after, new.framework):
                yield part

    def _moved(self, before: Side, after: Side) -> Iterator[Moved]:
        was = {each.rating.id: each for each in before.ratings}
        now = {each.rating.id: each for each in after.ratings}
        for name in dict.fromkeys((*was, *now)):
            old, new = was.get(name), now.get(name)
            if told(old, self._before.framework) == told(new, self._after.framework):
                continue
            had, has = _confirmed(old, new), _confirmed(new, old)
            yield Moved(
                indicator=name,
                before=old,
                after=new,
                gained=self._after.framework.indicators[name].in_order(has - had) if new else (),
                lost=self._before.framework.indicators[name].in_order(had - has) if old else (),
            )

    def _reviews(
        self, slug: str, was: Rating | None, now: Rating | None, edited: frozenset[str]
    ) -> Iterator[ReviewChange]:
        if was is None and now is None:
            return
        before, after = _standings(was), _standings(now)
        old, new = ({each.path: each for each in _reviews_of(slug, library)} for library in self._sides)
        for path in sorted({*old, *new}):
            # On a side where the item has no rating, nothing is told but that the file was there or not.
            there = [path in library.files for library in self._sides]
            stood = before.get(path) or (after.get(path, "absent") if there[0] else "absent")
            stands = after.get(path) or (stood if there[1] else "absent")
            if stood == stands and path not in edited:
                continue
            review = new.get(path) or old[path]
            role = self._role(review, self._after) or self._role(review, self._before)
            yield ReviewChange(review.reviewer, role, path, stood, stands, path in edited, review.digest)

    @staticmethod
    def _role(review: ReviewFacts, library: Library) -> str | None:
        if review.reviewer not in library.register:
            return None
        entries = entries_in_force(library.register, review.reviewer, review.date)
        return acting_role(entries[0], library.framework) if entries else None

    def _noted(self, slug: str) -> Iterator[Noted]:
        old, new = (library.case(slug).changes if slug in library.dossiers else () for library in self._sides)
        for change in (Counter(new) - Counter(old)).elements():
            note = shown(self._hide(" ".join(change.note.split())), LONGEST_NOTE)
            yield Noted(change.type, change.date, note, change.superseded_by)


def _confirmed(side: IndicatorExplanation | None, other: IndicatorExplanation | None) -> frozenset[str]:
    """What is confirmed on a side; nothing where it cannot be compared with the other."""
    if side is None or other is None or side.rating.confirmed is None or other.rating.confirmed is None:
        return frozenset()
    return side.rating.confirmed


def _reviews_of(slug: str, library: Library) -> Sequence[ReviewFacts]:
    return library.dossiers[slug].reviews if slug in library.dossiers else ()


def _standings(rating: Rating | None) -> dict[str, Standing]:
    """Whether each review counts, or why not, by its file."""
    if rating is None:
        return {}
    counts: dict[str, Standing] = {each.review.path: "counts" for each in rating.counting}
    return {**counts, **{each.file: each.reason for each in rating.not_counting}}


def _moderations(
    old: tuple[Side, Rating | None], new: tuple[Side, Rating | None], edited: frozenset[str]
) -> Iterator[ModerationChange]:
    before, after = (_by_file(rating) for _, rating in (old, new))
    for key in sorted({*before, *after}):
        was, now = before.get(key), after.get(key)
        stood, stands = _effect(was), _effect(now)
        if stood == stands and key[0] not in edited:
            continue
        record = now or was
        if record is None:
            continue
        complete = new[0].complete and (now is not None or old[0].complete)
        yield ModerationChange(
            record.indicator,
            record.moderator,
            record.file,
            stood,
            stands,
            key[0] in edited,
            record.bar if complete else None,
        )


def _by_file(rating: Rating | None) -> dict[tuple[str, str], Moderated]:
    return {(each.file, each.indicator): each for each in rating.moderations} if rating else {}


def _effect(record: Moderated | None) -> Effect:
    if record is None:
        return "absent"
    return record.reason or "counts"
