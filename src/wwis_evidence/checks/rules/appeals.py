"""Nobody decides on their own work, and who was set aside is not asked again.

Codes ``appeal-own-decision`` and ``set-aside-asked``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.known_people import moderates
from wwis_evidence.findings import Problem
from wwis_evidence.rating.appeals import took_part
from wwis_evidence.records import Appeal, Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.common import Common


def check(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """Every appeal decided by somebody who took part, and every later panel with somebody set aside."""
    dossier = folder.dossier
    if dossier is None or not common.framework_usable:
        return
    appeals = [(file.path, file.record) for file in folder.beside if isinstance(file.record, Appeal)]
    for path, appeal in appeals:
        decider = appeal.decided_by
        if decider is None or not moderates(decider, common):  # told elsewhere
            continue
        part = took_part(decider, appeal.date, dossier, common.register)
        if part:
            values = {"found": decider, "part": part}
            yield path, Problem("appeal-own-decision", ("decided_by",), values=values)
    for file in folder.beside:
        panel = file.record
        if not isinstance(panel, Panel):
            continue
        absent = {absence.reviewer for absence in panel.absent}
        upheld = [a for _, a in appeals if a.outcome == "upheld" and a.date < panel.date]
        for index, reviewer in enumerate(panel.reviewers):
            since = [a.date for a in upheld if reviewer in a.sets_aside]
            if since and reviewer in dossier.set_aside - absent:
                values = {"found": reviewer, "date": max(since)}
                yield file.path, Problem("set-aside-asked", ("reviewers", index), values=values)
