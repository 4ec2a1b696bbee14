"""What all cases of a library have in common: its settings, its rule, the areas it knows, its reviewers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.files import File, read_file, usable
from wwis_evidence.frameworks import Framework, compile_framework, shipped_framework
from wwis_evidence.rating.facts import Register, RegisterFacts, register_facts
from wwis_evidence.records import LibrarySettings, ReviewerRegister
from wwis_evidence.vocabulary import Areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """

    settings: LibrarySettings
    framework: Framework
    framework_usable: bool
    areas: Areas
    register: Register
    files: Mapping[str, File]


def build_common(pairs: Iterable[Pair]) -> Common:
    """Make it from the (path, bytes) pairs that belong to no case."""
    files = {path: read_file(path, content) for path, content in pairs}
    settings = usable(files.get("library.yaml"), LibrarySettings) or LibrarySettings()
    areas = Areas.load(settings.extra_local_areas)
    framework, framework_usable = _framework(files)
    return Common(settings, framework, framework_usable, areas, _register(files, areas), files)


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
    record = usable(files.get("reviews/reviewers.yaml"), ReviewerRegister)
    register: defaultdict[str, list[RegisterFacts]] = defaultdict(list)
    for entry in record.reviewers if record else ():
        register[entry.id].append(register_facts(entry, areas.keys))
    return {reviewer: tuple(entries) for reviewer, entries in register.items()}
