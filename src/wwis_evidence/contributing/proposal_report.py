"""A proposed panel, for people and for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.reports.text import counted
from wwis_evidence.reports.wording import role_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.contributing.assigning import Candidate, Proposal


def proposal_report(proposal: Proposal) -> Iterator[str]:
    """Lines for people: the panel, and why everybody else is not on it."""
    if proposal.lacking:
        yield f"No panel for {proposal.slug}: {proposal.lacking}."
    else:
        yield f"Panel for {proposal.slug}:"
    for member in proposal.members:
        yield f"  {member.reviewer}  {_told(member)}"
    if proposal.excluded:
        yield "Cannot be asked:"
    for reviewer, why in proposal.excluded:
        yield f"  {reviewer}  {why.words}"
    if proposal.not_needed:
        yield "Could be asked, and is not needed:"
    for candidate in proposal.not_needed:
        yield f"  {candidate.reviewer}  {_told(candidate)}"


def proposal_json(proposal: Proposal, day: date, seed: int) -> dict[str, Any]:
    """The same for tools."""
    return {
        "schema": 1,
        "slug": proposal.slug,
        "as_of": day.isoformat(),
        "seed": seed,
        "panel": [_plain(member) for member in proposal.members],
        "lacking": proposal.lacking or None,
        "excluded": [
            {"reviewer": reviewer, "reason": why.reason, "words": why.words}
            for reviewer, why in proposal.excluded
        ],
        "not_needed": [_plain(candidate) for candidate in proposal.not_needed],
    }


def _told(candidate: Candidate) -> str:
    parts = [role_in_words(candidate.role)]
    if candidate.regions:
        parts.append(", ".join(sorted(candidate.regions)))
    parts.append(
        "has reviewed it already"
        if candidate.reviewed
        else f"{counted(candidate.asked, 'other case waits', 'other cases wait')} for them"
        if candidate.asked
        else "no other case waits for them"
    )
    if candidate.moderates:
        parts.append("a moderator, kept free to moderate")
    return "; ".join(parts)


def _plain(candidate: Candidate) -> dict[str, Any]:
    return {
        "reviewer": candidate.reviewer,
        "role": candidate.role,
        "regions": sorted(candidate.regions),
        "waiting_for_them": candidate.asked,
        "has_reviewed": candidate.reviewed,
        "moderator": candidate.moderates,
    }
