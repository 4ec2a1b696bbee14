"""Fixtures that the tests of the commands share."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from cli_runs import say

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture
def wwis(capsys, monkeypatch):
    """Run a command in this process: ``wwis("check", "--library", root)``."""
    return partial(say, capsys, monkeypatch)


@pytest.fixture
def root(tmp_path):
    """A copy of the small valid library."""
    return Path(shutil.copytree(CASES / "base", tmp_path / "library"))


@pytest.fixture
def faulty(root):
    """The small library with an error in one case study."""
    shutil.copytree(CASES / "bad/unknown-word/theme", root, dirs_exist_ok=True)
    (root / "expected.yaml").unlink()
    return root
