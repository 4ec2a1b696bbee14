"""A library: every file read, every record made, and each case's dossier; immutable once built.

One bad file never hides the others: what cannot be read stays in ``files`` with its problems.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from wwis_evidence.documents import read
from wwis_evidence.findings import Problem
from wwis_evidence.frameworks import Framework, compile_framework, shipped_framework
from wwis_evidence.places import Kind, Place, place_of
from wwis_evidence.rating.explain import Explanation, explain
from wwis_evidence.rating.facts import (
    CaseFacts,
    Dossier,
    ModerationFacts,
    PanelFacts,
    PublishedBar,
    Register,
    RegisterFacts,
    ReviewFacts,
    case_facts,
    moderation_facts,
    published_facts,
    register_facts,
    review_facts,
)
from wwis_evidence.rating.rate import Rating, rate
from wwis_evidence.rating.validity import moderation_problems, published_problems, review_problems
from wwis_evidence.records import (
    Appeal,
    CaseStudy,
    LibrarySettings,
    Moderation,
    Panel,
    PublishedPanel,
    Record,
    Reply,
    Review,
    ReviewerRegister,
    shape,
)
from wwis_evidence.records.base import is_slug
from wwis_evidence.vocabulary import Areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wwis_evidence.sources import Pair

R = TypeVar("R", bound=Record)

MODELS: dict[Kind, type[Record]] = {
    "case-study": CaseStudy,
    "review": Review,
    "panel": Panel,
    "published-panel": PublishedPanel,
    "moderation": Moderation,
    "reply": Reply,
    "appeal": Appeal,
    "reviewer-register": ReviewerRegister,
    "settings": LibrarySettings,
}


@dataclass(frozen=True, slots=True)
class File:
    """One file of a library: its bytes, its data and record as far as they could be made, and its problems.

    ``place`` is None where no file of a library belongs.
    """

    path: str
    place: Place | None
    raw: bytes = b""
    data: dict[str, Any] | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()

    def having(self, *problems: Problem) -> File:
        """The same file with further problems."""
        return replace(self, problems=(*self.problems, *problems))


@dataclass(frozen=True, slots=True)
class Library:
    """A library's files, records and dossiers.

    Attributes:
        settings: Its own settings, or the defaults.
        framework: The rule by which it rates.
        framework_usable: False where the library's own framework file is at fault; nothing may be rated then.
        areas: Local areas by name, with the library's fictional ones.
        register: Who may review, by reviewer id.
        files: Every file by path, in order.
        dossiers: All that stands on file for each case whose file could be read, by slug.
    """

    settings: LibrarySettings
    framework: Framework
    framework_usable: bool
    areas: Areas
    register: Register
    files: Mapping[str, File]
    dossiers: Mapping[str, Dossier]
    _beside: Mapping[str, tuple[File, ...]] = field(repr=False)

    def case(self, slug: str) -> CaseStudy:
        """A case study's record.

        Raises:
            KeyError: There is no such case, or its file could not be read.
        """
        record = self.files[self.dossiers[slug].case.path].record
        if not isinstance(record, CaseStudy):
            raise KeyError(slug)
        return record

    def publisher(self, slug: str) -> str:
        """Who published an outcome for a case; empty where nobody did."""
        records = (file.record for file in self.beside(slug))
        return next((record.publisher for record in records if isinstance(record, PublishedPanel)), "")

    def beside(self, slug: str) -> tuple[File, ...]:
        """Every file in a case's reviews folder, in the order of their paths."""
        return self._beside.get(slug, ())

    def rate(self, slug: str, as_of: date) -> Rating:
        """Rate one case as of a day."""
        period = self.settings.review_period_months
        return rate(self.dossiers[slug], self.framework, self.register, as_of, period)

    def explain(self, rating: Rating) -> Explanation:
        """Explain a rating of this library: what decided, what would move it, how firm it is."""
        return explain(rating, self.dossiers[rating.slug].case.months, self.framework)

    def ratings(self, as_of: date) -> tuple[Rating, ...]:
        """Rate every case whose file could be read, in the order of their slugs."""
        return tuple(self.rate(slug, as_of) for slug in self.dossiers)


def build_library(pairs: Iterable[Pair]) -> Library:
    """Make a library from (path, bytes) pairs, in whatever order they come."""
    files = {path: _file(path, content) for path, content in sorted(pairs, key=lambda pair: pair[0])}
    settings = _usable(files.get("library.yaml"), LibrarySettings) or LibrarySettings()
    areas = Areas.load(settings.extra_local_areas)
    framework, usable = _framework(files)
    register = _register(files, areas)
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for path, file in files.items():
        if file.place and file.place.slug and file.place.kind != "case-study":
            beside[file.place.slug].append(path)
    dossiers = {}
    for path in [p for p, f in files.items() if f.place and f.place.kind == "case-study"]:
        file = files[path]
        if file.place and isinstance(file.record, CaseStudy):
            case = case_facts(file.place.slug, path, file.record, framework, areas.keys)
            dossiers[file.place.slug], found = _dossier(
                case, beside[file.place.slug], files, framework, register
            )
            if usable:  # else the stand-in for a framework at fault would find fault with everything
                files.update(found)
    return Library(
        settings=settings,
        framework=framework,
        framework_usable=usable,
        areas=areas,
        register=register,
        files=files,
        dossiers=dict(sorted(dossiers.items())),
        _beside={slug: tuple(files[path] for path in paths) for slug, paths in beside.items()},
    )


