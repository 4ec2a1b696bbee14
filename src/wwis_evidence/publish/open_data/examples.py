"""Examples of use for the page about the data; the tests run each of them against a built site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.envelope import site

if TYPE_CHECKING:
    from wwis_evidence.library import Library

LOCAL = "http://127.0.0.1:8000/"
"""Where ``serve`` shows a site whose own address is not known."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what it does, with what, and its text."""

    id: str
    title: str
    text: str


def examples(library: Library, *, parquet: bool) -> tuple[Example, ...]:
    """The examples, with the addresses of a library's own site; ``parquet`` says whether it has such."""
    place = site(library) or LOCAL
    told = (*_ALWAYS, *(_WITH_PARQUET if parquet else ()))
    return tuple(Example(one.id, one.title, one.text.replace("SITE", place)) for one in told)


_CURL = """\
curl --fail --silent SITEapi/v1/items.json
curl --fail --silent --remote-name SITEapi/v1/csv/ratings.csv
"""

_CHANGES = """\
import json
from urllib.request import urlopen

with urlopen("SITEapi/v1/changes.json") as answer:
    changes = json.load(answer)["changes"]

last_visit = "2025-06-01"
for change in changes:  # newest first
    if change["date"] < last_visit:
        break
    print(change["date"], change["type"], change["item"], change["note"])
"""

_PANDAS = """\
import pandas as pd

items = pd.read_csv("SITEapi/v1/csv/items.csv")
ratings = pd.read_csv("SITEapi/v1/csv/ratings.csv")
bars = ratings.pivot(index="item", columns="indicator", values="bar")
print(items[["item", "title"]].merge(bars, on="item").to_string())
"""

_DUCKDB = """\
SELECT indicator, basis, bar, count(*) AS items
FROM read_csv('ratings.csv')
GROUP BY indicator, basis, bar
ORDER BY indicator, basis, min(position);
"""

_FETCH_PARQUET = """\
curl --fail --silent --remote-name SITEapi/v1/parquet/items.parquet
curl --fail --silent --remote-name SITEapi/v1/parquet/ratings.parquet
"""

BY_THEME = """\
SELECT items.theme, ratings.indicator, ratings.basis, ratings.bar, count(*) AS number,
       sum(CASE WHEN items.measured > 0 THEN 1 ELSE 0 END) AS with_figures
FROM items JOIN ratings ON ratings.item = items.item
WHERE ratings.bar IS NOT NULL
GROUP BY items.theme, ratings.indicator, ratings.basis, ratings.bar, ratings.position
ORDER BY items.theme, ratings.indicator, ratings.basis, ratings.position
"""
"""How many items of each theme have each bar, and how many of them give a figure of their impact.

It keeps to words that DuckDB and Spark SQL both know, so that it runs on one machine and on many.
"""

_VIEWS = """\
CREATE VIEW items AS SELECT * FROM 'items.parquet';
CREATE VIEW ratings AS SELECT * FROM 'ratings.parquet';
"""

_ALWAYS = (
    Example("curl", "Fetch files with curl", _CURL),
    Example("changes", "What changed since your last visit, in Python", _CHANGES),
    Example("pandas", "Items with their ratings, in pandas", _PANDAS),
    Example("duckdb", "Count ratings with DuckDB, over a file that you have fetched", _DUCKDB),
)
_WITH_PARQUET = (
    Example("fetch-parquet", "Fetch Parquet files", _FETCH_PARQUET),
    Example(
        "parquet", "Count ratings by theme with DuckDB, over those files", f"{_VIEWS}{BY_THEME.strip()};\n"
    ),
)
