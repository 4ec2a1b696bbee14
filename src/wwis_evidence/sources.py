"""Where a library's files come from: (path, bytes) pairs. The only code that reads a folder.

What a folder holds may be hostile: links, devices, giant files and strange names are reported, never
followed.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from wwis_evidence.documents.limits import MAX_BYTES
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("casestudies", "reviews")
TOP_FILES = ("framework.yaml", "library.yaml")
Pair = tuple[str, bytes | Problem]
"""A path from the library's root with forward slashes, and the file's bytes or why they were not read."""

NOT_RECORDS = frozenset({"README.md", ".gitkeep", ".DS_Store"})
"""Names of files that may stand in a library and are none of its records."""
_UNFINISHED = re.compile(r"\.[^/]+\.yaml\.[a-z0-9_]{8}\.new", re.ASCII)
_DEEPEST = 3  # folders below the root: reviews/<slug>/<file>


def is_library(root: Path) -> bool:
    """Whether a folder is a library: it holds ``casestudies/``, and ``reviews/`` if anything was reviewed."""
    return os.path.isdir(root / "casestudies")  # noqa: PTH112 - unlike Path.is_dir, it never raises


def folder(root: Path) -> Iterator[Pair]:
    """Every file of a library in a folder, in the order of their paths.

    Raises:
        OSError: A file or folder fails while it is being read.
    """
    base = os.fspath(root)
    for name in TOP_FILES:
        path = os.path.join(base, name)  # noqa: PTH118 - os.open below needs plain paths
        if os.path.lexists(path):
            yield name, _content(path)
    for name in FOLDERS:
        path = os.path.join(base, name)  # noqa: PTH118
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            yield from _walk(path, name, 1)
        elif os.path.lexists(path):
            what = "a link" if os.path.islink(path) else "a single file"  # noqa: PTH114
            yield name, _irregular(what, "a folder")


def _walk(path: str, shown: str, depth: int) -> Iterator[Pair]:
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except PermissionError:
        yield shown, _irregular("a folder that may not be read", "a folder of files")
        return
    for entry in found:
        name = f"{shown}/{printable(entry.name)}"
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _walk(entry.path, name, depth + 1)
            else:
                yield name, Problem("file-place", values={"path": name})
        elif entry.name not in NOT_RECORDS and not is_unfinished(entry.name):
            yield name, _content(entry.path)


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a file which was being written when the program was killed."""
    return bool(_UNFINISHED.fullmatch(name))


def _content(path: str) -> bytes | Problem:
    """A regular file's bytes; a link is refused, and no more than the limit is ever read."""
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):  # not even opened: opening a device can set something going
            return _irregular("a link" if stat.S_ISLNK(mode) else "a device, a pipe or a folder")
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return _irregular("a file that may not be read")
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return _irregular("no longer the file that was listed")
        return file.read(MAX_BYTES + 1)


def _irregular(what: str, expected: str = "an ordinary file") -> Problem:
    return Problem("file-not-regular", values={"what": what, "expected": expected})


def printable(name: str) -> str:
    """A file's name that is safe to print: what cannot be shown is written as an escape."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
