"""Agreement, consistency and calibration as text, 80 columns wide, plain enough to be piped."""

from __future__ import annotations

from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING

from wwis_evidence.rating.agreement import LEAST_ITEMS
from wwis_evidence.reports.text import WIDTH, bar_in_words, counted, paragraph
from wwis_evidence.reports.wording import confirmed_in_words, criterion_title
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.agreement import Agreement, IndicatorAgreement, RolesAgreement
    from wwis_evidence.rating.calibration import Calibration, Own, Printed
    from wwis_evidence.rating.consistency import IndicatorConsistency, Pair

MOST_PAIRS = 20  # shown of each indicator
NONE = "-"
_NUMBERS = (6, 7, 8, 7, 7, 6)  # widths of the columns of a table of agreement
_TITLE = WIDTH - sum(_NUMBERS)


def agreement_report(parts: Sequence[IndicatorAgreement], panels: int, framework: Framework) -> str:
    """How far reviewers agree, by indicator, criterion and role."""
    lines = [
        paragraph("How far reviewers agree, from their own scores, as they stood before any moderation."),
        "",
        paragraph(f"{counted(panels, 'item')} with a complete panel."),
    ]
    for part in parts:
        indicator = framework.indicators[part.id]
        lines += ["", *_row(indicator.title, ("Items", "Two+", "Missing", "Same", "Alpha", "AC2"))]
        lines += _agreement_row("  The bar", part.bars)
        for criterion in part.criteria:
            lines += _agreement_row(f"  {criterion_title(indicator, criterion.id)}", criterion.agreement)
        lines += ["", *_row("  The bar, between roles", ("Items", "Lower", "Same", "Higher", "Alpha", "AC2"))]
        groups = (part.lived_experience, *part.roles) if part.lived_experience else part.roles
        for pair in groups:
            lines += _roles_row(pair, all_others=pair is part.lived_experience)
    lines += ["", *_agreement_notes(parts, framework)]
    return "\n".join(lines) + "\n"


def _row(title: str, numbers: Sequence[str]) -> list[str]:
    """A title, on more lines where it is long, and its numbers beside the last of them."""
    indent = len(title) - len(title.lstrip())
    *before, last = wrap(
        title.strip(), _TITLE - 1, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)
    )
    cells = (f"{number:>{width}}" for number, width in zip(numbers, _NUMBERS, strict=True))
    return [*before, f"{last:<{_TITLE}}" + "".join(cells)]


def _agreement_row(title: str, part: Agreement) -> list[str]:
    missing = NONE if part.missing_share is None else f"{part.missing_share:.0%}"
    return _row(title, (str(part.items), str(part.paired), missing, *_figures(part)))


def _figures(part: Agreement) -> tuple[str, str, str]:
    figures = part.figures
    if figures is None:
        return NONE, NONE, NONE
    percent = NONE if figures.percent is None else f"{figures.percent:.0%}"
    alpha, ac2 = (NONE if value is None else f"{value:.2f}" for value in (figures.alpha, figures.ac2))
    return percent, alpha, ac2


def _roles_row(pair: RolesAgreement, *, all_others: bool) -> list[str]:
    first, second = _roles(pair.first), "all others" if all_others else _roles(pair.second).lower()
    part = pair.agreement
    if pair.first == pair.second:
        title = f"    {first} beside each other"
        order = (NONE, NONE, NONE)
    else:
        title = f"    {first} beside {second}"
        order = (str(pair.lower), str(part.paired - pair.lower - pair.higher), str(pair.higher))
    return _row(title, (str(part.paired), *order, *_figures(part)[1:]))


def _roles(ids: Iterable[str]) -> str:
    known = load().terms("roles")
    words = [known[role].label if role in known else role for role in ids]
    return " or ".join([words[0], *(word.lower() for word in words[1:])]) if words else NONE


def _agreement_notes(parts: Sequence[IndicatorAgreement], framework: Framework) -> Iterator[str]:
    too_few = any(a.figures is None for part in parts for a in _all(part))
    yield paragraph(
        "Two+: items scored by two or more reviewers. Same: the share of pairs who agree exactly."
    )
    if framework.missing:
        yield paragraph(f"Missing: the share of findings that are {framework.missing}, which are no scores.")
    yield paragraph(
        "Lower, higher: items on which the first group's bar is lower or higher than the second's; "
        "a group's bar is its consensus."
    )
    yield paragraph("Alpha: Krippendorff's, ordinal. AC2: Gwet's, quadratic weights. 1 is full agreement.")
    if too_few:
        yield paragraph(
            f"{NONE}: fewer than {LEAST_ITEMS} items were scored by two or more reviewers; with so few, "
            "chance alone moves these figures by several tenths, so only counts are shown."
        )
    if any(a.figures is not None and a.figures.alpha is None for part in parts for a in _all(part)):
        yield paragraph(f"{NONE} for alpha alone: not defined, because every score is the same.")


