"""A printed bar above what its printed reason allows: code ``published-above-ceiling``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem
from wwis_evidence.rating.rate import published_ceiling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """Every published bar that the facts printed beside it do not reach."""
    if folder.dossier is None or not common.framework_usable:
        return
    framework, months = common.framework, folder.dossier.case.months
    for name, record in (folder.dossier.published or {}).items():
        ceiling, state = published_ceiling(framework.indicators[name], record, months)
        if state != "unknown" and framework.position(record.bar) > (-1 if ceiling is None else ceiling):
            values = {
                "bar": record.bar,
                "ceiling": "no bar" if ceiling is None else framework.bars[ceiling],
                "indicator": framework.indicators[name].title,
            }
            path = f"reviews/{folder.slug}/published-panel.yaml"
            yield path, Problem("published-above-ceiling", ("indicators", name, "bar"), values=values)
