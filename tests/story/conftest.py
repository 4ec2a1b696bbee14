"""People of a library that begins empty, each with a clone of their own of one bare repository."""

import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.append(str(Path(__file__).parents[1] / "browser"))
from served_sites import QuietHandler

import wwis_evidence
from wwis_evidence.cli import main

STARTER = Path(wwis_evidence.__file__).parent / "starter"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


class Person:
    """Somebody with a clone of the library, who says what day it is."""

    def __init__(self, root, capsys, monkeypatch):
        self.root, self.day = root, "2026-01-01"
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def git(self, *arguments):
        when = f"{self.day}T12:00:00Z"
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env |= QUIET | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", "-C", str(self.root), *who, *arguments]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()

    def run(self, *arguments, dated=True):
        """Run a command in the clone, as of the person's day."""
        own = ["--library", str(self.root), *(["--as-of", self.day] if dated else [])]
        self._monkeypatch.setattr(sys, "argv", ["wwis-evidence", *map(str, arguments), *own])
        try:
            main.run()
        except SystemExit as ended:
            status = ended.code or 0
        captured = self._capsys.readouterr()
        return Said(status, captured.out, captured.err)

    def does(self, *arguments, dated=True):
        """Run a command that must succeed, and give what it printed."""
        said = self.run(*arguments, dated=dated)
        assert said.status == 0, (arguments, said)
        return said.out

    def branch(self, name):
        """Begin a branch from the newest main."""
        self.git("fetch", "-q", "origin")
        self.git("switch", "-q", "--no-track", "-c", name, "origin/main")

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change")
        return self

    def newest(self):
        """Go to main as it is now."""
        self.git("fetch", "-q", "origin")
        self.git("switch", "-q", "-C", "main", "origin/main")

    def merge(self):
        """Take the present branch into main, as a pull request that was agreed to."""
        name = self.git("branch", "--show-current")
        self.newest()
        self.git("merge", "-q", "--no-ff", "-m", f"merge {name}", name)
        self.git("push", "-q", "origin", "main")

    def diff(self):
        """The summary of a pull request, as Markdown."""
        return self.does("diff", "origin/main")

    def errors(self):
        """Codes of errors that the check of a pull request gives."""
        said = self.run("check", "--changed-since", "origin/main", "--format", "json")
        found = [each["code"] for each in json.loads(said.out)["findings"] if each["severity"] == "error"]
        assert (said.status == 1) == bool(found)
        return found

    def item(self, slug):
        (item,) = json.loads(self.does("rate", slug, "--format", "json"))["items"]
        return item

    def read(self, path):
        return (self.root / path).read_text("utf-8")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def replace(self, path, old, new):
        assert old in self.read(path), (path, old)
        self.write(path, self.read(path).replace(old, new, 1))


@contextmanager
def shown(site):
    """Serve a built site; gives its address."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def looking(chromium):
    """A page of the site that somebody builds on their day, open in the browser."""

    @contextmanager
    def look(somebody, path):
        somebody.does("build")
        with shown(somebody.root / "build/site") as address:
            context = chromium.new_context(accept_downloads=True)
            page = context.new_page()
            page.clock.set_fixed_time(f"{somebody.day}T12:00:00Z")
            page.goto(f"{address}/{path}", wait_until="load")
            yield page
            context.close()

    return look


@pytest.fixture
def person(tmp_path, capsys, monkeypatch):
    """Gives a person by name; the library begins with its settings and its register, and nothing else."""
    origin = tmp_path / "origin.git"
    first = Person(tmp_path / "maintainer", capsys, monkeypatch)
    (first.root / "casestudies").mkdir(parents=True)
    (first.root / "casestudies/README.md").write_text("Case studies go here.\n", "utf-8")
    (first.root / ".gitignore").write_text("/build/\n", "utf-8")
    for name in ("library.yaml", "reviews/reviewers.yaml", "mkdocs.yml"):
        (first.root / name).parent.mkdir(exist_ok=True)
        shutil.copy(STARTER / name, first.root / name)
    first.git("init", "-q", "-b", "main")
    first.commit()
    first.git("clone", "-q", "--bare", str(first.root), str(origin))
    first.git("remote", "add", "origin", str(origin))
    first.git("fetch", "-q", "origin")
    people = {"maintainer": first}

    def of(name, day):
        if name not in people:
            people[name] = Person(tmp_path / name, capsys, monkeypatch)
            first.git("clone", "-q", str(origin), str(people[name].root))
        people[name].day = day
        return people[name]

    return of
