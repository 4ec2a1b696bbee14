"""Measure an archive in Parquet: how long it takes to make, and to answer questions by two engines.

``make bench-archive`` runs this and writes the tables into ``site/pages/guides/large-archives.md``. It needs
Linux and a gigabyte of disk.

    python benchmarks/archive_bench.py [--largest 1000000] [--rounds 5] [--page FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import archive_report
import measure
import report
from archive import STOCK, make_stock
from archive_queries import ENGINES, QUERIES
from run import BUSY, machine
from ways import HERE, PYTHON, ROOT

SIZES = (10_000, 100_000, 1_000_000)
FULL = SIZES[-1]
"""Items for which the page is written; fewer are for a quick look."""
_NOT_ASKED = {("spark", "consistency")}
"""A question that one engine has no words for."""


def main() -> int:
    """Measure, show and write down."""
    options = _options()
    processors = len(os.sched_getaffinity(0))
    busy = os.getloadavg()[0] / processors > BUSY
    shutil.rmtree(options.build, ignore_errors=True)
    stock = make_stock(options.build / "stock", options.stock, processes=processors)
    asked_for = [size for size in SIZES if size <= options.largest] or [options.largest]
    sizes = {size: _measured(options, size) for size in asked_for}
    results = {
        "schema": 1,
        "machine": machine(),
        "busy": busy,
        "rounds": options.rounds,
        "stock": {"items": stock.items, "read": stock.read, "tabled": stock.tabled},
        "sizes": sizes,
    }
    (options.build / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    text = archive_report.tables(results)
    print(text)
    if options.page:
        report.put_into(options.page, text, archive_report.MARKS)
    return 0


def _measured(options: argparse.Namespace, size: int) -> dict[str, Any]:
    """Make an archive of a size and ask it every question with every engine."""
    made = _done(measure.run((PYTHON, str(HERE / "archive.py"), str(options.build), "--items", str(size))))
    print(f"  {size:,} items: made in {made['seconds']:.0f} s", file=sys.stderr)
    folder, rounds = options.build / str(size), str(options.rounds)
    asked: dict[str, dict[str, Any]] = {}
    for query in QUERIES:
        asked[query] = {}
        for engine in ENGINES:
            if (engine, query) in _NOT_ASKED:
                continue
            command = (PYTHON, str(HERE / "archive_queries.py"), str(folder), "--rounds", rounds)
            told = _done(measure.run((*command, "--engine", engine, "--query", query)))
            print(f"  {size:,} items: {query} by {engine} {told['seconds']} s", file=sys.stderr)
            asked[query][engine] = told
        # A fast wrong answer must never stand in the table.
        if len({told["answer"] for engine, told in asked[query].items() if engine != "scan"}) > 1:
            raise RuntimeError(f"{query}: two engines answer differently")
    if size != options.largest:
        shutil.rmtree(folder)
    return {"made": made, "asked": asked}


def _done(run: measure.Run) -> dict[str, Any]:
    """What a command told of itself, if it did its work."""
    if run.status:
        raise RuntimeError(f"a command failed: {run.output[-2000:]}")
    told: dict[str, Any] = json.loads(run.output.splitlines()[-1])
    return told


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--largest", type=int, default=FULL, help=f"items (default: {FULL})")
    parser.add_argument("--stock", type=int, default=STOCK, help="case studies of which it is made")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--build", type=Path, default=ROOT / "build/bench-archive", help="folder for what is made"
    )
    parser.add_argument(
        "--page", type=Path, help="page to write the tables into (default: the guide, at full size)"
    )
    options = parser.parse_args()
    if options.page is None and options.largest >= FULL:
        options.page = ROOT / "site/pages/guides/large-archives.md"
    return options


if __name__ == "__main__":
    sys.exit(main())
