"""An item's citation for programs that keep references: BibTeX and RIS, beside its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.citation import author, rated
from wwis_evidence.publish.listing import changed
from wwis_evidence.publish.open_data.envelope import site
from wwis_evidence.reports.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

_TEX = {character: f"\\{character}" for character in "{}$&#_%"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def citation_files(listed: Iterable[Item], library: Library, as_of: date) -> dict[str, bytes]:
    """``cite.bib`` and ``cite.ris`` of each item, by path.

    Args:
        listed: Items of the public library.
        library: The library.
        as_of: The day on which ratings were asked.
    """
    files = {}
    for item in listed:
        files[f"{item.url}cite.bib"] = bibtex(item, library, as_of)
        files[f"{item.url}cite.ris"] = ris(item, library, as_of)
    return files


def bibtex(item: Item, library: Library, as_of: date) -> bytes:
    """An item's citation as BibTeX, in UTF-8.

    Names and titles stand in two pairs of braces: bodies have no first names, and capitals are kept.
    """
    day = changed(item)
    fields = {
        "author": f"{{{_tex(author(item, library))}}}",
        "title": f"{{{_tex(item.case.title or item.slug)}}}",
        "year": day[:4],
        "howpublished": _tex(f"{item.kind} in: {library.settings.title}"),
        "url": _address(item, library),
        "note": _tex(_note(item, as_of)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{item.slug},", ",\n".join(lines), "}", ""]).encode()


def ris(item: Item, library: Library, as_of: date) -> bytes:
    """An item's citation as RIS: one tag a line, lines ended by CR LF."""
    day = changed(item)
    lines = [
        ("TY", "RPRT" if item.case.kind == "research-report" else "GEN"),
        ("AU", author(item, library)),
        ("TI", item.case.title or item.slug),
        ("T2", library.settings.title),
        ("PB", library.settings.publisher or ""),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("UR", _address(item, library)),
        ("N1", _note(item, as_of)),
        ("LA", "en"),
    ]
    told = [f"{tag}  - {_line(text)}" for tag, text in lines if text]
    return "".join(f"{line}\r\n" for line in [*told, "ER  - "]).encode()


def _note(item: Item, as_of: date) -> str:
    return " ".join(filter(None, [rated(item, as_of), f"Evidence {item.rating.digest}"]))


def _address(item: Item, library: Library) -> str:
    return f"{site(library)}{item.url}" if site(library) else ""


def _line(text: str) -> str:
    """A text on one line, so that nothing in it can be read as another field."""
    return visible(" ".join(text.split()))


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))
