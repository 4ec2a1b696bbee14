"""What a change does, as Markdown for a comment on a pull request or for a terminal.

No title and no word of a case study is repeated, and no score of an incomplete panel can be: the values
hold none. Every other text that comes from a file is made inert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.reports.change_words import (
    CAUSES,
    INCOMPLETE,
    evidence,
    indicator_title,
    moderation,
    needed,
    rating_of,
    reasons,
    review,
    status_of,
    who_counts,
)
from wwis_evidence.reports.findings.markdown import inert
from wwis_evidence.reports.text import counted, listed
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.change import Change, FindingsChange, ItemChange, Withheld

LONGEST = 50_000
"""Bytes. GitHub takes a comment of 65,536 characters; whoever posts it may add words of their own."""
MOST = {"items": 60, "findings": 100, "exceptions": 50, "people": 50, "files": 100}
"""Of each sort; the rest is counted, so that no sort crowds out the others."""
CUT = "\nThere is more than fits here. For all of it: wwis-evidence diff --format json\n"
_WORDS = {"added": "new", "removed": "removed", "changed": "changed"}


def change_report(change: Change, base: str, longest: int = LONGEST) -> str:
    """The summary, then each item, findings, exceptions, and files.

    Args:
        change: What the change does.
        base: The full id of the commit that it is compared with.
        longest: The most bytes to give; a line says so where something is left out.
    """
    left = longest - len(CUT.encode())
    kept: list[str] = []
    for block in _blocks(change, base):
        left -= len(block.encode("utf-8", "replace"))
        if left < 0:
            return "".join([*kept, CUT])
        kept.append(block)
    return "".join(kept)


def _blocks(change: Change, base: str) -> Iterator[str]:
    day = change.as_of.isoformat()
    yield f"## What this change does\n\nCompared with commit `{base[:10]}`, as of {day}.\n"
    if change.nothing:
        yield "\nNothing changes.\n"
        return
    yield f"\n{_summary(change)}\n"
    yield from _shared(change)
    if change.items:
        yield "\n### Items\n"
        yield from (_item(item, change) for item in change.items[: MOST["items"]])
        yield _rest(len(change.items), "items", "item")
    yield from _findings("New findings", change.new)
    yield from _findings("Findings that are gone", change.gone)
    yield from _exceptions(change)
    if change.files:
        yield "\n### Files\n\n"
        yield from (f"- {_WORDS[f.change]}: {inert(f.path)}\n" for f in change.files[: MOST["files"]])
        yield _rest(len(change.files), "files", "file")


def _summary(change: Change) -> str:
    ratings = sum(len(item.moved) for item in change.items)
    statuses = sum(status_of(item.before) != status_of(item.after) for item in change.items)
    stale = sum((r.before, r.after) == ("counts", "stale") for item in change.items for r in item.reviews)
    items = counted(len(change.items), "item is", "items are")
    moving = counted(statuses, "status moves", "statuses move")
    parts = [f"{items} not as before: {moving} and {counted(ratings, 'rating moves', 'ratings move')}."]
    if stale:
        parts.append(f"{counted(stale, 'review becomes', 'reviews become')} stale.")
    parts.append(f"Findings: {change.new.number} new, {change.gone.number} gone.")
    if change.exceptions:
        parts.append(f"{counted(len(change.exceptions), 'exception was', 'exceptions were')} added.")
    numbers = [(word, sum(f.change == key for f in change.files)) for key, word in _WORDS.items()]
    parts.append(f"Files: {', '.join(f'{number} {word}' for word, number in numbers)}.")
    return " ".join(parts)


def _shared(change: Change) -> Iterator[str]:
    """What all items rest on that changed."""
    lines = []
    if change.framework_changed:
        old, new = (inert(framework.reference) for framework in change.frameworks)
        lines.append(
            f"The framework changed: {old} → {new}." if old != new else f"The framework {new} changed."
        )
    shown = [f"{inert(each.reviewer)} {_WORDS[each.change]}" for each in change.register[: MOST["people"]]]
    if shown:
        more = len(change.register) - len(shown)
        lines.append(f"On the register: {', '.join(shown)}{f', and {more} more' if more else ''}.")
    if lines:
        yield "\n" + "".join(f"- {line}\n" for line in lines)


def _item(item: ItemChange, change: Change) -> str:
    lines = list(_lines(item, change))
    return f"\n#### {inert(item.slug)}\n\n" + "".join(f"{line}\n" for line in lines)


def _lines(item: ItemChange, change: Change) -> Iterator[str]:
    before, after = status_of(item.before), status_of(item.after)
    yield f"- Status: {after if before == after else f'{before} → {after}'}"
    old, new = change.frameworks
    for moved in item.moved:
        title = indicator_title(moved.indicator, change.frameworks)
        yield f"- {title}: {rating_of(moved.before, old)} → {rating_of(moved.after, new)}"
        yield from (f"  - {sentence}" for sentence in reasons(moved, change.frameworks))
    if item.causes:
        yield f"- Why: {listed([CAUSES[cause] for cause in item.causes])}."
    if words := evidence(item):
        yield f"- {words}"
    for noted in item.noted:
        types = load().terms("change-types")
        kind = types[noted.type].label if noted.type in types else inert(noted.type)
        successor = f" In its place: {inert(noted.superseded_by)}." if noted.superseded_by else ""
        yield f"- {kind}, {noted.date}: {inert(noted.note)}{successor}"
    yield from (f"- {review(each)}." for each in item.reviews)
    yield from (f"- {moderation(each, change.frameworks)}." for each in item.moderations)
    if item.before.due != item.after.due and item.after.due:
        yield f"- Due for review from {item.after.due.isoformat()}."
    if item.after.needs:
        yield f"- {who_counts(item.after, new)}"
        if not item.after.complete:
            yield f"- {INCOMPLETE}"
        yield f"- **Still needed:** {needed(item.after.needs, item.after, change.frameworks)}."


def _findings(heading: str, found: FindingsChange) -> Iterator[str]:
    if not found.number:
        return
    yield f"\n### {heading}\n\n"
    for _, each in found.told[: MOST["findings"]]:
        place = inert(f"{each.path}:{each.line}:{each.column}")
        yield f"- {place} {each.severity} {inert(each.code)}: {inert(each.message)}\n"
    yield _rest(len(found.told), "findings", "finding")
    yield from (f"- {_withheld(each)}\n" for each in found.withheld[: MOST["findings"]])
    yield _rest(len(found.withheld), "findings", "file")


def _withheld(each: Withheld) -> str:
    found = [counted(n, noun) for n, noun in ((each.errors, "error"), (each.warnings, "warning")) if n]
    return f"{inert(each.path)} {listed(found)}, not shown here while the panel is not complete"


def _exceptions(change: Change) -> Iterator[str]:
    if not change.exceptions:
        return
    yield "\n### Exceptions that were added\n\n"
    for each in change.exceptions[: MOST["exceptions"]]:
        field = f" at {inert(each.field)}" if each.field else ""
        because = inert(each.because) or "(the reason is not shown while the panel is not complete)"
        yield f"- {inert(each.code)} in {inert(each.file)}{field} until {each.until}: {because}\n"
    yield _rest(len(change.exceptions), "exceptions", "exception")


def _rest(number: int, sort: str, noun: str) -> str:
    """How many were left out; empty where none were."""
    more = number - MOST[sort]
    return f"\n… and {counted(more, f'more {noun}')}.\n" if more > 0 else ""
