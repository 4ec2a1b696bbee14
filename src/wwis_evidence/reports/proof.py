"""What came of verifying proof bundles, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.bounds import shown
from wwis_evidence.proof.contents import ABSENT
from wwis_evidence.rating import IndicatorRating
from wwis_evidence.reports.text import WIDTH, counted, in_words, paragraph
from wwis_evidence.sources import printable
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wwis_evidence.proof import Difference, Verdict

SCHEMA = 1
MOST_SHOWN = 25  # of one sort of difference; a changed rule can change a hundred values
LONGEST_VALUE = 72  # characters: a digest and the indent fill a line
_HEADINGS = {
    "unusable": "Nothing can be worked out, because this is not what a bundle holds there:",
    "altered": "Altered since the bundle was sealed:",
    "differs": "Does not follow from what the bundle holds:",
    "seal": "The seal that it bears is not that of what it holds:",
}


def verdict_report(name: str, verdict: Verdict, bundle: Mapping[str, Any]) -> str:
    """What came of one bundle: the rating if all holds, else each difference by its sort."""
    lines = [name]
    item = f"{printable(verdict.slug)}, as of {printable(verdict.as_of)}"
    if verdict.holds and verdict.recomputed and verdict.framework:
        lines.append(paragraph(f"All holds. {item}: {_status(verdict.recomputed)}", 2))
        lines += _ratings(verdict)
        rule = verdict.framework.reference
        lines.append(paragraph(f"Rule {rule}", 2))
    else:
        found = counted(len(verdict.differences), "difference")
        lines.append(paragraph(f"Does not hold: {found}. {item}.", 2))
        for why, heading in _HEADINGS.items():
            of_this_sort = [difference for difference in verdict.differences if difference.why == why]
            if of_this_sort:
                lines.append(paragraph(heading, 2))
                lines += _differences(of_this_sort, bundle)
        if verdict.other_tool:
            tools = f"The bundle was made by {shown(verdict.tool)}, another version than this one"
            lines.append(paragraph(f"{tools}, which may explain a difference.", 2))
    lines.append(f"  Seal {verdict.seal}")
    return "\n".join(lines) + "\n"


def what_it_shows() -> str:
    """What a bundle that holds shows, and what it does not."""
    return (
        paragraph(
            "Each rating follows from its bundle, and no bundle was altered since it was sealed. Whoever can "
            "rewrite a bundle whole can seal it anew: to know that it is the published one, compare its seal "
            "with the published seal."
        )
        + "\n"
    )


def _status(recomputed: Mapping[str, Any]) -> str:
    return load().terms("statuses")[recomputed["result"]["status"]].label


def _ratings(verdict: Verdict) -> Iterator[str]:
    if not verdict.framework or not verdict.recomputed:
        return
    for name, part in verdict.recomputed["result"]["indicators"].items():
        position = None if part["position"] is None else part["position"] - 1
        rated = IndicatorRating(id=name, bar=position, no_bar=part["no_bar"])
        title = verdict.framework.indicators[name].title
        yield paragraph(f"{title}: {in_words(rated, verdict.framework)}", 2, 4)


def _differences(differences: Sequence[Difference], bundle: Mapping[str, Any]) -> Iterator[str]:
    for difference in differences[:MOST_SHOWN]:
        yield f"    {_path(difference)}{_file(difference, bundle)}"
        if difference.why in {"differs", "seal"}:
            yield _side("was", difference.was)
            yield _side("recomputes to", difference.now)
        elif difference.why == "unusable":
            yield _side("is", difference.was)
        elif difference.was is ABSENT or difference.now is ABSENT:
            gone = difference.now is ABSENT
            yield paragraph("it is gone" if gone else "it was added: no digest of it is listed", 6, 8)
    if len(differences) > MOST_SHOWN:
        more = counted(len(differences) - MOST_SHOWN, "more", "more")
        yield paragraph(f"and {more}; --format json lists them all", 4)


def _path(difference: Difference) -> str:
    return shown(".".join(str(step) for step in difference.path), 200)


def _file(difference: Difference, bundle: Mapping[str, Any]) -> str:
    """The file that a review or moderation was read from."""
    key, *rest = difference.path
    entries = bundle.get(str(key))
    if not rest or not isinstance(entries, list) or not isinstance(rest[0], int) or rest[0] >= len(entries):
        return ""
    entry = entries[rest[0]]
    facts = entry.get("facts", entry) if isinstance(entry, dict) else None
    path = facts.get("path") if isinstance(facts, dict) else None
    return f" ({shown(path)})" if isinstance(path, str) else ""


def _side(name: str, value: object) -> str:
    """One side of a difference; a digest, which is long, stands on a line of its own."""
    line = f"      {name} {_value(value)}"
    return line if len(line) <= WIDTH else f"      {name}\n        {_value(value)}"


def _value(value: object) -> str:
    if value is ABSENT:
        return "nothing"
    digest = isinstance(value, str) and value.startswith("sha256:")
    return shown(str(value) if digest else json.dumps(value, ensure_ascii=False), LONGEST_VALUE)


def verify_answer(bundles: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What ``verify --format json`` prints."""
    return {"schema": SCHEMA, "bundles": list(bundles)}


def verdict_answer(name: str, verdict: Verdict | None, problem: str | None = None) -> dict[str, Any]:
    """One file of ``verify --format json``; ``problem`` says why a file is not a bundle."""
    return {
        "file": name,
        "problem": problem,
        "holds": verdict is not None and verdict.holds,
        "slug": verdict.slug if verdict else None,
        "as_of": verdict.as_of if verdict else None,
        "tool": verdict.tool if verdict else None,
        "seal": verdict.seal if verdict else None,
        "result": verdict.recomputed["result"] if verdict and verdict.recomputed else None,
        "differences": [_difference_answer(d) for d in verdict.differences] if verdict else [],
    }


def _difference_answer(difference: Difference) -> dict[str, Any]:
    sides = {"was": difference.was, "now": difference.now}
    return {
        "path": list(difference.path),
        "why": difference.why,
        **{side: value for side, value in sides.items() if value is not ABSENT},
    }
