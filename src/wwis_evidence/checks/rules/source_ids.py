"""Every source that is named is listed, once: codes ``unknown-source`` and ``duplicate-id``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Sources that are named but not listed, or listed twice."""
    del common
    known: list[str] = []
    for index, source in enumerate(case.sources):
        if source.id in known:
            yield Problem(
                "duplicate-id", ("sources", index, "id"), values={"id": source.id, "where": "sources"}
            )
        known.append(source.id)
    for field, name in named_sources(case):
        if name not in known:
            yield Problem(
                "unknown-source", field, values={"found": name, "known": ", ".join(known) or "none"}
            )


def named_sources(case: CaseStudy) -> Iterator[tuple[Path, str]]:
    """Where a source is named, and which."""
    money = case.resources.money if case.resources else None
    for field, part in (
        (("sustained",), case.sustained),
        (("trigger",), case.trigger),
        (("resources",), case.resources),
        (("resources", "money"), money),
    ):
        if part and part.source:
            yield (*field, "source"), part.source
    for name in ("evaluation", "replication", "impact"):
        for index, item in enumerate(getattr(case, name)):
            if item.source:
                yield (name, index, "source"), item.source
