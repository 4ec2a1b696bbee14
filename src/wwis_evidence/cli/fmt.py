"""``wwis-evidence fmt``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_library
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.writing import difference, replace, sweep
from wwis_evidence.documents import LayoutError, Order, canonical
from wwis_evidence.files import MODELS
from wwis_evidence.places import place_of
from wwis_evidence.records import key_order
from wwis_evidence.records.framework import FrameworkRecord
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import folder, is_library, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files to put right (default: all)"
    )
    parser.add_argument(
        "--check", action="store_true", help="change nothing; say which files are not in the layout"
    )
    parser.add_argument("--diff", action="store_true", help="change nothing; show what would change")
    add_library(parser)
    parser.epilog = (
        "Exit status: 0 all well, 1 a file is not in the layout (--check, --diff) or has errors, "
        "2 could not run."
    )


def run(options: Namespace) -> int:
    """Put files into the canonical layout, or say which are not in it."""
    wrong = changed = total = 0
    look_only = options.check or options.diff
    if not look_only:
        sweep(options.library)
    for path, shown in _files(options):
        total += 1
        try:
            raw = path.read_bytes()
            wanted = canonical(raw, _order(shown))
        except OSError as error:
            raise CommandError(f"{shown} cannot be read: {error.strerror}") from None
        except LayoutError as error:
            print(f"{shown}: left as it is: {error}", file=sys.stderr)
            wrong += 1
            continue
        if wanted != raw:
            changed += 1
            if options.diff:
                sys.stdout.writelines(difference(raw, wanted, shown, "canonical layout"))
            else:
                print(f"{shown}: {'not in the canonical layout' if look_only else 'put right'}")
            if not look_only:
                replace(path, wanted)
    if look_only and changed:
        print("To put them right: wwis-evidence fmt", file=sys.stderr)
    if not changed and not wrong:
        print(f"{counted(total, 'file')} in the canonical layout.")
    return int(bool(wrong or (look_only and changed)))


def _files(options: Namespace) -> Iterator[tuple[Path, str]]:
    """Files to look at, each with its path from the library's root."""
    root: Path = options.library
    if not is_library(root):
        raise CommandError(f"no library here: {printable(str(root.resolve()))} has no casestudies folder")
    if not options.files:
        yield from (
            (root / name, name)
            for name, content in folder(root)
            if isinstance(content, bytes) and place_of(name)
        )
        return
    for path in options.files:
        if path.is_symlink() or not path.is_file():
            raise CommandError(f"{printable(str(path))} is not an ordinary file")
        try:
            shown = path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            shown = ""
        if not place_of(shown):
            raise CommandError(
                f"{printable(str(path))} is not a file of the library in {printable(str(root.resolve()))}"
            )
        yield path, shown


def _order(shown: str) -> Order:
    place = place_of(shown)
    if place is None or place.kind == "framework":
        return key_order(FrameworkRecord)
    return key_order(MODELS[place.kind])
