"""What every file of the API begins with, and how it is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.publish.licences import licence_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wwis_evidence.library import Library

API = "api/v1/"
"""Where the files of this version of the contract lie, from the site's root."""

SCHEMA = 1
LARGEST_FEED = 100  # entries of one feed; ``changes.json`` has all


def envelope(kind: str, library: Library, as_of: date, *, depth: int = 0) -> dict[str, Any]:
    """The first keys of a file: what it is, whose, under which terms, and for which day.

    Args:
        kind: What the file holds; its JSON Schema has the same name.
        library: The library.
        as_of: The day on which ratings were asked.
        depth: How many folders below ``api/v1/`` the file lies.
    """
    own = library.settings
    return {
        "$schema": f"{'../' * depth}schemas/{kind}.json",
        "schema": SCHEMA,
        "kind": kind,
        "library": {
            "title": own.title,
            "publisher": own.publisher,
            "url": site(library) or None,
            "fictional": own.fictional,
        },
        "licence": {"id": own.licence, "url": licence_url(own.licence)},
        "attribution": attribution(library),
        "as_of": as_of.isoformat(),
    }


def site(library: Library) -> str:
    """The site's own address with a slash at its end; empty where the library does not say."""
    url = library.settings.site_url
    return f"{url.rstrip('/')}/" if url else ""


def attribution(library: Library) -> str:
    """The line that whoever uses the data is asked to give."""
    own = library.settings
    whose = f"{own.title}, {own.publisher}" if own.publisher else own.title
    where = f", {site(library)}" if own.site_url else ""
    return f"{whose}{where}. Licence: {own.licence}."


def encoded(data: Mapping[str, Any]) -> bytes:
    """A file as JSON in UTF-8: its keys one to a line, and the entries of its lists too.

    So a large file stays compact, and a version control system shows which entry changed.
    """
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            entries = ",\n".join(f"    {_compact(entry)}" for entry in value)
            lines.append(f"  {_compact(key)}: [\n{entries}\n  ]")
        else:
            lines.append(f"  {_compact(key)}: {_compact(value)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
