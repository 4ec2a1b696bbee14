"""Libraries whose data files are tested, and what tests ask of those files."""

import csv
import hashlib
import io
import json
import tempfile
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from wwis_evidence.library import build_library
from wwis_evidence.publish.items import items
from wwis_evidence.publish.open_data import open_data
from wwis_evidence.sources import folder

AS_OF = date(2026, 11, 21)
LIBRARIES = {
    "example": Path(str(files("wwis_evidence") / "starter")),
    "own": Path(__file__).parents[2],
}


@cache
def library(name):
    """One of the libraries."""
    return build_library(folder(LIBRARIES[name]))


@cache
def files_of(name):
    """Every data file of a library by path."""
    return data_files(library(name))


def data_files(built, as_of=AS_OF):
    """Every data file of any library by path."""
    return open_data(items(built, as_of), built, as_of)


def loaded(found, path):
    """A JSON file of the API."""
    return json.loads(found[f"api/v1/{path}"])


def rows(found, name):
    """A CSV table of the API as mappings."""
    text = found[f"api/v1/csv/{name}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def parquet(found, name, query="SELECT * FROM {}"):
    """What a query finds in a Parquet file of the API: column names and rows."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(found[f"api/v1/parquet/{name}.parquet"])
        file.flush()
        told = duckdb.connect().execute(query.format(f"'{file.name}'"))
        return [column[0] for column in told.description], told.fetchall()


def text_of(found, path):
    """All that a data file tells, as text."""
    if path.endswith(".parquet"):
        name = path.rpartition("/")[2].removesuffix(".parquet")
        beside = parquet(found, name, "SELECT decode(value) FROM parquet_kv_metadata({})")
        return json.dumps([parquet(found, name), beside], ensure_ascii=False, default=str)
    return found[path].decode()


def sums(found):
    """A checksum of each Parquet file, in order."""
    for path, content in found.items():
        if path.endswith(".parquet"):
            yield hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    print(*sums(files_of("example")))  # noqa: T201 - to be compared with another process's
