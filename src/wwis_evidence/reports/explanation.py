"""One item's rating and what made it, as text that a reviewer understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.reports.text import bar_in_words, counted, in_words, paragraph, status_in_words
from wwis_evidence.reports.wording import (
    CANNOT_FALL,
    CANNOT_RISE,
    LIVED_EXPERIENCE_DIFFERS,
    MOST_MOVES,
    UNTESTED,
    criterion_title,
    firmness_in_words,
    move_in_words,
    role_in_words,
    smallest_first,
)
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import IndicatorRating, Rating
    from wwis_evidence.rating.explain import IndicatorExplanation
    from wwis_evidence.rating.moves import Move
    from wwis_evidence.rating.result import CriterionResult

DECIDED = {
    "ceiling": "The facts decided: the evidence allows no more than this.",
    "panel": "The reviewers decided: the evidence allows more.",
    "moderation": "Moderation decided: the evidence allows more.",
    "both": "The facts and the reviewers' judgement agree.",
    "published": "This is the bar that the programme printed.",
}


def rating_report(rating: Rating, library: Library) -> str:
    """One item's status, both ratings and what made them, and which reviews count."""
    framework = library.framework
    lines = [paragraph(library.case(rating.slug).title or rating.slug), rating.slug, ""]
    status = load().terms("statuses")[rating.status]
    published = rating.basis == "published-panel"
    words = "The rating is the programme's own." if published else status.words
    lines.append(paragraph(f"{status_in_words(rating, library)}. {words}"))
    for explained in library.explain(rating).indicators:
        lines += ["", *_indicator(explained, rating, framework)]
    lines += ["", "Reviews", *_reviews(rating, framework)]
    if rating.due:
        lines += ["", f"Due for review from {rating.due.isoformat()}."]
    lines += ["", f"Evidence {rating.digest}", f"Rule {framework.reference}"]
    return "\n".join(lines) + "\n"


def _indicator(explained: IndicatorExplanation, rating: Rating, framework: Framework) -> Iterator[str]:
    part = explained.rating
    yield f"{framework.indicators[part.id].title}: {in_words(part, framework)}"
    if part.confirmed is None:
        return
    if part.decided_by:
        yield paragraph(DECIDED[part.decided_by], 2)
    yield from _range(part, framework)
    if rating.basis == "published-panel":
        yield from _published(part, framework)
        return
    yield ""
    yield "  What the reviewers found, and whether it is confirmed"
    for result in part.criteria:
        yield from _criterion(result, part, framework)
    yield from _moves("What would lift it", CANNOT_RISE, explained.moves_up or (), part, framework)
    yield from _moves("What would drop it", CANNOT_FALL, explained.moves_down or (), part, framework)
    yield ""
    yield "  How firm it is"
    for sentence in firmness_in_words(explained, framework):
        yield paragraph(sentence, 4, 6)


def _range(part: IndicatorRating, framework: Framework) -> Iterator[str]:
    if part.ceiling_state == "unknown":
        yield paragraph("No ceiling can be computed: the printed reason was not seen.", 2)
    elif part.ceiling is None:
        yield paragraph("Nothing that counts is confirmed, so there is no bar.", 2)
    else:
        yield paragraph(f"Highest bar that the evidence allows: {bar_in_words(part.ceiling, framework)}.", 2)
    if part.panel is not None and part.lowest is not None and part.highest is not None:
        lowest, highest = bar_in_words(part.lowest, framework), bar_in_words(part.highest, framework)
        given = f"all gave {lowest}" if lowest == highest else f"they gave {lowest} to {highest}"
        yield paragraph(f"The reviewers' bar: {bar_in_words(part.panel, framework)} ({given}).", 2)
    if part.moderated is not None:
        yield paragraph(f"Moderated bar: {bar_in_words(part.moderated, framework)}.", 2)


def _published(part: IndicatorRating, framework: Framework) -> Iterator[str]:
    indicator = framework.indicators[part.id]
    named = [criterion_title(indicator, criterion) for criterion in indicator.in_order(part.confirmed or ())]
    if named:
        yield paragraph(f"Confirmed by what is printed: {', '.join(named)}.", 2, 4)
    if part.stated_count is not None:
        yield paragraph(f"The printed reason counts {part.stated_count} without naming them all.", 2)
    yield paragraph(UNTESTED, 2)


def _criterion(result: CriterionResult, part: IndicatorRating, framework: Framework) -> Iterator[str]:
    mark = "yes" if result.confirmed else "no "
    title = criterion_title(framework.indicators[part.id], result.id)
    if result.consensus is None:
        yield paragraph(f"{mark}  {title} (from dates)", 4, 9)
        return
    found = ", ".join(f"{f.finding.replace('-', ' ')} ({role_in_words(f.role)})" for f in result.findings)
    cited = sorted({cite for finding in result.findings for cite in finding.cites})
    evidence = f"; evidence: {', '.join(cited)}" if cited else ""
    yield paragraph(f"{mark}  {title}: {found}{evidence}", 4, 9)
    if part.lived_experience_differs and result.id in part.lived_experience_differs:
        yield paragraph(LIVED_EXPERIENCE_DIFFERS, 9)


def _moves(
    heading: str, none: str, moves: Sequence[Move], part: IndicatorRating, framework: Framework
) -> Iterator[str]:
    yield ""
    yield f"  {heading}"
    if not moves:
        yield f"    {none}"
    for move in smallest_first(moves)[:MOST_MOVES]:
        words = move_in_words(move, part, framework, gained=heading.endswith("lift it"))
        yield paragraph(f"- {words}", 4, 6)
    if len(moves) > MOST_MOVES:
        yield f"    … and {counted(len(moves) - MOST_MOVES, 'other way')}."


def _reviews(rating: Rating, framework: Framework) -> Iterator[str]:
    terms = load()
    reasons = terms.terms("not-counting-reasons")
    for counting in rating.counting:
        role = role_in_words(counting.role)
        yield f"  {counting.review.reviewer}  counts, as {role}, {counting.review.date}"
    for left in rating.not_counting:
        yield paragraph(f"{left.reviewer}  does not count: {reasons[left.reason].words} ({left.file})", 2, 7)
    if not rating.counting and not rating.not_counting:
        yield "  None yet."
    if rating.status == "awaiting-reviewers":
        yield from _still_needed(rating, framework)
    why_not = terms.terms("moderation-reasons")
    for moderated in rating.moderations:
        known = framework.indicators.get(moderated.indicator)  # a record at fault may name any
        indicator = known.title.lower() if known else moderated.indicator
        says = (
            "settles it."
            if moderated.reason is None
            else f"does not count: {why_not[moderated.reason].words}"
        )
        # While the panel is not complete, what earlier scores came to is not told to those who score anew.
        bar = "" if rating.status == "awaiting-reviewers" else f" ({moderated.bar})"
        yield paragraph(f"{moderated.moderator}  moderation of {indicator}{bar} {says}", 2, 7)


def _still_needed(rating: Rating, framework: Framework) -> Iterator[str]:
    rules = framework.panel
    more = rules.quorum - len(rating.counting)
    if more > 0:
        yield paragraph(f"Still needed: {counted(more, 'more review', 'more reviews')}.", 2)
    lived = rules.include_one_of
    if lived and not any(counting.role in lived for counting in rating.counting):
        whose = " or ".join(role_in_words(role) for role in lived)
        yield paragraph(f"Still needed: a review by a {whose}.", 2)
