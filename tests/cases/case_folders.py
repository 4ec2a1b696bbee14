"""Run test cases that are folders of files: a small library, with a few files changed, and its findings.

A case of what only a comparison can tell has its files in ``before/`` and ``after/``: the library as it was,
and what a change made of it. ``expected.yaml`` then lists under ``removed`` what the change took away.
"""

import shutil
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML

from wwis_evidence.checks.run import outcome_of
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

HERE = Path(__file__).parent
BASE = HERE / "base"
AS_OF = date(2026, 11, 21)
EXPECTED = "expected.yaml"
BEFORE, AFTER = "before", "after"


def compares(case: Path) -> bool:
    """Whether a case holds two states of a library."""
    return (case / BEFORE).is_dir() or (case / AFTER).is_dir() or bool(told(case).get("removed"))


def told(case: Path):
    """What a case's own file says of it."""
    return YAML(typ="safe").load(case / EXPECTED) if (case / EXPECTED).is_file() else {}


def overlaid(case: Path, target: Path) -> Path:
    """Copy the base library to a folder, with a case's files over it."""
    shutil.copytree(BASE, target)
    for layer in (case / BEFORE, case / AFTER) if compares(case) else (case,):
        if layer != BASE and layer.is_dir():
            shutil.copytree(layer, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    for path in told(case).get("removed", ()):
        (target / path).unlink()
    return target


def earlier(case: Path, target: Path) -> Path:
    """Copy the library as it was before a case's change to a folder."""
    shutil.copytree(BASE, target)
    if (case / BEFORE).is_dir():
        shutil.copytree(case / BEFORE, target, dirs_exist_ok=True)
    return target


def library_before(case: Path, target: Path):
    """The library before a case's change; None for a case of one state."""
    return library_in(earlier(case, target)) if compares(case) else None


def library_in(root: Path):
    return build_library(folder(root))


def findings_in(root: Path, before=None):
    return outcome_of(library_in(root), AS_OF, before).findings


def rows(findings):
    """Findings as one line each, to be compared and read."""
    return sorted(f"{f.path}:{f.line}:{f.column}: {f.severity} {f.code}" for f in findings)


def expected_rows(case: Path):
    listed = told(case)["findings"]
    return sorted(f"{f['path']}:{f['line']}:{f['column']}: {f['severity']} {f['code']}" for f in listed)


def difference(expected, found):
    """What is missing and what nobody expected, to be read at a glance; empty where all is as expected."""
    missing = [f"- {row}" for row in expected if row not in found]
    extra = [f"+ {row}" for row in found if row not in expected]
    return "\n".join(("", *missing, *extra)) if missing or extra or len(expected) != len(found) else ""
