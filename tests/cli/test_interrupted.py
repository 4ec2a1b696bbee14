"""Whatever stops a run that writes files, each of them is as it was or as it should be."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from cli_runs import command

from wwis_evidence.checks.run import check_library
from wwis_evidence.cli import writing
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

UNTIDY = b"kind: reply\nschema: 1\nby: 'Testford Council'\ndate: 2026-05-02\ntext: 'Thank you,\n  all.'\n"
TIDY = b"schema: 1\nkind: reply\nby: Testford Council\ndate: 2026-05-02\ntext: Thank you, all.\n"
SLIP = b"schema: 1\nkind: Reply\nby: Testford Council\ndate: 2026-05-02\ntext: Thank you, all.\n"
DAY = date(2026, 11, 21)
MANY = 20
COMMANDS = {"fmt": (("fmt",), UNTIDY), "fix": (("check", "--fix", "--as-of", "2026-11-21"), SLIP)}
# Runs a command and kills it, without any chance to tidy up, at one step of the second file that it writes.
KILLED = """
import os, signal, sys
from pathlib import Path
from wwis_evidence.cli import main, writing

step, arguments = sys.argv[1], sys.argv[2:]
seen = []

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def second(call, *values):
    seen.append(1)
    if len(seen) == 2 and step.startswith("after"):
        call(*values)
    return die() if len(seen) == 2 else call(*values)

class Halfway:
    def __init__(self, descriptor, mode):
        self.descriptor, self.file = descriptor, open(descriptor, mode)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.file.close()
    def __getattr__(self, name):
        return getattr(self.file, name)
    def write(self, content):
        seen.append(1)
        if len(seen) == 2:
            os.write(self.descriptor, content[: len(content) // 2])
            die()
        self.file.write(content)

make, sync, rights, move = writing.tempfile.mkstemp, os.fsync, Path.chmod, Path.replace
if step == "before the file beside it":
    writing.tempfile.mkstemp = lambda **options: second(lambda: make(**options))
elif step == "half-way through it":
    writing.os.fdopen = Halfway
elif step == "before it is on disk":
    writing.os.fsync = lambda descriptor: second(sync, descriptor)
elif step == "before it has its rights":
    Path.chmod = lambda path, mode: second(rights, path, mode)
else:
    Path.replace = lambda path, target: second(move, path, target)
sys.argv[1:] = arguments
main.run()
"""
STEPS = (
    "before the file beside it",
    "half-way through it",
    "before it is on disk",
    "before it has its rights",
    "before it is moved",
    "after it is moved",
)


@pytest.fixture(params=COMMANDS)
def many(request, root):
    """A command, and a library with many files that it would change: how they are, and where."""
    arguments, before = COMMANDS[request.param]
    paths = [root / f"reviews/walking-bus/reply.{number}.yaml" for number in range(2, MANY + 2)]
    paths[0].parent.mkdir(exist_ok=True)
    for path in paths:
        path.write_bytes(before)
    return [*arguments, "--library", root], before, paths


def leftovers(root):
    return [path for path in root.rglob("*") if path.is_file() and path.suffix != ".yaml"]


def as_was_or_as_should_be(root, paths, before):
    """How many files have been written; fails where one is neither, or something else counts as a file."""
    contents = [path.read_bytes() for path in paths]
    assert set(contents) <= {before, TIDY}
    findings = check_library(build_library(folder(root)), DAY)
    assert not [found for found in findings if found.code.startswith("file-")]
    return contents.count(TIDY)


@pytest.mark.parametrize(
    ("many", "step"), [*(("fmt", step) for step in STEPS), ("fix", STEPS[1])], indirect=["many"]
)
def test_a_run_that_is_killed_leaves_each_file_as_it_was_or_as_it_should_be(many, root, step):
    arguments, before, paths = many
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, *map(str, arguments)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert as_was_or_as_should_be(root, paths, before) == (2 if step.startswith("after") else 1)


def test_a_run_that_is_killed_at_any_moment_does_too(many, root):
    arguments, before, paths = many
    run = subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and all(path.read_bytes() == before for path in paths):
        time.sleep(0.001)
    run.kill()
    run.wait()
    as_was_or_as_should_be(root, paths, before)


def test_the_next_run_ends_what_a_killed_one_began(wwis, many, root):
    arguments, _, paths = many
    paths[0].write_bytes(TIDY)
    left = paths[1].parent / f".{paths[1].name}.abcd_123.new"
    left.write_bytes(UNTIDY[:20])
    wwis(*arguments)
    assert all(path.read_bytes() == TIDY for path in paths)
    assert leftovers(root) == [left], "it may belong to a run that still goes on"
    os.utime(left, (0, 0))
    wwis(*arguments)
    assert leftovers(root) == []


def test_only_what_is_named_like_a_leftover_is_taken_away(wwis, root):
    kept = [root / "casestudies" / name for name in (".hidden.new", "x.yaml.abcd1234.new", "a.new")]
    for path in kept:
        path.write_bytes(b"x")
        os.utime(path, (0, 0))
    wwis("fmt", "--library", root)
    assert sorted(leftovers(root)) == sorted(kept)


def test_looking_takes_nothing_away(wwis, root):
    left = root / "casestudies/.walking-bus.yaml.abcd1234.new"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    for options in (("fmt", "--check"), ("fmt", "--diff"), ("check",), ("check", "--fix", "--diff")):
        wwis(*options, "--library", root)
    assert left.exists()
    assert not check_library(build_library(folder(root)), DAY)


@pytest.mark.parametrize("step", ["write", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=str)
def test_a_fault_at_any_step_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, step, fault):
    path = tmp_path / "a.yaml"
    path.write_bytes(UNTIDY)

    def fail(*_, **__):
        raise fault

    class Full:
        """A file on a disk that is full after the first bytes."""

        def __init__(self, descriptor, *_):
            self.descriptor = descriptor

        def __enter__(self):
            return self

        def __exit__(self, *_):
            os.close(self.descriptor)

        def write(self, content):
            os.write(self.descriptor, content[:5])
            fail()

    if step == "write":
        monkeypatch.setattr(writing.os, "fdopen", Full)
    elif step == "fsync":
        monkeypatch.setattr(writing.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, step, fail)
    with pytest.raises(type(fault)):
        writing.replace(path, TIDY)
    monkeypatch.undo()
    assert path.read_bytes() == UNTIDY
    assert list(tmp_path.iterdir()) == [path]
