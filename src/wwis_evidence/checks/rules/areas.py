"""Local areas are real ones (or the library's own fictional ones), of the right time.

Codes ``unknown-area`` and ``area-not-then``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem
from wwis_evidence.records.base import NOT_STATED, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every area that nobody knows, and every one that did not exist on any of the item's dates."""
    period = _period(case)
    for index, name in enumerate(case.local_areas):
        field: Path = ("local_areas", index)
        area = common.areas.resolve(name)
        if area is None and own_areas_known(common):
            yield unknown_area(field, name, common)
        elif area and period and not common.areas.existed(area, *period):
            following = [found for code in area.successors if (found := common.areas.get(code))]
            yield Problem(
                "area-not-then",
                field,
                values={
                    "name": name,
                    "first": period[0],
                    "last": period[1],
                    "now": ", ".join(found.name for found in following) or "none is on record",
                },
            )


def own_areas_known(common: Common) -> bool:
    """Whether the library's fictional areas are known: its settings could be read, or there are none."""
    file = common.files.get("library.yaml")
    return file is None or not file.problems or bool(common.settings.extra_local_areas)


def unknown_area(field: Path, name: str, common: Common) -> Problem:
    """The problem of a name that is no local area, with the nearest that is."""
    return Problem("unknown-area", field, values={"found": name, "near": common.areas.suggest(name) or ""})


def _period(case: CaseStudy) -> tuple[str, str] | None:
    """The first and the last day that the item's dates can mean."""
    dates = [item.date for item in case.evaluation] + [item.date for item in case.replication]
    if case.sustained:
        dates += [text for text in (case.sustained.from_, case.sustained.to, case.sustained.as_of) if text]
    dated = [text for text in dates if text not in {NOT_STATED, "ongoing"}]
    if not dated:
        return None
    return min(first_day(text) for text in dated).isoformat(), max(
        last_day(text) for text in dated
    ).isoformat()
