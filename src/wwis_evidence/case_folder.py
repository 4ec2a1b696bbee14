"""One case of a library: its case study and everything that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wwis_evidence.files import File, read_file
from wwis_evidence.rating.appeals import set_aside
from wwis_evidence.rating.facts import (
    CaseFacts,
    Dossier,
    ModerationFacts,
    PanelFacts,
    PublishedBar,
    Register,
    ReviewFacts,
    case_facts,
    moderation_facts,
    published_facts,
    review_facts,
)
from wwis_evidence.rating.validity import moderation_problems, published_problems, review_problems
from wwis_evidence.records import Appeal, CaseStudy, Moderation, Panel, PublishedPanel, Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wwis_evidence.common import Common
    from wwis_evidence.findings import Problem
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.sources import Pair


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """A case study's file and the files of its reviews folder.

    Attributes:
        slug: Its name.
        files: All of them by path, in order, those that cannot be read too.
        dossier: What stands on file for a rating; None where the case study is missing or cannot be read.
    """

    slug: str
    files: Mapping[str, File]
    dossier: Dossier | None

    @property
    def path(self) -> str:
        """Where its case study stands, or should."""
        return f"casestudies/{self.slug}.yaml"

    @property
    def case(self) -> CaseStudy | None:
        """The case study's record; None where it is missing or cannot be read."""
        file = self.files.get(self.path)
        return file.record if file and isinstance(file.record, CaseStudy) else None

    @property
    def beside(self) -> tuple[File, ...]:
        """Every file in its reviews folder, in the order of their paths."""
        return tuple(file for path, file in self.files.items() if path != self.path)


def build_case_folder(slug: str, pairs: Iterable[Pair], common: Common) -> CaseFolder:
    """Make it from its (path, bytes) pairs, in the order of their paths."""
    files = {path: read_file(path, content) for path, content in pairs}
    folder = CaseFolder(slug, files, None)
    case = folder.case
    if case is None:
        return folder
    facts = case_facts(slug, folder.path, case, common.framework, common.areas.keys)
    dossier, found = _dossier(facts, folder.beside, common.framework, common.register)
    if common.framework_usable:  # else the stand-in for a framework at fault would find fault with everything
        files = {**files, **found}
    return CaseFolder(slug, files, dossier)


def _dossier(
    case: CaseFacts, beside: Iterable[File], framework: Framework, register: Register
) -> tuple[Dossier, dict[str, File]]:
    """Gather what stands beside a case, and its files with what the framework does not know as problems."""
    held: dict[str, File] = {}
    reviews: list[ReviewFacts] = []
    moderated: list[ModerationFacts] = []
    appeals: list[Appeal] = []
    panel: PanelFacts | None = None
    published: dict[str, PublishedBar] | None = None
    for file in beside:
        path, place, record = file.path, file.place, file.record
        if place is None:
            continue
        problems: tuple[Problem, ...] = ()
        match record:
            case Review():
                facts = review_facts(path, place.sequence, record)
                problems = review_problems(facts, case, framework)
                valid = not file.problems and not problems
                reviews.append(replace(facts, reviewer=place.name, valid=valid))
            case None if place.kind == "review":
                reviews.append(ReviewFacts(path, place.name, place.sequence, valid=False))
            case Moderation():
                facts_m = moderation_facts(path, place.sequence, record)
                problems = moderation_problems(facts_m, framework)
                moderated.append(replace(facts_m, valid=not problems))
            case PublishedPanel():
                outcome = published_facts(record)
                problems = published_problems(outcome, framework)
                published = None if problems else outcome
            case Panel():
                absent = frozenset(absence.reviewer for absence in record.absent)
                panel = PanelFacts(path, frozenset(record.reviewers), absent, record.date)
            case None if place.kind == "panel":
                # Who was asked cannot be read: until it can, nobody is known to have been.
                panel = PanelFacts(path, frozenset(), frozenset())
            case Appeal():
                appeals.append(record)
        held[path] = file.having(*problems)
    dossier = Dossier(case, tuple(reviews), panel, published, tuple(moderated))
    return replace(dossier, set_aside=set_aside(appeals, dossier, framework, register)), held
