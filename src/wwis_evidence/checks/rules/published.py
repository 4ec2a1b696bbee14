"""A printed bar above what its printed reason allows: code ``published-above-ceiling``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.rating.rate import published_ceiling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wwis_evidence.library import Library


def check(library: Library, as_of: date) -> Iterator[tuple[str, Problem]]:
    """Every published bar that the facts printed beside it do not reach."""
    del as_of
    if not library.framework_usable:
        return
    framework = library.framework
    for slug, dossier in library.dossiers.items():
        for name, record in (dossier.published or {}).items():
            ceiling, state = published_ceiling(framework.indicators[name], record, dossier.case.months)
            if state != "unknown" and framework.position(record.bar) > (-1 if ceiling is None else ceiling):
                values = {
                    "bar": record.bar,
                    "ceiling": "no bar" if ceiling is None else framework.bars[ceiling],
                    "indicator": framework.indicators[name].title,
                }
                path = f"reviews/{slug}/published-panel.yaml"
                yield path, Problem("published-above-ceiling", ("indicators", name, "bar"), values=values)
