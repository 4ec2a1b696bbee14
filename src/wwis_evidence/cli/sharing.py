"""Shares of a check or of ratings: working one out on this machine, for ``merge``."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wwis_evidence.checking import entries_by_case
from wwis_evidence.cli.common import as_of, jobs, library_root, unreadable, usable_framework
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.reports.safe import json_text
from wwis_evidence.sources import listing, printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_shard(parser: ArgumentParser) -> None:
    """Let a command work out a share only."""
    parser.add_argument(
        "--shard",
        type=_one_shard,
        metavar="I/N",
        help="work out only share I of N, from 1, for the command merge; with --format json",
    )


def print_share_of_check(options: Namespace) -> int:
    """Print the share of a check."""
    _alone(options, "changed_since", "fix", "diff")
    shards = import_module("wwis_evidence.shards")
    try:
        shared, of_cases = entries_by_case(listing(library_root(options)))
        share = shards.shard_of_check(shared, of_cases, options.shard, as_of(options), jobs(options))
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    _print(share)
    return 0


def print_share_of_ratings(options: Namespace) -> int:
    """Print the share of all ratings."""
    _alone(options, "slug")
    shards = import_module("wwis_evidence.shards")
    try:
        shared, of_cases = entries_by_case(listing(library_root(options)))
        held = {slug: entries for slug, entries in of_cases.items() if options.shard.holds(slug)}
        pairs = {
            slug: [(entry.path, entry.content()) for entry in entries]
            for slug, entries in ({"": shared} | held).items()
        }
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    opened = import_module("wwis_evidence.cli.opening").opened
    library = opened(pair for each in pairs.values() for pair in each)
    usable_framework(library)
    _print(shards.shard_of_ratings(pairs, library, options.shard, as_of(options)))
    return 0


def _one_shard(text: str) -> Any:  # noqa: ANN401 - its module is only imported where there is one
    try:
        return import_module("wwis_evidence.shards").Shard.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{printable(text)} is not a share such as 2/4") from None


def _alone(options: Namespace, *others: str) -> None:
    if options.format != "json":
        raise CommandError("a share is only written with --format json, for the command merge")
    for other in others:
        if getattr(options, other):
            name = "one case study" if other == "slug" else f"--{other.replace('_', '-')}"
            raise CommandError(f"--shard does not go with {name}: a share is one of the whole library")


def _print(share: dict[str, Any]) -> None:
    """Print a share, which is for programs, on one line."""
    sys.stdout.write(json_text(share, indent=None))
