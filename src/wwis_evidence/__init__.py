"""The open evidence pipeline for what works in SEND: read, check, rate, explain and publish case studies.

What is named here is for other programs, and changes only with a word in the list of changes. Whatever else
the package holds may change at any time. Importing it costs little: each name is fetched when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wwis_evidence.api import (
        Explanation,
        FaultyLibraryError,
        Finding,
        Library,
        LibraryError,
        NoLibraryError,
        Rating,
        UnknownItemError,
        check,
        explain,
        export,
        load,
        rate,
    )

__version__ = "0.1.0"
__all__ = [
    "Explanation",
    "FaultyLibraryError",
    "Finding",
    "Library",
    "LibraryError",
    "NoLibraryError",
    "Rating",
    "UnknownItemError",
    "check",
    "explain",
    "export",
    "load",
    "rate",
]


if not TYPE_CHECKING:  # a type checker that saw this would let any name pass

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module("wwis_evidence.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
