"""Nothing that a library holds reaches a terminal as anything but text, and nothing it holds is followed."""

import os
import re
from pathlib import Path

import pytest
from cli_runs import spawn

from wwis_evidence.cli import main
from wwis_evidence.cli.common import print_report
from wwis_evidence.cli.showing import FORMATS

NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
ATTACK = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202e\r"
ESCAPED = '"\\e]0;owned\\a\\e[31m\\x9b2J\\u202e\\r\\n\\ud83d"'


@pytest.fixture
def hostile(root):
    """A library with escape sequences in every file, in file names, keys and values, raw and as escapes."""
    for path in sorted(root.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for number, bad in ((2, ATTACK), (len(lines) - 1, ESCAPED)):
            key, _, value = lines[number].partition(": ")
            lines[number] = f"{key}: {bad}" if value else lines[number] + bad
        lines += [f"{ESCAPED}: 1", f"bad: {ESCAPED}"]
        path.write_text("\n".join(lines), encoding="utf-8")
        copy = path.with_name(f"{path.stem}{ATTACK}.yaml")
        copy.write_text(text, encoding="utf-8")
    (root / "casestudies/plain.yaml").write_text(f"schema: 1\nkind: {ESCAPED}\n{ESCAPED}: 1\n")
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        *(("check", "--format", name) for name in FORMATS),
        ("rate",),
        ("rate", "--format", "json"),
        ("fmt",),
        ("build",),
    ],
    ids=" ".join,
)
def test_no_control_character_is_printed(wwis, hostile, arguments):
    said = wwis(*arguments, "--library", hostile)
    assert said.status == 1
    assert not NOT_TEXT.search(said.out), NOT_TEXT.search(said.out)
    assert not NOT_TEXT.search(said.err), NOT_TEXT.search(said.err)
    assert "Traceback" not in said.err


def test_a_title_may_hold_letters_of_any_script_but_no_colours_are_ever_sent(root):
    case = root / "casestudies/walking-bus.yaml"
    case.write_text(case.read_text().replace("Walking bus in", "Bws cerdded 🚌 ỳ حافلة"), encoding="utf-8")
    said = spawn("rate", "walking-bus", "--library", root)
    assert said.status == 0
    assert "Bws cerdded 🚌 ỳ حافلة Testford" in said.out
    assert "\x1b" not in said.out + said.err


def test_a_terminal_of_another_encoding_is_no_trouble(root, monkeypatch):
    case = root / "casestudies/walking-bus.yaml"
    case.write_text(case.read_text().replace("Walking bus in", "Bws cerdded 🚌"), encoding="utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("LC_ALL", "C")
    assert spawn("rate", "walking-bus", "--library", root).status == 0


def test_pipes_and_links_in_every_place_neither_hold_it_up_nor_are_followed(root, tmp_path):
    (tmp_path / "secret").write_text("title: a secret\n")
    for name in ("library.yaml", "reviews/reviewers.yaml", "casestudies/walking-bus.yaml"):
        (root / name).unlink()
        os.mkfifo(root / name)
    (root / "framework.yaml").symlink_to(tmp_path / "secret")
    (root / "reviews/early-talk/README.md").symlink_to(tmp_path / "secret")
    said = spawn("check", "--library", root)
    assert said.status == 1
    assert said.out.count("file-not-regular") == 4
    assert "secret" not in said.out + said.err
    assert spawn("rate", "--library", root).status == 2
    assert spawn("fmt", "--check", "--library", root).status == 0


def test_no_report_for_people_holds_a_command_to_a_build_service(capsys):
    print_report("::error::all is well\n  ::set-output name=x::y\nan ##[error]\n")
    lines = capsys.readouterr().out.splitlines()
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)


def test_every_command_prints_its_report_in_that_way():
    """Only what holds no text of anyone, or makes it inert itself, is written as it is."""
    written = {
        path.stem
        for path in Path(main.__file__).parent.glob("*.py")
        if re.search(r"sys\.stdout\.write\(", path.read_text("utf-8"))
    }
    assert written == {"checks", "common", "diff", "explain", "sharing", "showing"}
