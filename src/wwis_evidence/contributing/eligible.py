"""Whether a case is open to reviews, and whether somebody may review it: if not, why, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wwis_evidence.files import usable
from wwis_evidence.rating.counting import acting_role, entries_in_force, in_conflict
from wwis_evidence.rating.evidence import own_names
from wwis_evidence.records import ReviewerRegister
from wwis_evidence.records.base import NOT_STATED, first_day, last_day

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier

Bar = Literal["not-on-register", "not-active", "conflict", "set-aside", "sits-out", "not-on-panel", "absent"]


@dataclass(frozen=True, slots=True)
class Excluded:
    """Why somebody may not review a case: the reason's name, and the reason in words."""

    reason: Bar
    words: str


def not_open(dossier: Dossier, library: Library) -> str | None:
    """Why a case is not open to reviews; None where it is."""
    case = dossier.case
    if any(case.kind not in indicator.kinds for indicator in library.framework.indicators.values()):
        return f"{case.slug} is a {case.kind.replace('-', ' ')}, which is not reviewed here"
    if case.ended:
        return f"{case.slug} was {case.ended}, so it is no longer reviewed"
    if case.draft:
        return f"{case.slug} is still a draft; it can be reviewed once its author takes away 'draft: true'"
    return None


def excluded(reviewer: str, day: date, dossier: Dossier, library: Library) -> Excluded | None:
    """Why somebody cannot be asked to review a case on a day; None where they can."""
    today, case, register = day.isoformat(), dossier.case, library.register
    if reviewer not in register:
        return Excluded("not-on-register", "is not on the register of reviewers")
    entries = entries_in_force(register, reviewer, today)
    if not entries:
        return Excluded("not-active", f"is on the register, but not for {today}")
    if in_conflict(reviewer, entries, dossier):
        return Excluded("conflict", f"has a conflict: {_conflict(reviewer, day, dossier, library)}")
    if reviewer in dossier.set_aside:
        return Excluded("set-aside", "reviewed it before and was set aside after an appeal")
    newest = max(
        (r for r in dossier.reviews if r.reviewer == reviewer), key=lambda r: r.age_key, default=None
    )
    if newest and newest.digest == case.digest and newest.interest == "sits-out":
        return Excluded("sits-out", "sits out, as a moderator ruled on a declared interest")
    return None


def may_not_review(reviewer: str, day: date, dossier: Dossier, library: Library) -> Excluded | None:
    """Why a review by somebody, made on a day, could not count; None where it could."""
    found = excluded(reviewer, day, dossier, library)
    panel = dossier.panel
    if found or panel is None:
        return found
    if reviewer not in panel.members:
        return Excluded("not-on-panel", "was not asked: the panel was fixed without this reviewer")
    if reviewer in panel.absent:
        return Excluded("absent", "is noted as absent in the panel's record")
    return None


def role_on(reviewer: str, day: str, library: Library) -> str:
    """The role that somebody acts in on a day; the newest known one outside their periods, or empty."""
    entries = library.register.get(reviewer, ())
    in_force = [entry for entry in entries if entry.in_force(day)] or list(entries[-1:])
    return acting_role(in_force[0], library.framework) if in_force else ""


def ties(reviewer: str, day: date, library: Library) -> tuple[str, ...]:
    """Areas and organisations of somebody's register entries in force on a day, as they are written there."""
    record = usable(library.common.files.get("reviews/reviewers.yaml"), ReviewerRegister)
    return tuple(
        name
        for entry in (record.reviewers if record else ())
        if entry.id == reviewer
        and first_day(entry.active_from) <= day
        and (entry.active_to is None or day <= last_day(entry.active_to))
        for name in (*entry.areas, *entry.organisations)
    )


def _conflict(reviewer: str, day: date, dossier: Dossier, library: Library) -> str:
    """Which tie makes the conflict, in words."""
    if reviewer in dossier.case.submitters:
        return "this reviewer submitted the case"
    case, keys = library.case(dossier.case.slug), library.areas.keys
    others = (*(item.by for item in case.evaluation), *(item.where for item in case.replication))
    names = dict.fromkeys((*own_names(case), *(name for name in others if name != NOT_STATED)))
    for tie in ties(reviewer, day, library):
        for name in names:
            if keys(tie) & keys(name):
                same = tie if tie == name else f"{tie} (the case: {name})"
                return f"both have to do with {same}"
    return "both name the same area or organisation"
