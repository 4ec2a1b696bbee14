"""How much of a stranger's file is ever read, and how much of its text is ever repeated."""

from __future__ import annotations

MAX_BYTES = 1_000_000
"""Of a file. A long case study has about 20 kB; this keeps the worst file to well under a second."""
MAX_SHOWN = 80
"""Characters of a file's own text that a problem repeats."""


def shown(text: str, longest: int = MAX_SHOWN) -> str:
    r"""Give a file's own text in a form that is safe and short enough to repeat in a message.

    Args:
        text: Any text.
        longest: The most characters to give.

    Returns:
        One line, every character of it visible: others are written as ``\u202E``.
    """
    short = _cut(text, longest)
    if not short.isprintable():
        short = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in short)
        short = _cut(short.replace("\\u000A", "\\n").replace("\\u0009", "\\t"), longest)
    return short


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
