"""``check --format``: what each service is given, and when colours are sent."""

import json
import os
import pty
import sys
from xml.etree import ElementTree as ET

import pytest
from cli_runs import command, spawn

from wwis_evidence.cli.showing import FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_of_the_error_and_ends_with_1(wwis, faulty, name):
    said = wwis("check", "--format", name, "--library", faulty)
    assert said.status == 1
    assert "unknown-word" in said.out
    assert not said.err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_with_0_where_there_is_nothing_to_mend(wwis, root, name):
    said = wwis("check", "--format", name, "--library", root)
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith("\n")
    assert "unknown-word" not in said.out or name == "sarif"  # which lists every rule


def test_the_forms_for_tools_can_be_read(wwis, faulty):
    read = {"json": json.loads, "gitlab": json.loads, "sarif": json.loads, "junit": ET.fromstring}
    for name, reader in read.items():
        assert len(reader(wwis("check", "--format", name, "--library", faulty).out)) > 0


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit", "markdown"])
def test_services_are_told_the_way_from_where_the_command_runs(wwis, faulty, monkeypatch, name):
    monkeypatch.chdir(faulty.parent)
    assert f"{faulty.name}/casestudies/" in wwis("check", "--format", name, "--library", faulty.name).out
    monkeypatch.chdir(faulty)
    assert f"{faulty.name}/casestudies/" not in wwis("check", "--format", name).out


def test_other_answers_name_files_from_the_library(wwis, faulty, monkeypatch):
    monkeypatch.chdir(faulty.parent)
    for name in ("text", "json"):
        assert f"{faulty.name}/" not in wwis("check", "--format", name, "--library", faulty.name).out


def test_github_gets_the_whole_list_below_what_the_step_summary_holds(wwis, faulty, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    wwis("check", "--format", "github", "--library", faulty)
    text = summary.read_text("utf-8")
    assert text.startswith("Before.\n## Check of the library\n")
    assert "`unknown-word`" in text
    wwis("check", "--library", faulty)
    assert summary.read_text("utf-8") == text


def test_a_step_summary_that_cannot_be_written_is_one_line(wwis, faulty, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    said = wwis("check", "--format", "github", "--library", faulty)
    assert said.status == 2
    assert said.err.count("\n") == 1


def test_an_unknown_format_is_refused(wwis, root):
    said = wwis("check", "--format", "xml", "--library", root)
    assert said.status == 2
    assert "sarif" in said.err


def on_a_terminal(*arguments, **environment):
    """What a command sends to a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command(*arguments), {**os.environ, "TERM": "xterm", **environment})  # noqa: S606 - the child of this very test
    sent = b""
    try:
        while part := os.read(terminal, 65536):
            sent += part
    except OSError:  # Linux ends a terminal's output in this way
        pass
    os.close(terminal)
    os.waitpid(pid, 0)
    return sent.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' terminals end differently")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_colours_are_sent_to_a_terminal_and_not_to_one_who_asked_for_none(faulty, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    asked = ("check", "--library", faulty)
    assert "\x1b[31merror\x1b[0m" in on_a_terminal(*asked)
    assert "\x1b" not in on_a_terminal(*asked, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(*asked, TERM="dumb")
    assert "\x1b[31m" in on_a_terminal(*asked, NO_COLOR="")
    assert "\x1b" not in spawn(*asked).out
