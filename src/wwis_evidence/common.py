"""What all cases of a library have in common: settings, rule, words, the areas it knows, its reviewers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.files import File, read_file, usable
from wwis_evidence.frameworks import Framework, compile_framework, shipped_framework
from wwis_evidence.rating.facts import Register, RegisterFacts, register_facts
from wwis_evidence.records import LibrarySettings, OwnVocabulary, ReviewerRegister
from wwis_evidence.vocabulary import SHIPPED, Areas
from wwis_evidence.vocabulary.terms import About, Cell, Source, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wwis_evidence.records.vocabulary import OwnGrid, OwnList, WordsSource
    from wwis_evidence.sources import Pair


@dataclass(frozen=True, slots=True)
class Common:
    """What every case is read, checked and rated with.

    Attributes:
        settings: The library's own settings, or the defaults.
        framework: The rule by which it rates.
        framework_usable: False where the library's own framework file is at fault; nothing may be rated then.
        areas: Local areas by name, with the library's fictional ones.
        register: Who may review, by reviewer id.
        files: Every file that belongs to no case, by path: these, and what is where no file belongs.
        vocabulary: The words that its records may use: the shipped ones, or its own in their place.
        vocabulary_usable: False where its own vocabulary file is at fault; no word is called unknown then.
    """

    settings: LibrarySettings
    framework: Framework
    framework_usable: bool
    areas: Areas
    register: Register
    files: Mapping[str, File]
    vocabulary: Vocabulary = SHIPPED
    vocabulary_usable: bool = True


def build_common(pairs: Iterable[Pair]) -> Common:
    """Make it from the (path, bytes) pairs that belong to no case."""
    files = {path: read_file(path, content) for path, content in pairs}
    settings = usable(files.get("library.yaml"), LibrarySettings) or LibrarySettings()
    areas = Areas.load(settings.extra_local_areas)
    framework, framework_usable = _framework(files)
    vocabulary, vocabulary_usable = _vocabulary(files.get("vocabulary.yaml"))
    register = _register(files, areas)
    return Common(
        settings, framework, framework_usable, areas, register, files, vocabulary, vocabulary_usable
    )


def _framework(files: dict[str, File]) -> tuple[Framework, bool]:
    file = files.get("framework.yaml")
    if file is None:
        return shipped_framework(), True
    if file.data is None or file.problems:
        return shipped_framework(), False
    framework, problems = compile_framework(file.raw, file.data)
    files["framework.yaml"] = file.having(*problems)
    return (framework, True) if framework else (shipped_framework(), False)


def _vocabulary(file: File | None) -> tuple[Vocabulary, bool]:
    if file is None:
        return SHIPPED, True
    record = file.record
    if not isinstance(record, OwnVocabulary):
        return SHIPPED, False
    lists = {name: own for _, name, own in record.lists()}
    grid = record.grid
    own = Vocabulary(
        {name: _terms(own) for name, own in lists.items()},
        {name: _about(part) for name, part in {**lists, "grid": grid}.items() if part and part.title},
        _cells(grid) if grid else None,
    )
    return own, True


def _terms(own: OwnList) -> Mapping[str, Term]:
    return {
        term.id: Term(
            term.id,
            term.label,
            term.words,
            term.points,
            term.full or "",
            _source(term.source) or _source(own.source),
        )
        for term in own.terms
    }


def _cells(grid: OwnGrid) -> Mapping[tuple[str, str], Cell]:
    source = Source(grid.source.title, grid.source.url)
    return {
        (cell.enabler, cell.phase): Cell(cell.enabler, cell.phase, cell.words, source) for cell in grid.cells
    }


def _about(part: OwnList | OwnGrid) -> About:
    return About(part.title or "", part.introduction)


def _source(source: WordsSource | None) -> Source | None:
    return Source(source.title, source.url) if source else None


def _register(files: Mapping[str, File], areas: Areas) -> Register:
    record = usable(files.get("reviews/reviewers.yaml"), ReviewerRegister)
    register: defaultdict[str, list[RegisterFacts]] = defaultdict(list)
    for entry in record.reviewers if record else ():
        register[entry.id].append(register_facts(entry, areas.keys))
    return {reviewer: tuple(entries) for reviewer, entries in register.items()}
