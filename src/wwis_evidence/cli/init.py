"""``wwis-evidence init``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.cli.errors import CommandError
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from importlib.resources.abc import Traversable


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="an empty folder, made if absent (default: here)",
    )


def run(options: Namespace) -> int:
    """Copy the worked example into an empty folder."""
    target: Path = options.folder
    try:
        if target.exists() and any(target.iterdir()):
            raise CommandError(f"{printable(str(target.resolve()))} is not empty; nothing was written")
        _copy(files("wwis_evidence.starter"), target)
    except OSError as error:
        raise CommandError(f"{printable(str(target))} cannot be written: {error.strerror}") from None
    where = "" if target == Path() else f"cd {printable(str(target))} and then "
    print(f"The worked example (fictional) is in {printable(str(target.resolve()))}.")
    print(f"Next: {where}try wwis-evidence check, wwis-evidence rate and wwis-evidence build.")
    return 0


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        if entry.name in {"__pycache__", "__init__.py"}:
            continue
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
