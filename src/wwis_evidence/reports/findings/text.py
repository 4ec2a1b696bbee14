"""Findings as text for people: by file, each with its words and the line it is about."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.places import place_of
from wwis_evidence.reports.findings.checked import reason
from wwis_evidence.reports.safe import no_commands, visible
from wwis_evidence.reports.text import WIDTH, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.checks.excuses import Excused
    from wwis_evidence.findings import Finding
    from wwis_evidence.reports.findings import Checked

_BOLD, _RED, _YELLOW, _OFF = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[0m"
_BOM = "\ufeff"


def report(checked: Checked, *, colour: bool = False) -> str:
    """Everything that was found, by file, and what to do first.

    Args:
        checked: What was found.
        colour: Whether to send a terminal's colours.
    """
    parts = []
    excused = dict(checked.excused_by_file())
    for path, findings in checked.by_file():
        parts.append(_painted(no_commands(visible(path)), _BOLD, colour=colour))
        let_stand = (each.finding for each in excused.get(path, ()))
        lines = _source(checked.files.get(path, b""), (*findings, *let_stand))
        for (line, column), group in groupby(findings, key=lambda finding: (finding.line, finding.column)):
            here = list(group)
            for finding in here:
                parts += _told(finding, colour=colour)
            if _may_be_shown(path, here):
                parts += _pointed_at(lines, line, column)
        parts.append("")
    for path, each_excused in excused.items():
        parts.append(_painted(no_commands(visible(f"Excused in {path}")), _BOLD, colour=colour))
        for each in each_excused:
            parts += _let_stand(each)
        parts.append("")
    parts.append(paragraph(checked.summary))
    if checked.errors:
        parts.append("To read more about one: wwis-evidence explain CODE")
    return "\n".join(parts) + "\n"


def _told(finding: Finding, *, colour: bool) -> Iterator[str]:
    shade = _RED if finding.severity == "error" else _YELLOW
    severity = _painted(finding.severity, shade, colour=colour)
    yield f"  {finding.line}:{finding.column}  {severity}  {finding.code}"
    yield no_commands(paragraph(visible(finding.message), 6))
    yield no_commands(paragraph(visible(f"→ {finding.hint}"), 6, 8))


def _let_stand(each: Excused) -> Iterator[str]:
    finding = each.finding
    yield f"  {finding.line}:{finding.column}  excused  {finding.code}"
    yield no_commands(paragraph(visible(finding.message), 6))
    yield no_commands(paragraph(visible(f"→ {reason(each.excuse)}"), 6, 8))


def _may_be_shown(path: str, here: Iterable[Finding]) -> bool:
    """Whether a line may be repeated: not one of somebody else's scores, which have no errors any more."""
    place = place_of(path)
    own = any(finding.severity == "error" for finding in here)
    return own or place is None or place.kind not in {"review", "moderation"}


def _painted(text: str, shade: str, *, colour: bool) -> str:
    return f"{shade}{text}{_OFF}" if colour else text


def _source(raw: bytes, findings: Iterable[Finding]) -> list[str]:
    """A file's lines; none where one of its findings is about a person.

    Such a finding never repeats what it found. Another finding's line might, so the whole file stays unshown.
    """
    if any(catalogue()[finding.code].private for finding in findings):
        return []
    try:
        return raw.decode().removeprefix(_BOM).split("\n")
    except UnicodeDecodeError:
        return []


def _pointed_at(lines: list[str], number: int, column: int) -> Iterator[str]:
    """A line of a file and a caret under the place; nothing where there is no such line."""
    line = lines[number - 1].removesuffix("\r") if number <= len(lines) else ""
    if not line.strip():
        return
    margin = f"{number:>7} | "
    text, place = excerpt(line, column, WIDTH - len(margin))
    yield no_commands(margin + text)
    yield f"{'':>7} | {' ' * place}^"


def excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """What of a line is shown, and how far from its start the place stands.

    Args:
        line: One line of a file.
        column: The place, from 1.
        width: The most columns of a terminal to fill.

    Returns:
        The line, shortened around the place, every character of it visible; and the columns before the place.
    """
    at = min(column - 1, len(line))
    # A line may have a million characters: only those that could be shown are looked at.
    first, last = max(0, at - width), at + width
    before, after = visible(line[first:at]), visible(line[at:last])
    cut_before, cut_after = first > 0, last < len(line)
    if not cut_before and not cut_after and columns(before) + columns(after) <= width:
        return (before + after).rstrip(), columns(before)
    room = min(columns(before), max(width // 2, width - columns(after)))
    if columns(before) > room or cut_before:
        before = "…" + _tail(before, room - 1)
    after = _fitting(after, width - columns(before), cut=cut_after)
    return (before + after).rstrip(), columns(before)


def _tail(text: str, room: int) -> str:
    while columns(text) > room:
        text = text[1:]
    return text


def _fitting(text: str, room: int, *, cut: bool) -> str:
    if columns(text) <= room and not cut:
        return text
    while text and columns(text) > room - 1:
        text = text[:-1]
    return f"{text}…"


def columns(text: str) -> int:
    """How many columns of a terminal a text fills: wide characters two, those that join others none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
