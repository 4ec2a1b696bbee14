"""A file's text with the escapes of double-quoted YAML undone, and where each piece of it was written.

It looks at the text, not at the values that were read: a file that cannot be read is public all the same.
Outside double quotes a backslash is only a backslash; there the text is read once more to no harm.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\r?\n[ \t]*|(.))", re.ASCII | re.DOTALL
)
_HIDING = re.compile(r"\\[^\"\\]")
"""What an escape must be to hide anything: quotation marks and backslashes are in no personal data."""
_BY_LETTER = {"t": "\t", "n": "\n", "r": "\r", "N": "\n", "L": "\n", "P": "\n", "_": "\u00a0", "0": "\0"}
_HIGHEST = 0x10FFFF


def unescaped(written: str) -> Unescaped | None:
    """A file's text as it is meant; None where that is the same for whoever looks for personal data."""
    return Unescaped(written) if "\\" in written and _HIDING.search(written) else None


class Unescaped:
    """A text as it is meant.

    Attributes:
        text: The text without its escapes.
    """

    def __init__(self, written: str) -> None:
        """Undo the escapes of a text.

        Args:
            written: The text of a file.
        """
        pieces: list[str] = []
        # Where each escape begins and ends, in the text as it is meant and as it was written.
        self._meant, self._written = [0], [0]
        done = at = 0
        for escape in _ESCAPE.finditer(written):
            before = written[done : escape.start()]
            character = _character(escape)
            pieces += (before, character)
            self._meant += (at + len(before), at + len(before) + len(character))
            self._written += (escape.start(), escape.end())
            done, at = escape.end(), self._meant[-1]
        self.text = "".join((*pieces, written[done:]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the text as it is meant was written.

        Args:
            start: Its beginning, from 0.
            end: Its end.

        Returns:
            Beginning and end in the written text, escapes included.
        """
        mark = bisect_left(self._meant, end)
        ends_at_mark = mark < len(self._meant) and self._meant[mark] == end
        return self._place(start), self._written[mark] if ends_at_mark else self._place(end)

    def _place(self, meant: int) -> int:
        mark = bisect_right(self._meant, meant) - 1
        return self._written[mark] + meant - self._meant[mark]


def _character(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2] or escape[3]
    if number:
        code = int(number, 16)
        return chr(code) if code <= _HIGHEST else "\ufffd"
    return _BY_LETTER.get(escape[4], escape[4]) if escape[4] else ""
