"""How work grows, as Markdown tables, and the marks of their place on the page of the guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MARKS = (
    "<!-- What follows is written by `make bench-scale`. -->",
    "<!-- Written by `make bench-scale` up to here. -->",
)
ROWS = (
    Row("floor", "libyaml alone over the same files (a floor)"),
    Row("check", "`check`, every rule, nothing kept"),
    Row("rate", "`rate --format json`"),
    Row("agreement", "`audit agreement`"),
    Row("consistency", "`audit consistency`"),
    Row("calibration", "`audit calibration`"),
    Row("data", "the open data: reading, rating, every file of it"),
    Row("build", "`build`, the whole site, nothing kept"),
    Row("same", "`build` again, nothing changed"),
    Row("changed", "`build` again, one case study changed"),
    Row("copy", "copying the site's files once (a floor)"),
)
FLOORS = {"floor", "copy"}
LOADS = {
    "list": ("library/list.json",),
    "page": ("library/index.html",),
    "item": ("library/*-*/index.html",),
    "enabler": ("enablers/*/index.html",),
    "search": (
        "pagefind/pagefind.js",
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind-worker.js",
        "pagefind/wasm.en.pagefind",
        "pagefind/*.pf_meta",
        "pagefind/index/*.pf_index",
        "pagefind/filter/*.pf_filter",
    ),
    "part": ("pagefind/index/*.pf_index",),
}
"""What a reader's browser loads, as patterns of files; of several files that fit, the largest."""
LOADED = (
    Row("page", "the library's first page"),
    Row("list", "its list of all items, loaded when somebody narrows it"),
    Row("item", "the longest page of an item"),
    Row("enabler", "the longest page of an enabler"),
    Row("search", "the first search, with the largest part of the index"),
    Row("part", "a further word, the largest part of the index"),
)
MEMORY_AIM = 10**9
"""Bytes that a check may use at most, all processes together."""
_PROPORTION = (
    "Milliseconds of processor time, divided by the number of case studies. The last column says how many "
    "times as much one takes in the largest library as in the smallest: 1 is growth in proportion."
)
GROWS = 1.3
"""How many times as much work an item of the largest library may take as one of the smallest."""


def tables(results: dict[str, Any]) -> str:
    """What was measured, as the part of the page that stands between the marks."""
    sizes = [int(size) for size in results["sizes"]]
    last = results["sizes"][str(sizes[-1])]
    told = (
        f"The largest library has {sizes[-1]:,} case studies and {last['reviews']:,} files beside them; its "
        f"site has {last['pages']:,} pages and {last['bytes'] / 10**6:,.0f} MB. Each figure is of one run. "
        f"Measured on {results['machine']}."
    )
    if results["busy"]:
        told += " **Other programs were at work meanwhile, so measure it again before you rely on it.**"
    growth = f"{sizes[-1]:,} to {sizes[0]:,}"
    parts = [
        told,
        "## Seconds that a person waits",
        _table(results, "what", ROWS, lambda row, size: f"{_value(results, row, size, 'seconds'):,.1f}"),
        "## Work for one item",
        _PROPORTION,
        _table(
            results,
            "what",
            ROWS,
            lambda row, size: f"{_each(results, row, size):,.2f}",
            (growth, lambda row: f"{_growth(results, row):.2f}"),
        ),
        _grown(results),
        "## Memory",
        "Megabytes, all processes of a command together.",
        _table(
            results,
            "what",
            [row for row in ROWS if row.key not in FLOORS],
            lambda row, size: f"{_value(results, row, size, 'memory') / 10**6:,.0f}",
        ),
        _memory(results),
        "## What a browser loads",
        "Kilobytes as a server sends them, packed.",
        _table(
            results,
            "what",
            LOADED,
            lambda row, size: f"{results['sizes'][str(size)]['loads'][row.key] / 1000:,.0f}",
        ),
    ]
    return "\n\n".join(parts)


def _value(results: dict[str, Any], row: Row, size: int, what: str) -> float:
    return float(results["sizes"][str(size)]["rows"][row.key][what])


def _each(results: dict[str, Any], row: Row, size: int) -> float:
    return 1000 * _value(results, row, size, "processor") / size


def _growth(results: dict[str, Any], row: Row) -> float:
    sizes = [int(size) for size in results["sizes"]]
    first, last = (_each(results, row, size) for size in (sizes[0], sizes[-1]))
    return last / first if first else 0.0


def _grown(results: dict[str, Any]) -> str:
    """Whether the work grew in proportion, and which step did not."""
    steps = [row for row in ROWS if row.key not in FLOORS]
    beyond = [f"{row.name} {_growth(results, row):.2f}" for row in steps if _growth(results, row) > GROWS]
    reached = f"missed by {', '.join(beyond)}" if beyond else "reached by every step"
    return f"The aim: at most {GROWS:g} times. It is {reached}."


def _memory(results: dict[str, Any]) -> str:
    largest = max(map(int, results["sizes"]))
    used = _value(results, next(row for row in ROWS if row.key == "check"), largest, "memory")
    reached = "reached" if used < MEMORY_AIM else "missed"
    return (
        f"The aim: a check of {largest:,} case studies below {MEMORY_AIM / 10**6:,.0f} MB. It is {reached}."
    )


def _table(
    results: dict[str, Any],
    head: str,
    rows: Iterable[Row],
    cell: Callable[[Row, int], str],
    more: tuple[str, Callable[[Row], str]] | None = None,
) -> str:
    """A row for each step, a column for each size, and perhaps one more."""
    sizes = [int(size) for size in results["sizes"]]
    heads = [head, *(f"{size:,}" for size in sizes), *([more[0]] if more else [])]
    lines = [heads, ["---", *("---:" for _ in heads[1:])]]
    lines += [
        [row.name, *(cell(row, size) for size in sizes), *([more[1](row)] if more else [])] for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
