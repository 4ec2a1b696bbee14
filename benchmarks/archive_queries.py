"""Ask an archive one question with one engine, and tell the seconds, the memory and the answer as JSON.

Each engine runs in a process of its own, so that its memory is its own.

    python benchmarks/archive_queries.py FOLDER --engine duckdb --query by-role
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure

from wwis_evidence.publish.open_data.examples import BY_THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = list[tuple[Any, ...]]
    Ask = Callable[[str], Answer]

BY_ROLE = """\
SELECT role, indicator, criterion, count(*) AS findings,
       sum(CASE WHEN finding = 'met' THEN 1 ELSE 0 END) AS met,
       sum(CASE WHEN finding = 'cannot-tell' THEN 1 ELSE 0 END) AS cannot_tell
FROM reviews
GROUP BY role, indicator, criterion
ORDER BY role, indicator, criterion
"""
"""What reviewers of each role find on each criterion."""

CONSISTENCY = """\
WITH alike AS (
  SELECT indicator, confirmed, position, count(*) AS number
  FROM ratings
  WHERE basis = 'own-panel' AND bar IS NOT NULL
  GROUP BY indicator, confirmed, position
)
SELECT low.indicator, low.confirmed, low.position AS lower, high.position AS higher,
       low.number * high.number AS pairs
FROM alike AS low JOIN alike AS high
  ON high.indicator = low.indicator AND high.position > low.position
  AND list_has_all(low.confirmed, high.confirmed)
ORDER BY low.indicator, pairs DESC, low.confirmed, lower, higher
"""
"""Items with all that is confirmed of others, and yet a lower bar: questions for moderators.

As ``audit consistency``, for items that this library's own panels rated. It compares groups of items that are
alike, since a million items make some hundred groups. In DuckDB's words.
"""

TABLES = ("items", "ratings", "reviews")
QUERIES = {"by-theme": BY_THEME, "by-role": BY_ROLE, "consistency": CONSISTENCY}
COLUMNS = {
    "by-theme": {
        "items": ["item", "theme", "measured"],
        "ratings": ["item", "indicator", "basis", "bar", "position"],
    },
    "by-role": {"reviews": ["role", "indicator", "criterion", "finding"]},
    "consistency": {"ratings": ["indicator", "basis", "bar", "position", "confirmed"]},
}
"""What each question has to read."""


@contextmanager
def scan(folder: Path) -> Iterator[Ask]:
    """PyArrow alone: the columns that a question needs are read and unpacked, and thrown away."""
    from pyarrow import dataset  # noqa: PLC0415 - each process loads one engine

    def ask(query: str) -> Answer:
        name = next(name for name, text in QUERIES.items() if text == query)
        rows = 0
        for table, columns in COLUMNS[name].items():
            rows += sum(part.num_rows for part in dataset.dataset(folder / table).to_batches(columns=columns))
        return [(rows,)]

    yield ask


@contextmanager
def duckdb(folder: Path) -> Iterator[Ask]:
    """DuckDB inside this process, as it is when installed."""
    import duckdb as engine  # noqa: PLC0415 - as above

    with engine.connect() as database:
        for table in TABLES:
            database.read_parquet(f"{folder}/{table}/*.parquet").create_view(table)
        yield lambda query: database.execute(query).fetchall()


@contextmanager
def spark_server() -> Iterator[str]:
    """Sail in its mode for clusters: a driver, and workers that send each other what they found.

    Here they are all on this machine, and talk over its loopback network. Yields the address for clients.
    """
    os.environ["SAIL_MODE"] = "local-cluster"
    os.environ.setdefault("RUST_LOG", "error")
    from pysail.spark import SparkConnectServer  # noqa: PLC0415 - as above

    server = SparkConnectServer()
    server.start()
    try:
        yield f"sc://127.0.0.1:{server.listening_address[1]}"
    finally:
        server.stop()


@contextmanager
def spark(folder: Path) -> Iterator[Ask]:
    """Spark SQL: the question goes through Spark's own client, as it would to any Spark server."""
    with spark_server() as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the newest pandas, which is not used here
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

        session = SparkSession.builder.remote(address).getOrCreate()
        for table in TABLES:
            session.read.parquet(f"{folder}/{table}").createOrReplaceTempView(table)
        yield lambda query: [tuple(row) for row in session.sql(query).collect()]
        session.stop()


ENGINES = {"scan": scan, "duckdb": duckdb, "spark": spark}


def main() -> int:
    """Ask as often as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--query", choices=QUERIES, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    begun = time.perf_counter()
    with ENGINES[options.engine](options.folder.resolve()) as ask:
        started = time.perf_counter() - begun
        seconds, processor, answers = [], [], []
        for _ in range(options.rounds):
            start, worked = time.perf_counter(), time.process_time()
            answers.append(ask(QUERIES[options.query]))
            seconds.append(time.perf_counter() - start)
            processor.append(time.process_time() - worked)
    if any(answer != answers[0] for answer in answers):
        raise RuntimeError("the same question got two answers")
    told = {
        "start": started,
        "seconds": seconds,
        "processor": processor,
        "memory": measure.own_peak(),
        "rows": len(answers[0]),
        "answer": hashlib.sha256(repr(answers[0]).encode()).hexdigest(),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
