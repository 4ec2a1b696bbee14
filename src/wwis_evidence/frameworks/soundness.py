"""Whether a framework is sound: each bar's requirement implies the one below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.frameworks.requirement import TruthTables, bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.frameworks.framework import Indicator


def unsound_bars(indicator: Indicator, bars: tuple[str, ...]) -> Iterator[Problem]:
    """Each pair of neighbouring bars of which the higher can hold while the lower does not.

    Looked for in every set of criteria that is closed under ``implies``, all at once.
    """
    tables = TruthTables(indicator.criteria)
    closed = tables.every_set
    for criterion, reached in indicator.closure.items():
        for implied in reached:
            closed &= ~tables.having[criterion] | tables.having[implied]
    holding = [tables.of(requirement) for requirement in indicator.requires]
    for position in range(1, len(bars)):
        gaps = holding[position] & ~holding[position - 1] & closed
        if gaps:
            yield Problem(
                "framework-unsound",
                ("indicators", indicator.id, "requires", bars[position]),
                at="key",
                values={
                    "indicator": indicator.id,
                    "higher": bars[position],
                    "lower": bars[position - 1],
                    "criteria": ", ".join(tables.members(next(bits(gaps)))) or "nothing",
                },
            )