def _all(part: IndicatorAgreement) -> Iterator[Agreement]:
    yield part.bars
    yield from (criterion.agreement for criterion in part.criteria)
    yield from (pair.agreement for pair in part.roles)


def consistency_report(parts: Sequence[IndicatorConsistency], framework: Framework) -> str:
    """Pairs of items whose bars ask a question, the first few of each indicator."""
    lines = [
        paragraph(
            "Questions for moderators, not errors: all that is confirmed of one item is confirmed of another "
            "too, and yet the other has the lower bar."
        )
    ]
    for part in parts:
        title = framework.indicators[part.id].title
        lines += [
            "",
            paragraph(f"{title}: {counted(part.number, 'pair')} among {part.compared} public items"),
        ]
        if part.unknown:
            lines.append(
                paragraph(f"{counted(part.unknown, 'item')} took no part: criteria not known, or no bar.", 2)
            )
        for pair in islice(part.pairs(), MOST_PAIRS):
            lines += _pair(pair, framework)
        if part.number > MOST_PAIRS:
            rest = part.number - MOST_PAIRS
            lines += ["", paragraph(f"And {rest:,} more. All of them: --format json", 2)]
    return "\n".join(lines) + "\n"


def _pair(pair: Pair, framework: Framework) -> Iterator[str]:
    yield ""
    yield f"  {pair.lower}: {bar_in_words(pair.lower_bar, framework)}"
    yield f"  {pair.higher}: {bar_in_words(pair.higher_bar, framework)}"
    confirmed = confirmed_in_words(pair, framework.indicators[pair.indicator])
    yield paragraph(f"Confirmed of both: {confirmed}", 4, 6)


_FACTS = {
    "exactly": "printed at exactly what the stated facts allow",
    "above": "printed lower than the stated facts allow, so judgement decided",
    "below": "printed higher than the stated facts allow",
    "unknown": "cannot be compared, because the printed reason was not seen",
}
_DECIDED = {
    "ceiling": "decided by the facts alone: the reviewers' bar was higher",
    "both": "on which facts and reviewers agree",
    "panel": "decided by the reviewers, below what the facts allow",
    "moderation": "decided by moderation, below what the facts allow",
    "in-moderation": "waiting for moderation",
    "not-evidenced": "without a bar, as nothing that counts is confirmed",
}


def calibration_report(found: Calibration, framework: Framework) -> str:
    """Printed ratings beside computed ceilings, what decided here, and items that have both."""
    lines = [paragraph("Printed ratings beside what the rule makes of the same facts.")]
    for name, indicator in framework.indicators.items():
        printed = [row for row in found.printed if row.indicator == name]
        own = [row for row in found.own if row.indicator == name]
        lines += ["", indicator.title, "=" * len(indicator.title)]
        lines.append(f"{counted(len(printed), 'printed rating')}")
        lines += _counts(found.facts(name), _FACTS)
        lines.append(f"{counted(len(own), 'rating')} by a panel here")
        lines += _counts(found.decided(name), _DECIDED)
        for row in printed:
            lines += _printed(row, framework)
        both = [row for row in found.both() if row.indicator == name]
        if both:
            lines += ["", "Printed, and rated here as well"]
            lines += [_both(row, framework) for row in both]
    return "\n".join(lines) + "\n"


def _counts(numbers: dict[str, int], words: dict[str, str]) -> Iterator[str]:
    yield from (paragraph(f"{numbers[key]:>4} {word}", 0, 5) for key, word in words.items() if numbers[key])


def _printed(row: Printed, framework: Framework) -> Iterator[str]:
    allowed = "no bar" if row.ceiling is None else bar_in_words(row.ceiling, framework)
    says = "the reason was not seen" if row.facts == "unknown" else f"the stated facts allow {allowed}"
    note = "" if row.current else " (rated anew here)"
    yield ""
    yield f"  {row.slug}"
    yield paragraph(f"printed {bar_in_words(row.bar, framework)}; {says}{note}", 4, 6)


def _both(row: Own, framework: Framework) -> str:
    printed = "" if row.printed is None else bar_in_words(row.printed, framework)
    here = f"no bar ({row.no_bar})" if row.bar is None else bar_in_words(row.bar, framework)
    return paragraph(f"{row.slug}: printed {printed}, here {here}", 2, 4)
