"""Findings and ratings as text that a reviewer understands, 80 columns wide, plain enough to be piped."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from wwis_evidence.records import PublishedPanel
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wwis_evidence.findings import Finding
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import IndicatorRating, Rating
    from wwis_evidence.rating.rate import CriterionResult

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


def findings_report(findings: Sequence[Finding], case_studies: int, reviews: int) -> str:
    """Everything that was found, by file, and what to do first."""
    lines: list[str] = []
    for path, group in groupby(findings, key=lambda finding: finding.path):
        lines.append(path)
        for finding in group:
            place = f"{finding.line}:{finding.column}"
            lines.append(f"  {place}  {finding.severity}  {finding.code}")
            lines.append(paragraph(finding.message, 6))
            lines.append(paragraph(f"→ {finding.hint}", 6, 8))
        lines.append("")
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    checked = f"{counted(case_studies, 'case study', 'case studies')} and {counted(reviews, 'review')}"
    if not findings:
        lines.append(f"Nothing to mend in {checked}.")
    elif errors:
        found = f"{counted(errors, 'error')} and {counted(warnings, 'warning')} in {checked}."
        lines.append(
            paragraph(f"{found} Mend the errors first: nothing can be published while there are any.")
        )
    else:
        lines.append(paragraph(f"{counted(warnings, 'warning')} in {checked}; no errors. Warnings can stay."))
    return "\n".join(lines) + "\n"


def in_words(part: IndicatorRating, framework: Framework) -> str:
    """A rating in words first: ``Good, 3rd of 4``, or why there is none."""
    if part.bar is None:
        reasons = load().terms("no-bar-reasons")
        return f"No rating: {reasons[part.no_bar].label.lower()}" if part.no_bar else "No rating"
    return f"{bar_in_words(part.bar, framework)}, {ordinal(part.bar + 1)} of {len(framework.bars)}"


def bar_in_words(position: int, framework: Framework) -> str:
    """A bar's name as a word for readers."""
    return framework.bars[position].replace("-", " ").capitalize()


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th …"""  # noqa: D415 - an ellipsis ends the list
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def ratings_report(ratings: Sequence[Rating], library: Library) -> str:
    """Every item with its status and both ratings."""
    statuses = load().terms("statuses")
    lines = []
    for rating in ratings:
        lines.append(rating.slug)
        label = statuses[rating.status].label
        lines.append(paragraph(f"{label}{_basis(rating, library)}", 2))
        if rating.public:
            for part in rating.indicators:
                title = library.framework.indicators[part.id].title
                lines.append(paragraph(f"{title}: {in_words(part, library.framework)}", 2, 4))
        lines.append("")
    lines.append(f"{counted(len(ratings), 'item')}. To see why: wwis-evidence rate SLUG")
    return "\n".join(lines) + "\n"


def _basis(rating: Rating, library: Library) -> str:
    """Whose rating it is, where it is not the library's own."""
    if rating.basis != "published-panel":
        return ""
    records = [file.record for file in library.beside(rating.slug)]
    publisher = next((record.publisher for record in records if isinstance(record, PublishedPanel)), "")
    return f" (as published by {publisher}, not re-reviewed here)"


def rating_report(rating: Rating, library: Library) -> str:
    """One item's rating and what made it."""
    framework = library.framework
    terms = load()
    status = terms.terms("statuses")[rating.status]
    lines = [paragraph(library.case(rating.slug).title or rating.slug), rating.slug, ""]
    # The words on the status speak of the library's own reviewers.
    words = "" if rating.basis == "published-panel" else f" {status.words}"
    lines.append(paragraph(f"Status: {status.label}{_basis(rating, library)}.{words}"))
    for part in rating.indicators:
        lines += ["", *_indicator(part, rating, framework)]
    lines += ["", "Reviews"]
    roles = terms.terms("roles")
    for counting in rating.counting:
        role = roles[counting.role].label if counting.role in roles else counting.role
        lines.append(f"  {counting.review.reviewer}  counts, as {role.lower()}, {counting.review.date}")
    reasons = terms.terms("not-counting-reasons")
    for left in rating.not_counting:
        lines.append(
            paragraph(f"{left.reviewer}  does not count: {reasons[left.reason].words} ({left.file})", 2, 7)
        )
    if not rating.counting and not rating.not_counting:
        lines.append("  None yet.")
    why_not = terms.terms("moderation-reasons")
    for moderated in rating.moderations:
        known = framework.indicators.get(moderated.indicator)  # a record at fault may name any
        indicator = known.title if known else moderated.indicator
        says = (
            "settles it" if moderated.reason is None else f"does not count: {why_not[moderated.reason].words}"
        )
        lines.append(
            paragraph(f"{moderated.moderator}  moderation of {indicator}, {moderated.bar}: {says}", 2, 7)
        )
    if rating.due:
        lines += ["", f"Due for review from {rating.due.isoformat()}."]
    lines += ["", f"Evidence {rating.digest}", f"Rule {framework.reference}"]
    return "\n".join(lines) + "\n"


