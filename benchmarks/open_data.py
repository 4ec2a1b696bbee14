"""Make every file of a library's open data, as a build does, and forget it.

python benchmarks/open_data.py FOLDER DAY
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from wwis_evidence.library import build_library
from wwis_evidence.publish.items import items
from wwis_evidence.publish.open_data import open_data
from wwis_evidence.sources import folder


def main(root: str, day: str) -> None:
    """Read, rate and make the files."""
    library, as_of = build_library(folder(Path(root)), lean=True), date.fromisoformat(day)
    if not open_data(items(library, as_of), library, as_of):
        raise SystemExit("no file was made")


if __name__ == "__main__":
    main(*sys.argv[1:])
