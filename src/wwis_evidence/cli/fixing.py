"""``wwis-evidence check --fix``: mends first what can be mended safely, and tells of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.common import as_of, library_root, unreadable
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.writing import difference, replace, sweep
from wwis_evidence.library import build_library
from wwis_evidence.mending import mend_library
from wwis_evidence.reports.safe import no_commands, visible
from wwis_evidence.reports.text import counted, paragraph
from wwis_evidence.sources import folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from wwis_evidence.findings import Problem
    from wwis_evidence.mending import Mended
    from wwis_evidence.sources import Pair

    Content = bytes | Problem

HIDDEN = "what would change is not shown, because something in this file may be about a person"


def fix(options: Namespace) -> int | None:
    """Mend the library that the options name, or show what would change.

    Returns:
        The exit status where nothing is to follow (``--diff``); None where the ordinary check is.

    Raises:
        CommandError: There is no library, or a file could not be read or written.
    """
    if options.diff and not options.fix:
        raise CommandError("--diff goes with --fix; the layout alone is shown by fmt --diff")
    if options.diff and options.format != "text":
        raise CommandError("--diff is for people and goes with --format text alone")
    root = library_root(options)
    try:
        contents = dict(folder(root))
    except OSError as error:
        raise CommandError(unreadable(error)) from None
    mended = mend_library(contents.items(), as_of(options))
    if options.diff:
        sys.stdout.writelines(_shown(contents, mended, options))
        changed = any(each.mends for each in mended.values())
        if changed:
            print("To make these changes: wwis-evidence check --fix", file=sys.stderr)
        else:
            print("Nothing that --fix would change.")
        return int(changed)
    sweep(root)
    failed = _write(root, contents, mended)
    # A report for tools must stay readable for them.
    out = sys.stdout if options.format == "text" else sys.stderr
    out.writelines(_told({path: each for path, each in mended.items() if path not in failed}))
    if failed:
        reasons = "; ".join(f"{path}: {reason}" for path, reason in failed.items())
        raise CommandError(f"not mended, and as before: {reasons}")
    return None


def _write(root: Path, contents: Mapping[str, Content], mended: Mapping[str, Mended]) -> dict[str, str]:
    """Write every file that was mended; why not, for those that could not be written."""
    failed: dict[str, str] = {}
    for name, each in mended.items():
        if not each.mends:
            continue
        path = root / name
        try:
            if path.is_symlink() or path.read_bytes() != contents[name]:
                failed[name] = "it was changed meanwhile"
            else:
                replace(path, each.raw)
        except OSError as error:
            failed[name] = error.strerror or str(error)
    return failed


def _told(mended: Mapping[str, Mended]) -> Iterator[str]:
    """What was mended, by file, and how much."""
    for path, each in mended.items():
        yield f"{no_commands(visible(path))}\n"
        told = [*((mend, "mended") for mend in each.mends), *((mend, "left") for mend in each.left)]
        for mend, done in sorted(told, key=lambda told: (told[0].line, told[0].column)):
            yield f"  {mend.line}:{mend.column}  {done}  {mend.code}\n"
            yield no_commands(paragraph(visible(mend.words), 6, 8)) + "\n"
        yield "\n"
    number = sum(len(each.mends) for each in mended.values())
    files = counted(sum(bool(each.mends) for each in mended.values()), "file")
    summary = f"{counted(number, 'mend')} in {files}. What is left:" if number else "Nothing to mend safely."
    yield f"{summary}\n\n"


def _shown(
    contents: Mapping[str, Content], mended: Mapping[str, Mended], options: Namespace
) -> Iterator[str]:
    """What would change in each file; not in one where anything may be about a person, before or after."""
    after = {**contents, **{path: each.raw for path, each in mended.items()}}
    hidden = _private(contents.items(), options) | _private(after.items(), options) if mended else set()
    for path, each in mended.items():
        raw = contents[path]
        if not each.mends:
            continue
        if path in hidden or not isinstance(raw, bytes):
            yield f"{path}: {HIDDEN}\n"
        else:
            yield from difference(raw, each.raw, path, "mended")


def _private(pairs: Iterable[Pair], options: Namespace) -> set[str]:
    findings = check_library(build_library(pairs), as_of(options))
    return {finding.path for finding in findings if catalogue()[finding.code].private}
