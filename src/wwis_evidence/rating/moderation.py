"""Moderation: which record, if any, settles a bar on which reviewers were far apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from wwis_evidence.rating.counting import entries_in_force, in_conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.counting import CountingReview
    from wwis_evidence.rating.facts import Dossier, ModerationFacts, Register

ModerationReason = Literal[
    "invalid",
    "stale",
    "no-panel",
    "before-a-review",
    "not-on-register",
    "not-a-moderator",
    "conflict",
    "reviewed-this-case",
    "no-spread",
    "outside-range",
    "superseded",
]


@dataclass(frozen=True, slots=True)
class Moderated:
    """What one moderation record does for one indicator.

    Attributes:
        indicator: The indicator in the framework.
        moderator: Whose record it is: an id of the register.
        file: Its file, from the library's folder.
        bar: The bar that it settles on.
        reason: Why it does not count; None where it does.
    """

    indicator: str
    moderator: str
    file: str
    bar: str
    reason: ModerationReason | None


class _OnFile(NamedTuple):
    """What a moderation record is judged against."""

    dossier: Dossier
    counting: Sequence[CountingReview]
    framework: Framework
    register: Register
    complete: bool


def moderations(
    dossier: Dossier,
    counting: Sequence[CountingReview],
    framework: Framework,
    register: Register,
    *,
    complete: bool,
) -> tuple[Moderated, ...]:
    """Every moderation record's effect, by indicator; at most one counts for each (the newest that may)."""
    on_file = _OnFile(dossier, counting, framework, register, complete)
    results: list[Moderated] = []
    settled: set[str] = set()
    for record in sorted(dossier.moderations, key=lambda m: (m.date, m.sequence), reverse=True):
        for name, bar in record.bars.items():
            reason = _reason(record, name, on_file)
            if reason is None and name in settled:
                reason = "superseded"
            if reason is None:
                settled.add(name)
            results.append(Moderated(name, record.moderator, record.path, bar, reason))
    return tuple(sorted(results, key=lambda result: (result.file, result.indicator)))


def _reason(  # noqa: PLR0911 - one return a reason
    record: ModerationFacts, name: str, on_file: _OnFile
) -> ModerationReason | None:
    """Why a record does not settle an indicator: for itself, then for its moderator, then for its bar."""
    dossier, counting, framework, _, complete = on_file
    bar = record.bars[name]
    if not record.valid or name not in framework.indicators or bar not in framework.bars:
        return "invalid"
    if record.digest != dossier.case.digest:
        return "stale"
    if not complete:
        # Said before anything of the bars: nothing of them is told until the panel is complete.
        return "no-panel"
    if any(record.date < review.review.date for review in counting):
        return "before-a-review"
    if reason := _moderator_reason(record, on_file):
        return reason
    places = [framework.position(review.review.bars[name]) for review in counting]
    if max(places) - min(places) < framework.panel.moderation_spread:
        return "no-spread"
    return None if min(places) <= framework.position(bar) <= max(places) else "outside-range"


def _moderator_reason(record: ModerationFacts, on_file: _OnFile) -> ModerationReason | None:
    """Why a person may not moderate a case on a day."""
    dossier, _, framework, register, _ = on_file
    if record.moderator not in register:
        return "not-on-register"
    entries = entries_in_force(register, record.moderator, record.date)
    if not any(framework.panel.moderator_role in entry.roles for entry in entries):
        return "not-a-moderator"
    if in_conflict(record.moderator, entries, dossier):
        return "conflict"
    reviewed = any(review.reviewer == record.moderator for review in dossier.reviews)
    return "reviewed-this-case" if reviewed else None
