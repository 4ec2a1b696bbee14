"""What a rating is: its status, who counts, each indicator's bar, and all that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.rating.counting import CountingReview, NotCounting
    from wwis_evidence.rating.moderation import Moderated
    from wwis_evidence.rating.status import Status

CeilingState = Literal["computed", "none-confirmed", "unknown", "not-rated"]
DecidedBy = Literal["ceiling", "panel", "moderation", "both", "published"]
NoBar = Literal["awaiting-reviewers", "in-moderation", "not-evidenced", "draft", "withdrawn", "superseded"]
Basis = Literal["own-panel", "published-panel", "none"]


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """What a reviewer acting in a role found on a criterion, and the evidence it rests on.

    Attributes:
        role: The role, as in the register of reviewers.
        finding: The finding, as in the framework.
        cites: Ids of evidence items of the case.
    """

    role: str
    finding: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion: what the reviewers found and whether it is confirmed.

    A criterion can be confirmed because another one implies it, or, where dates decide, because reviewers did
    not contest them.

    Attributes:
        id: The criterion in the framework.
        findings: What each reviewer found.
        consensus: What they found taken together, a value of the framework's scale; None where dates decide.
        confirmed: Whether it counts as met.
    """

    id: str
    findings: tuple[RoleFinding, ...]
    consensus: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class IndicatorRating:
    """One indicator's rating and all that made it. Bars are positions, 0 for the lowest; None for no bar.

    Attributes:
        id: The indicator in the framework.
        bar: The rating: the lower of what the facts allow and what was judged.
        no_bar: Why there is no rating.
        ceiling: The highest bar that the confirmed facts allow.
        ceiling_state: Whether the ceiling could be worked out.
        panel: The middle view of the reviewers.
        moderated: The bar that a moderator settled on, where one had to.
        decided_by: Which of these decided.
        confirmed: Criteria that are confirmed; None where nothing was rated.
        stated_count: How many criteria a published outcome counts without naming them all.
        lowest: The lowest bar that a reviewer gave.
        highest: The highest bar that a reviewer gave.
        lived_experience_differs: Criteria that the panel found met and no reviewer with lived experience did.
        criteria: What was found on each criterion.
    """

    id: str
    bar: int | None = None
    no_bar: NoBar | None = None
    ceiling: int | None = None
    ceiling_state: CeilingState = "not-rated"
    panel: int | None = None
    moderated: int | None = None
    decided_by: DecidedBy | None = None
    confirmed: frozenset[str] | None = None
    stated_count: int | None = None
    lowest: int | None = None
    highest: int | None = None
    lived_experience_differs: tuple[str, ...] | None = None
    criteria: tuple[CriterionResult, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether the bar waits for moderation."""
        return self.no_bar == "in-moderation"

    @property
    def judged(self) -> int | None:
        """The moderated bar if there is one, else the panel's."""
        return self.panel if self.moderated is None else self.moderated

    @property
    def worked_out(self) -> int | None:
        """The lower of ceiling and judgement, also where the bar itself is withheld."""
        if self.ceiling is None or self.judged is None:
            return None
        return min(self.ceiling, self.judged)


@dataclass(frozen=True, slots=True)
class Rating:
    """A case's rating: status, basis, who counts, and each indicator.

    Attributes:
        slug: The case: its file's name without ``.yaml``.
        kind: Whether it is a case study or a research report.
        status: Where it stands: vetted, due for review, waiting for reviewers, in moderation, or ended.
        basis: Whether this library's own panel rated it, or a publisher's printed outcome stands.
        digest: Names the evidence as it stands; a review of other evidence does not count.
        text_digest: Names the wording, which may change without a new review.
        counting: The reviews that count.
        not_counting: The others, each with the first reason that applies.
        moderations: Moderation records, and why any does not count.
        indicators: The rating on each indicator, in the framework's order.
        panel_fixed_in_advance: Whether it was settled beforehand who would review.
        due: The day from which it is due for review; None where nothing falls due.
    """

    slug: str
    kind: str
    status: Status
    basis: Basis
    digest: str
    text_digest: str
    counting: tuple[CountingReview, ...]
    not_counting: tuple[NotCounting, ...]
    moderations: tuple[Moderated, ...]
    indicators: tuple[IndicatorRating, ...]
    panel_fixed_in_advance: bool
    due: date | None

    @property
    def public(self) -> bool:
        """Whether the item belongs in the public library."""
        return self.status in {"vetted", "review-due"}
