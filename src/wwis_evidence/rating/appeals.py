"""Appeals: which reviewers one sets aside, and who may not decide it because they took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wwis_evidence.rating.counting import entries_in_force, in_conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, Register
    from wwis_evidence.records import Appeal

Part = Literal["reviewed this case", "moderated this case", "has a tie to those whose work it is"]


def set_aside(
    appeals: Iterable[Appeal], dossier: Dossier, framework: Framework, register: Register
) -> frozenset[str]:
    """Reviewers whose reviews upheld appeals take out, where a moderator decided who took no part."""
    found: set[str] = set()
    for appeal in appeals:
        decider = appeal.decided_by
        if appeal.outcome != "upheld" or decider is None:
            continue
        moderates = any(framework.panel.moderator_role in entry.roles for entry in register.get(decider, ()))
        if moderates and took_part(decider, appeal.date, dossier, register) is None:
            found.update(appeal.sets_aside)
    return frozenset(found)


def took_part(person: str, day: str, dossier: Dossier, register: Register) -> Part | None:
    """What part somebody has in a case that keeps them from deciding an appeal about it; None where none.

    Args:
        person: Their id.
        day: The day of the appeal (ISO text), for the ties that they had then.
        dossier: All that stands on file for the case.
        register: Who may review, by id.
    """
    if any(review.reviewer == person for review in dossier.reviews):
        return "reviewed this case"
    if any(record.moderator == person for record in dossier.moderations):
        return "moderated this case"
    entries = entries_in_force(register, person, day) if person in register else []
    return "has a tie to those whose work it is" if in_conflict(person, entries, dossier) else None
