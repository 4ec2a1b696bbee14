"""The catalogue of checks as text for people: all of them in a list, or one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue, families
from wwis_evidence.checks.examples import Example, examples
from wwis_evidence.reports.safe import visible
from wwis_evidence.reports.text import WIDTH, counted, paragraph

if TYPE_CHECKING:
    from wwis_evidence.checks.catalogue import Check

MAY_STAND = {
    "anywhere": "An exception with a reason and a last day can let it stand: in a case study's own file, or "
    "in library.yaml for any file.",
    "in-library": "Where it is mistaken, whoever runs the library can let it stand, by an exception with a "
    "reason and a last day in library.yaml.",
    "nowhere": "No exception can let it stand.",
}
"""What a reader is told of each value of ``Check.excusable``."""
COMPARES = (
    "Only a comparison with the library as it was can tell: wwis-evidence check --changed-since REV, or "
    "wwis-evidence diff REV, where REV is the branch that the change goes into."
)
"""What a reader is told of a check with ``Check.compares``."""
_CODE_WIDTH = 24


def checks_report() -> str:
    """Every check by family: code, severity and title."""
    parts = []
    for family, members in families().items():
        parts.append(family[0].upper() + family[1:])
        for check in members:
            head = f"  {check.code:<{_CODE_WIDTH}} {check.severity:<8} "
            title = f"{check.title} (*)" if check.mend else check.title
            parts.append(head + paragraph(title, len(head)).lstrip())
        parts.append("")
    parts.append("(*) wwis-evidence check --fix can mend some of these.")
    parts.append(f"{counted(len(catalogue()), 'check')}. To read more about one: wwis-evidence explain CODE")
    return "\n".join(parts) + "\n"


def check_report(check: Check) -> str:
    """One check in full: why it matters, what it says, how to mend it, and an example of both."""
    parts = [f"{check.code}: {check.title}", paragraph(f"{check.severity}, {check.family}", 2), ""]
    for title, words in (
        ("Why it matters", (check.why,)),
        ("What it says", (check.message,)),
        ("How to mend it", (check.hint, *([check.hint_near] if check.hint_near else []))),
        *([("What --fix does", (check.mend,))] if check.mend else []),
        ("Whether it may stand", (MAY_STAND[check.excusable],)),
        *([("When it is looked for", (COMPARES,))] if check.compares else []),
    ):
        parts.append(title)
        parts += [paragraph(text, 2) for text in words]
        parts.append("")
    example = examples().get(check.code)
    if example:
        parts += _example(example)
    return "\n".join(parts).rstrip("\n") + "\n"


def _example(example: Example) -> list[str]:
    mended = "The same, mended"
    if not example.good_path:
        mended = "Mended: the file is taken away."
    elif example.good_path != example.path:
        mended = f"Mended: the file is {example.good_path}."
    return [
        f"An example that gives it, in {example.path}",
        *_numbered(example.bad, example.bad_from),
        paragraph(f"{example.line}:{example.column}  {example.message}", 2, 4),
        paragraph(f"→ {example.hint}", 4, 6),
        "",
        mended,
        *_numbered(example.good, example.good_from),
        "",
    ]


def _numbered(text: str, first: int) -> list[str]:
    return [
        f"{number:>7} | {_cut(visible(line))}".rstrip()
        for number, line in enumerate(text.splitlines(), first)
    ]


def _cut(line: str) -> str:
    room = WIDTH - len(f"{'':>7} | ")
    return line if len(line) <= room else line[: room - 1] + "…"
