"""Check the library in a folder: what is kept is recalled, and only the rest is worked out.

Nothing here is needed to understand what a check finds: ``checks.run.check_library`` gives the same answer
from the same files. Modules that read YAML and make records are imported only when there is work to do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.excuses import Excuse, Excused
from wwis_evidence.findings import Finding, Problem
from wwis_evidence.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wwis_evidence.kept import Kept
    from wwis_evidence.sources import Entry, Pair

FOR_ALL = ("framework.yaml", "library.yaml", "vocabulary.yaml", "reviews/reviewers.yaml")
"""Files that every case is checked with."""
REGISTER = FOR_ALL[-1]
_UNREAD = "-"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check found, and in how much.

    Attributes:
        findings: In the order of files, lines and columns.
        excused: What exceptions let stand, in the same order.
        case_studies: How many case studies were looked at, readable or not.
        reviews: How many reviews were.
        site: Address of the library's own site; empty where none is known.
        holds: The first day (ISO text) on which all this is so, and the first on which it may not be.
    """

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]
    case_studies: int
    reviews: int
    site: str
    holds: tuple[str, str]


class Checking:
    """One check of the library in a folder."""

    def __init__(self, entries: Sequence[Entry], as_of: date, kept: Kept | None = None) -> None:
        """Take stock.

        Args:
            entries: Every file of it, in the order of their paths.
            as_of: Today, for what is dated in the future.
            kept: What earlier checks found. It is renewed.
        """
        self._entries = entries
        self._as_of = as_of
        self._kept = kept
        # A file that was there at the last check may be what it was, though it was written anew.
        self._digests = {entry.path: self._known_digest(entry) for entry in entries} if kept else {}

    @cached_property
    def _by_case(self) -> tuple[list[Entry], dict[str, list[Entry]]]:
        return entries_by_case(self._entries)

    def answer(
        self, jobs: int = 1, changed: frozenset[str] | None = None, before: Iterable[Pair] = ()
    ) -> Answer:
        """Everything that is wrong with a library, or with a change of it and what that can affect.

        Args:
            jobs: How many processes to work in.
            changed: Paths of the files that changed; None to check all.
            before: Of the library as it was, the files that belong to no case, and those of each case that
                changed.
        """
        recalled = self._whole_answer() if changed is None else None
        return recalled or self._worked_out(jobs, changed, before)

    def digest(self, path: str) -> str:
        """Names the content of a file that the answer rests on; empty where it was not looked at."""
        return self._digests.get(path, "")

    def _whole_answer(self) -> Answer | None:
        """The kept answer, if it was made from these very files and still holds."""
        if self._kept is None or not all(self._digests.values()):
            return None
        key, plain = self._kept.answer
        if key != key_of(self._digests.items()):
            return None
        answer = _answer(plain)
        if not self._in(answer.holds):
            return None
        if any(not self._kept.digest(entry) for entry in self._entries):
            self._keep((key, plain), self._kept.cases)
        return answer

    def _worked_out(self, jobs: int, changed: frozenset[str] | None, before: Iterable[Pair]) -> Answer:
        working = import_module("wwis_evidence.working")
        shared, of_cases = self._by_case
        looked_at = None if changed is None else affected(changed, of_cases)
        recalled = {
            slug: outcome
            for slug, (key, plain) in (self._kept.cases.items() if self._kept else ())
            if key == self._case_key(slug) and self._in((outcome := working.outcome_from(plain)).holds)
        }
        work = working.Work(shared, of_cases, self._as_of)
        unknown = [
            slug for slug in of_cases if slug not in recalled and (looked_at is None or slug in looked_at)
        ]
        new = {}
        for slug, outcome, read in working.side_by_side(work, unknown, jobs):
            new[slug] = outcome
            self._digests.update(read)
        found, holds = work.conclude({**recalled, **new}, changed, looked_at, before)
        counts = counted(self._entries, looked_at)
        answer = Answer(found.findings, found.excused, *counts, work.site, holds)
        for entry in shared:
            self._digests[entry.path] = self._digest(entry)
        if self._kept:
            cases = {slug: self._kept.cases[slug] for slug in recalled}
            for slug, outcome in new.items():
                cases[slug] = (self._case_key(slug), working.plain_outcome(outcome))
            whole = (key_of(self._digests.items()), plain_answer(answer)) if changed is None else ("", None)
            self._keep(whole, cases)
        return answer

    def _in(self, holds: tuple[str, str]) -> bool:
        return holds[0] <= self._as_of.isoformat() < holds[1]

    def _known_digest(self, entry: Entry) -> str:
        known = self._kept.digest(entry) if self._kept else ""
        return known or (digest_of(entry.content()) if self._kept and self._kept.knows(entry.path) else "")

    def _digest(self, entry: Entry) -> str:
        return self._digests.get(entry.path) or digest_of(entry.content())

    @cached_property
    def _common_key(self) -> str:
        return key_of(
            (entry.path, self._digest(entry)) for entry in self._by_case[0] if entry.path in FOR_ALL
        )

    def _case_key(self, slug: str) -> str:
        """Names what a case's outcome rests on; empty where not all of it is read, or nothing is there."""
        files = [(entry.path, self._digests.get(entry.path, "")) for entry in self._by_case[1].get(slug, ())]
        known = files and all(digest for _, digest in files)
        return key_of([("", self._common_key), *files]) if known else ""

    def _keep(self, answer: tuple[str, Any], cases: Mapping[str, tuple[str, Any]]) -> None:
        if self._kept:
            digests = {entry.path: (entry, self._digests.get(entry.path, "")) for entry in self._entries}
            self._kept.keep(digests, answer, cases)


