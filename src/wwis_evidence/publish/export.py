"""The open data of a library as files in a folder, without a site."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.publish.items import items
from wwis_evidence.publish.open_data import open_data
from wwis_evidence.publish.open_data.envelope import API
from wwis_evidence.publish.place import swap
from wwis_evidence.sources import printable
from wwis_evidence.vocabulary import in_force

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wwis_evidence.library import Library


def data_files(library: Library, as_of: date) -> dict[str, bytes]:
    """Every data file of a library's site by path, in order; not the page that explains them."""
    with in_force(library.common.vocabulary):
        files = open_data(items(library, as_of), library, as_of)
    return {path: content for path, content in sorted(files.items()) if not path.endswith(".md")}


def write_data(target: Path, files: Mapping[str, bytes]) -> None:
    """Put data files into a folder in one step, in place of an earlier export.

    Raises:
        FileExistsError: The folder holds something else. Nothing was written.
        OSError: A file could not be written; what was there is as it was.
    """
    target = target.resolve()  # a link keeps leading to its folder
    if not _replaceable(target, {path.split("/")[0] for path in files}):
        raise FileExistsError(
            f"{printable(str(target))} holds something other than an earlier export; nothing was written"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as staging:
        new = Path(staging) / "new"
        for path, content in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        swap(new, target)


def _replaceable(target: Path, own: set[str]) -> bool:
    """Whether nothing of anybody else's is lost with a folder."""
    if not target.exists():
        return True
    held = {entry.name for entry in target.iterdir()} if target.is_dir() else {""}
    return not held or (held <= own and (target / API / "index.json").is_file())
