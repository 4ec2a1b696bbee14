"""What was measured of an archive as Markdown tables, and the marks of their place on the page."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from rows import Row, of_rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = (
    "<!-- What follows is written by `make bench-archive`. -->",
    "<!-- Written by `make bench-archive` up to here. -->",
)
FLOOR = Row("scan", "PyArrow, reading only")
ENGINES = (Row("duckdb", "DuckDB"), Row("spark", "Spark SQL"))
QUERIES = (
    Row("by-theme", "ratings by theme"),
    Row("by-role", "findings by role"),
    Row("consistency", "questions for moderators"),
)
_MILLION = 1_000_000
_MB = 10**6


def tables(results: dict[str, Any]) -> str:
    """Everything that was measured, as the part of the page that stands between the marks."""
    told = f"Each time of a question is {of_rounds(results['rounds'])}. Measured on {results['machine']}."
    if results["busy"]:
        told += (
            " **Other programs were at work meanwhile, so the seconds are too many. Processor seconds, and "
            "what is worked out from them, suffer less.**"
        )
    closing = (
        f"*Times reading* compares processor seconds with those of {FLOOR.name}. *MB* is the most memory of "
        "the engine's process. Starting up comes on top, once: "
    )
    starts = ", ".join(f"{row.name} {_start(results, row.key):.1f} seconds" for row in ENGINES)
    return "\n".join(
        [
            told,
            "",
            "## Making the archive",
            "",
            "| items | files, MB | seconds | processor seconds | largest process, MB |",
            "| ---: | ---: | ---: | ---: | ---: |",
            *_made(results),
            "",
            "## Asking it",
            "",
            *_asked(results, FLOOR),
            *(line for engine in ENGINES for line in _asked(results, engine)),
            f"{closing}{starts}.",
            "",
            "## Measured, and worked out",
            "",
            *_worked_out(results),
        ]
    )


def _start(results: dict[str, Any], engine: str) -> float:
    """The median of the seconds in which an engine starts."""
    told = [asked for size in results["sizes"].values() for asked in size["asked"].values()]
    return float(median(asked[engine]["start"] for asked in told if engine in asked))


def _made(results: dict[str, Any]) -> Iterator[str]:
    for size, found in results["sizes"].items():
        made = found["made"]
        yield (
            f"| {int(size):,} | {made['bytes'] / _MB:,.1f} | {made['seconds']:,.0f} | "
            f"{made['processor']:,.0f} | {made['memory'] / _MB:,.0f} |"
        )


def _asked(results: dict[str, Any], program: Row) -> Iterator[str]:
    """The table of one program: side by side they would be too wide for a page."""
    heads = ["seconds", "processor seconds", *([] if program is FLOOR else ["times reading", "MB"])]
    yield from (f"### {program.name}", "", f"| question | items | {' | '.join(heads)} |")
    yield f"| --- | {'---: | ' * (1 + len(heads))}".rstrip()
    for query in QUERIES:
        for size, found in results["sizes"].items():
            told = found["asked"][query.key]
            cells = ["not asked", *[""] * (len(heads) - 1)]
            if program.key in told:
                asked, least = told[program.key], median(told[FLOOR.key]["processor"])
                worked = median(asked["processor"])
                cells = [f"{median(asked['seconds']):.2f}", f"{worked:.2f}"]
                if program is not FLOOR:
                    cells += [f"{worked / least:.1f}", f"{asked['memory'] / _MB:,.0f}"]
            yield f"| {query.name} | {int(size):,} | {' | '.join(cells)} |"
    yield ""


def _worked_out(results: dict[str, Any]) -> Iterator[str]:
    stock, largest = results["stock"], max(map(int, results["sizes"]))
    took = stock["read"] + stock["tabled"]
    minutes = took / stock["items"] * _MILLION / 60
    yield f"- **Measured:** all of the above, up to {largest:,} items, on one computer."
    yield (
        f"- **Measured on {stock['items']:,} case studies:** reading their files, rating them and writing "
        f"the tables took {took:.0f} processor seconds."
    )
    yield (
        f"- **Worked out from that, not measured:** for a million case studies in YAML it would be about "
        f"{minutes:,.0f} minutes of one processor, if it grows in proportion."
    )
    yield "- **Not measured:** Spark SQL on several computers, and files that lie on another computer."
