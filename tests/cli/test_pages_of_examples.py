"""The examples on the pages about checks, ratings and audits are what the commands print.

After a change that is meant to alter them, refresh the page and look at what changed in it:
``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/cli/test_pages_of_examples.py``
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from wwis_evidence.cli.main import main
from wwis_evidence.frameworks import shipped_framework_bytes

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "site/pages/guides"
EXAMPLE = re.compile(r"```console\n\$ wwis-evidence (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
ASKS = "              - external-review\n          - sustained-12-months\n"


PLAY = ROOT / "tests/libraries/play-partnership"
ASKED = """      tree:
        all_of:
          - watched
          - counted
          - through-two-winters
"""


@pytest.mark.parametrize(
    "name", ["another-programme.md", "audits.md", "checking.md", "reading-a-rating.md", "reviewing.md"]
)
def test_the_examples_are_what_the_commands_print(name, tmp_path, monkeypatch, capsys):
    for folder in ("casestudies", "reviews"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "library.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["init", "example"]) == 0
    rule = shipped_framework_bytes().decode()
    assert ASKS in rule
    Path("stricter.yaml").write_text(rule.replace(ASKS, ASKS + "          - baseline\n"), "utf-8")
    for part in ("base", "bad/unknown-key/in-a-list-item"):
        shutil.copytree(ROOT / "tests/cases" / part, "slip", dirs_exist_ok=True)
    shutil.copytree(PLAY, "play")
    (tmp_path / "unsound" / "casestudies").mkdir(parents=True)
    own = (PLAY / "framework.yaml").read_text("utf-8")
    assert ASKED in own
    unsound = own.replace(ASKED, "      tree: through-two-winters\n")
    (tmp_path / "unsound" / "framework.yaml").write_text(unsound, "utf-8")
    capsys.readouterr()

    def run(example):
        options = example["command"].split()
        mends = "--fix" in options and "--diff" not in options
        assert main(options) == int(bool({"slip", "unsound"} & {*options}) and not mends)
        return f"```console\n$ wwis-evidence {example['command']}\n{capsys.readouterr().out}```\n"

    page = (GUIDES / name).read_text("utf-8")
    fresh = EXAMPLE.sub(run, page)
    if os.environ.get("REFRESH_EXAMPLES"):
        (GUIDES / name).write_text(fresh, "utf-8")
    assert page == fresh, "to refresh the page, see the top of this file"


def test_the_page_has_an_example_of_every_audit():
    audits = [
        match["command"].split()[:2] for match in EXAMPLE.finditer((GUIDES / "audits.md").read_text("utf-8"))
    ]
    assert audits == [["audit", name] for name in ("agreement", "consistency", "calibration", "framework")]
