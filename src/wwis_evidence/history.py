"""An item's rating at each commit that changed it, as of the day of the commit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wwis_evidence.library import Library, build_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.git_source import Commit, Entry, Repository
    from wwis_evidence.rating import Rating
    from wwis_evidence.records.case_study import Change

SHARED = ("library.yaml", "framework.yaml", "vocabulary.yaml", "reviews/reviewers.yaml")
"""Files that bear on every item."""

Unrated = Literal["removed", "unreadable", "framework-unusable"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to one file."""

    path: str
    change: Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Before:
    """A rating that was public earlier, and the framework that it was made by."""

    rating: Rating
    framework: Framework


@dataclass(frozen=True, slots=True)
class Stage:
    """An item as one commit left it.

    Attributes:
        commit: The commit.
        rating: Its rating on the day of the commit; None where there was none, for the reason in ``unrated``.
        unrated: Why it could not be rated: its file was removed or has errors, or the framework file has.
        library: What the rating was made in, for its words; it holds this item only.
        files: Which of the files that bear on the item the commit added, changed or removed.
        changes: The typed change records that the commit added, as the case file has them.
        before: The last public rating before, if there was one.
    """

    commit: Commit
    rating: Rating | None
    unrated: Unrated | None
    library: Library
    files: tuple[FileChange, ...]
    changes: tuple[Change, ...]
    before: Before | None


def history(repository: Repository, slug: str) -> list[Stage]:
    """Every stage of an item, oldest first; empty for an item that no commit of the branch holds.

    A commit that touched only what all items share is left out unless the item's rating changed with it.

    Raises:
        GitError: Git cannot tell.
    """
    case_path = f"casestudies/{slug}.yaml"
    paths = (case_path, f"reviews/{slug}", *SHARED)
    stages: list[Stage] = []
    entries: tuple[Entry, ...] = ()
    noted: Counter[Change] = Counter()
    last: Library | None = None
    before: Before | None = None
    with repository.reader() as reader:
        for commit in repository.commits(paths):
            earlier, entries = entries, repository.entries(commit.id, paths)
            held = any(entry.path == case_path for entry in entries)
            if not held and (not stages or stages[-1].unrated == "removed"):
                continue  # not there yet, or no longer
            library = build_library(reader.pairs(entries))
            rating, unrated = _rated(library, slug, commit)
            files = file_changes(earlier, entries)
            if all(file.path in SHARED for file in files) and last and stages:
                # Asked for the same day, so that what time alone changes is not put down to the commit.
                same = _outcome(*_rated(last, slug, commit)) == _outcome(rating, unrated)
                last = library
                if same:
                    continue
            last = library
            changes = library.case(slug).changes if slug in library.dossiers else ()
            new = tuple((Counter(changes) - noted).elements())
            noted |= Counter(changes)
            stages.append(Stage(commit, rating, unrated, library, files, new, before))
            if rating and rating.public:
                before = Before(rating, library.framework)
    return stages


def _rated(library: Library, slug: str, commit: Commit) -> tuple[Rating | None, Unrated | None]:
    """An item's rating on the day of a commit, or why there is none."""
    if f"casestudies/{slug}.yaml" not in library.files:
        return None, "removed"
    if slug not in library.dossiers:
        return None, "unreadable"
    if not library.framework_usable:
        return None, "framework-unusable"
    return library.rate(slug, commit.day), None


def _outcome(rating: Rating | None, unrated: Unrated | None) -> tuple[object, ...]:
    """What a reader is told of a rating: its status and its bars."""
    if rating is None:
        return (unrated,)
    return (rating.status, rating.basis, [(part.id, part.bar, part.no_bar) for part in rating.indicators])


def file_changes(earlier: Sequence[Entry], later: Sequence[Entry]) -> tuple[FileChange, ...]:
    """What was done to files between two commits, by path."""
    old, new = ({entry.path: (entry.mode, entry.blob) for entry in side} for side in (earlier, later))
    changes: list[FileChange] = []
    for path in sorted(old | new):
        if path not in old:
            changes.append(FileChange(path, "added"))
        elif path not in new:
            changes.append(FileChange(path, "removed"))
        elif old[path] != new[path]:
            changes.append(FileChange(path, "changed"))
    return tuple(changes)
