"""Working out what is wrong with cases: one after the other, or side by side in several processes.

A case's outcome rests on its own files and on what all cases have in common. So nothing is shared between
processes but what they are started with, and only outcomes, which are small, come back.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from wwis_evidence.case_folder import build_case_folder
from wwis_evidence.checking import cases_of, digest_of, excuse_from, rows
from wwis_evidence.checks.exceptions import excuses_in
from wwis_evidence.checks.run import (
    CaseOutcome,
    Outcome,
    between_days,
    check_between,
    check_common,
    check_folder,
    check_since,
    conclude,
)
from wwis_evidence.checks.trace import Trace, trace_of
from wwis_evidence.common import build_common
from wwis_evidence.files import read_file
from wwis_evidence.findings import Finding
from wwis_evidence.library import build_library
from wwis_evidence.places import place_of
from wwis_evidence.records import CaseStudy
from wwis_evidence.sources import Contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from wwis_evidence.sources import Entry, Pair

WORTH_A_PROCESS = 100
"""Cases; with fewer, starting another process takes longer than checking them."""
AT_A_TIME = 50
"""Cases that a process is given at once: many enough to be worth the asking, few enough to end together."""
_Worked = tuple[str, CaseOutcome, dict[str, str]]


class Work:
    """A library's unread files, by case, and what its cases have in common.

    Attributes:
        common: What its cases have in common.
        contents: Bytes of every file by path.
        site: Address of the library's own site; empty where none is known.
    """

    def __init__(self, shared: Sequence[Entry], of_cases: Mapping[str, Sequence[Entry]], as_of: date) -> None:
        self.common = build_common((entry.path, entry.content()) for entry in shared)
        self._shared, self._of_cases = shared, of_cases
        self.contents = Contents([*shared, *(entry for held in of_cases.values() for entry in held)])
        self._as_of = as_of
        self.site = self.common.settings.site_url or ""

    def outcome(self, slug: str) -> _Worked:
        """A case's outcome, and the digests of the files that were read for it."""
        pairs = [(entry.path, entry.content()) for entry in self._of_cases[slug]]
        folder = build_case_folder(slug, pairs, self.common)
        digests = {path: digest_of(content) for path, content in pairs}
        return slug, check_folder(folder, self.common, self._as_of), digests

    def conclude(
        self,
        outcomes: Mapping[str, CaseOutcome],
        changed: frozenset[str] | None,
        looked_at: frozenset[str] | None,
        before: Iterable[Pair] = (),
    ) -> tuple[Outcome, tuple[str, str]]:
        """All findings together with those that only show between cases, and the days on which this holds.

        Args:
            outcomes: The outcome of every case that is looked at, and of others that are known.
            changed: Paths of the files that changed; None where all are looked at.
            looked_at: Slugs of the cases that are looked at; None where all are.
            before: Of the library as it was, the files that belong to no case, and those of each case that
                changed.
        """

        def is_mine(path: str) -> bool:
            place = place_of(path)
            return changed is None or path in changed or bool(place and place.slug in (looked_at or ()))

        traces = {slug: outcome.trace for slug, outcome in outcomes.items()}
        for slug in self._of_cases:
            if slug not in traces:
                traces[slug] = self._trace(slug)
        between = check_between(dict(sorted(traces.items())), self.contents)
        mine = [outcome for slug, outcome in outcomes.items() if looked_at is None or slug in looked_at]
        findings = {
            *(one for one in check_common(self.common) if is_mine(one.path)),
            *(one for outcome in mine for one in outcome.findings),
            *(one for one, slugs in between if looked_at is None or slugs & looked_at),
            *(self._since(before, changed) if changed else ()),
        }
        own = (excuse for outcome in mine for excuse in outcome.excuses)
        shared = (each for each in excuses_in(self.common.files.values()) if is_mine(each.file))
        excuses = (*shared, *own)
        outcome = conclude(findings, excuses, self.contents, self._as_of)
        turns = between_days((day for each in excuses for day in each.turns), self._as_of)
        firsts, lasts = zip(turns, *(outcome.holds for outcome in mine), strict=True)
        return outcome, (max(firsts), min(lasts))

    def _since(self, before: Iterable[Pair], changed: frozenset[str]) -> Iterator[Finding]:
        """What the change did that no change may do."""
        slugs = cases_of(changed) & self._of_cases.keys()
        held = [entry for slug in slugs for entry in self._of_cases[slug]]
        now = build_library((entry.path, entry.content()) for entry in (*self._shared, *held))
        yield from check_since(build_library(before), now, self._as_of)

    def _trace(self, slug: str) -> Trace:
        """The trace of a case that is not looked at; its reviews need not be read."""
        files = {entry.path: entry for entry in self._of_cases[slug]}
        own = files.get(f"casestudies/{slug}.yaml")
        record = read_file(own.path, own.content()).record if own else None
        return trace_of(slug, files, record if isinstance(record, CaseStudy) else None)


def side_by_side(work: Work, slugs: Sequence[str], jobs: int) -> Iterator[_Worked]:
    """The outcomes of cases, in whatever order they are ready.

    Args:
        work: The library.
        slugs: Which cases.
        jobs: The most processes to use. Only where a process can be started as a copy of this one (on Linux)
            is there more than one.
    """
    jobs = min(jobs, len(slugs) // WORTH_A_PROCESS)
    if jobs < 2 or sys.platform != "linux":  # noqa: PLR2004 - one process is this one
        yield from map(work.outcome, slugs)
        return
    parts = [slugs[start : start + AT_A_TIME] for start in range(0, len(slugs), AT_A_TIME)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work,)) as pool:
        for worked in pool.map(_part, parts):
            yield from worked


_work: Work | None = None


def _begin(work: Work) -> None:
    """Begin a process that works; what it was started with never becomes garbage."""
    global _work  # noqa: PLW0603 - how a process that is a copy keeps what it was started with
    _work = work
    gc.freeze()


def _part(slugs: Sequence[str]) -> list[_Worked]:
    return [_work.outcome(slug) for slug in slugs] if _work else []


def plain_outcome(outcome: CaseOutcome) -> list[Any]:
    """An outcome as plain data."""
    trace = [getattr(outcome.trace, field.name) for field in fields(Trace)]
    return [rows(outcome.findings), trace, rows(outcome.excuses), outcome.holds]


def outcome_from(plain: Sequence[Any]) -> CaseOutcome:
    """The outcome that plain data was made from."""
    findings, trace, excuses, (first, last) = plain
    slug, on_file, beside, successors, former, title, summary, sketch = trace
    successors = tuple((index, successor) for index, successor in successors)
    return CaseOutcome(
        tuple(Finding(*row) for row in findings),
        Trace(slug, on_file, tuple(beside), successors, tuple(former), title, summary, tuple(sketch)),
        tuple(excuse_from(row) for row in excuses),
        (first, last),
    )
