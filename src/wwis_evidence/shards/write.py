"""Working a share out, and what is written of it.

What may be about a person never enters a share's file. A case with a private finding, or with the same text
in any other words of it, is only named there; whoever puts the shares together works it out again.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from wwis_evidence.checking import digest_of, key_of
from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.private import Private
from wwis_evidence.checks.run import check_common, check_folder
from wwis_evidence.reports.answers import item_answer
from wwis_evidence.shards.share import state
from wwis_evidence.working import Work, plain_outcome, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from wwis_evidence.checks.run import CaseOutcome
    from wwis_evidence.common import Common
    from wwis_evidence.library import Library
    from wwis_evidence.shards.share import Shard
    from wwis_evidence.sources import Entry, Pair

SCHEMA = 1
KIND = "shard"
Command = Literal["check", "rate"]


def shard_of_check(
    shared: Sequence[Entry], of_cases: Mapping[str, Sequence[Entry]], shard: Shard, as_of: date, jobs: int = 1
) -> dict[str, Any]:
    """The share of a check, as plain data.

    Args:
        shared: The files that belong to no case, unread.
        of_cases: Those of every case by slug. Only the share's own are read.
        shard: Which share.
        as_of: Today.
        jobs: How many processes to work in.
    """
    own = {slug: held for slug, held in of_cases.items() if shard.holds(slug)}
    work = Work(shared, own, as_of)
    worked = sorted(side_by_side(work, list(own), jobs))
    outcomes = {slug: outcome for slug, outcome, _ in worked}
    told = dict(_told(outcomes, work.common, work.contents))
    cases = {slug: {"files": key_of(digests.items()), "outcome": told[slug]} for slug, _, digests in worked}
    return _sealed("check", shard, state([(each.path, each.content()) for each in shared], as_of), cases)


def shard_of_ratings(
    pairs: Mapping[str, Sequence[Pair]], library: Library, shard: Shard, as_of: date
) -> dict[str, Any]:
    """The share of all ratings, as plain data, with that of the check that goes with them.

    Args:
        pairs: The (path, bytes) pairs of the share's own cases by slug, and of all other files under no name.
        library: The library made of these.
        shard: Which share.
        as_of: The day.
    """
    folders = library.folders
    outcomes = {slug: check_folder(folder, library.common, as_of) for slug, folder in folders.items()}
    contents = {path: file.raw for path, file in library.files.items()}
    told = dict(_told(outcomes, library.common, contents))
    cases = {}
    for slug in folders:
        digests = ((path, digest_of(content)) for path, content in pairs[slug])
        rated = slug in library.dossiers
        item = item_answer(library.rate(slug, as_of), library) if rated else None
        cases[slug] = {"files": key_of(digests), "outcome": told[slug], "item": item}
    return _sealed("rate", shard, state(pairs.get("", ()), as_of), cases)


def _told(
    outcomes: Mapping[str, CaseOutcome], common: Common, contents: Mapping[str, bytes]
) -> Iterator[tuple[str, list[Any] | None]]:
    """Each case's outcome as plain data; None where something of it may be about a person."""
    found = (finding for outcome in outcomes.values() for finding in outcome.findings)
    private = Private([*check_common(common), *found], contents)
    for slug, outcome in outcomes.items():
        plain = plain_outcome(outcome)
        open_to_all = not any(catalogue()[finding.code].private for finding in outcome.findings)
        yield (
            slug,
            plain if open_to_all and all(private.hide_in(text) == text for text in _texts(plain)) else None,
        )


def _texts(plain: Any) -> Iterator[str]:  # noqa: ANN401 - lists of lists
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, list | tuple):
        for each in plain:
            yield from _texts(each)


def _sealed(
    command: Command, shard: Shard, same: Mapping[str, Any], cases: Mapping[str, Any]
) -> dict[str, Any]:
    stated = {
        "schema": SCHEMA,
        "kind": KIND,
        "command": command,
        "shard": {"number": shard.number, "of": shard.of},
        **same,
        "cases": cases,
    }
    return {**stated, "seal": seal_of(stated)}


def seal_of(stated: Mapping[str, Any]) -> str:
    """The digest of all that a share's file holds but its seal.

    Raises:
        ValueError: It holds what is no JSON, such as a number that is too large.
    """
    held = {key: value for key, value in stated.items() if key != "seal"}
    text = json.dumps(held, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"
