"""Run test cases that are folders of files: a small library, with a few files changed, and its findings."""

import shutil
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML

from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

HERE = Path(__file__).parent
BASE = HERE / "base"
AS_OF = date(2026, 11, 21)
EXPECTED = "expected.yaml"


def overlaid(case: Path, target: Path) -> Path:
    """Copy the base library to a folder, with a case's files over it."""
    shutil.copytree(BASE, target)
    if case != BASE:
        shutil.copytree(case, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    return target


def library_in(root: Path):
    return build_library(folder(root))


def findings_in(root: Path):
    return check_library(library_in(root), AS_OF)


def rows(findings):
    """Findings as one line each, to be compared and read."""
    return sorted(f"{f.path}:{f.line}:{f.column}: {f.severity} {f.code}" for f in findings)


def expected_rows(case: Path):
    listed = YAML(typ="safe").load(case / EXPECTED)["findings"]
    return sorted(f"{f['path']}:{f['line']}:{f['column']}: {f['severity']} {f['code']}" for f in listed)


def difference(expected, found):
    """What is missing and what nobody expected, to be read at a glance; empty where all is as expected."""
    missing = [f"- {row}" for row in expected if row not in found]
    extra = [f"+ {row}" for row in found if row not in expected]
    return "\n".join(("", *missing, *extra)) if missing or extra or len(expected) != len(found) else ""
