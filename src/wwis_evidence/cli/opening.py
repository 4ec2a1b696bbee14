"""Opening the library that a command is about."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import library_root, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.library import Library, build_library
from wwis_evidence.sources import folder, printable
from wwis_evidence.vocabulary import put_in_force

if TYPE_CHECKING:
    from argparse import Namespace


def open_library(options: Namespace) -> Library:
    """Read the library that the options name, and let its words hold for the rest of the command.

    Raises:
        CommandError: There is none, or it cannot be read.
    """
    try:
        library = build_library(folder(library_root(options)))
    except OSError as error:
        raise CommandError(unreadable(error)) from None
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
    # People remember a slug by its first word, often the area.
    first_words = {known.split("-")[0]: known for known in library.dossiers}
    near = get_close_matches(slug, library.dossiers, n=1) or [
        first_words[word] for word in get_close_matches(slug.split("-", maxsplit=1)[0], first_words, n=1)
    ]
    suggestion = f"did you mean {near[0]}?" if near else "wwis-evidence rate lists them all"
    raise CommandError(f"there is no case study {printable(slug)}; {suggestion}")
