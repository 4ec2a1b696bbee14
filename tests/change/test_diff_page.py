"""The example on the page about ``diff`` is what the command prints.

After a change that is meant to alter it, refresh the page and look at what changed in it:
``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/change/test_diff_page.py``
"""

import os
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "src/wwis_evidence/publish/default_pages/guides/what-a-change-does.md"
EXAMPLE = re.compile(r"```console\n\$ wwis-evidence (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
COMMIT = "1a2b3c4d5e"  # on the page; a commit's real name depends on every file


@pytest.mark.parametrize("repo", ["example"], indirect=True)
def test_the_example_is_what_the_command_prints(repo, monkeypatch):
    review = repo.take_out("reviews/quiet-mentors/R03.yaml")
    repo.branch()
    repo.put_back(review)
    repo.replace("casestudies/early-talk.yaml", "date: 2025-05\n", "date: 2025-04\n", 1)
    record = "  - date: 2026-11-20\n    type: correction\n    note: The look back was in April.\n"
    repo.write("casestudies/early-talk.yaml", repo.read("casestudies/early-talk.yaml") + record)
    monkeypatch.chdir(repo.root)
    base = repo.git("rev-parse", "--short=10", "main")

    def run(example):
        said = repo.run(*example["command"].split())
        assert (said.status, said.err) == (0, "")
        return f"```console\n$ wwis-evidence {example['command']}\n{said.out.replace(base, COMMIT)}```\n"

    page = PAGE.read_text("utf-8")
    fresh, number = EXAMPLE.subn(run, page)
    assert number == 1
    if os.environ.get("REFRESH_EXAMPLES"):
        PAGE.write_text(fresh, "utf-8")
    assert page == fresh, "to refresh the page, see the top of this file"
