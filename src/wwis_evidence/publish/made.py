"""What the last build made, so that the next makes only what changed.

For each thing that was made (an item's own files, a rendered page, the search index) its key is kept, and
the digest of each of its files. A key names everything that the thing is made from. The files themselves are
those of the last site: one is used again only if it holds, byte for byte, what was made under the same key.
So neither an older site nor a damaged one, nor one that came along with a contribution, can give a wrong
page. What is kept stands with the check's answers in the user's own folder (``kept.py``).
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import distributions
from typing import TYPE_CHECKING

from wwis_evidence.kept import kept_path, read_kept, tool_name, write_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FORM = "1"


class Made:
    """What was made, by name: its key, and the digest of each of its files."""

    def __init__(self, root: Path, *, use: bool = True) -> None:
        """Read what is kept of a library's last build; nothing if it cannot be read, or is not to be used.

        Args:
            root: The library's folder.
            use: Whether anything is used again, or kept.
        """
        self._path = kept_path(root, ".site.json") if use else None
        self._tool = _tool() if use else ""
        self._last: dict[str, tuple[str, dict[str, str]]] = {}
        self._new: dict[str, tuple[str, dict[str, str]]] = {}
        body = read_kept(self._path) if self._path else b""
        if body:
            tool, last = json.loads(body)
            self._last = last if tool == self._tool else {}

    def again(self, name: str, key: str, last: Path, new: Path) -> bool:
        """Use a thing of the last build again, if it is made from the same and is as it was made.

        Args:
            name: What it is.
            key: What it is made from.
            last: The folder in which its files are.
            new: The folder into which they are put.
        """
        known, files = self._last.get(name, ("", {}))
        if not key or known != key or not all(_holds(last / path, digest) for path, digest in files.items()):
            return False
        for path in files:
            put_link(last / path, new / path)
        self._new[name] = known, files
        return True

    def note(self, name: str, key: str, files: Mapping[str, str]) -> None:
        """Note what was made: the digest of each file by its path in the folder."""
        self._new[name] = key, dict(files)

    def files(self, name: str) -> Mapping[str, str]:
        """The digests of a thing's files by path."""
        return self._new[name][1]

    def keep(self) -> None:
        """Keep what was made for the next build; where that fails, nothing is kept."""
        if self._path:
            write_kept(self._path, json.dumps([self._tool, self._new], separators=(",", ":")).encode())


def key_of(*parts: object) -> str:
    """One name for everything that a thing is made from; no two lists of parts share one."""
    return sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def digest(content: bytes) -> str:
    """Names a content."""
    return sha256(content).hexdigest()


def digests_in(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The digest of each of some files in a folder, by path."""
    return {path: digest((folder / path).read_bytes()) for path in paths}


def put(target: Path, content: bytes) -> None:
    """Write a file anew. What else bears the same file, as the last site may, is left as it is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.write_bytes(content)


def put_link(source: Path, target: Path) -> None:
    """Let a file stand at a second place, without writing it again where the system can do that."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _holds(path: Path, known: str) -> bool:
    """Whether an ordinary file holds what is known of it."""
    with suppress(OSError):
        return not path.is_symlink() and digest(path.read_bytes()) == known
    return False


def _tool() -> str:
    """Names this state of the program and of everything that is installed beside it."""
    beside = sorted(f"{one.name} {one.version}" for one in distributions())
    return key_of(_FORM, tool_name(), beside)
