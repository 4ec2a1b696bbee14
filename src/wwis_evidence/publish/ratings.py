"""Ratings in words: what a reader sees of each indicator before any picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wwis_evidence.publish.text import capital
from wwis_evidence.reports.text import bar_in_words, listed, place_in_words
from wwis_evidence.reports.wording import criterion_title
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Collection

    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.rating import IndicatorRating, Rating
    from wwis_evidence.records.panel import PublishedPanel


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating's place among the bars, for a picture; positions count from 0.

    ``views`` are the reviewers' own bars; ``printed`` says that the rating is somebody else's.
    """

    bars: tuple[str, ...]
    bar: int | None
    ceiling: int | None = None
    views: tuple[int, ...] = ()
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator's rating for readers; ``position`` counts from 1, None where there is no bar.

    ``words`` is the whole rating ("Good, 3rd of 4"); ``decided`` and ``ceiling`` are sentences, empty where
    there is nothing to say. ``confirmed`` and ``unconfirmed`` are titles of criteria, ``differs`` says where
    lived experience does, ``beside`` are further sentences.
    """

    id: str
    title: str
    question: str
    words: str
    label: str
    position: int | None
    of: int
    meaning: str
    decided: str
    ceiling: str
    scale: Scale
    confirmed: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    differs: str = ""
    beside: tuple[str, ...] = ()
    printed_reason: str = ""

    @property
    def told(self) -> str:
        """What its picture shows, in sentences."""
        sentences = (f"{self.title}: {self.words}.", self.ceiling, *self.beside)
        return " ".join(sentence for sentence in sentences if sentence)


def bar_words(framework: Framework, position: int | None, otherwise: str = "no bar") -> str:
    """A bar and its place, or what to say where there is none."""
    return otherwise if position is None else place_in_words(position, framework)


def titles(indicator: Indicator, criteria: Collection[str]) -> tuple[str, ...]:
    """Short names of criteria, in the framework's order."""
    return tuple(criterion_title(indicator, criterion) for criterion in indicator.in_order(criteria))


def term_label(terms: str, identity: str) -> str:
    """An id's word for readers; an id that the vocabulary does not know is shown as it stands."""
    term = load().terms(terms).get(identity)
    return term.label if term else capital(identity.replace("-", " "))


def term_words(terms: str, identity: str) -> str:
    """An id's sentence for readers, or nothing."""
    term = load().terms(terms).get(identity)
    return term.words if term else ""


def cards(rating: Rating, framework: Framework, published: PublishedPanel | None) -> tuple[Card, ...]:
    """The rating cards of an item, in the framework's order."""
    own = rating.basis == "own-panel"
    return tuple(
        _own_card(part, framework.indicators[part.id], rating, framework)
        if own
        else _published_card(part, framework.indicators[part.id], published, framework)
        for part in rating.indicators
    )


def _card(part: IndicatorRating, indicator: Indicator, framework: Framework) -> Card:
    bar = part.bar
    nothing = term_label("no-bar-reasons", part.no_bar or "not-evidenced")
    meaning = term_words("no-bar-reasons", part.no_bar) if part.no_bar else ""
    if bar is not None:
        words = indicator.record.bars.get(framework.bars[bar])
        meaning = words.statement if words else ""
    return Card(
        id=part.id,
        title=indicator.title,
        question=indicator.record.statement or "",
        words=bar_words(framework, bar, nothing),
        label=nothing if bar is None else bar_in_words(bar, framework),
        position=None if bar is None else bar + 1,
        of=len(framework.bars),
        meaning=meaning,
        decided="",
        ceiling="",
        scale=Scale(tuple(bar_in_words(place, framework) for place in range(len(framework.bars))), bar),
    )


def _own_card(part: IndicatorRating, indicator: Indicator, rating: Rating, framework: Framework) -> Card:
    card = _card(part, indicator, framework)
    beside = [_panel_sentence(part, rating, framework)]
    if part.moderated is not None:
        beside.append(f"After moderation: {bar_words(framework, part.moderated)}.")
    differs = ""
    if part.lived_experience_differs:
        names = listed([f"“{name}”" for name in titles(indicator, part.lived_experience_differs)])
        differs = f"Lived experience differs: no reviewer with lived experience found {names} met."
    views = tuple(framework.position(counted.review.bars[part.id]) for counted in rating.counting)
    return replace(
        card,
        decided=_decided(part, framework),
        ceiling=_ceiling(part, framework),
        scale=replace(card.scale, ceiling=part.ceiling, views=views),
        confirmed=titles(indicator, part.confirmed or ()),
        unconfirmed=titles(indicator, [result.id for result in part.criteria if not result.confirmed]),
        differs=differs,
        beside=tuple(sentence for sentence in beside if sentence),
    )


def _decided(part: IndicatorRating, framework: Framework) -> str:
    who = "the moderated bar" if part.moderated is not None else "the panel"
    match part.decided_by:
        case "ceiling":
            return f"The facts decided: {who} was higher, at {bar_words(framework, part.judged)}."
        case "panel":
            return "The reviewers decided: their own middle view is lower than the facts would allow."
        case "moderation":
            return "Moderation decided: its bar is lower than the facts would allow."
        case "both":
            return f"The facts and {who} agree."
        case _:
            return ""


def _ceiling(part: IndicatorRating, framework: Framework) -> str:
    if part.ceiling is None:
        return "Nothing was confirmed that a bar could rest on."
    return f"Highest bar that the confirmed facts allow (the ceiling): {bar_words(framework, part.ceiling)}."


def _panel_sentence(part: IndicatorRating, rating: Rating, framework: Framework) -> str:
    if part.panel is None or part.lowest is None or part.highest is None:
        return ""
    count = len(rating.counting)
    spread = (
        "all gave the same bar"
        if part.lowest == part.highest
        else f"from {bar_in_words(part.lowest, framework)} to {bar_in_words(part.highest, framework)}"
    )
    return f"Middle view of {count} reviewers: {bar_words(framework, part.panel)} ({spread})."


def _published_card(
    part: IndicatorRating, indicator: Indicator, published: PublishedPanel | None, framework: Framework
) -> Card:
    card = _card(part, indicator, framework)
    printed = published.indicators.get(part.id) if published else None
    if printed is None or part.bar is None:
        return card
    return replace(
        card,
        decided=f"As published by {published.publisher if published else ''}, not re-reviewed here.",
        ceiling=_published_ceiling(part, framework),
        scale=replace(card.scale, ceiling=part.ceiling, printed=True),
        confirmed=titles(indicator, printed.confirmed or ()),
        beside=(_counted(printed.stated_count, printed.confirmed),) if printed.stated_count else (),
        printed_reason=printed.reason or "",
    )


def _published_ceiling(part: IndicatorRating, framework: Framework) -> str:
    if part.ceiling_state == "unknown":
        return "No ceiling can be computed: the printed reason was not seen."
    if part.ceiling is None or part.bar is None:
        return (
            "Ceiling that our rule gives for the printed reason: none. It confirms nothing that a bar needs."
        )
    side = "the same as the printed bar"
    if part.ceiling != part.bar:
        side = "above the printed bar" if part.ceiling > part.bar else "below the printed bar"
    return (
        f"Ceiling that our rule gives for the printed reason: {bar_words(framework, part.ceiling)}, {side}."
    )


def _counted(count: int | None, confirmed: tuple[str, ...] | None) -> str:
    named = "without naming them" if not confirmed else "and does not name all of them"
    return f"The printed reason counts {count} {named}."
