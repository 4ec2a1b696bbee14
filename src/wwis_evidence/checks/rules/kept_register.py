"""Nobody is struck off the register: code ``register-entry-removed``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.known_people import REGISTER
from wwis_evidence.files import usable
from wwis_evidence.findings import Problem
from wwis_evidence.records import ReviewerRegister

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.checks.rules._kept import Sides
    from wwis_evidence.library import Library


def check(sides: Sides) -> Iterator[tuple[str, Problem]]:
    """Every entry, told by whose it is and when it begins, that is no longer there."""
    now = sides.after.files.get(REGISTER)
    if now and now.data is None:
        return  # it cannot be read, which is told elsewhere
    for reviewer, begins in sorted((_entries(sides.before) - _entries(sides.after)).elements()):
        values = {"id": reviewer, "from": begins}
        yield REGISTER, Problem("register-entry-removed", ("reviewers",), "key", values)


def _entries(library: Library) -> Counter[tuple[str, str]]:
    record = usable(library.files.get(REGISTER), ReviewerRegister)
    return Counter((entry.id, entry.active_from) for entry in record.reviewers) if record else Counter()
