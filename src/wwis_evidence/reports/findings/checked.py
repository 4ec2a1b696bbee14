"""What every format of the findings is made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from wwis_evidence.reports.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wwis_evidence.checks.excuses import Excuse, Excused
    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one check.

    Attributes:
        findings: What was found, in the order of files and places.
        files: Every file that was looked at: its bytes by its path in the library.
        case_studies: How many of them are case studies.
        reviews: How many of them are reviews.
        folder: Way from the working folder to the library, with a slash at its end; empty where they are
            one, or the library is elsewhere. Services look for a file from the root of a repository.
        site: Address of the library's own site, where every check has a page; empty where none is known.
        excused: What exceptions let stand, in the same order.
    """

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    case_studies: int
    reviews: int
    folder: str = ""
    site: str = ""
    excused: tuple[Excused, ...] = ()

    @classmethod
    def of(
        cls,
        library: Library,
        findings: Iterable[Finding],
        folder: str = "",
        excused: Iterable[Excused] = (),
    ) -> Checked:
        """The outcome of checking a library."""
        files = {path: file.raw for path, file in library.files.items()}
        kinds = [file.place.kind for file in library.files.values() if file.place]
        return cls(
            tuple(findings),
            files,
            case_studies=kinds.count("case-study"),
            reviews=kinds.count("review"),
            folder=folder,
            site=library.settings.site_url or "",
            excused=tuple(excused),
        )

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many of the findings are warnings."""
        return len(self.findings) - self.errors

    @property
    def summary(self) -> str:
        """What was found in how much, in a few sentences, and what to do first."""
        cases = counted(self.case_studies, "case study", "case studies")
        looked = f"{cases} and {counted(self.reviews, 'review')}"
        warnings = counted(self.warnings, "warning")
        if not self.findings:
            found = f"Nothing to mend in {looked}."
        elif not self.errors:
            found = f"{warnings} in {looked}; no errors. Warnings can stay."
        else:
            found = (
                f"{counted(self.errors, 'error')} and {warnings} in {looked}. "
                "Mend the errors first: nothing can be published while there are any."
            )
        if self.excused:
            found += f" Excused by exceptions: {len(self.excused)}."
        return found

    def by_file(self) -> Iterator[tuple[str, list[Finding]]]:
        """The findings of each file that has any."""
        for path, group in groupby(self.findings, key=lambda finding: finding.path):
            yield path, list(group)

    def excused_by_file(self) -> Iterator[tuple[str, list[Excused]]]:
        """What is let stand in each file in which anything is."""
        for path, group in groupby(self.excused, key=lambda each: each.finding.path):
            yield path, list(group)

    def with_fingerprints(self) -> Iterator[tuple[Finding, str, Excuse | None]]:
        """Each finding with a name that stays the same while lines move and words are mended.

        It is made of file, code and field, and a count where these are the same. What exceptions let stand
        comes too, in its place and with its exception, so that an exception changes no name.
        """
        excuses = {each.finding: each.excuse for each in self.excused}
        seen: Counter[tuple[str, ...]] = Counter()
        for finding in sorted((*self.findings, *excuses)) if excuses else self.findings:
            what = (finding.path, finding.code, finding.field)
            seen[what] += 1
            text = "\0".join((*what, str(seen[what])))
            name = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
            yield finding, name, excuses.get(finding)


def reason(excuse: Excuse) -> str:
    """Why something is let stand, until when, and where that is written."""
    return f"excused until {excuse.until}: {excuse.because} ({excuse.path}:{excuse.place[0]})"
