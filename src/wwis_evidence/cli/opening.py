"""Opening the library that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.cli.common import library_root, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.library import Library, build_library
from wwis_evidence.sources import folder, printable
from wwis_evidence.vocabulary import put_in_force

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from wwis_evidence.sources import Pair


def open_library(options: Namespace) -> Library:
    """Read the library that the options name, and let its words hold for the rest of the command.

    Raises:
        CommandError: There is none, or it cannot be read.
    """
    try:
        return opened(folder(library_root(options)))
    except OSError as error:
        raise CommandError(unreadable(error)) from None


def opened(pairs: Iterable[Pair]) -> Library:
    """Make a library of (path, bytes) pairs, and let its words hold for the rest of the command."""
    library = build_library(pairs)
    put_in_force(library.common.vocabulary)
    return library


def known_slug(slug: str, library: Library) -> str:
    """A slug that can be rated.

    Raises:
        CommandError: There is no such case, or its file could not be read.
    """
    if slug in library.dossiers:
        return slug
    if f"casestudies/{slug}.yaml" in library.files:
        raise CommandError(
            f"{printable(slug)} has errors and cannot be rated. To see them: wwis-evidence check"
        )
    near = library.nearest(slug)
    suggestion = f"did you mean {near}?" if near else "wwis-evidence rate lists them all"
    raise CommandError(f"there is no case study {printable(slug)}; {suggestion}")
