"""Findings and ratings as text that a reviewer understands, 80 columns wide, plain enough to be piped."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import IndicatorRating, Rating

WIDTH = 80


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 error``, ``2 case studies``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def paragraph(text: str, indent: int = 0, hanging: int | None = None) -> str:
    """Text folded to the width; long words, such as addresses and digests, are left whole."""
    lead = " " * indent
    rest = " " * (indent if hanging is None else hanging)
    folded = wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(folded)


def in_words(part: IndicatorRating, framework: Framework) -> str:
    """A rating in words first: ``Good, 3rd of 4``, or why there is none."""
    if part.bar is None:
        reasons = load().terms("no-bar-reasons")
        return f"No rating: {reasons[part.no_bar].label.lower()}" if part.no_bar else "No rating"
    return place_in_words(part.bar, framework)


def place_in_words(position: int, framework: Framework) -> str:
    """A bar and its place: ``Good, 3rd of 4``."""
    return f"{bar_in_words(position, framework)}, {ordinal(position + 1)} of {len(framework.bars)}"


def bar_in_words(position: int, framework: Framework) -> str:
    """A bar's name as a word for readers."""
    return framework.bars[position].replace("-", " ").capitalize()


def ordinal(number: int) -> str:
    """A place in words: 1st, 2nd, 3rd, 4th and so on."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def listed(names: Sequence[str]) -> str:
    """Names as people list them: ``a, b and c``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def ratings_report(ratings: Sequence[Rating], library: Library) -> str:
    """Every item with its status and both ratings."""
    lines = []
    for rating in ratings:
        lines.append(rating.slug)
        lines.append(paragraph(status_in_words(rating, library), 2))
        if rating.public:
            for part in rating.indicators:
                title = library.framework.indicators[part.id].title
                lines.append(paragraph(f"{title}: {in_words(part, library.framework)}", 2, 4))
        lines.append("")
    lines.append(f"{counted(len(ratings), 'item')}. To see why: wwis-evidence rate SLUG")
    return "\n".join(lines) + "\n"


def status_in_words(rating: Rating, library: Library) -> str:
    """An item's status; a published outcome says whose it is before anything else."""
    if rating.basis == "published-panel":
        return f"As published by {library.publisher(rating.slug)}, not re-reviewed here"
    return load().terms("statuses")[rating.status].label
