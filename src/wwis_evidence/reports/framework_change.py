"""What another framework would change, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.reports.text import counted, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.change_rules import Rule
    from wwis_evidence.rating.framework_change import FrameworkChange, Moved, PrintedCeiling

MOST_WAYS = 3  # shown of the smallest ways to meet what a bar asks for


def framework_report(found: FrameworkChange, old: Framework, new: Framework) -> str:
    """Which ratings move, from what to what, and by which rule."""
    lines = [f"Here:  {_named(old)}", f"Other: {_named(new)}", "", *_differences(found, old, new)]
    if not found.shared:
        lines.append(paragraph("The two have no indicator in common, so no rating can be compared."))
        return "\n".join(lines) + "\n"
    lines.append(
        paragraph(
            "Reviews made under the framework here are taken as accepted under the other. A criterion that "
            "they do not have counts there as one that nobody could tell."
        )
    )
    ratings = found.compared * len(found.shared)
    moving = counted(len(found.moved), "rating moves", "ratings move")
    staying = ratings - len(found.moved)
    lines += ["", f"{counted(found.compared, 'item')} rated under both: {moving}, {staying} stay."]
    for name in found.shared:
        moved = [row for row in found.moved if row.indicator == name]
        printed = [row for row in found.printed if row.indicator == name]
        title = old.indicators[name].title
        if moved:
            lines += ["", f"{title}: {counted(len(moved), 'rating moves', 'ratings move')}"]
            for row in moved:
                lines += _moved(row, old, new)
        if printed:
            words = counted(
                len(printed), "ceiling under a printed bar moves", "ceilings under printed bars move"
            )
            lines += ["", f"{title}: {words}"]
            lines.append(paragraph("A printed bar stays what its programme printed.", 2))
            for ceiling in printed:
                lines += _printed(ceiling, old, new)
    return "\n".join(lines) + "\n"


def _named(framework: Framework) -> str:
    return f"{framework.title}, {framework.version}"


def _differences(found: FrameworkChange, old: Framework, new: Framework) -> Iterator[str]:
    for only, where in ((found.only_old, old), (found.only_new, new)):
        if only:
            which = "here" if where is old else "in the other"
            titles = ", ".join(where.indicators[name].title for name in only)
            yield paragraph(f"Only {which}: {titles}. Not compared.")
    if found.bars.only_old or found.bars.only_new:
        for bars, which in ((found.bars.only_old, "here"), (found.bars.only_new, "in the other")):
            if bars:
                yield paragraph(f"Bars only {which}: {', '.join(bars)}.")
        if found.bars.by == "position":
            yield paragraph(f"Both have {len(old.bars)} bars, so they are compared by their positions.")
        else:
            yield paragraph(
                f"There are {len(old.bars)} bars here and {len(new.bars)} in the other, so only bars of the "
                "same name are compared."
            )
    if found.not_comparable:
        number = counted(len(found.not_comparable), "item has a bar", "items have bars")
        yield paragraph(f"{number} that the other lacks and cannot be compared:")
        yield from (f"  {slug}" for slug in found.not_comparable)


def _moved(row: Moved, old: Framework, new: Framework) -> Iterator[str]:
    yield ""
    yield f"  {row.slug}"
    before, after = _words(row.old, row.old_no_bar), _words(row.new, row.new_no_bar)
    yield paragraph(f"{before} → {after}", 4, 6)
    yield from _because(row.rules, row.indicator, old, new)


def _printed(row: PrintedCeiling, old: Framework, new: Framework) -> Iterator[str]:
    yield ""
    yield f"  {row.slug}"
    before, after = _words(row.old, "no ceiling"), _words(row.new, "no ceiling")
    yield paragraph(f"printed {_words(row.printed, None)}; ceiling {before} → {after}", 4, 6)
    yield from _because(row.rules, row.indicator, old, new)


def _words(bar: str | None, otherwise: str | None) -> str:
    return bar.replace("-", " ").capitalize() if bar else f"no bar ({otherwise})"


def _because(rules: Sequence[Rule], indicator: str, old: Framework, new: Framework) -> Iterator[str]:
    for rule in rules:
        yield paragraph(_rule(rule, indicator, old, new), 4, 6)


def _rule(rule: Rule, indicator: str, old: Framework, new: Framework) -> str:
    where = "here" if rule.under == "old" else "in the other"
    asked = _ways(rule, indicator, old, new)
    roles = [" or ".join(framework.panel.include_one_of) or "any" for framework in (new, old)]
    apart = [framework.panel.moderation_spread for framework in (new, old)]
    what = f"also asks for {asked}" if asked else "asks for more criteria than were counted"
    return {
        "quorum": f"A panel needs {counted(new.panel.quorum, 'review')}; here {old.panel.quorum}.",
        "panel-roles": f"A panel must include: {roles[0]}; here {roles[1]}.",
        "moderation-spread": f"Bars {apart[0]} apart are withheld for moderation; here {apart[1]} apart.",
        "moderation": "A moderation counts under one of the two only.",
        "consensus": f"Bars are combined by {new.record.consensus}; here by {old.record.consensus}.",
        "confirmed": f"Confirmed only {where}: {asked}.",
        "no-bar-below": "The lowest bar that is given at all differs.",
        "requirement": f"{where.capitalize()}, {_words(rule.bar, None)} {what}.",
        "bars": "The bars themselves differ.",
        "counting": "Other reviews count.",
    }[rule.name]


def _ways(rule: Rule, indicator: str, old: Framework, new: Framework) -> str:
    framework, before = (old, new) if rule.under == "old" else (new, old)
    record = framework.indicators[indicator].record
    known = before.indicators[indicator].criteria
    ways = []
    for way in rule.criteria[:MOST_WAYS]:
        titles = []
        for criterion in way:
            title = (record.criteria.get(criterion) or record.computed[criterion]).title or criterion
            fresh = framework is new and criterion not in known
            titles.append(f"“{title}”" + (" (new, so nobody has scored it)" if fresh else ""))
        ways.append(" and ".join(titles))
    more = len(rule.criteria) - MOST_WAYS
    return ", or ".join(ways) + (f", or one of {more} other ways" if more > 0 else "")
