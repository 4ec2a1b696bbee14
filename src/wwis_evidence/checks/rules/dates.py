"""What begins does so before it ends: code ``dates-reversed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.records.base import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """A time of sustained work that ends, or was last seen, before it can have begun."""
    del common
    sustained = case.sustained
    if sustained is None or sustained.from_ is None:
        return
    for key in ("to", "as_of"):
        end = getattr(sustained, key)
        if end not in {None, "ongoing"} and last_day(end) < first_day(sustained.from_):
            values = {"first": sustained.from_, "last": end}
            yield Problem("dates-reversed", ("sustained", key), values=values)
