"""What an earlier check found, kept so that nothing is worked out twice; never needed, never trusted blindly.

Everything kept is found again by what it was made from: the content of a case's files, what all cases have in
common, and this version of the program. So a kept answer is the answer. It stands in the user's own cache
folder and not in the library, where a contribution could bring a forged one along.

One file for each library holds it all. It is written beside and moved into place, so two checks at once do
no harm: the last one's stays. A file that is cut off or altered lacks its checksum, and counts as none.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wwis_evidence import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.sources import Entry

PLACE = "WWIS_EVIDENCE_CACHE"
"""Environment variable that names another folder for what is kept."""
MOST_BYTES = 500_000_000
"""A kept file that is larger is not read."""
SETTLED = 2_000_000_000
"""Nanoseconds. A file that changed this recently may change again without its times showing it."""
_RESTED_ON = ("pydantic", "pydantic_core", "_ruamel_yaml", "rfc8785")


class Kept:
    """What is kept of one library.

    Attributes:
        answer: The key that the last whole answer was made from, and the answer as plain data.
    """

    def __init__(self, root: Path, began: int) -> None:
        """Read what is kept of the library in a folder; nothing is there if it cannot be read.

        Args:
            root: The folder.
            began: A time before its files were listed, in nanoseconds since 1970.
        """
        self._began = began
        self._path = kept_path(root, ".json")
        self.tool = tool_name()
        self.answer: tuple[str, Any] = ("", None)
        self._cases = b"{}"
        self._digests: dict[str, tuple[str, str]] = {}
        self._read()

    @cached_property
    def cases(self) -> dict[str, tuple[str, Any]]:
        """For each case by slug: the key of its outcome, and the outcome as plain data."""
        return dict(json.loads(self._cases))

    def digest(self, entry: Entry) -> str:
        """The digest of a file's content, if it is as it was when it was last read; otherwise empty."""
        signature, digest = self._digests.get(entry.path, ("", ""))
        return digest if signature and signature == entry.signature else ""

    def knows(self, path: str) -> bool:
        """Whether a file was there before, so that it may be unchanged though it was written anew."""
        return path in self._digests

    def keep(
        self,
        entries: Mapping[str, tuple[Entry, str]],
        answer: tuple[str, Any],
        cases: Mapping[str, tuple[str, Any]],
    ) -> None:
        """Put what is now known in the place of what was kept; where that fails, nothing is kept.

        Args:
            entries: Every file with the digest of its content.
            answer: The whole answer and its key.
            cases: Outcomes and their keys by slug.
        """
        digests = {
            path: (entry.signature if entry.changed < self._began - SETTLED else "", digest)
            for path, (entry, digest) in entries.items()
            if digest
        }
        parts = (self.tool, digests, answer, cases)
        body = "\n".join(json.dumps(part, separators=(",", ":")) for part in parts).encode()
        write_kept(self._path, body)

    def _read(self) -> None:
        body = read_kept(self._path)
        if not body:
            return
        tool, digests, answer, cases = body.split(b"\n")
        if json.loads(tool) == self.tool:
            self._digests = json.loads(digests)
            self.answer = json.loads(answer)
            self._cases = cases


def kept_path(root: Path, ending: str) -> Path:
    """Where something is kept of the library in a folder."""
    name = sha256(os.fsencode(root.resolve())).hexdigest()[:32]
    return cache_folder() / f"{name}{ending}"


def read_kept(path: Path) -> bytes:
    """What is kept in a file; nothing if it cannot be read, is cut off or was altered."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES)
    except OSError:
        return b""
    checksum, _, body = raw.partition(b"\n")
    return body if sha256(body).hexdigest().encode() == checksum else b""


def write_kept(path: Path, body: bytes) -> None:
    """Keep something in a file, in place of what was kept; where that fails, nothing is kept."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kept-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def cache_folder() -> Path:
    """Where what is kept stands: a folder of the user's own, or what the environment says."""
    named = os.environ.get(PLACE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "wwis-evidence" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "wwis-evidence"
    # A way that does not begin at the root is to be ignored, says the XDG base directory specification.
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "wwis-evidence"


def tool_name() -> str:
    """Names this state of the program: another version, or a changed line, finds nothing that was kept."""
    seen = sha256(f"{__version__} {sys.version}".encode())
    package = os.path.dirname(__file__)  # noqa: PTH120 - this runs at every start
    for where in sorted([package, *(_origin(name) for name in _RESTED_ON)]):
        for name, found in _stamps(where):
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _origin(module: str) -> str:
    spec = find_spec(module)
    return (spec.origin if spec else None) or ""


def _stamps(where: str) -> list[tuple[str, os.stat_result]]:
    if not os.path.isdir(where):  # noqa: PTH112
        return [(where, os.stat(where))] if where else []  # noqa: PTH116
    found = []
    with os.scandir(where) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _stamps(entry.path)
            else:
                found.append((entry.path, entry.stat()))
    return found
