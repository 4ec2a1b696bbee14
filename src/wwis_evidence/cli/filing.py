"""Putting a new file at its place in a library: never over another, never through a link."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wwis_evidence.cli.errors import CommandError
from wwis_evidence.schemas.files import schema_comment
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from pathlib import Path


def create(root: Path, place: str, content: bytes) -> Path:
    """Write a new file.

    Args:
        root: The library's folder.
        place: The file's path from there, as ``places.place_of`` knows it.
        content: What it is to hold. A line that tells editors of its schema is put before it, where the
            library has that schema.

    Returns:
        Where it stands.

    Raises:
        CommandError: There is a file already, or a folder on the way is none.
    """
    *folders, name = place.split("/")
    folder = root
    for part in folders:
        folder /= part
        if not os.path.lexists(folder):
            folder.mkdir()
        if folder.is_symlink() or not folder.is_dir():
            raise CommandError(f"{printable(str(folder))} is no folder of this library; nothing was written")
    target = folder / name
    try:
        descriptor = os.open(
            target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666
        )
    except FileExistsError:
        raise CommandError(f"{printable(str(target))} is there already; nothing was written") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_schema_line(root, place, content) + content)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _schema_line(root: Path, place: str, content: bytes) -> bytes:
    """The line for editors, where its address leads to a schema and the file has no such line yet."""
    line = schema_comment(place)
    _, _, schema = line.rpartition("=")
    there = ((root / place).parent / schema).is_file()
    return f"{line}\n".encode() if there and b"yaml-language-server:" not in content else b""