def affected(changed: frozenset[str], of_cases: Mapping[str, Sequence[Entry]]) -> frozenset[str]:
    """The cases that a change can affect: all of a changed rule, those with reviews of a changed register."""
    if changed & set(FOR_ALL[:-1]):
        return frozenset(of_cases)
    slugs = cases_of(changed)
    if REGISTER in changed:
        slugs |= {slug for slug, held in of_cases.items() if len(held) > 1}
    return slugs


def cases_of(paths: Iterable[str]) -> frozenset[str]:
    """The cases that some paths belong to."""
    return frozenset(place.slug for path in paths if (place := place_of(path)) and place.slug)


def counted(entries: Iterable[Entry], looked_at: frozenset[str] | None = None) -> tuple[int, int]:
    """How many case studies and reviews there are, of the cases that are looked at or of all."""
    kinds = [
        place.kind
        for entry in entries
        if (place := place_of(entry.path)) and (looked_at is None or place.slug in looked_at)
    ]
    return kinds.count("case-study"), kinds.count("review")


def digest_of(content: bytes | Problem) -> str:
    """Names a file's content, or why there is none."""
    if isinstance(content, Problem):
        return f"{_UNREAD}{content.code} {sorted(content.values.items())}"
    return sha256(content).hexdigest()


def plain_answer(answer: Answer) -> list[Any]:
    """An answer as plain data."""
    excused = [rows((each.finding, each.excuse)) for each in answer.excused]
    return [rows(answer.findings), excused, answer.case_studies, answer.reviews, answer.site, answer.holds]


def rows(values: Iterable[Finding | Excuse]) -> list[list[Any]]:
    """Findings or exceptions as plain data."""
    return [[getattr(value, name) for name in value.__slots__] for value in values]


def excuse_from(row: list[Any]) -> Excuse:
    """The exception that plain data was made from."""
    return Excuse(*(tuple(value) if isinstance(value, list) else value for value in row))  # type: ignore[arg-type]


def _answer(plain: list[Any]) -> Answer:
    findings, excused, case_studies, reviews, site, (first, last) = plain
    return Answer(
        tuple(Finding(*row) for row in findings),
        tuple(Excused(Finding(*finding), excuse_from(excuse)) for finding, excuse in excused),
        case_studies,
        reviews,
        site,
        (first, last),
    )


def entries_by_case(entries: Iterable[Entry]) -> tuple[list[Entry], dict[str, list[Entry]]]:
    """Files that belong to no case, and those of each case by slug; all in order."""
    shared: list[Entry] = []
    of_cases: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        place = place_of(entry.path)
        (of_cases[place.slug] if place and place.slug else shared).append(entry)
    return shared, of_cases


def key_of(parts: Iterable[tuple[str, str]]) -> str:
    """One name for several named contents; as no path holds a line end, no two lists share one."""
    return sha256("\n".join(f"{path}\n{digest}" for path, digest in parts).encode("utf-8")).hexdigest()
