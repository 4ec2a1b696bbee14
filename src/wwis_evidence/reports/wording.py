"""Words for what made a rating and what would move it: the same in a terminal and on a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wwis_evidence.reports.text import bar_in_words, listed
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating import IndicatorRating
    from wwis_evidence.rating.consistency import Pair
    from wwis_evidence.rating.explain import IndicatorExplanation
    from wwis_evidence.rating.moves import Move

MOST_MOVES = 5  # shown at once of each kind; the smallest come first
CANNOT_RISE = "It cannot go higher."
CANNOT_FALL = "It cannot go lower."
LIVED_EXPERIENCE_DIFFERS = "No reviewer with lived experience found this met."
UNTESTED = "One published outcome: how firm it is cannot be tested."


def criterion_title(indicator: Indicator, criterion: str) -> str:
    """A criterion's short name."""
    record = indicator.record.criteria.get(criterion) or indicator.record.computed.get(criterion)
    if record and record.title:
        return record.title
    plain = criterion.replace("-", " ")
    return plain[:1].upper() + plain[1:]


def confirmed_in_words(pair: Pair, indicator: Indicator) -> str:
    """What is confirmed of both items of a question of consistency, in the framework's order."""
    titles = [criterion_title(indicator, criterion) for criterion in pair.criteria]
    if pair.unnamed:
        one, many = ("other", "others") if titles else ("criterion", "criteria")
        titles.append(f"{pair.unnamed} {one if pair.unnamed == 1 else many} counted without a name")
    return ", ".join(titles) or "nothing"


def role_in_words(role: str) -> str:
    """A role in words, or as it is where the vocabulary does not have it."""
    roles = load().terms("roles")
    return roles[role].label.lower() if role in roles else role


def smallest_first(moves: Iterable[Move]) -> list[Move]:
    """Moves by how much has to change; a bar judged otherwise is one change."""
    return sorted(moves, key=lambda move: len(move.criteria) + (move.judged is not None))


def move_in_words(move: Move, part: IndicatorRating, framework: Framework, *, gained: bool) -> str:
    """What would have to change, as a phrase; never whose review."""
    indicator = framework.indicators[part.id]
    said = "confirmed" if gained else "no longer confirmed"
    named = [f"“{criterion_title(indicator, criterion)}”" for criterion in move.criteria]
    changes = [f"{listed(named)} {said}"] if named else []
    if move.judged is not None:
        whose = "moderation" if move.moderated else "the reviewers together"
        changes.append(f"a bar of {bar_in_words(move.judged, framework)} from {whose}")
    return ", and ".join(changes) if changes else "nothing more"


def firmness_in_words(explained: IndicatorExplanation, framework: Framework) -> Iterator[str]:
    """Which role's absence would change the bar, and to what, in sentences."""
    if not explained.without:
        yield "It rests on one review, so how firm it is cannot be tested."
        return
    present = Counter(without.role for without in explained.without)
    changed: dict[int | None, Counter[str]] = {}
    for without in explained.without:
        if without.bar != explained.rating.worked_out:
            changed.setdefault(without.bar, Counter())[without.role] += 1
    if not changed:
        yield "It would be the same without any one of its reviewers."
    for bar, roles in changed.items():
        who = "any one of its reviewers"
        if roles != present:
            who = f"a reviewer ({'; '.join(_of(role, count, present) for role, count in roles.items())})"
        yield f"Without {who} it would be {'no bar' if bar is None else bar_in_words(bar, framework)}."
    if len(explained.without) == framework.panel.quorum:
        yield "With so few reviewers this mostly shows how the rating could fall, hardly how it could rise."


def _of(role: str, count: int, present: Counter[str]) -> str:
    """A role, and of how many of its reviewers it is true where there are several."""
    words = role_in_words(role)
    return words if present[role] == 1 else f"{words}, {count} of {present[role]}"
