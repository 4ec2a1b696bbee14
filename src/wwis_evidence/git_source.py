"""A library as git kept it: the (path, bytes) pairs of any commit, and the commits that touched a path.

Git is asked by its plumbing commands only, with fixed arguments: nothing of the user's configuration that
runs programs (pagers, hooks, signature checks, text filters) has a part in it, and no name found in a
repository is ever an argument. Links and submodules are refused, as in a folder.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha1, sha256
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.findings import Problem
from wwis_evidence.sources import FOLDERS, NOT_RECORDS, TOP_FILES, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from wwis_evidence.sources import Entry as SourceEntry
    from wwis_evidence.sources import Pair

EVERYTHING = (*TOP_FILES, *FOLDERS)
_LINK, _SUBMODULE = "120000", "160000"
_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
)


class GitError(Exception):
    """Git cannot answer; the text says why in one line, with the cure where there is one."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and the day in London on which it was committed."""

    id: str
    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a commit, from the library's root; ``blob`` names the content, ``size`` is in bytes."""

    path: str
    mode: str
    blob: str
    size: int


class Repository:
    """The git repository that a library's folder belongs to."""

    def __init__(self, root: Path, *, whole: bool = True) -> None:
        """Open it.

        Args:
            root: The library's folder.
            whole: Whether all of the history is needed.

        Raises:
            GitError: There is none, git is not installed, or the history is needed and cut off.
        """
        self._root = os.fspath(root)
        answers = self._run("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
        inside, shallow, prefix = answers.split(b"\n", 2)
        if inside != b"true":
            raise GitError("this is the inside of a git repository, not a folder that it keeps")
        if whole and shallow == b"true":
            raise GitError(
                "this is a shallow clone, which lacks the older commits. To get them: git fetch --unshallow"
            )
        self._prefix = prefix.removesuffix(b"\n")

    def commits(self, paths: Sequence[str]) -> list[Commit]:
        """The commits of the current branch that changed any of some paths, oldest first.

        Of a merge only the first parent is followed: what a branch brought counts as changed by the merge,
        because only then did it become part of this library.

        Args:
            paths: Files and folders, from the library's root.

        Raises:
            GitError: Git cannot tell.
        """
        if not self._run("rev-list", "--max-count=1", "--all"):
            return []
        lines = self._run("rev-list", "--first-parent", "--reverse", "--timestamp", "HEAD", "--", *paths)
        found = []
        for line in lines.decode("ascii").splitlines():
            seconds, commit = line.split(" ")
            found.append(Commit(commit, _day(int(seconds))))
        return found

    def left_at(self, revision: str) -> str:
        """The full id of the commit at which this branch left a revision.

        Args:
            revision: Any name of a commit that git understands, for example ``origin/main``.

        Raises:
            GitError: There is no such commit.
        """
        found = self._try("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        if not found:
            raise GitError(
                f"there is no commit {printable(revision)} here. To get the newest ones: git fetch origin"
            )
        # Of a clone without its older commits, git cannot tell where the branch began.
        base = self._try("merge-base", found, "HEAD") or found
        return base.decode("ascii")

    def changed_since(self, revision: str, files: Iterable[SourceEntry]) -> frozenset[str]:
        """Paths that came, went or have another content since this branch left a revision.

        Contents are compared here, byte for byte: git's own comparison may run programs that its
        configuration names.

        Args:
            revision: Any name of a commit that git understands, for example ``origin/main``.
            files: Every file of the library's folder.

        Raises:
            GitError: There is no such commit.
        """
        base = self.left_at(revision)
        before = {entry.path: entry for entry in self.entries(base)}
        changed = set(before)
        for file in files:
            entry = before.get(file.path)
            content = file.content()
            same = entry and isinstance(content, bytes) and entry.size == len(content)
            if same and entry and _blob(content, entry.blob) == entry.blob:
                changed.remove(file.path)
            else:
                changed.add(file.path)
        return frozenset(changed)

    def entries(self, commit: str, paths: Sequence[str] = EVERYTHING) -> tuple[Entry, ...]:
        """What a commit holds at some paths and below them, in the order of their names.

        Raises:
            GitError: Git cannot tell.
        """
        wanted = [self._prefix + path.encode() for path in paths]
        listing = self._run("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *wanted)
        found = []
        for line in listing.split(b"\0"):
            facts, _, name = line.partition(b"\t")
            own_name = name.rpartition(b"/")[2].decode(errors="replace")
            if not name or not name.startswith(self._prefix) or own_name in NOT_RECORDS:
                continue
            mode, _, blob, size = facts.decode("ascii").split()
            path = printable(name.removeprefix(self._prefix).decode("utf-8", "surrogateescape"))
            found.append(Entry(path, mode, blob, int(size) if size.isdigit() else 0))
        return tuple(found)

    @contextmanager
    def reader(self) -> Iterator[BlobReader]:
        """Contents of files, read by one git process as long as the context lasts."""
        process = self._start("cat-file", "--batch")
        with process:
            if process.stdin is None or process.stdout is None:
                raise GitError("git cannot be talked to")
            yield BlobReader(process.stdin, process.stdout)
            process.stdin.close()

    def _run(self, *arguments: str | bytes) -> bytes:
        with self._start(*arguments) as process:
            output, complaint = process.communicate()
        if process.returncode:
            raise GitError(_reason(complaint, self._root))
        return output

    def _try(self, *arguments: str | bytes) -> bytes:
        """The same, with nothing where git has no answer."""
        try:
            return self._run(*arguments).strip()
        except GitError:
            return b""

    def _start(self, *arguments: str | bytes) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        # Messages in English, no questions, and no fetching of what a partial clone lacks.
        kept |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(  # noqa: S603 - fixed arguments and no shell
                ["git", *_OPTIONS, "-C", self._root, *arguments],  # noqa: S607 - the user's own git
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                env=kept,
            )
        except FileNotFoundError:
            raise GitError("git is not installed, and the history is in git") from None
        except (OSError, ValueError) as error:
            raise GitError(f"git cannot be run ({error})") from None


class BlobReader:
    """Reads files' contents from one ``git cat-file --batch``; each content once."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests, self._answers = requests, answers
        self._known: dict[str, bytes] = {}

    def pairs(self, entries: Sequence[Entry]) -> Iterator[Pair]:
        """A library's files, as ``sources.folder`` gives those of a folder.

        Raises:
            GitError: The repository lacks a content.
        """
        for entry in entries:
            if entry.mode == _LINK:
                yield entry.path, _irregular("a link")
            elif entry.mode == _SUBMODULE:
                yield entry.path, _irregular("another repository")
            elif entry.size > MAX_BYTES:
                limit = f"{MAX_BYTES:,} bytes"
                yield entry.path, Problem("file-too-large", values={"limit": limit}, mark=(1, 1))
            else:
                yield entry.path, self._content(entry.blob)

    def _content(self, blob: str) -> bytes:
        if blob not in self._known:
            self._requests.write(blob.encode("ascii") + b"\n")
            self._requests.flush()
            header = self._answers.readline().split()
            if len(header) != 3:  # noqa: PLR2004 - name, type and size; else "missing"
                raise GitError("the repository lacks some of its contents. To get them: git fetch --refetch")
            size = int(header[2])
            self._known[blob] = self._answers.read(size)
            self._answers.read(1)  # the line end after each content
        return self._known[blob]


def git_tree(root: Path, commit: str) -> Iterator[Pair]:
    """Every file of a library as a commit has it: what ``sources.folder`` gives of a folder.

    Args:
        root: The library's folder, inside a git work tree.
        commit: The full id of a commit.

    Raises:
        GitError: Git cannot tell.
    """
    repository = Repository(root)
    with repository.reader() as reader:
        yield from reader.pairs(repository.entries(commit))


def _irregular(what: str) -> Problem:
    return Problem("file-not-regular", values={"what": what, "expected": "an ordinary file"})


def _blob(content: bytes | Problem, like: str) -> str:
    """Git's name for a content, by the hash that another name was made with."""
    if isinstance(content, Problem):
        return ""
    hashed = sha256 if len(like) == 64 else sha1  # noqa: PLR2004 - hexadecimal digits of a SHA-256
    return hashed(b"blob %d\0" % len(content) + content).hexdigest()


def _day(seconds: int) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo("Europe/London")).date()
    except (ValueError, OverflowError, OSError):
        raise GitError("a commit bears a date that is no date") from None


def _reason(complaint: bytes, root: str) -> str:
    """Git's own complaint as one line that is safe to print."""
    first = complaint.decode(errors="replace").strip().split("\n")[0].removeprefix("fatal: ")
    if first.startswith("not a git repository"):
        return f"{printable(root)} is not in a git repository, so it has no history"
    if "dubious ownership" in first:
        folder = printable(os.path.realpath(root))
        return (
            f"git does not trust this folder. To trust it: git config --global --add safe.directory {folder}"
        )
    return f"git cannot tell: {printable(first) or 'no reason given'}"
