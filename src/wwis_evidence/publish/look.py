"""A library's own look: styles, logo and pictures from ``site/look/``, beside those that are shipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FOLDER = "assets/own/"
"""Where they stand on the site."""
STYLES, LOGO, FAVICON = "look.css", "logo.svg", "favicon.svg"
_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*\.(css|svg|png|jpg|webp|ico|woff2|txt)", re.ASCII)
_LARGEST = 1_000_000  # bytes of one file
_MOST = 100


def own_look(root: Path) -> dict[str, bytes]:
    """The files of a library's own look, by path on the site; none where it has no such folder.

    Raises:
        ValueError: A file is no ordinary file of at most 1 MB, or is none that a look is made of.
    """
    folder = root / "site" / "look"
    if not folder.is_dir():
        return {}
    found = sorted(folder.iterdir())
    if len(found) > _MOST:
        raise ValueError(f"site/look: there are {len(found)} files; {_MOST} at most belong there.")
    files = {}
    for path in found:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            raise ValueError(f"site/look/{path.name}: it has to be an ordinary file of at most 1 MB.")
        if not _NAME.fullmatch(path.name):
            raise ValueError(
                f"site/look/{path.name}: styles, pictures and fonts belong here, named in small letters: "
                "look.css, logo.svg, paper.png, letters.woff2."
            )
        files[f"{FOLDER}{path.name}"] = path.read_bytes()
    return files


def placed(name: str, shipped: str, paths: Collection[str]) -> str:
    """Where a part of the look stands on the site: a library's own if it has one, else the shipped one."""
    return f"{FOLDER}{name}" if f"{FOLDER}{name}" in paths else shipped
