"""One file of a library: its bytes, and the record they hold as far as it could be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from wwis_evidence.documents import read
from wwis_evidence.findings import Problem
from wwis_evidence.places import Kind, Place, place_of
from wwis_evidence.records import (
    Appeal,
    CaseStudy,
    LibrarySettings,
    Moderation,
    OwnVocabulary,
    Panel,
    PublishedPanel,
    Record,
    Reply,
    Review,
    ReviewerRegister,
    shape,
)
from wwis_evidence.records.base import is_slug

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
    "vocabulary": OwnVocabulary,
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


def read_file(path: str, content: bytes | Problem) -> File:
    """Read one file; what is wrong with it stays in its problems."""
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


def usable(file: File | None, model: type[R]) -> R | None:
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
