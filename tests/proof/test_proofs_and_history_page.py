"""The public page about proofs and history shows what the commands really print.

After a change that is meant to alter their output, refresh the page and look at what changed in it:
``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/proof/test_proofs_and_history_page.py``
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.proof.parse import TYPES

PAGE = Path(__file__).parents[2] / "src/wwis_evidence/publish/default_pages/guides/proofs-and-history.md"
STARTER = Path(wwis_evidence.__file__).parent / "starter"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
CASE = "casestudies/early-talk.yaml"


def shell(folder, command, day="2026-06-01"):
    """Run one line; ``wwis-evidence`` is this Python's, and git knows nobody's configuration."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": f"{day}T12:00:00+00:00"}
    env = kept | {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONIOENCODING": "utf-8"}
    own = f'wwis-evidence() {{ "{sys.executable}" -m wwis_evidence "$@"; }}; {command}'
    run = subprocess.run(
        ["bash", "-c", own],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return run.stdout.decode()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The worked example as its history might have been."""
    root = tmp_path_factory.mktemp("library")

    def commit(day):
        said = shell(root, "git add -A && git commit -q --no-gpg-sign -m change", day)
        assert not said, said

    shell(root, "git init -q -b main")
    shutil.copytree(STARTER / "casestudies", root / "casestudies")
    shutil.copy(STARTER / "library.yaml", root)
    (root / "reviews").mkdir()
    shutil.copy(STARTER / "reviews/reviewers.yaml", root / "reviews")
    whole = (root / CASE).read_text("utf-8")
    before, _, _ = whole.partition("  - date: 2025-12-03\n")
    assert before != whole
    (root / CASE).write_text(before, "utf-8")
    commit("2025-06-24")
    shutil.copytree(STARTER / "reviews", root / "reviews", dirs_exist_ok=True)
    commit("2025-10-01")
    (root / CASE).write_text(whole, "utf-8")
    commit("2025-12-03")
    return root


def test_every_example_prints_what_the_page_shows(library):
    page = PAGE.read_text("utf-8")

    def run(block):
        lines = []
        for command in re.findall(r"^\$ (.*)$", block[1], re.MULTILINE):
            lines += [f"$ {command}", *shell(library, command).splitlines()]
        return "```console\n" + "\n".join(lines) + "\n```"

    fresh = BLOCK.sub(run, page)
    if os.environ.get("REFRESH_EXAMPLES"):
        PAGE.write_text(fresh, "utf-8")
    assert page == fresh, "to refresh the page, see the top of this file"


def test_examples_fit_in_80_columns():
    for block in BLOCK.findall(PAGE.read_text("utf-8")):
        for line in block.splitlines():
            assert len(line) <= 80 or line.startswith("$ "), line


def test_every_key_of_a_bundle_is_explained():
    named = set(
        re.findall(r"`(\w+)`", "".join(re.findall(r"^\| .*? \|", PAGE.read_text("utf-8"), re.MULTILINE)))
    )
    assert named == {"schema", "kind", *TYPES}
