"""Which cases belong to a share, and what every share of one answer has in common."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wwis_evidence import __version__
from wwis_evidence.checking import FOR_ALL, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wwis_evidence.sources import Pair

MOST_SHARDS = 1000
_RESTED_ON = ("pydantic", "pydantic-core", "ruamel.yaml.clib", "rfc8785")


class Shard(NamedTuple):
    """One of so many shares of a library's cases.

    Attributes:
        number: Which, from 1.
        of: How many there are.
    """

    number: int
    of: int

    def __str__(self) -> str:
        """The share as people write it."""
        return f"{self.number}/{self.of}"

    def holds(self, slug: str) -> bool:
        """Whether a case belongs to this share.

        That rests on the case's name alone: not on which other cases there are, nor on their order. A hash
        spreads any names evenly.
        """
        return int.from_bytes(sha256(slug.encode()).digest()[:8]) % self.of == self.number - 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """The share that a text such as ``2/4`` means.

        Raises:
            ValueError: It means none.
        """
        number, of = (int(part) if part.isdecimal() and part.isascii() else 0 for part in text.split("/"))
        if not 1 <= number <= of <= MOST_SHARDS:
            raise ValueError(text)
        return cls(number, of)


def state(shared: Iterable[Pair], as_of: date) -> dict[str, Any]:
    """What every case is checked and rated with: shares can be put together where all of it is the same."""
    digests = {path: digest_of(content) for path, content in shared if path in FOR_ALL}
    files = {path: digests.get(path) for path in FOR_ALL}
    return {"program": _program(), "as_of": as_of.isoformat(), "files": files}


@cache
def _program() -> str:
    """Names this state of the program and of what it rests on, wherever it is installed."""
    package = Path(__file__).parents[1]
    seen = sha256(f"{sys.version_info[:2]} {[version(name) for name in _RESTED_ON]}".encode())
    files = {path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()}
    for name in sorted(name for name in files if "__pycache__" not in name):
        seen.update(f"\n{name}\n".encode("utf-8", "surrogateescape"))
        seen.update(files[name].read_bytes())
    return f"{__version__} sha256:{seen.hexdigest()}"
