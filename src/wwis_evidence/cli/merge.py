"""``wwis-evidence merge``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import (
    add_jobs,
    add_library,
    jobs,
    library_root,
    print_json,
    told_of_errors,
    unreadable,
    usable_framework,
)
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.showing import add_formats, checked, show
from wwis_evidence.reports.answers import items_answer
from wwis_evidence.shards import CannotMergeError, NotAShardError, ShardFile, merge, parse_shard
from wwis_evidence.shards.read import MAX_BYTES
from wwis_evidence.sources import listing, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

MOST_TOLD = 5
"""Complaints in one line."""
_MEND = "Make all of them again from one state of the library, with one --as-of, and give all of them"


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="all shares, as check --shard or rate --shard wrote them"
    )
    add_library(parser)
    add_formats(parser, "json")
    add_jobs(parser)
    parser.description = (
        "Put the shares of a check, or of all ratings, together into the one answer that a single machine "
        "would have given. The library has to be here as it was when the shares were made."
    )
    parser.epilog = (
        "Exit status: that of check, or of rate, on the whole library; 2 the shares do not make one answer."
    )


def run(options: Namespace) -> int:
    """Print the answer that the shares make together."""
    root = library_root(options)
    files = _shares(options.files)
    try:
        entries = tuple(listing(root))
        merged = merge(files, entries, jobs(options))
    except CannotMergeError as error:
        raise CommandError(_in_one_line(error.complaints)) from None
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    if merged.items is None:
        return show(checked(merged.answer, entries, root), options.format)
    if options.format != "json":
        raise CommandError("shares of ratings are only put together with --format json")
    usable_framework(merged.common)
    print_json(items_answer(merged.items, merged.common.framework, merged.as_of))
    return int(told_of_errors(merged.answer.findings))


def _shares(names: Sequence[str]) -> dict[str, ShardFile]:
    files: dict[str, ShardFile] = {}
    complaints = []
    for name in names:
        shown = printable(name)
        if shown in files:
            complaints.append(f"{shown} is given twice")
            continue
        try:
            files[shown] = parse_shard(_read(name))
        except NotAShardError as error:
            complaints.append(f"{shown} {error}")
    if complaints:
        raise CommandError(_in_one_line(complaints))
    return files


def _in_one_line(complaints: Sequence[str]) -> str:
    more = len(complaints) - MOST_TOLD
    told = "; ".join(complaints[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
    return printable(f"these do not make one answer: {told}. {_MEND}")


def _read(name: str) -> bytes:
    """A file's bytes, no more than are needed to see that it is too large."""
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise NotAShardError(f"cannot be read ({(reason or 'no such file').lower()})") from None
