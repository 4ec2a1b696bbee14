"""Findings as Markdown, for a job's summary or a comment.

What a stranger wrote is shown as code wherever it could be anything but words. Nothing else is safe: services
look for names after @, for numbers of issues and for addresses only after they have undone every escape.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from wwis_evidence.reports.findings.checked import reason
from wwis_evidence.reports.safe import single_hashes, visible

if TYPE_CHECKING:
    from wwis_evidence.checks.excuses import Excused
    from wwis_evidence.reports.findings import Checked

LONGEST = 900_000
"""Bytes. GitHub drops a summary of more than a mebibyte as a whole."""
_WORD = re.compile(r"[(\u201c]?[^\W_]+(['\u2019][^\W_]+)*[)\u201d]?[.,;:?]?[)\u201d]?")
_LIKE_A_COMMIT = re.compile(r"\W*[0-9a-fA-F]{7,}\W*")
_TICKS = re.compile("`+")


def report(checked: Checked, longest: int = LONGEST) -> str:
    """The summary, a table of files, then the findings of each file and what exceptions let stand.

    Args:
        checked: What was found.
        longest: The most bytes to give; what does not fit is counted at the end.
    """
    parts = [f"## Check of the library\n\n{checked.summary}\n"]
    groups = list(checked.by_file())
    rows = []
    for path, findings in groups:
        errors = sum(f.severity == "error" for f in findings)
        rows.append(f"| {inert(checked.folder + path)} | {errors} | {len(findings) - errors} |\n")
    if rows:
        parts += ["\n| File | Errors | Warnings |\n| --- | --- | --- |\n", *rows]
    for path, findings in groups:
        head = f"\n### {inert(checked.folder + path)}\n\n| Place | | What was found | What to do |\n"
        parts.append(f"{head}| --- | --- | --- | --- |\n")
        parts += [
            f"| {f.line}:{f.column} | {f.severity} {inert(f.code)} | {inert(f.message)} | {inert(f.hint)} |\n"
            for f in findings
        ]
    parts += [_let_stand(checked.folder + path, listed) for path, listed in checked.excused_by_file()]
    return _fitting(parts, longest)


def _let_stand(path: str, excused: list[Excused]) -> str:
    rows = []
    for each in excused:
        f, why = each.finding, inert(reason(each.excuse))
        rows.append(f"| {f.line}:{f.column} | excused {inert(f.code)} | {inert(f.message)} | {why} |\n")
    head = f"\n### Excused in {inert(path)}\n\n| Place | | What was found | Why it may stand |\n"
    return f"{head}| --- | --- | --- | --- |\n{''.join(rows)}"


def _fitting(parts: list[str], longest: int) -> str:
    """As many of the parts as fit; a note tells of the rest."""
    note = "\nThere is more than fits here. For all of it: wwis-evidence check\n"
    left = longest - len(note.encode())
    kept: list[str] = []
    for part in parts:
        left -= len(part.encode("utf-8", "replace"))
        if left < 0:
            return "".join([*kept, note])
        kept.append(part)
    return "".join(kept)


def inert(text: str) -> str:
    """A text in which plain words stay as they are and everything else is code."""
    runs = groupby(single_hashes(visible(text)).split(), key=_is_plain)
    return " ".join(" ".join(words) if plain else _code(" ".join(words)) for plain, words in runs)


def _is_plain(word: str) -> bool:
    return word == "→" or bool(_WORD.fullmatch(word) and not _LIKE_A_COMMIT.fullmatch(word))


def _code(text: str) -> str:
    """Code in a table: a bar would end the cell even there, so it stands between two pieces of code."""
    pieces = [_span(piece) if piece.strip() else piece for piece in text.split("|")]
    return "&#124;".join(pieces)


def _span(text: str) -> str:
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