def _file(path: str, content: bytes | Problem) -> File:
    place = place_of(path)
    if isinstance(content, Problem):
        return File(path, place, problems=(content,))
    if place is None:
        return File(path, None, problems=(_misplaced(path),))
    document = read(content)
    if document.data is None or place.kind == "framework":
        return File(path, place, content, document.data, None, document.problems)
    shaped = shape(document.data, MODELS[place.kind])
    told = {problem.field for problem in document.problems}
    problems = (*document.problems, *(problem for problem in shaped.problems if problem.field not in told))
    # A file that YAML itself warns of may not say what its author meant: its record is not used.
    record = None if document.problems else shaped.record
    if isinstance(record, Review) and record.reviewer != place.name:
        values = {"found": record.reviewer, "name": place.name}
        problems += (Problem("wrong-reviewer", ("reviewer",), values=values),)
    return File(path, place, content, document.data, record, problems)


def _misplaced(path: str) -> Problem:
    """Whether it is the file's name that is at fault, its folder's, or where it stands."""
    match path.split("/"):
        case ["casestudies" as folder, name]:
            return Problem("file-name", values={"name": name, "folder": folder})
        case ["reviews", slug, name] if is_slug(slug):
            return Problem("file-name", values={"name": name, "folder": f"reviews/{slug}"})
        case ["reviews", name, _]:
            return Problem("file-name", values={"name": name, "folder": "reviews"})
    return Problem("file-place", values={"path": path})


def _usable(file: File | None, model: type[R]) -> R | None:
    """A file's record or, where it has not its shape, what is left without the keys or items at fault.

    Every case rests on the settings and the register: one slip in them must not take all ratings away. A
    reviewer whose entry is left out is not on the register, so that nothing counts which should not.
    """
    if file and isinstance(file.record, model):
        return file.record
    if file is None or file.data is None or any(problem.mark for problem in file.problems):
        return None  # there is none, or YAML itself warns of it
    faults = {problem.field[:2] for problem in file.problems}
    left: dict[str, Any] = {}
    for key, value in file.data.items():
        if isinstance(value, list):
            left[key] = [item for index, item in enumerate(value) if (key, index) not in faults]
        elif all(fault[:1] != (key,) for fault in faults):
            left[key] = value
    return shape(left, model).record


def _framework(files: dict[str, File]) -> tuple[Framework, bool]:
    file = files.get("framework.yaml")
    if file is None:
        return shipped_framework(), True
    if file.data is None or file.problems:
        return shipped_framework(), False
    framework, problems = compile_framework(file.raw, file.data)
    files["framework.yaml"] = file.having(*problems)
    return (framework, True) if framework else (shipped_framework(), False)


def _register(files: Mapping[str, File], areas: Areas) -> Register:
    record = _usable(files.get("reviews/reviewers.yaml"), ReviewerRegister)
    register: defaultdict[str, list[RegisterFacts]] = defaultdict(list)
    for entry in record.reviewers if record else ():
        register[entry.id].append(register_facts(entry, areas.keys))
    return {reviewer: tuple(entries) for reviewer, entries in register.items()}


def _dossier(
    case: CaseFacts, beside: list[str], files: Mapping[str, File], framework: Framework, register: Register
) -> tuple[Dossier, dict[str, File]]:
    """Gather what stands beside a case, and its files with what the framework does not know as problems."""
    held: dict[str, File] = {}
    reviews: list[ReviewFacts] = []
    moderated: list[ModerationFacts] = []
    set_aside: set[str] = set()
    panel: PanelFacts | None = None
    published: dict[str, PublishedBar] | None = None
    for path in beside:
        file = files[path]
        place, record = file.place, file.record
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
                panel = PanelFacts(path, frozenset(record.reviewers), absent)
            case None if place.kind == "panel":
                # Who was asked cannot be read: until it can, nobody is known to have been.
                panel = PanelFacts(path, frozenset(), frozenset())
            case Appeal():
                set_aside |= _set_aside(record, framework, register)
        held[path] = file.having(*problems)
    return Dossier(case, tuple(reviews), panel, published, tuple(moderated), frozenset(set_aside)), held


def _set_aside(appeal: Appeal, framework: Framework, register: Register) -> set[str]:
    """Reviewers whose reviews an upheld appeal takes out; only a moderator's decision does."""
    decided = register.get(appeal.decided_by or "", ())
    if appeal.outcome != "upheld" or not any(framework.panel.moderator_role in e.roles for e in decided):
        return set()
    return set(appeal.sets_aside)
