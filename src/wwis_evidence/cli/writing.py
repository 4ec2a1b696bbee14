"""Writing a file of a library so that, whatever happens, it is as it was or as it should be."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.reports.safe import no_commands
from wwis_evidence.sources import FOLDERS, is_library, is_unfinished, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

ABANDONED = 3600  # seconds: a file is written in less than one


def replace(path: Path, content: bytes) -> None:
    """Write a file beside the old one and move it into place, so that nothing is lost on the way.

    Raises:
        OSError: It could not be written; the old file is as it was.
    """
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut after the move could leave an empty file
        Path(beside).chmod(path.stat().st_mode & 0o777)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def sweep(root: Path) -> None:
    """Take away what a run left beside the files of a library when it was killed an hour ago or more."""
    if not is_library(root):
        return
    with contextlib.suppress(OSError):  # what cannot be looked at or taken away does no harm
        for folder in (root, *(root / name for name in FOLDERS), *(root / "reviews").glob("*/")):
            if folder.is_symlink() or not folder.is_dir():
                continue
            for path in folder.iterdir():
                if is_unfinished(path.name) and time.time() - path.lstat().st_mtime > ABANDONED:
                    path.unlink()


def difference(raw: bytes, wanted: bytes, shown: str, becomes: str) -> Iterator[str]:
    """What would change, as a patch; a character that cannot be shown is written as an escape."""
    before, after = (
        [f"{printable(line)}\n" for line in text.decode(errors="backslashreplace").splitlines()]
        for text in (raw, wanted)
    )
    return (no_commands(line) for line in unified_diff(before, after, shown, f"{shown} ({becomes})"))
