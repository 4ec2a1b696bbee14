"""From a file's bytes to a share. A file may be hostile: every part of it is judged before it is used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic_core
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.findings import Severity
from wwis_evidence.shards.share import MOST_SHARDS, Shard
from wwis_evidence.shards.write import KIND, SCHEMA, Command, seal_of

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_BYTES = 200_000_000
"""Of a share's file: some tens of thousands of cases. Larger libraries want more shares."""

_Place = Annotated[int, Field(ge=1)]
_Day = Annotated[str, AfterValidator(lambda text: date.fromisoformat(text).isoformat())]
_Finding = tuple[str, _Place, _Place, str, Severity, str, str, str]
_Where = tuple[_Place, _Place]
_Excuse = tuple[str, str, str, str, _Day, str, Annotated[int, Field(ge=0)], _Where, _Where, _Where]
_Trace = tuple[
    str, bool, tuple[str, ...], tuple[tuple[int, str], ...], tuple[str, ...], str, str, tuple[int, ...]
]
Outcome = tuple[tuple[_Finding, ...], _Trace, tuple[_Excuse, ...], tuple[str, str]]
"""An outcome as ``working.plain_outcome`` gives it."""


class NotAShardError(Exception):
    """A file is no share that can be used; the text says why, in one line."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Number(_Strict):
    number: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(le=MOST_SHARDS)]


class Case(_Strict):
    """What a share says of one case.

    Attributes:
        files: Names the files that it was worked out from.
        outcome: What its check gave, as plain data; None where it is to be worked out again.
        item: The case's item in the answer of ``rate``; None where it cannot be rated, and in a check.
    """

    files: str
    outcome: Outcome | None
    item: dict[str, JsonValue] | None = None


class ShardFile(_Strict):
    """A share as its file gives it.

    Attributes:
        command: What it is a share of.
        program: The program that made it.
        as_of: The day that it was made for.
        files: What names each file that all cases rest on; None for one that is not there.
        cases: Every case of the share, by slug.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    kind: Literal["shard"]
    command: Command
    number: Annotated[_Number, Field(alias="shard")]
    program: str
    as_of: _Day
    files: dict[str, str | None]
    cases: dict[str, Case]
    seal: str

    @property
    def shard(self) -> Shard:
        """Which share it is."""
        return Shard(self.number.number, self.number.of)


def parse_shard(raw: bytes) -> ShardFile:
    """Read a share.

    Raises:
        NotAShardError: It is none, or is not as it was when it was written.
    """
    if len(raw) > MAX_BYTES:
        raise NotAShardError(f"is larger than {MAX_BYTES:,} bytes")
    try:
        data = pydantic_core.from_json(raw, allow_inf_nan=False)
        if not isinstance(data, dict) or data.get("kind") != KIND:
            raise NotAShardError("is no share: check --shard and rate --shard write them")
        if data.get("schema") != SCHEMA:
            raise NotAShardError(f"is not of schema {SCHEMA}, the only one that this version reads")
        whole = data.get("seal") == seal_of(data)
    except ValueError:
        raise NotAShardError("is not JSON, or is cut off") from None
    if not whole:
        raise NotAShardError("was altered since it was written, or is damaged")
    try:
        file = ShardFile.model_validate_json(raw)
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        raise NotAShardError(f"holds what no share holds, at {where[:80]}") from None
    if file.number.number > file.number.of:
        raise NotAShardError("says that it is more than the last of its shares")
    return file


def belongs(slug: str, case: Case, paths: Collection[str]) -> bool:
    """Whether what a share says of a case is about that case and its files, in words that a check has.

    Args:
        slug: The case.
        case: What the share says.
        paths: Every file of the case that is there.
    """
    if case.item is not None and case.item.get("slug") != slug:
        return False
    if case.outcome is None:
        return True
    findings, trace, excuses, _ = case.outcome
    checks = [(catalogue().get(code), severity) for _, _, _, code, severity, *_ in findings]
    named = [*(path for path, *_ in findings), *trace[2]]
    named += [path for excuse in excuses for path in (excuse[0], excuse[5])]
    return (
        trace[0] == slug
        and all(check and not check.private and check.severity == severity for check, severity in checks)
        and all(path in paths for path in named)
    )
