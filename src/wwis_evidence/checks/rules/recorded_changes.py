"""After vetting, every change has a record of its type.

Codes ``change-not-recorded``, ``change-record-edited`` and ``vetted-case-removed``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._kept import Edited, difference, once_public
from wwis_evidence.records import CaseStudy
from wwis_evidence.records.digests import digests
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.checks.rules._kept import Sides
    from wwis_evidence.findings import Problem

WORDS_ONLY = "editorial"
_NO_PART = {"changes", "exceptions"}
"""Keys that say nothing of the work itself."""


def check(sides: Sides) -> Iterator[tuple[str, Problem]]:
    """Every change of a case that readers may have relied on, where no record in its file tells of it."""
    for edited in sides.edited():
        dossier = sides.before.dossiers.get(edited.place.slug)
        if edited.place.kind != "case-study" or dossier is None:
            continue
        if not once_public(dossier, sides.before, sides.as_of):
            continue
        if edited.now is None:
            yield edited.problem("vetted-case-removed", {"slug": edited.slug})
        else:
            yield from _unrecorded(edited)


def _unrecorded(edited: Edited) -> Iterator[tuple[str, Problem]]:
    was, now = edited.was.record, edited.now.record if edited.now else None
    if not isinstance(was, CaseStudy) or not isinstance(now, CaseStudy):
        return
    for lost in (Counter(was.changes) - Counter(now.changes)).elements():
        values = {"date": lost.date, "type": lost.type}
        yield edited.problem("change-record-edited", values, ("changes",))
    new = {change.type for change in (Counter(now.changes) - Counter(was.changes)).elements()}
    evidence = digests(was)[0] != digests(now)[0]
    types = [kind for kind in load().terms("change-types") if not (evidence and kind == WORDS_ONLY)]
    at = difference(_content(edited.was.data), _content(edited.now.data if edited.now else None))
    if at and not new.intersection(types):
        lacking = f"the record that was added calls it {WORDS_ONLY}" if new else "no record tells of it"
        what = "Its evidence" if evidence else "It"
        values = {"what": what, "lacking": lacking, "types": ", ".join(types)}
        yield edited.problem("change-not-recorded", values, at)


def _content(data: object) -> object:
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if key not in _NO_PART}
