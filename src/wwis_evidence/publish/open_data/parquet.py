"""The tables as Parquet: typed columns, lists as lists, and the terms of use inside each file.

DuckDB writes the files. It is an extra (``wwis-evidence[parquet]``): a site that is built without it has no
Parquet files, and says so. The same tables give the same bytes for one version of DuckDB.
"""

from __future__ import annotations

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.envelope import envelope, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from duckdb import DuckDBPyConnection

    from wwis_evidence.library import Library
    from wwis_evidence.publish.open_data.tables import Table

MEDIA_TYPE = "application/vnd.apache.parquet"
INSTALL = 'pip install "wwis-evidence[parquet]"'
"""What brings the program that writes Parquet."""
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "list": "VARCHAR[]"}
"""The type in Parquet of each kind of column, in DuckDB's words."""
_LARGEST_ROW = 1 << 26  # bytes of JSON; a file of a library has at most a million
_COPY = """
COPY (SELECT * FROM read_json($lines, format = 'newline_delimited', columns = $columns,
                              maximum_object_size = $largest))
TO $target (FORMAT parquet, COMPRESSION zstd, KV_METADATA $told)
"""


def parquet_path(table: Table) -> str:
    """A table's file, from the folder of the API."""
    return f"parquet/{table.name}.parquet"


def can_write() -> bool:
    """Whether the program that writes Parquet is installed."""
    return find_spec("duckdb") is not None


def parquet_files(tables: Iterable[Table], library: Library, as_of: date) -> dict[str, bytes]:
    """Every table as Parquet, by path from the folder of the API; none where DuckDB is not installed."""
    if not can_write():
        return {}
    files = {}
    with tempfile.TemporaryDirectory(prefix="wwis-parquet-") as name:
        target = Path(name) / "table.parquet"
        with connection(Path(name)) as database:
            for table in tables:
                write_table(database, table, about(table, library, as_of), target)
                files[parquet_path(table)] = target.read_bytes()
    return files


def about(table: Table, library: Library, as_of: date) -> dict[str, str]:
    """What a file says of itself, as the texts that Parquet keeps beside its columns."""
    head = envelope(table.name, library, as_of)
    return {
        "schema": str(head["schema"]),
        "table": table.name,
        "title": table.title,
        "library": head["library"]["title"],
        "url": site(library),
        "fictional": json.dumps(head["library"]["fictional"]),
        "licence": head["licence"]["id"],
        "licence_url": head["licence"]["url"] or "",
        "attribution": head["attribution"],
        "as_of": head["as_of"],
        "columns": json.dumps(
            [{"name": name, "kind": kind, "meaning": meaning} for name, kind, meaning in table.columns]
        ),
    }


def connection(folder: Path) -> DuckDBPyConnection:
    """A database in memory that fetches nothing; what does not fit goes into a folder for a while.

    It works on one thread, so that rows keep their order and files their bytes.
    """
    import duckdb  # noqa: PLC0415 - an extra, and slow to import

    return duckdb.connect(
        config={
            "threads": 1,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def write_table(database: DuckDBPyConnection, table: Table, told: Mapping[str, str], target: Path) -> None:
    """Write a table as a Parquet file, with some texts beside its columns.

    The rows go to the database as lines of JSON, and the types of their columns are told, never guessed.
    """
    names = [name for name, _, _ in table.columns]
    lines = target.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8", newline="\n") as out:
        for row in table.rows:
            out.write(json.dumps(dict(zip(names, row, strict=True)), allow_nan=False) + "\n")
    database.execute(
        _COPY,
        {
            "lines": str(lines),
            "columns": {name: TYPES[kind] for name, kind, _ in table.columns},
            "largest": _LARGEST_ROW,
            "target": str(target),
            "told": dict(told),
        },
    )
    lines.unlink()
