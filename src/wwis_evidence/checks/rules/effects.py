"""An effect is what its own numbers show: code ``effect-against-numbers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """An item called better whose figure did not get better, or worse whose figure did not get worse.

    Mixed and none are let pass: how big a change must be to matter is for the author to say.
    """
    del common
    for index, item in enumerate(case.impact):
        measure = item.measure
        if measure is None or measure.baseline is None or measure.better is None:
            continue
        change = measure.result.value - measure.baseline.value
        gain = change if measure.better == "higher" else -change
        if (item.effect == "better" and gain <= 0) or (item.effect == "worse" and gain >= 0):
            values = {
                "effect": item.effect,
                "before": f"{measure.baseline.value:g}",
                "after": f"{measure.result.value:g}",
                "better": measure.better,
            }
            yield Problem("effect-against-numbers", ("impact", index, "effect"), values=values)
