"""The examples on the guides are what the commands print, and what files may hold.

After a change that is meant to alter them, refresh the pages and look at what changed in them:
``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/cli/test_pages_of_examples.py``
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.main import COMMANDS, Parser, main
from wwis_evidence.documents import read
from wwis_evidence.frameworks import shipped_framework_bytes
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "site/pages/guides"
PACKAGED = ROOT / "src/wwis_evidence/publish/default_pages/guides"
FOR_PEOPLE = ["moderating.md", "reviewing.md", "running-a-library.md", "writing-a-case-study.md"]
NAMES = ["another-programme.md", "audits.md", "checking.md", "reading-a-rating.md", *FOR_PEOPLE]
EXAMPLE = re.compile(
    r"```console\n\$ wwis-evidence (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n"
    r"|```sh\n(?P<lines>(?:.*\n)*?)```\n"
)
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ASKS = "              - external-review\n          - sustained-12-months\n"
STARTER = Path(wwis_evidence.__file__).parent / "starter"
AS_OF = date(2026, 11, 21)
PLAY = ROOT / "tests/libraries/play-partnership"
ASKED = """      tree:
        all_of:
          - watched
          - counted
          - through-two-winters
"""


def guide(name):
    """Where a guide stands: with the package, or among this library's own pages."""
    return PACKAGED / name if (PACKAGED / name).is_file() else GUIDES / name


def git(*arguments):
    who = {
        f"GIT_{role}_{key}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], check=True, env={**os.environ, **who, **settings})


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with this library, the worked example in git, a library with a slip, and a review by post."""
    for name in ("casestudies", "reviews"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "library.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["init", "example"]) == 0
    git("init", "--quiet", "--initial-branch=main", "example")
    git("-C", "example", "add", "--all")
    git("-C", "example", "commit", "--quiet", "--message=The worked example")
    rule = shipped_framework_bytes().decode()
    assert ASKS in rule
    for rules in ("stricter.yaml", "new-rule.yaml"):
        Path(rules).write_text(rule.replace(ASKS, ASKS + "          - baseline\n"), "utf-8")
    for part in ("base", "bad/unknown-key/in-a-list-item"):
        shutil.copytree(ROOT / "tests/cases" / part, "slip", dirs_exist_ok=True)
    shutil.copytree(PLAY, "play")
    Path("unsound/casestudies").mkdir(parents=True)
    own = (PLAY / "framework.yaml").read_text("utf-8")
    assert ASKED in own
    unsound = own.replace(ASKED, "      tree: through-two-winters\n")
    Path("unsound/framework.yaml").write_text(unsound, "utf-8")
    review = Path("example/reviews/sibling-group/R06.yaml").read_text("utf-8")
    Path("post").mkdir()
    review = review.replace("reviewer: R06", "reviewer: R01").replace("2026-09-15", "2026-11-21")
    Path("post/review from R01.yaml").write_text(review, "utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_what_the_commands_print(name, place, capsys):  # noqa: ARG001 - where it runs
    capsys.readouterr()

    def run(example):
        if example["lines"]:
            for line in example["lines"].splitlines():
                program, *options = shlex.split(line)
                assert {"git": lambda o: git(*o) or 0, "wwis-evidence": status}[program](options) == 0, line
            capsys.readouterr()
            return example[0]
        options = shlex.split(example["command"])
        mends = "--fix" in options and "--diff" not in options
        try:
            assert main(options) == int(bool({"slip", "unsound"} & {*options}) and not mends)
            said = capsys.readouterr().out
        except CommandError as error:
            said = f"wwis-evidence: {error}\n"
        return f"```console\n$ wwis-evidence {example['command']}\n{said}```\n"

    page = guide(name).read_text("utf-8")
    fresh = EXAMPLE.sub(run, page)
    if os.environ.get("REFRESH_EXAMPLES"):
        guide(name).write_text(fresh, "utf-8")
    assert page == fresh, "to refresh the page, see the top of this file"


def status(options):
    """The exit status of a command, help among them."""
    try:
        return main(options)
    except SystemExit as ended:
        return ended.code or 0


def blocks():
    """Every YAML example for people, as (guide and number, file, whether it is the whole file, text)."""
    for name in FOR_PEOPLE:
        for number, block in enumerate(BLOCK.findall(guide(name).read_text("utf-8"))):
            first, _, text = block.partition("\n")
            assert first.startswith(("# in ", "# reviews/")), f"{name}: say in which file it stands: {first}"
            yield pytest.param(
                first.removeprefix("# ").removeprefix("in "),
                first.startswith("# reviews/"),
                text,
                id=f"{name} {number}",
            )


def laid_over(below, above):
    """Keys of one mapping over those of another, at every depth."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{key: laid_over(below.get(key), value) for key, value in above.items()}}


@pytest.mark.parametrize(("path", "whole", "text"), [*blocks()])
def test_the_files_on_the_guides_are_what_a_library_may_hold(path, whole, text):
    files = dict(folder(STARTER))
    if not whole:
        merged = laid_over(read(files[path]).data, read(text.encode()).data)
        text = json.dumps(merged, default=float)  # JSON is YAML too
    of_others = {name for name in files if name.count("/") > 1 and Path(name).parent != Path(path).parent}
    of_others -= {name for name in files if Path(name).parent.name == Path(path).stem}
    kept = {name: raw for name, raw in files.items() if name not in of_others}
    findings = check_library(build_library({**kept, path: text.encode()}.items()), AS_OF)
    here = [f for f in findings if f.path == path and (whole or f.severity == "error")]
    assert [(f.code, f.message) for f in here] == []


def test_a_slip_in_an_example_is_found():
    findings = check_library(
        build_library({**dict(folder(STARTER)), "reviews/early-talk/reply.yaml": b"kind: reply\n"}.items()),
        AS_OF,
    )
    assert {f.code for f in findings if f.path == "reviews/early-talk/reply.yaml"} == {"missing-key"}


@pytest.mark.parametrize("path", [*PACKAGED.glob("*.md"), *GUIDES.glob("*.md")], ids=lambda path: path.name)
def test_commands_named_in_running_text_exist_with_their_options(path):
    for said in re.findall(r"`wwis-evidence ([a-z][^`]*)`", path.read_text("utf-8")):
        name, *rest = said.split()
        parser = Parser()
        assert name in COMMANDS, said
        import_module(f"wwis_evidence.cli.{name}").configure(parser)
        known = parser.format_help()
        for choices in (action.choices for action in parser._actions if isinstance(action.choices, dict)):
            known = choices[rest[0]].format_help() if rest else known
        assert all(option in known for option in rest if option.startswith("--")), said


def test_the_page_has_an_example_of_every_audit():
    audits = [
        match["command"].split()[:2]
        for match in EXAMPLE.finditer(guide("audits.md").read_text("utf-8"))
        if match["command"]
    ]
    assert audits == [["audit", name] for name in ("agreement", "consistency", "calibration", "framework")]
