"""The results as Markdown tables, and their place on the page of the guides."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

import stages
from rows import CHECKING, STARTING, of_rounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BEGIN, END = (
    "<!-- What follows is written by `make bench`. -->",
    "<!-- Written by `make bench` up to here. -->",
)
NOT_THERE = "not measured"
COLD_AIM, WARM_AIM = 6.0, 0.5
"""How many times the floor a cold and a warm check should take at most."""
MEMORY_AIM = 10**9  # bytes
_RULES_SHOWN = 8


def tables(results: dict[str, Any]) -> str:
    """Everything that was measured, as the part of the page that stands between the marks."""
    library, scaled = results["library"], results["scaled"]
    size = (
        f"{library['cases']:,} case studies and {library['reviews']:,} reviews: {library['files']:,} files "
        f"with {library['lines']:,} lines, {library['bytes'] / 10**6:.0f} MB."
    )
    how = f"Each figure is {of_rounds(results['rounds'])}. Measured on {results['machine']}."
    if results["busy"]:
        how += " **Other programs were at work meanwhile, so measure it again before you rely on it.**"
    scaling = (
        f"The tools that check shape only were measured on {scaled['sample']:,} files (the one in pure "
        f"Python on {scaled['small-sample']:,}). What they need beyond their start is scaled to all files."
    )
    stages_heads = ("stage of a check on one processor", "seconds", "share")
    slowest = list(results["rules"])[:_RULES_SHOWN]
    parts = [
        f"{size} {how}",
        "## A library of that size",
        _table(
            ("what", "seconds", "processor seconds", "times the floor", "files a second"), _checking(results)
        ),
        scaling,
        "## The aims",
        _table(("what", "aim", "reached"), aims(results), "---"),
        "## Starting up",
        _table(
            ("what", "milliseconds"),
            ((row.name, _shown(middle(results, row.key), 1000, 0)) for row in STARTING),
        ),
        "## Where the time goes",
        _table(stages_heads, _shares(results["stages"], stages.NAMES, results["stages"])),
        "The rules that take longest:",
        _table(("rule", "seconds", "share"), _shares(results["rules"], slowest, results["stages"])),
    ]
    return "\n\n".join(parts)


def middle(results: dict[str, Any], key: str, what: str = "seconds") -> float | None:
    """The median of a row in seconds (or of its ``processor`` seconds), or None where it was not measured."""
    measured = results["rows"].get(key, {}).get(what)
    return median(measured) if measured else None


def _checking(results: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    floor = middle(results, "floor")
    for row in CHECKING:
        seconds = middle(results, row.key)
        files = results["library"]["files"]
        yield (
            row.name,
            _shown(seconds, 1, 2),
            _shown(middle(results, row.key, "processor"), 1, 2),
            _shown(seconds and floor and seconds / floor, 1, 1),
            f"{files / seconds:,.0f}" if seconds else NOT_THERE,
        )


def aims(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What was aimed for, and whether it was reached."""
    floor = middle(results, "floor") or 0.0
    memory = results["memory"]
    return [
        (
            "cold check",
            f"at most {COLD_AIM:g} times the floor",
            _reached(middle(results, "cold"), floor, COLD_AIM),
        ),
        (
            "warm check",
            f"at most {WARM_AIM:g} times the floor",
            _reached(middle(results, "warm"), floor, WARM_AIM),
        ),
        ("memory, all processes together", "below 1,000 MB", _memory(memory["together"])),
        ("memory, largest process", "below 1,000 MB", _memory(memory["largest"])),
    ]


def _reached(seconds: float | None, floor: float, aim: float) -> str:
    if not (seconds and floor):
        return NOT_THERE
    times = seconds / floor
    return f"{times:.2f}" if times <= aim else f"{times:.2f}: missed by {times - aim:.2f}"


def _memory(used: int) -> str:
    return f"{used / 10**6:,.0f} MB" + ("" if used < MEMORY_AIM else ": missed")


def _shares(
    seconds: dict[str, float], names: Iterable[str], whole: dict[str, float]
) -> Iterator[tuple[str, str, str]]:
    """The seconds of some parts of a check, and their share of all of it."""
    total = sum(whole.values()) or 1.0
    for name in names:
        yield name, f"{seconds[name]:.2f}", f"{100 * seconds[name] / total:.0f}%"


def _shown(seconds: float | None, times: int, digits: int) -> str:
    return f"{seconds * times:,.{digits}f}" if seconds else NOT_THERE


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], side: str = "---:") -> str:
    marks = ("---", *(side for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, marks, *rows))


def put_into(page: Path, text: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the tables between marks of the page.

    Raises:
        ValueError: The page has no marks.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not (begin and end):
        raise ValueError(f"{page.name} has no marks for the tables")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
