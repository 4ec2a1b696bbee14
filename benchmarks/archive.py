"""Make a fictional archive of any size straight in Parquet, to measure questions to a very large library.

A stock of some hundred made-up case studies (``generate.py``) is read, rated and put into tables by the
program itself. Each item of the archive is one of the stock, drawn by lot, with an id and an area of its own.
So the archive has as many rows as a library of its size, and each is what the rule gives; only how different
its panels are is bounded by the stock. It is written part by part, so memory does not grow with it.
The same size, stock and seed give the same bytes.

    python benchmarks/archive.py FOLDER --items 10000
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from generate import SEED, area_names, generate

from wwis_evidence.library import build_library
from wwis_evidence.publish.items import items, public
from wwis_evidence.publish.open_data.over_time import moments
from wwis_evidence.publish.open_data.parquet import about, connection, write_table
from wwis_evidence.publish.open_data.tables import tables
from wwis_evidence.sources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wwis_evidence.publish.open_data.tables import Table

STOCK = 1000
"""Case studies of which the archive is made."""
PART = 10_000
"""Items in one file."""
_NOTED = "stock.json"
_DAY = date(2026, 11, 1)  # so that nothing depends on the day
_CHOSEN = """
CREATE TEMP TABLE chosen AS
WITH drawn AS MATERIALIZED (  -- else lots would be drawn anew for each pair of an item and one of the stock
  SELECT n, md5_number_lower(concat($seed, ':item:', n)) % $stock AS place,
         md5_number_lower(concat($seed, ':area:', n)) % len($areas) AS area
  FROM range($first, $end) AS numbers(n)
)
SELECT n, 'f-' || lpad(n::VARCHAR, 8, '0') AS id, stock.item, $areas[1 + area::BIGINT] AS area
FROM drawn JOIN stock ON stock.place = drawn.place
"""
_RENAMED = "replace({}, told.local_areas[1], area)"
_OWN = {
    "title": _RENAMED.format("told.title"),
    "summary": _RENAMED.format("told.summary"),
    "local_areas": "[area]",
    "area_codes": "['x-' || lower(replace(area, ' ', '-'))]",
    "organisations": f"list_transform(told.organisations, lambda name: {_RENAMED.format('name')})",
    "page": "'library/' || id || '/'",
}
"""Columns of an item that differ between its copies."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The stock as a folder of Parquet files: what each says beside its columns, and the time it took.

    Attributes:
        folder: Where its files lie, with ``stock.json``, which holds the rest.
        told: By table, the texts beside the columns.
        columns: By table, the names of the columns.
        items: How many items of it are public.
        read: Processor seconds to read and rate it.
        tabled: Processor seconds to put it into tables and to write these.
    """

    folder: Path
    told: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Sequence[str]]
    items: int
    read: float
    tabled: float


def make_stock(target: Path, cases: int, *, seed: int = SEED, processes: int = 1) -> Stock:
    """Make the stock and put it into tables, as a site's build does."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), cases, seed=seed, slip_every=0, processes=processes)
        start = time.process_time()
        library = build_library(folder(Path(name)))
        listed = public(items(library, _DAY))
        read = time.process_time()
    over_time = {item.slug: moments(item, library, _DAY) for item in listed}
    found = [_named(table) for table in tables(listed, over_time, library, _DAY)]
    told = {table.name: about(table, library, _DAY) for table in found}
    with connection(target) as database:
        for table in found:
            write_table(database, table, told[table.name], target / f"{table.name}.parquet")
    tabled = time.process_time()
    columns = {table.name: tuple(name for name, _, _ in table.columns) for table in found}
    stock = Stock(target, told, columns, len(listed), read - start, tabled - read)
    (target / _NOTED).write_text(json.dumps({**asdict(stock), "folder": None}), encoding="utf-8")
    return stock


def read_stock(target: Path) -> Stock | None:
    """The stock that was made into a folder; None if none was."""
    noted = target / _NOTED
    if not noted.exists():
        return None
    return Stock(**{**json.loads(noted.read_text(encoding="utf-8")), "folder": target})


def _named(table: Table) -> Table:
    return replace(table, title=f"{table.title} (a made-up archive; nothing in it is real)")


def make_archive(stock: Stock, target: Path, size: int, *, seed: int = SEED, processes: int = 1) -> None:
    """Write the archive: a folder for each table, a file for each part."""
    for table in stock.columns:
        (target / table).mkdir(parents=True, exist_ok=True)
    work = partial(_part, stock, target, size, seed)
    parts = range((size + PART - 1) // PART)
    if processes == 1:
        for part in parts:
            work(part)
        return
    # New processes, since a database of ours must not live on in copied ones.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(work, parts):
            pass


def _part(stock: Stock, target: Path, size: int, seed: int, part: int) -> None:
    first = part * PART
    with tempfile.TemporaryDirectory() as name, connection(Path(name)) as database:
        database.execute("SET memory_limit = '1GB'")
        database.execute(
            "CREATE TEMP TABLE stock AS "
            "SELECT item, row_number() OVER () - 1 AS place FROM read_parquet($items)",
            {"items": str(stock.folder / "items.parquet")},
        )
        last = min(first + PART, size)
        draw = {"areas": list(area_names()), "seed": seed, "stock": stock.items, "first": first, "end": last}
        database.execute(_CHOSEN, draw)
        for table, columns in stock.columns.items():
            own = _OWN if table == "items" else {}
            chosen = ", ".join(
                f'{own.get(column, f"told.{column}")} AS "{column}"' for column in columns if column != "item"
            )
            database.execute(
                f"COPY (SELECT id AS item, {chosen} FROM chosen JOIN "  # noqa: S608 - names of our own columns
                "(SELECT *, row_number() OVER () AS line FROM read_parquet($stock)) AS told USING (item) "
                "ORDER BY n, line) TO $target (FORMAT parquet, COMPRESSION zstd, KV_METADATA $told)",
                {
                    "stock": str(stock.folder / f"{table}.parquet"),
                    "target": str(target / table / f"part-{part:05}.parquet"),
                    "told": dict(stock.told[table]),
                },
            )


def main() -> int:
    """Make a stock, if there is none yet, and an archive of it; tell the time and memory as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--stock", type=int, default=STOCK)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    processes = len(os.sched_getaffinity(0))
    place = options.folder / "stock"
    stock = read_stock(place) or make_stock(place, options.stock, seed=options.seed, processes=processes)
    target = options.folder / f"{options.items}"
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    make_archive(stock, target, options.items, seed=options.seed, processes=processes)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    size = sum(path.stat().st_size for path in target.rglob("*.parquet"))
    told = {
        "items": options.items,
        "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in used),
        "memory": max(one.ru_maxrss for one in used) * 1024,
        "bytes": size,
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
