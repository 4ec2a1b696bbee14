"""What readers need and authors are asked for by name.

Codes ``no-co-production``, ``no-resources`` and ``no-limits``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.records import CaseStudy

ASKED_FOR = {"co_production": "no-co-production", "resources": "no-resources", "limits": "no-limits"}


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """Each of the three that is left out and not said to be unknown."""
    del common
    for key, code in ASKED_FOR.items():
        if getattr(case, key) is None and key not in case.not_stated:
            yield Problem(code, (key,), values={"key": key})
