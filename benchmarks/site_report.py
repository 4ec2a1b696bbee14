"""The time of a build as Markdown tables, and the marks of their place on the page of the guides."""

from __future__ import annotations

from statistics import median
from typing import Any

import site_stages
from rows import Row, of_rounds

MARKS = (
    "<!-- What follows is written by `make bench-site`. -->",
    "<!-- Written by `make bench-site` up to here. -->",
)
ROWS = (
    Row("ours", "`wwis-evidence build`, the whole command"),
    Row("bytes", "`mkdocs build`, as many Markdown pages with as many bytes"),
    Row("words", "`mkdocs build`, as many Markdown pages with the same words"),
)
AIM = 1.0
"""How many times as long as the renderer alone a build may take, for pages of the same bytes."""


def middle(results: dict[str, Any], key: str, what: str = "seconds") -> float:
    """The median of a row in seconds, or in processor seconds."""
    return float(median(results["rows"][key][what]))


def _row(results: dict[str, Any], row: Row, seconds: float, worked: float) -> str:
    """A row, beside the seconds and processor seconds of ours."""
    took, busy = middle(results, row.key), middle(results, row.key, "processor")
    return f"| {row.name} | {took:.1f} | {busy:.1f} | {seconds / took:.2f} | {worked / busy:.2f} |"


def tables(results: dict[str, Any]) -> str:
    """What was measured, as the part of the page that stands between the marks."""
    told = (
        f"A library of {results['cases']:,} case studies makes {results['pages']:,} pages, "
        f"{results['bytes']['bytes'] / 10**6:.0f} MB; their words alone are "
        f"{results['bytes']['words'] / 10**6:.0f} MB. Each figure is {of_rounds(results['rounds'])}. "
        f"Measured on {results['machine']}."
    )
    if results["busy"]:
        told += " **Other programs were at work meanwhile, so measure it again before you rely on it.**"
    ours = middle(results, "ours"), middle(results, "ours", "processor")
    times = ours[0] / middle(results, "bytes")
    reached = f"{times:.2f}" + ("" if times <= AIM else f": missed by {times - AIM:.2f}")
    lines = [
        told,
        "",
        "| what | seconds | processor seconds | ours takes, times as long | in processor time |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(_row(results, row, *ours) for row in ROWS),
        "",
        f"The aim: at most {AIM:g} times as long as for pages with as many bytes. Reached: {reached}.",
        "",
        "| step of our build | seconds | share |",
        "| --- | ---: | ---: |",
    ]
    total = sum(results["stages"].values())
    for name in site_stages.NAMES:
        seconds = results["stages"][name]
        lines.append(f"| {name} | {seconds:.1f} | {100 * seconds / total:.0f}% |")
    return "\n".join(lines)
