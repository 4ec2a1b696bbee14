"""Reviews made under one framework as if they had been made under another.

What reviewers found and the bars they chose are carried over by name; nothing is scored anew. Whether the
cited evidence would suit the other framework is not asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, ModerationFacts, PublishedBar, ReviewFacts

_NOT_CARRIED = ""  # a reference that no framework has or accepts


@dataclass(frozen=True, slots=True)
class Bars:
    """How the bars of two frameworks correspond.

    Attributes:
        by: By name where both have the same bars, or where their numbers differ (then only the shared
            ones correspond); by position where the names differ and the numbers are equal.
        only_old: Bars of the first framework that the other lacks.
        only_new: Bars of the other that the first lacks.
        to_new: Bars of the first by name, each with the other's; those without a partner are left out.
    """

    by: Literal["name", "position"]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    to_new: Mapping[str, str]

    @classmethod
    def between(cls, old: Framework, new: Framework) -> Bars:
        """Match the bars of two frameworks."""
        only_old = tuple(bar for bar in old.bars if bar not in new.bars)
        only_new = tuple(bar for bar in new.bars if bar not in old.bars)
        if only_old and len(old.bars) == len(new.bars):
            return cls("position", only_old, only_new, {bar: new.bars[n] for n, bar in enumerate(old.bars)})
        return cls("name", only_old, only_new, {bar: bar for bar in old.bars if bar in new.bars})


def carry_over(dossier: Dossier, old: Framework, new: Framework, bars: Bars) -> Dossier | None:
    """A case's dossier as the other framework would have it; None where a bar has no partner there.

    Reviews that do not count under the first framework because they were made under another do not count
    here either.
    """
    reviews = tuple(_review(review, old, bars) for review in dossier.reviews)
    published = {
        name: _published(record, name, new, bars)
        for name, record in (dossier.published or {}).items()
        if name in new.indicators
    }
    if any(review is None for review in reviews) or any(record is None for record in published.values()):
        return None
    return replace(
        dossier,
        reviews=tuple(review for review in reviews if review),
        published={name: record for name, record in published.items() if record} or None,
        moderations=tuple(_moderation(record, bars) for record in dossier.moderations),
    )


def _review(review: ReviewFacts, old: Framework, bars: Bars) -> ReviewFacts | None:
    if not review.valid or not old.accepts_review_under(review.framework):
        return replace(review, framework=_NOT_CARRIED)
    if any(bar not in bars.to_new for bar in review.bars.values()):
        return None
    return replace(
        review,
        framework=None,  # made under the framework that rates
        bars={indicator: bars.to_new[bar] for indicator, bar in review.bars.items()},
    )


def _published(record: PublishedBar, indicator: str, new: Framework, bars: Bars) -> PublishedBar | None:
    if record.bar not in bars.to_new:
        return None
    confirmed = record.confirmed
    if confirmed is not None:
        confirmed = tuple(c for c in confirmed if c in new.indicators[indicator].scored)
    return replace(record, bar=bars.to_new[record.bar], confirmed=confirmed)


def _moderation(record: ModerationFacts, bars: Bars) -> ModerationFacts:
    # A bar without a partner settles nothing there; the record's other bars still may.
    partners = {name: bars.to_new[bar] for name, bar in record.bars.items() if bar in bars.to_new}
    return replace(record, bars=partners)
