"""A case's status, and the day on which it is due for review."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.rating.facts import CaseFacts

Status = Literal[
    "withdrawn", "superseded", "draft", "awaiting-reviewers", "in-moderation", "review-due", "vetted"
]


def ended_or_draft(case: CaseFacts) -> Literal["withdrawn", "superseded", "draft"] | None:
    """The statuses that reviews have no part in."""
    return case.ended or ("draft" if case.draft else None)


def due_date(
    review_by: date | None, review_dates: Sequence[str], newest: int, period_months: int
) -> date | None:
    """The day from which a case is due for review.

    Args:
        review_by: The case's own day, if it names one.
        review_dates: ISO dates of the counting reviews.
        newest: How many of the newest reviews the period is counted from (the oldest of these).
        period_months: Months after which reviews are due again.
    """
    days = [] if review_by is None else [review_by]
    if review_dates:
        oldest = sorted(review_dates, reverse=True)[:newest][-1]
        days.append(months_after(date.fromisoformat(oldest), period_months))
    return min(days, default=None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
