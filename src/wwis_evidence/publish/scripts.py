"""The site's scripts as they are sent: without the comments, which are a third of what would travel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Comments that have their lines to themselves, as nearly all have: what stands within a line may be a string.
_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)


def without_comments(script: str) -> str:
    """A script without the comments that stand on lines of their own.

    No text of a script may have a line that begins as a comment does.
    """
    return _LINES.sub("", _BLOCK.sub("", script))


def lighten(folder: Path) -> None:
    """Take the comments out of every script below a folder."""
    for path in folder.rglob("*.js"):
        path.write_text(without_comments(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
