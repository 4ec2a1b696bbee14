"""The page on which a library questions itself: how far its reviewers agree, and whose bars ask why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.render import page
from wwis_evidence.rating.agreement import LEAST_ITEMS, agreement, complete_panels
from wwis_evidence.rating.consistency import consistency
from wwis_evidence.reports.text import bar_in_words
from wwis_evidence.reports.wording import confirmed_in_words, criterion_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.rating.agreement import Agreement, IndicatorAgreement
    from wwis_evidence.rating.consistency import IndicatorConsistency

URL = "how-ratings-are-made/questions/"
MOST_PAIRS = 10  # shown of each indicator; the command gives all


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far reviewers of the public items agree.

    Panels in moderation stay out, since no score of theirs is shown yet. That makes agreement look better
    than it is, so how many were left out stands beside it.

    Attributes:
        panels: Public items whose panel is complete.
        left_out: Other items whose panel is complete.
        indicators: Agreement on each indicator, in the framework's order.
    """

    panels: int
    left_out: int
    indicators: tuple[IndicatorAgreement, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A row of a table of agreement; figures as text, empty where there is none."""

    title: str
    items: int
    paired: int
    missing: str
    same: str
    alpha: str
    ac2: str


@dataclass(frozen=True, slots=True)
class Question:
    """Why is the bar of ``lower`` lower, if what is ``confirmed`` of ``higher`` is confirmed there too?"""

    lower: Item
    lower_bar: str
    higher: Item
    higher_bar: str
    confirmed: str


def agreed(shown: Iterable[Item], library: Library) -> Agreed:
    """How far reviewers agree on the items of the public library.

    Args:
        shown: All items, whose complete panels are counted.
        library: The library.
    """
    shown = tuple(shown)
    public, others = (
        complete_panels(
            [
                (library.dossiers[item.slug], item.rating)
                for item in shown
                if (item.standing == "public") is standing
            ],
            library.framework,
        )
        for standing in (True, False)
    )
    return Agreed(len(public), len(others), agreement(public, library.framework))


def questions_page(shown: Sequence[Item], library: Library, found: Agreed) -> dict[str, bytes]:
    """The page: agreement in tables, and questions of consistency.

    Args:
        shown: All items; only those of the public library are compared.
        library: The library.
        found: How far reviewers agree.
    """
    framework = library.framework
    items = {item.slug: item for item in shown}
    parts = consistency((item.rating for item in shown), framework)
    indicators = framework.indicators
    return {
        f"{URL}index.md": page(
            "questions.md.j2",
            URL,
            "Agreement and consistency",
            "How far reviewers agree, and which ratings ask for a second look. Questions, not errors.",
            unread=True,
            found=found,
            least=LEAST_ITEMS,
            most=MOST_PAIRS,
            tables=[
                (indicators[part.id].title, part, tuple(_rows(part, indicators[part.id])))
                for part in found.indicators
            ],
            roles=[term_label("roles", role).lower() for role in framework.panel.include_one_of],
            questions=[
                (indicators[part.id].title, part, tuple(_questions(part, items, framework))) for part in parts
            ],
        )
    }


def _rows(part: IndicatorAgreement, indicator: Indicator) -> Iterator[AgreementRow]:
    yield _row("The bar", part.bars)
    for criterion in part.criteria:
        yield _row(criterion_title(indicator, criterion.id), criterion.agreement)


def _row(title: str, part: Agreement) -> AgreementRow:
    figures = part.figures
    same, alpha, ac2 = (figures.percent, figures.alpha, figures.ac2) if figures else (None, None, None)
    return AgreementRow(
        title,
        part.items,
        part.paired,
        _percent(part.missing_share),
        _percent(same),
        *("" if value is None else f"{value:.2f}" for value in (alpha, ac2)),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _questions(
    part: IndicatorConsistency, items: dict[str, Item], framework: Framework
) -> Iterator[Question]:
    for pair in islice(part.pairs(), MOST_PAIRS):
        yield Question(
            items[pair.lower],
            bar_in_words(pair.lower_bar, framework),
            items[pair.higher],
            bar_in_words(pair.higher_bar, framework),
            confirmed_in_words(pair, framework.indicators[part.id]),
        )
