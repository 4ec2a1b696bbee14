"""The keys and types of every data file, as in api-v1.txt. To refresh: python tests/open_data/contract.py."""

import json
import re
import tempfile
from pathlib import Path

import duckdb
from data_files import files_of

STORED = Path(__file__).parent / "api-v1.txt"
_TYPES = {dict: "object", list: "list", str: "string", bool: "boolean", int: "integer", float: "number"}
# Below these, keys are ids: they are data, and stand as * in the listing.
_BY_ID = re.compile(
    r"((^|\.items\[\])\.bars|\.indicators|\.criteria|\.lists|\.rule\.findings|\.examples|\.rule\.indicators\.\*\.\w+)$"
)


def listing(found):
    """A line for each file, place and type, in order; files of single items are taken together."""
    lines = set()
    for path, content in found.items():
        if not path.startswith("api/v1/"):
            continue
        name = re.sub(r"/items/[^/]+\.json$", "/items/{id}.json", path)
        if path.endswith(".parquet"):
            lines |= {f"{name} {column} {kind}" for column, kind, *_ in described(content)}
        elif path.endswith(".csv"):
            lines |= {f"{name} {column}" for column in content.decode().split("\r\n")[0].split(",")}
        elif "/schemas/" in path:
            lines.add(f"{name} schema")
        else:
            lines |= {f"{name} {place} {kind}" for place, kind in _places(json.loads(content), "")}
    return sorted(lines)


def described(content):
    """Names and types of a Parquet file's columns."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(content)
        file.flush()
        return duckdb.connect().execute("DESCRIBE FROM read_parquet(?)", [file.name]).fetchall()


def _places(value, place):
    if place:
        yield place, _TYPES.get(type(value), "null")
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _places(part, f"{place}.{'*' if _BY_ID.search(place) else key}")
    elif isinstance(value, list):
        for part in value:
            yield from _places(part, f"{place}[]")


if __name__ == "__main__":
    STORED.write_text("".join(f"{line}\n" for line in listing(files_of("example"))), encoding="utf-8")
