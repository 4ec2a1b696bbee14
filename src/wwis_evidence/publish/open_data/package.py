"""``datapackage.json``: the tables described, for tools (Data Package, version 1).

The CSV files are its resources. Beside each stands where the same table lies as Parquet, if it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.licences import licence_url
from wwis_evidence.publish.open_data.envelope import SCHEMA, attribution, encoded, site
from wwis_evidence.publish.open_data.parquet import MEDIA_TYPE, parquet_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.open_data.tables import Table


def data_package(tables: Iterable[Table], parquet: Collection[str], library: Library, as_of: date) -> bytes:
    """The description of the tables; its paths are from its own folder.

    Args:
        tables: The tables.
        parquet: Paths of the Parquet files, from its own folder.
        library: The library.
        as_of: The day that the data are of.
    """
    own = library.settings
    address = licence_url(own.licence)
    data: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "wwis-evidence-library",
        "title": own.title,
        "description": f"{attribution(library)} Data of {as_of.isoformat()}.",
        "version": f"{SCHEMA}",
        "licenses": [{"name": own.licence, **({"path": address} if address else {})}],
        "sources": [{"title": own.title, **({"path": site(library)} if site(library) else {})}],
        "resources": [_resource(table, parquet) for table in tables],
    }
    if site(library):
        data["homepage"] = f"{site(library)}data/"
    return encoded(data)


def _resource(table: Table, parquet: Collection[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": name,
                "type": "string" if kind == "list" else kind,
                "description": meaning,
                **({"constraints": {"required": True}} if name in table.key else {}),
            }
            for name, kind, meaning in table.columns
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.name != "items":
        schema["foreignKeys"] = [{"fields": "item", "reference": {"resource": "items", "fields": "item"}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
        "alternates": [
            {"path": path, "format": "parquet", "mediatype": MEDIA_TYPE}
            for path in [parquet_path(table)]
            if path in parquet
        ],
    }
