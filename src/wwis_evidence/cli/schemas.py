"""``wwis-evidence schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wwis_evidence.cli.common import add_library
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.reports.text import counted
from wwis_evidence.schemas import catalogue, schemas
from wwis_evidence.sources import folder, is_library, printable
from wwis_evidence.vocabulary import put_in_force

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("schemas"),
        metavar="DIR",
        help="where to write them, made if absent (default: schemas)",
    )
    add_library(parser)
    parser.epilog = (
        "Where the library has its own framework.yaml or vocabulary.yaml, files are described as those ask. "
        "Where there is no library, what is shipped is taken."
    )


def run(options: Namespace) -> int:
    """Write a schema for each kind of file, and a catalogue of them."""
    written = contents(options.library)
    target: Path = options.folder
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in written.items():
            (target / name).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{printable(str(target))} cannot be written: {error.strerror}") from None
    print(f"{counted(len(written), 'file')} written to {printable(str(target.resolve()))}.")
    return 0


def contents(root: Path) -> dict[str, bytes]:
    """The files' names and bytes for a library, or for the shipped framework where there is none.

    Raises:
        CommandError: The library's own framework has errors.
    """
    framework, site_url = shipped_framework(), None
    if is_library(root):
        library = build_library(folder(root))
        if not library.framework_usable:
            raise CommandError("framework.yaml has errors; wwis-evidence check says which")
        framework, site_url = library.framework, library.common.settings.site_url
        put_in_force(library.common.vocabulary)
    made = schemas(framework)
    told = {name: str(schema["description"]) for name, schema in made.items()}
    files: dict[str, Any] = {f"{name}.json": schema for name, schema in made.items()}
    files["catalog.json"] = catalogue(told, site_url)
    return {
        name: (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode() for name, data in files.items()
    }