_DECIDED = {
    "ceiling": "The facts decided: the evidence allows no more, though the panel gave a higher bar.",
    "panel": "The panel decided: the evidence allows more, but the reviewers gave a lower bar.",
    "moderation": "Moderation decided: the evidence allows more than the bar that the moderator settled on.",
    "both": "The facts and the judgement agree.",
    "published": "This is the bar that the programme printed.",
}


def _indicator(part: IndicatorRating, rating: Rating, framework: Framework) -> Iterator[str]:
    indicator = framework.indicators[part.id]
    yield f"{indicator.title}: {in_words(part, framework)}"
    if part.confirmed is None:
        return
    if part.decided_by:
        yield paragraph(_DECIDED[part.decided_by], 2)
    if part.ceiling_state == "unknown":
        yield paragraph(
            "The printed reason was not seen, so the highest bar that it allows cannot be told.", 2
        )
    elif part.ceiling is not None:
        yield paragraph(f"Highest bar that the evidence allows: {bar_in_words(part.ceiling, framework)}.", 2)
    else:
        yield paragraph("No area of evidence is confirmed, so there is no bar.", 2)
    if part.panel is not None and part.lowest is not None and part.highest is not None:
        lowest, highest = bar_in_words(part.lowest, framework), bar_in_words(part.highest, framework)
        spread = lowest if lowest == highest else f"{lowest} to {highest}"
        yield paragraph(
            f"The panel's bar: {bar_in_words(part.panel, framework)} (reviewers gave {spread}).", 2
        )
    if part.moderated is not None:
        yield paragraph(f"Moderated bar: {bar_in_words(part.moderated, framework)}.", 2)
    if rating.basis == "published-panel":
        yield from _published(part, framework)
        return
    for result in part.criteria:
        yield from _criterion(result, part, framework)


def _published(part: IndicatorRating, framework: Framework) -> Iterator[str]:
    indicator = framework.indicators[part.id]
    named = [_title(criterion, part, framework) for criterion in indicator.in_order(part.confirmed or ())]
    if named:
        yield paragraph(f"Confirmed by the printed reason: {', '.join(named)}.", 2, 4)
    if part.stated_count is not None:
        yield paragraph(f"The printed reason counts {part.stated_count} without naming them all.", 2)


def _title(criterion: str, part: IndicatorRating, framework: Framework) -> str:
    record = framework.indicators[part.id].record
    return (record.criteria.get(criterion) or record.computed[criterion]).title or criterion


def _criterion(result: CriterionResult, part: IndicatorRating, framework: Framework) -> Iterator[str]:
    mark = "yes" if result.confirmed else "no "
    title = _title(result.id, part, framework)
    if result.consensus is None:
        yield paragraph(f"{mark}  {title} (from dates)", 2, 7)
        return
    roles = load().terms("roles")
    found = ", ".join(f"{f.finding} ({roles[f.role].label.lower()})" for f in result.findings)
    cited = sorted({cite for finding in result.findings for cite in finding.cites})
    evidence = f"; evidence: {', '.join(cited)}" if cited else ""
    yield paragraph(f"{mark}  {title}: {found}{evidence}", 2, 7)
    if part.lived_experience_differs and result.id in part.lived_experience_differs:
        yield paragraph("No reviewer with lived experience found this met.", 7)
