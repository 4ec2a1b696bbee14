"""What a submission must hold: codes ``missing-key`` and, for a draft, ``draft-missing-key``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

ALWAYS = ("title", "summary", "theme", "sources")
UNLESS_NOT_STATED = ("trigger", "approach", "sustained", "licence")
EXCUSABLE = (*UNLESS_NOT_STATED, "local_areas", "organisations", "evaluation", "impact")


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Every required key that is missing, and every item without its source."""
    del common
    for field, key in missing(case):
        excusable = case.origin.kind == "imported" and field[0] in EXCUSABLE and len(field) == 1
        values = {"key": key, "near": key if excusable else ""}
        yield Problem("draft-missing-key" if case.draft else "missing-key", field, values=values)


def missing(case: CaseStudy) -> Iterable[tuple[Path, str]]:
    """Where a key should stand, and its name as a reader would say it."""
    excused = set(case.not_stated) if case.origin.kind == "imported" else set()
    yield from (((key,), key) for key in ALWAYS if not getattr(case, key))
    yield from (((key,), key) for key in UNLESS_NOT_STATED if not getattr(case, key) and key not in excused)
    if case.origin.kind == "submitted" and case.consent is None:
        yield ("consent",), "consent"
    if not (case.local_areas or case.organisations) and not excused & {"local_areas", "organisations"}:
        yield ("local_areas",), "local_areas or organisations"
    if not (case.evaluation or case.impact) and not excused & {"evaluation", "impact"}:
        yield ("evaluation",), "at least one evaluation or impact item"
    if case.sustained and case.sustained.source is None:
        yield ("sustained", "source"), "source"
    for name in ("evaluation", "replication", "impact"):
        for index, item in enumerate(getattr(case, name)):
            if item.source is None:
                yield (name, index, "source"), "source"
