"""Evidence items have ids of their own, so that a review can cite them: code ``duplicate-id``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Ids that stand twice among evaluation, replication and impact items."""
    del common
    seen: set[str] = set()
    for name in ("evaluation", "replication", "impact"):
        for index, item in enumerate(getattr(case, name)):
            if item.id in seen:
                values = {"id": item.id, "where": "evaluation, replication and impact"}
                yield Problem("duplicate-id", (name, index, "id"), values=values)
            seen.add(item.id)
