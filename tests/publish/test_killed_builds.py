"""A build that is killed, without any chance to tidy up, leaves the last good site as it was."""

import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from random import Random

import pytest
from publishing import AS_OF, built, copied

from wwis_evidence.kept import PLACE

# Builds a library's site; given a step, it dies just before that.
BUILD = """
import os, signal, sys
from datetime import date
from pathlib import Path
from wwis_evidence.checking import digest_of
from wwis_evidence.library import build_library
from wwis_evidence.publish import site
from wwis_evidence.sources import folder

root, day, *at = sys.argv[1:]
seen = []
if at:
    step, number = at
    call = getattr(site, step)

    def watched(*values, **named):
        seen.append(1)
        if len(seen) == int(number):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*values, **named)

    setattr(site, step, watched)
pairs = list(folder(Path(root)))
digests = {path: digest_of(content) for path, content in pairs}
day = date.fromisoformat(day)
print(site.build_site(Path(root), build_library(pairs), day, lambda _: None, digests=digests))
"""
# The last is the step that puts the site in its place.
STEPS = (("_write", 1), ("render_site", 1), ("write_index", 1), ("swap", 1), ("swap", 2), ("swap", 3))
MOMENTS = 3
"""Random moments at which a build is killed, each at another share of the time that a whole one takes."""


def content(folder):
    return {p.relative_to(folder): sha256(p.read_bytes()).digest() for p in folder.rglob("*") if p.is_file()}


def building(root, *at):
    return [sys.executable, "-c", BUILD, str(root), AS_OF.isoformat(), *map(str, at)]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """What the builds that are killed keep, and use again."""
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))


@pytest.fixture
def changed(tmp_path):
    """Folder of a built library of one case whose title has changed since; and the site's content so far."""
    root = copied(tmp_path, "library.yaml", "mkdocs.yml")
    (root / "casestudies").mkdir()
    copied(root, "casestudies/gateshead-annual-health-checks.yaml", "reviews")
    site, _ = built(root)
    settings = root / "library.yaml"
    settings.write_text(settings.read_text().replace("\ntitle: ", "\ntitle: Changed "))
    return root, content(site)


def died(command, **options):
    """Run a program that is to be killed; give whether it was."""
    return subprocess.run(command, capture_output=True, check=False, **options).returncode == -signal.SIGKILL


def test_a_build_that_is_killed_at_any_step_leaves_the_last_site_and_the_next_build_is_whole(changed):
    root, before = changed
    for step in STEPS:
        assert died(building(root, *step)), step
        assert content(root / "build/site") == before, step
    site, _ = built(root)
    after = content(site)
    assert after != before
    built(root)
    assert content(site) == after


def test_a_build_that_is_killed_while_the_search_index_is_made_leaves_the_last_site(changed, tmp_path):
    root, before = changed
    indexer = tmp_path / "indexer"
    indexer.write_text("#!/bin/sh\nmkdir -p pagefind && echo half > pagefind/pagefind.js && kill -9 $PPID\n")
    indexer.chmod(0o755)
    environment = {**os.environ, "PAGEFIND_BINARY_PATH": str(indexer)}
    assert died(building(root), env=environment)
    assert content(root / "build/site") == before


def test_a_build_that_is_killed_at_a_random_moment_leaves_the_last_site_or_the_next(changed):
    root, before = changed
    command = building(root)
    title = (root / "library.yaml").read_text()
    (root / "library.yaml").write_text(title.replace("\ntitle: Changed ", "\ntitle: "))
    start = time.monotonic()
    subprocess.run(command, capture_output=True, check=True)
    whole = time.monotonic() - start
    (root / "library.yaml").write_text(title)
    random, found = Random(5), []
    for moment in range(MOMENTS):
        run = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(whole * (moment + random.random()) / MOMENTS)
        os.killpg(run.pid, signal.SIGKILL)  # with the indexer, as when a machine stops
        run.wait()
        found.append(content(root / "build/site"))
    subprocess.run(command, capture_output=True, check=True)
    after = content(root / "build/site")
    assert after != before
    assert all(one in (before, after) for one in found)


def test_what_killed_builds_left_is_removed_a_day_later(changed):
    root, _ = changed
    left = [root / "build/.publishing-old", root / "build/.publishing-new"]
    for folder in left:
        (folder / "site").mkdir(parents=True)
    os.utime(left[0], (0, 0))
    built(root)
    assert not left[0].exists()
    assert left[1].exists(), "it may belong to a build that still goes on"


def test_a_library_is_built_where_its_folder_is_named_from_elsewhere(changed, monkeypatch):
    root, _ = changed
    monkeypatch.chdir(root.parent)
    done = subprocess.run(building(root.name), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{root.name}/build/site\n"
