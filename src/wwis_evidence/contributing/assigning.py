"""Who is to be asked to review a case: a panel from the register, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from math import log
from typing import TYPE_CHECKING

from wwis_evidence.contributing.eligible import Excluded, excluded, role_on, ties
from wwis_evidence.documents import emit
from wwis_evidence.rating.counting import counting_reviews
from wwis_evidence.records import Panel, key_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.rating.counting import CountingReview
    from wwis_evidence.rating.facts import Dossier


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked.

    Attributes:
        reviewer: Their id.
        role: The role they act in.
        regions: Regions of England that their areas lie in, where known.
        asked: Cases of other panels that still wait for their review.
        reviews: Cases that they have reviewed.
        moderates: Whether they are a moderator, who is better kept free to moderate.
        reviewed: Whether a review of this case by them counts already.
    """

    reviewer: str
    role: str
    regions: frozenset[str]
    asked: int
    reviews: int
    moderates: bool
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A panel, and why everybody else on the register is not on it.

    Attributes:
        slug: The case.
        members: The panel, by id; empty where none can be made.
        lacking: Why none can be made, in words; empty where there is one.
        excluded: Who could not be asked, and why, by id.
        not_needed: Who could have been asked, by id.
    """

    slug: str
    members: tuple[Candidate, ...]
    lacking: str
    excluded: tuple[tuple[str, Excluded], ...]
    not_needed: tuple[Candidate, ...]


def propose(slug: str, library: Library, day: date, seed: int, size: int) -> Proposal:
    """Propose a panel for a case.

    Whoever has reviewed the present evidence already is on it, so that nobody's scores can be dropped by
    fixing the panel afterwards. Somebody with lived experience comes next, where nobody is there yet. Then
    those who are waited for least, from regions and roles that the panel has not. Among equals the seed draws
    lots, in which whoever has reviewed more is less likely to be drawn.

    Args:
        slug: The case.
        library: The library.
        day: The day on which they are asked.
        seed: Any number; the same one gives the same panel from the same library.
        size: How many to ask.
    """
    dossier = library.dossiers[slug]
    asked, reviews = _load(library)
    moderators = library.framework.panel.moderator_role
    already = {counting.review.reviewer for counting in _counting(dossier, library)}
    out: list[tuple[str, Excluded]] = []
    pool: list[Candidate] = []
    for reviewer in sorted(library.register):
        found = excluded(reviewer, day, dossier, library)
        if found and reviewer not in already:
            out.append((reviewer, found))
            continue
        entries = library.register[reviewer]
        pool.append(
            Candidate(
                reviewer=reviewer,
                role=role_on(reviewer, day.isoformat(), library),
                regions=_regions(reviewer, day, library),
                asked=asked[reviewer],
                reviews=reviews[reviewer],
                moderates=any(moderators in entry.roles for entry in entries),
                reviewed=reviewer in already,
            )
        )
    members = _chosen(pool, library.framework.panel.include_one_of, f"{seed} {slug}", size)
    lacking = _lacking(members, library.framework.panel.include_one_of, size)
    if lacking:
        members = ()
    left = tuple(candidate for candidate in pool if candidate not in members)
    return Proposal(slug, members, lacking, tuple(out), left)


def panel_record(proposal: Proposal, day: date, seed: int) -> bytes:
    """The panel's record, in canonical layout."""
    data = {
        "schema": 1,
        "kind": "panel",
        "date": day.isoformat(),
        "reviewers": [member.reviewer for member in proposal.members],
        "note": f"Proposed from the register with seed {seed}.",
    }
    return emit(data, key_order(Panel))


def _counting(dossier: Dossier, library: Library) -> Sequence[CountingReview]:
    return counting_reviews(dossier, library.framework, library.register)[0]


def _load(library: Library) -> tuple[Counter[str], Counter[str]]:
    """How many cases wait for each reviewer, and how many each has reviewed."""
    asked: Counter[str] = Counter()
    reviews: Counter[str] = Counter()
    for dossier in library.dossiers.values():
        reviews.update({review.reviewer for review in dossier.reviews})
        if dossier.panel and not dossier.case.ended:
            done = {counting.review.reviewer for counting in _counting(dossier, library)}
            asked.update(dossier.panel.members - dossier.panel.absent - done)
    return asked, reviews


def _regions(reviewer: str, day: date, library: Library) -> frozenset[str]:
    """Where somebody's areas lie; a fictional area is its own region."""
    found = (library.areas.resolve(name) for name in ties(reviewer, day, library))
    return frozenset(area.region or area.name for area in found if area)


def _chosen(pool: Sequence[Candidate], lived: Sequence[str], seed: str, size: int) -> tuple[Candidate, ...]:
    chosen = [candidate for candidate in pool if candidate.reviewed]

    def rank(candidate: Candidate) -> tuple[bool, int, bool, bool, float]:
        taken = {region for member in chosen for region in member.regions}
        return (
            candidate.moderates,
            candidate.asked,
            bool(candidate.regions & taken),
            candidate.role in {member.role for member in chosen},
            _lot(candidate, seed),
        )

    def take(among: Sequence[Candidate]) -> None:
        free = [candidate for candidate in among if candidate not in chosen]
        if free:
            chosen.append(min(free, key=rank))

    if lived and not any(member.role in lived for member in chosen):
        take([candidate for candidate in pool if candidate.role in lived])
    for _ in range(size - len(chosen)):
        take(pool)
    return tuple(sorted(chosen, key=lambda member: member.reviewer))


def _lot(candidate: Candidate, seed: str) -> float:
    """A lot that depends on nobody else: the lowest is drawn, and more reviews make it higher."""
    drawn = int.from_bytes(sha256(f"{seed} {candidate.reviewer}".encode()).digest()[:6])
    return -log((drawn + 1) / 2**48) * (1 + candidate.reviews)


def _lacking(members: Sequence[Candidate], lived: Sequence[str], size: int) -> str:
    if lived and not any(member.role in lived for member in members):
        return "nobody with lived experience can be asked"
    if len(members) < size:
        return f"only {len(members)} can be asked, and {size} are wanted"
    return ""
