"""What a change of a library does, as values: no score, bar or rating of an incomplete panel is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    from datetime import date

    from wwis_evidence.checks.excuses import Excuse
    from wwis_evidence.findings import Finding
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.history import FileChange
    from wwis_evidence.rating.counting import Reason
    from wwis_evidence.rating.explain import IndicatorExplanation
    from wwis_evidence.rating.moderation import ModerationReason
    from wwis_evidence.rating.result import Basis
    from wwis_evidence.rating.status import Status

Unrated = Literal["absent", "unreadable", "framework-unusable"]
Shared = Literal["register", "framework", "settings"]
Standing = Union[Literal["absent", "counts"], "Reason"]
"""What a review does on one side: it counts, it is not there, or it is there and does not count."""
Effect = Union[Literal["absent", "counts"], "ModerationReason"]
"""The same of a moderation."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Somebody whose review counts, and the role in which they act."""

    reviewer: str
    role: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What is missing before an item can be vetted.

    Attributes:
        reviews: How many more reviews have to count.
        one_of: Roles of which at least one has to be among them; empty where that is so already.
        waiting_for: Members of the panel who were asked and have no review that counts.
        moderation: Indicators on which reviewers are too far apart.
    """

    reviews: int
    one_of: tuple[str, ...]
    waiting_for: tuple[str, ...]
    moderation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An item before or after the change.

    Attributes:
        unrated: Why there is no status; None where there is one.
        status: Its status on the day that was asked for.
        basis: What its rating rests on.
        complete: Whether its own panel is complete.
        digest: Names its evidence; empty where its file cannot be read.
        text_digest: Names its words; empty likewise.
        counting: Whose reviews count, by id.
        due: When it is due for review.
        ratings: Both ratings by indicator, where they are public; else empty. While a panel is not complete
            after the change, those before it are the bars and nothing else.
        needs: What is still needed; None where nothing is.
    """

    unrated: Unrated | None
    status: Status | None = None
    basis: Basis = "none"
    complete: bool = False
    digest: str = ""
    text_digest: str = ""
    counting: tuple[Counting, ...] = ()
    due: date | None = None
    ratings: tuple[IndicatorExplanation, ...] = ()
    needs: Needs | None = None


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A review that came, went, was edited, or counts where it did not or the other way about.

    Attributes:
        role: The role in which the reviewer acts; None where the register does not tell.
        before: What it did before.
        after: What it does now.
        edited: Whether its file was there before and holds something else now.
        digest: The evidence that it was made of, as it says itself; empty where it cannot be read.
    """

    reviewer: str
    role: str | None
    file: str
    before: Standing
    after: Standing
    edited: bool
    digest: str


@dataclass(frozen=True, slots=True)
class ModerationChange:
    """The same for a moderation and one indicator; its bar is None unless the panel is complete."""

    indicator: str
    moderator: str
    file: str
    before: Effect
    after: Effect
    edited: bool
    bar: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A rating that moves; None on a side where there is none that is public.

    Attributes:
        gained: Criteria that come to be confirmed; empty unless both sides have a rating.
        lost: Criteria that cease to be.
    """

    indicator: str
    before: IndicatorExplanation | None
    after: IndicatorExplanation | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A change that the case study's file now tells of, for example that it is withdrawn, and why."""

    type: str
    date: str
    note: str
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What a change does to one item.

    Attributes:
        causes: What all items rest on that changed, and without which this item would be as it was, or
            would be otherwise now.
    """

    slug: str
    before: Side
    after: Side
    files: tuple[FileChange, ...]
    moved: tuple[Moved, ...]
    reviews: tuple[ReviewChange, ...]
    moderations: tuple[ModerationChange, ...]
    noted: tuple[Noted, ...]
    causes: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """Somebody whose entries on the register came, went or changed."""

    reviewer: str
    change: Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """How much was found in a file of an incomplete panel: what it is could tell somebody's scores."""

    path: str
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class FindingsChange:
    """Findings that one side has and the other has not, told apart by fingerprint and not by line."""

    told: tuple[tuple[str, Finding], ...]
    withheld: tuple[Withheld, ...]

    @property
    def number(self) -> int:
        """How many there are, whether told or not."""
        return len(self.told) + sum(each.errors + each.warnings for each in self.withheld)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of a library does.

    Attributes:
        as_of: The day for which both sides were asked, so that time alone changes nothing.
        frameworks: The rule before and after.
        framework_changed: Whether it is another one, or became usable or unusable.
        files: Files that came, went or hold something else, by path.
        items: Every item that is not as it was, by slug.
        register: Changes of the register, by id.
        new: Findings that were not there before.
        gone: Findings that are there no more, and are not merely excused.
        exceptions: Exceptions that were added, or that say something else now.
    """

    as_of: date
    frameworks: tuple[Framework, Framework]
    framework_changed: bool
    files: tuple[FileChange, ...]
    items: tuple[ItemChange, ...]
    register: tuple[RegisterChange, ...]
    new: FindingsChange
    gone: FindingsChange
    exceptions: tuple[Excuse, ...]

    @property
    def nothing(self) -> bool:
        """Whether both sides are the same in all that a summary tells."""
        found = self.new.number + self.gone.number
        return not (
            self.files or self.items or self.register or self.exceptions or found or self.framework_changed
        )
