"""The site's scripts and style sheets as they are sent: without comments and indents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Comments that have their lines to themselves, as nearly all have: what stands within a line may be a string.
_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_STEP = re.compile(r"(?<=[{};,])\n+")  # no string of a style sheet goes on over lines


def lightened_script(script: str) -> str:
    """A script without indents and the comments that stand on lines of their own.

    No text of a script may go on over several lines, or have a line that begins as a comment does.
    """
    return _INDENT.sub("", _LINES.sub("", _BLOCK.sub("", script)))


def lightened_sheet(sheet: str) -> str:
    """A style sheet likewise, and on one line."""
    return _STEP.sub("", _INDENT.sub("", _BLOCK.sub("", sheet)))


def lighten(folder: Path) -> None:
    """Do so with every script and style sheet below a folder."""
    for ending, lightened in (("js", lightened_script), ("css", lightened_sheet)):
        for path in folder.rglob(f"*.{ending}"):
            path.write_text(lightened(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
