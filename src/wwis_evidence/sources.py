"""Where a library's files come from: (path, bytes) pairs. The only code that reads a folder.

What a folder holds may be hostile: links, devices, giant files and strange names are reported, never
followed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDERS = ("casestudies", "reviews")
TOP_FILES = ("framework.yaml", "library.yaml", "vocabulary.yaml")
Pair = tuple[str, bytes | Problem]
"""A path from the library's root with forward slashes, and the file's bytes or why they were not read."""

NOT_RECORDS = frozenset({"README.md", ".gitkeep", ".DS_Store"})
"""Names of files that may stand in a library and are none of its records."""
_UNFINISHED = re.compile(r"\.[^/]+\.yaml\.[a-z0-9_]{8}\.new", re.ASCII)
_DEEPEST = 3  # folders below the root: reviews/<slug>/<file>


def is_library(root: Path) -> bool:
    """Whether a folder is a library: it holds ``casestudies/``, and ``reviews/`` if anything was reviewed."""
    return os.path.isdir(root / "casestudies")  # noqa: PTH112 - unlike Path.is_dir, it never raises


class Entry(NamedTuple):
    """One file of a library in a folder, before it is read.

    Attributes:
        path: From the library's root, with forward slashes.
        where: Where the file stands.
        signature: Changes whenever the file does: its size, times and number. Empty where it cannot be read.
        changed: When it last changed, in nanoseconds since 1970.
        problem: Why it is not to be read.
    """

    path: str
    where: str
    signature: str = ""
    changed: int = 0
    problem: Problem | None = None

    def content(self) -> bytes | Problem:
        """The file's bytes, or why they were not read; no more than the limit is ever read.

        Raises:
            OSError: It fails while it is being read.
        """
        if self.problem:
            return self.problem
        try:
            descriptor = os.open(self.where, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return _irregular("a file that may not be read")
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return _irregular("no longer the file that was listed")
            return _read(descriptor, found.st_size)
        finally:
            os.close(descriptor)


class Contents(Mapping[str, bytes]):
    """Bytes of files by their paths, each read when it is asked for; empty for one that cannot be read."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.path: entry for entry in entries}

    def __getitem__(self, path: str) -> bytes:
        content = self._entries[path].content()
        return b"" if isinstance(content, Problem) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def folder(root: Path) -> Iterator[Pair]:
    """Every file of a library in a folder, in the order of their paths.

    Raises:
        OSError: A file or folder fails while it is being read.
    """
    for entry in listing(root):
        yield entry.path, entry.content()


def listing(root: Path) -> Iterator[Entry]:
    """Every file of a library in a folder, unread.

    Raises:
        OSError: A folder fails while it is being read.
    """
    base = os.fspath(root)
    for name in TOP_FILES:
        path = os.path.join(base, name)  # noqa: PTH118 - os.open needs plain paths
        if os.path.lexists(path):
            yield _entry(name, path, os.lstat(path))
    for name in FOLDERS:
        path = os.path.join(base, name)  # noqa: PTH118
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            yield from _walk(path, name, 1)
        elif os.path.lexists(path):
            what = "a link" if os.path.islink(path) else "a single file"  # noqa: PTH114
            yield Entry(name, path, problem=_irregular(what, "a folder"))


def _walk(path: str, shown: str, depth: int) -> Iterator[Entry]:
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except PermissionError:
        yield Entry(shown, path, problem=_irregular("a folder that may not be read", "a folder of files"))
        return
    for entry in found:
        name = f"{shown}/{printable(entry.name)}"
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _walk(entry.path, name, depth + 1)
            else:
                yield Entry(name, entry.path, problem=Problem("file-place", values={"path": name}))
        elif entry.name not in NOT_RECORDS and not is_unfinished(entry.name):
            yield _entry(name, entry.path, entry.stat(follow_symlinks=False))


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a file which was being written when the program was killed."""
    return bool(_UNFINISHED.fullmatch(name))


def _entry(name: str, path: str, found: os.stat_result) -> Entry:
    """An entry for an ordinary file; anything else is never opened, which can set something going."""
    if not stat.S_ISREG(found.st_mode):
        what = "a link" if stat.S_ISLNK(found.st_mode) else "a device, a pipe or a folder"
        return Entry(name, path, problem=_irregular(what))
    written, changed = found.st_mtime_ns, found.st_ctime_ns
    signature = f"{found.st_size} {written} {changed} {found.st_ino} {found.st_dev}"
    return Entry(name, path, signature, max(written, changed))


def _read(descriptor: int, size: int) -> bytes:
    """A file's bytes; it may have grown or shrunk since it was found to have so many."""
    parts, left = [], MAX_BYTES + 1
    while left and (part := os.read(descriptor, min(left, size + 1))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _irregular(what: str, expected: str = "an ordinary file") -> Problem:
    return Problem("file-not-regular", values={"what": what, "expected": expected})


def printable(name: str) -> str:
    """A file's name that is safe to print: what cannot be shown is written as an escape."""
    if name.isprintable():  # true of nearly all, and far quicker than looking at each character
        return name
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
