"""The picture that goes along when a page is shared: both ratings in words and bars, and whose they are.

There is a picture for each pair of bars. It is set together from strips that were drawn once
(``share_strips/*.png``, by ``make pictures``): rows of pixels can follow one another in a PNG file, packed as
they are. A library whose rule has other bars gets the picture without ratings.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wwis_evidence.reports.text import place_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

WIDTH = 1200
"""Of every picture, in pixels."""
HEIGHT = 630
FEET = {
    "own": "Reviewed by this library",
    "due": "Reviewed by this library; due for review again",
    "printed": "Rating printed by its publisher, not re-reviewed here",
    "plain": "Every rating can be checked by anyone",
    "fictional": "Worked example: everything in it is fictional",
}
"""What the lowest strip says, by its name."""
# Bytes round a strip's packed rows: the packer's mark before; its last block and a checksum after.
_PACKED_HEAD, _PACKED_END = 2, 6
_LAST_BLOCK = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file name, what it shows in words, and its bytes (PNG)."""

    name: str
    words: str
    content: bytes


def picture(item: Item | None, library: Library) -> Picture:
    """The picture of an item's page, or that of any other page."""
    strips = _ratings(item, library.framework) if item else ()
    fictional = library.settings.fictional
    if item and strips:
        foot = "fictional" if fictional else _foot(item)
        words = [*(f"{card.title}: {card.words}." for card in item.cards), f"{item.provenance}."]
    else:
        strips, foot = ("whole",), "fictional" if fictional else "plain"
        words = ["What was done. What is known. How sure we can be."]
    if fictional:
        words.append(f"{FEET['fictional']}.")
    name = "-".join((*(strip.partition("-")[2] or strip for strip in strips), foot))
    return Picture(f"{name}.png", " ".join(words), joined("head", *strips, f"foot-{foot}"))


def _foot(item: Item) -> str:
    if item.rating.basis == "published-panel":
        return "printed"
    return "due" if item.rating.status == "review-due" else "own"


def _ratings(item: Item, framework: Framework) -> tuple[str, ...]:
    """Strips of an item's bars; none where it has not all bars, or the strips show another rule's."""
    positions = [card.position for card in item.cards]
    if not positions or None in positions or not _drawn_for(framework):
        return ()
    return tuple(f"{number}-{position}" for number, position in enumerate(positions, start=1))


@cache
def _shown() -> Mapping[str, list[str]]:
    """What the strips show: titles of ratings, and bars in words."""
    data: dict[str, list[str]] = json.loads(_folder().joinpath("strips.json").read_text(encoding="utf-8"))
    return data


def _drawn_for(framework: Framework) -> bool:
    titles = [indicator.title for indicator in framework.indicators.values()]
    places = [place_in_words(bar, framework) for bar in range(len(framework.bars))]
    return [_shown()["indicators"], _shown()["bars"]] == [titles, places]


@cache
def joined(*names: str) -> bytes:
    """Strips one below the other, as one picture."""
    strips = [_chunks(_folder().joinpath(f"{name}.png").read_bytes()) for name in names]
    rows = b"".join(zlib.decompress(strip[b"IDAT"]) for strip in strips)
    packed = b"".join(strip[b"IDAT"][_PACKED_HEAD:-_PACKED_END] for strip in strips)
    first = strips[0]
    height = sum(struct.unpack(">I", strip[b"IHDR"][4:8])[0] for strip in strips)
    mark = first[b"IDAT"][:_PACKED_HEAD]
    data = mark + packed + _LAST_BLOCK + struct.pack(">I", zlib.adler32(rows))
    header = first[b"IHDR"][:4] + struct.pack(">I", height) + first[b"IHDR"][8:]
    chunks = ((b"IHDR", header), (b"PLTE", first[b"PLTE"]), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _folder() -> Traversable:
    return files("wwis_evidence.publish") / "share_strips"


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """The parts of one of our own PNG files, each of which has one of a kind."""
    found, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += length + 12
    return found
