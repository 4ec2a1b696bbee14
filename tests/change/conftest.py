"""The worked example in a real repository, on a branch of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import wwis_evidence
from wwis_evidence.cli import main

STARTER = Path(wwis_evidence.__file__).parent / "starter"
DAY = "2026-11-21"


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


class Repo:
    """A repository with nobody's configuration; ``main`` is what a change is compared with."""

    def __init__(self, root, inside, capsys, monkeypatch):
        self.root, self.library = root, root / inside
        self._capsys, self._monkeypatch = capsys, monkeypatch
        shutil.copytree(STARTER, self.library)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        env = kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        command = ["git", "-C", str(self.root), *who, *arguments]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "--no-gpg-sign", "-m", "a change")

    def branch(self):
        """Commit what there is to main, and go on in a branch."""
        self.commit()
        self.git("switch", "-q", "-c", "change")

    def read(self, path):
        return (self.library / path).read_text("utf-8")

    def write(self, path, text):
        (self.library / path).parent.mkdir(parents=True, exist_ok=True)
        (self.library / path).write_text(text, "utf-8")

    def replace(self, path, old, new, times=-1):
        assert old in self.read(path), (path, old)
        self.write(path, self.read(path).replace(old, new, times))

    def take_out(self, *paths):
        """Remove files, and give what they held."""
        held = {path: self.read(path) for path in paths}
        for path in paths:
            (self.library / path).unlink()
        return held

    def put_back(self, held):
        for path, text in held.items():
            self.write(path, text)

    def run(self, *arguments):
        self._monkeypatch.setattr(sys, "argv", ["wwis-evidence", *map(str, arguments)])
        try:
            main.run()
        except SystemExit as ended:
            status = ended.code or 0
        captured = self._capsys.readouterr()
        return Said(status, captured.out, captured.err)

    def diff(self, *more):
        said = self.run("diff", "main", "--library", self.library, "--as-of", DAY, *more)
        assert (said.status, said.err) == (0, "")
        return said.out

    def answer(self):
        return json.loads(self.diff("--format", "json"))

    def item(self, slug):
        """The only item that the change does anything to."""
        (item,) = self.answer()["items"]
        assert item["slug"] == slug
        return item


@pytest.fixture(params=[""])
def repo(request, tmp_path, capsys, monkeypatch):
    """The worked example, not committed yet; parametrised, in a folder of its repository."""
    return Repo(tmp_path / "repo", request.param, capsys, monkeypatch)
