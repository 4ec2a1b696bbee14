"""What would move a rating and how firm it is, in words for a page; by role, never by reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.text import capital
from wwis_evidence.reports.text import bar_in_words
from wwis_evidence.reports.wording import (
    CANNOT_FALL,
    CANNOT_RISE,
    MOST_MOVES,
    firmness_in_words,
    move_in_words,
    smallest_first,
)

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.rating.explain import IndicatorExplanation


@dataclass(frozen=True, slots=True)
class Ways:
    """Every smallest change in one direction: the first few, then the others.

    ``nothing`` is what to say where there is no way.
    """

    heading: str
    nothing: str
    first: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.others)


@dataclass(frozen=True, slots=True)
class Explained:
    """What would lift one indicator's rating, what would drop it, and sentences on how firm it is."""

    title: str
    words: str
    lift: Ways
    drop: Ways
    firm: tuple[str, ...]


def explained(item: Item, library: Library) -> tuple[Explained, ...]:
    """What would move the ratings of an item with its own panel; nothing for a published outcome."""
    if item.rating.basis != "own-panel" or item.standing != "public":
        return ()
    words = {card.id: card.words for card in item.cards}
    return tuple(
        Explained(
            title=library.framework.indicators[found.rating.id].title,
            words=words[found.rating.id],
            lift=_lift(found, library.framework),
            drop=_drop(found, library.framework),
            firm=tuple(firmness_in_words(found, library.framework)),
        )
        for found in library.explain(item.rating).indicators
    )


def _lift(found: IndicatorExplanation, framework: Framework) -> Ways:
    bar = found.rating.bar
    if bar is None:
        heading = "What would give it a bar"
    elif bar + 1 < len(framework.bars):
        heading = f"What would lift it to {bar_in_words(bar + 1, framework)}"
    else:
        heading = "What would lift it"
    return _ways(heading, CANNOT_RISE, found, framework, gained=True)


def _drop(found: IndicatorExplanation, framework: Framework) -> Ways:
    bar = found.rating.bar
    heading = (
        "What would drop it" if bar is None else f"What would drop it below {bar_in_words(bar, framework)}"
    )
    return _ways(heading, CANNOT_FALL, found, framework, gained=False)


def _ways(
    heading: str, nothing: str, found: IndicatorExplanation, framework: Framework, *, gained: bool
) -> Ways:
    moves = smallest_first((found.moves_up if gained else found.moves_down) or ())
    phrases = (move_in_words(move, found.rating, framework, gained=gained) for move in moves)
    words = [capital(phrase) for phrase in phrases]
    return Ways(heading, nothing, tuple(words[:MOST_MOVES]), tuple(words[MOST_MOVES:]))
