"""Everyone who is named is on the register, and its entries can be understood.

Codes ``unknown-reviewer``, ``not-a-moderator``, ``own-ruling``, ``reserved-id``, ``overlapping-entries``,
``unknown-area``, ``unknown-word`` and ``dates-reversed``.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.areas import own_areas_known, unknown_area
from wwis_evidence.checks.rules.known_words import unknown_word
from wwis_evidence.findings import Path, Problem
from wwis_evidence.places import RESERVED
from wwis_evidence.records import Appeal, Moderation, Panel, Review, ReviewerRegister
from wwis_evidence.records.base import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common
    from wwis_evidence.files import File
    from wwis_evidence.records.register import RegisterEntry

REGISTER = "reviews/reviewers.yaml"


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """People who are named in any record of a case but are not on the register, or lack the role."""
    register_file = common.files.get(REGISTER)
    register_known = register_file is None or not register_file.problems
    for path, file in folder.files.items():
        for field, person, must_moderate in _named(file):
            if person not in common.register:
                if not register_known:  # whoever is named may stand in the part that could not be read
                    continue
                values = {"found": person, "near": _near(person, common)}
                yield path, Problem("unknown-reviewer", field, values=values)
            elif must_moderate and not moderates(person, common):
                yield path, Problem("not-a-moderator", field, values={"found": person})
        record = file.record
        if isinstance(record, Review) and record.interests.by == record.reviewer:
            yield path, Problem("own-ruling", ("interests", "by"), values={"found": record.reviewer})


def _named(file: File) -> Iterator[tuple[Path, str, bool]]:
    """Where a person is named, who, and whether only a moderator may stand there."""
    match file.record:
        case Review() as review:
            yield ("reviewer",), review.reviewer, False
            if review.interests.by:
                yield ("interests", "by"), review.interests.by, True
        case Moderation() as moderation:
            # Whether the moderator may settle this case is told with the reasons for not counting.
            yield ("moderator",), moderation.moderator, False
        case Panel() as panel:
            yield from ((("reviewers", i), person, False) for i, person in enumerate(panel.reviewers))
            for index, absence in enumerate(panel.absent):
                yield ("absent", index, "reviewer"), absence.reviewer, False
        case Appeal() as appeal:
            yield from ((("sets_aside", i), person, False) for i, person in enumerate(appeal.sets_aside))
            if appeal.decided_by:
                yield ("decided_by",), appeal.decided_by, True


def _near(person: str, common: Common) -> str:
    """The id that was meant, where that is plain: other letters apart, R30 is no slip for R03."""
    same = [known for known in common.register if known.casefold() == person.casefold()]
    return (same or get_close_matches(person, common.register, n=1, cutoff=0.8) or [""])[0]


def moderates(person: str, common: Common) -> bool:
    """Whether somebody is or was a moderator, by the register."""
    role = common.framework.panel.moderator_role
    return any(role in entry.roles for entry in common.register.get(person, ()))


def check_register(file: File, common: Common) -> Iterator[Problem]:
    """Register entries with an unknown role or area, or a period that ends before it begins."""
    record = file.record
    roles = common.vocabulary.terms("roles")
    if not isinstance(record, ReviewerRegister):
        return
    for index, entry in enumerate(record.reviewers):
        here: Path = ("reviewers", index)
        if entry.id in RESERVED:
            yield Problem("reserved-id", (*here, "id"), values={"id": entry.id})
        if any(_overlap(entry, earlier) for earlier in record.reviewers[:index]):
            yield Problem("overlapping-entries", (*here, "active_from"), values={"id": entry.id})
        for at, role in enumerate(entry.roles):
            if role not in roles and common.vocabulary_usable:
                yield unknown_word((*here, "roles", at), role, roles)
        for at, name in enumerate(entry.areas):
            if common.areas.resolve(name) is None and own_areas_known(common):
                yield unknown_area((*here, "areas", at), name, common)
        if entry.active_to and last_day(entry.active_to) < first_day(entry.active_from):
            values = {"first": entry.active_from, "last": entry.active_to}
            yield Problem("dates-reversed", (*here, "active_to"), values=values)


def _overlap(one: RegisterEntry, other: RegisterEntry) -> bool:
    """Whether two entries of one person hold on the same day; months that only touch are let pass."""
    if one.id != other.id:
        return False
    ends = [first_day(entry.active_to) if entry.active_to else date.max for entry in (one, other)]
    return max(last_day(one.active_from), last_day(other.active_from)) < min(ends)
