"""Which reviews count, and why the others do not: the first reason that applies, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, Register, RegisterFacts, ReviewFacts

Reason = Literal[
    "invalid",
    "superseded",
    "stale",
    "other-framework",
    "not-on-register",
    "not-active",
    "conflict",
    "interest",
    "not-on-panel",
    "set-aside",
]


@dataclass(frozen=True, slots=True)
class CountingReview:
    """A review that counts, and the role its reviewer acts in.

    Attributes:
        review: The review.
        role: The role, as in the register of reviewers.
    """

    review: ReviewFacts
    role: str


@dataclass(frozen=True, slots=True)
class NotCounting:
    """A review that does not count, and the first reason that applies.

    Attributes:
        reviewer: Whose it is: an id of the register.
        file: Its file, from the library's folder.
        reason: Why it does not count.
    """

    reviewer: str
    file: str
    reason: Reason


def counting_reviews(
    dossier: Dossier, framework: Framework, register: Register
) -> tuple[tuple[CountingReview, ...], tuple[NotCounting, ...]]:
    """Sort the reviews of a case into those that count and those that do not, each by reviewer."""
    valid = [review for review in dossier.reviews if review.valid]
    newest: dict[str, ReviewFacts] = {}
    newest_current: dict[str, ReviewFacts] = {}
    for review in sorted(valid, key=lambda r: r.age_key):
        newest[review.reviewer] = review
        if review.digest == dossier.case.digest:
            newest_current[review.reviewer] = review
    counting: list[CountingReview] = []
    others: list[NotCounting] = []
    for review in sorted(dossier.reviews, key=lambda r: (r.reviewer, r.age_key)):
        reason: Reason | None
        if not review.valid:
            reason = "invalid"
        elif review is newest_current.get(review.reviewer):
            reason = _reason(review, dossier, framework, register)
        else:
            reason = "stale" if review is newest[review.reviewer] else "superseded"
        if reason is None:
            entry = entries_in_force(register, review.reviewer, review.date)[0]
            counting.append(CountingReview(review, acting_role(entry, framework)))
        else:
            others.append(NotCounting(review.reviewer, review.path, reason))
    return tuple(counting), tuple(others)


def _reason(  # noqa: PLR0911 - one return a reason, in the rule's order
    review: ReviewFacts, dossier: Dossier, framework: Framework, register: Register
) -> Reason | None:
    """Why a current review does not count, tried in the order that the framework text gives."""
    if not framework.accepts_review_under(review.framework):
        return "other-framework"
    if review.reviewer not in register:
        return "not-on-register"
    entries = entries_in_force(register, review.reviewer, review.date)
    if not entries:
        return "not-active"
    if in_conflict(review.reviewer, entries, dossier):
        return "conflict"
    if review.interest is not None and not _may_review(review, framework, register):
        return "interest"
    if dossier.panel and review.reviewer not in dossier.panel.members:
        return "not-on-panel"
    return "set-aside" if review.reviewer in dossier.set_aside else None


def _may_review(review: ReviewFacts, framework: Framework, register: Register) -> bool:
    """A moderator, not the reviewer, has ruled that the interest does not matter."""
    ruled_by = review.ruled_by
    if review.interest != "may-review" or ruled_by is None or ruled_by == review.reviewer:
        return False
    return any(framework.panel.moderator_role in entry.roles for entry in register.get(ruled_by, ()))


def entries_in_force(register: Register, reviewer: str, day: str) -> list[RegisterFacts]:
    """The entries of someone on the register that hold on a day."""
    return [entry for entry in register[reviewer] if entry.in_force(day)]


def acting_role(entry: RegisterFacts, framework: Framework) -> str:
    """The role that a reviewer acts in: the first on the entry other than moderator."""
    moderator = framework.panel.moderator_role
    return next((role for role in entry.roles if role != moderator), moderator)


def in_conflict(person: str, entries: list[RegisterFacts], dossier: Dossier) -> bool:
    """Whether someone submitted the case, or shares an area or organisation with its conflict set."""
    return person in dossier.case.submitters or any(entry.keys & dossier.case.keys for entry in entries)
