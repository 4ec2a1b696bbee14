"""``index.json``: what there is, with what each file is described by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.open_data.envelope import API, encoded, envelope
from wwis_evidence.publish.open_data.parquet import MEDIA_TYPE as PARQUET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_TYPES = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".parquet": PARQUET,
    ".xml": "application/atom+xml",
}


def index_file(listed: Sequence[Item], paths: Sequence[str], library: Library, as_of: date) -> bytes:
    """The list of files; those of single items are told by a pattern, so that it stays short.

    Args:
        listed: Items of the public library.
        paths: All data files from the site's root, in order.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    schemas = f"{API}schemas/"
    described = {path.removeprefix(schemas) for path in paths if path.startswith(schemas)}
    files: list[dict[str, Any]] = []
    for path in paths:
        name = path.removeprefix(API)
        kind = _TYPES.get(path[path.rindex(".") :])
        if kind and not path.startswith((schemas, f"{API}items/")):
            schema = f"{schemas}{name}" if name in described else None
            files.append({"path": path, "media_type": kind, "schema": schema})
    return encoded(
        {
            **envelope("index", library, as_of),
            "counts": {"items": len(listed)},
            "each_item": {
                "path": f"{API}items/{{id}}.json",
                "media_type": _TYPES[".json"],
                "schema": f"{schemas}item.json",
            },
            "files": files,
            "documentation": "data/",
        }
    )
