"""The job that may write comments: it believes nothing that a pull request's run left behind.

A small server stands in for GitHub's interface; the script runs as the workflow runs it.
"""

import json
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from forge import REPOSITORY, SHA, GitHub, pull, zipped
from ruamel.yaml import YAML
from runner import SHELL

SCRIPTS = Path(__file__).parents[2] / ".github/scripts"
WORKFLOW = YAML(typ="safe").load(SCRIPTS.parent / "workflows/comment.yml")
(LINE,) = (step["run"] for step in WORKFLOW["jobs"]["comment"]["steps"] if "run" in step)
RUN = 77
FENCE = "```"


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(SCRIPTS)
    return import_module("comment")


@pytest.fixture
def github():
    server = GitHub()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def run(github, tmp_path):
    """Run the script after a run of these facts; gives what it printed."""

    def go(**facts):
        event = {
            "id": RUN,
            "head_sha": SHA,
            "head_branch": "my/branch&head=them:main",
            "head_repository": {"owner": {"login": "someone"}},
            "conclusion": "failure",
            **facts,
        }
        (tmp_path / "event.json").write_text(json.dumps({"workflow_run": event}), encoding="utf-8")
        env = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": github.address,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_TOKEN": "the-token",
        }
        done = subprocess.run(
            [*SHELL, LINE],
            cwd=SCRIPTS.parents[1],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return go


def test_the_report_is_posted_as_plain_text_under_our_own_words(github, run):
    run()
    ((method, path, body),) = github.sent
    assert (method, path) == ("POST", f"/repos/{REPOSITORY}/issues/5/comments")
    assert "Something has to be mended" in body
    assert f"{FENCE}text\n| where | what |\n{FENCE}" in body
    assert f"https://github.example/{REPOSITORY}/actions/runs/{RUN}" in body


def test_the_pull_request_is_asked_for_by_the_head_of_the_event(github, run):
    run()
    asked = next(path for path in github.asked if path.split("?")[0].endswith("/pulls"))
    assert asked.endswith("&head=someone%3Amy%2Fbranch%26head%3Dthem%3Amain"), (
        "a branch's name cannot add to it"
    )


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [pull(sha="b" * 40)],
        [pull(), pull(6)],
        [pull(repository="other/library")],
    ],
    ids=["none", "another commit", "two", "another repository"],
)
def test_nothing_is_posted_where_no_single_pull_request_has_the_commit(github, run, pulls):
    github.pulls = pulls
    assert "Nothing posted" in run()
    assert not github.sent


@pytest.mark.parametrize("facts", [{"head_sha": "main?x=1"}, {"head_repository": None}])
def test_nothing_is_posted_for_an_event_without_a_commit_of_a_repository(github, run, facts):
    assert "Nothing posted" in run(**facts)
    assert github.asked == []


def test_a_run_without_a_report_is_no_reason_for_a_comment(github, run):
    github.archive = None
    assert "no report that can be shown" in run()
    assert not github.sent


@pytest.mark.parametrize("archive", [None, b"no archive"])
def test_data_and_code_in_one_are_told_even_where_the_run_kept_silent(github, run, archive):
    """A fork's own copy of the workflow can leave out that step; here GitHub itself is asked."""
    github.archive, github.files = archive, ["casestudies/a.yaml", "src/x.py"]
    run(conclusion="success")
    ((_, _, body),) = github.sent
    assert "Please make two of it" in body


def test_our_comment_is_renewed_and_no_other_is_touched(github, run, script):
    github.comments = [
        {"id": 1, "user": {"login": "someone"}, "body": f"{script.MARK} mine"},
        {"id": 4, "user": None, "body": None},
        {"id": 2, "user": {"login": script.AUTHOR}, "body": "something else"},
        {"id": 3, "user": {"login": script.AUTHOR}, "body": f"{script.MARK}\n old"},
    ]
    run()
    assert [(method, path) for method, path, _ in github.sent] == [
        ("PATCH", f"/repos/{REPOSITORY}/issues/comments/3")
    ]


def test_the_token_is_not_shown_to_where_archives_are_kept(github, run):
    run()
    assert len(github.seen_by_store) == 1
    assert "authorization" not in {name.lower() for name in github.seen_by_store[0]}


HOSTILE = {
    "a bomb": zipped(b"\0" * 50_000_000),
    "a large archive": os.urandom(600 * 1024),
    "another file": zipped("x", "../../report.md"),
    "a folder": zipped("", "report.md/"),
    "no archive": b"PK\x03\x04 nothing",
    "empty": b"\0",
    "cut short": zipped("text " * 1000)[:-40],
    "turned bytes": bytes(255 - byte for byte in zipped("text")),
    "a damaged file": zipped("text " * 1000).replace(b"\x4b", b"\x4c"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_leads_to_no_comment_and_no_harm(github, run, name):
    github.archive = HOSTILE[name]
    assert "Nothing posted" in run()
    assert not github.sent


def test_an_archive_that_is_larger_than_it_was_said_to_be_is_refused(github, run):
    github.archive, github.size = os.urandom(600 * 1024), 10
    assert "larger than" in run()


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_any_damage_to_an_archive_is_a_reason_not_a_traceback(script, compression):
    whole = zipped("some text\n" * 50, compression=compression)
    for at in range(0, len(whole), 3):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            script.unpacked(bytes(broken))
        except script.Refused:
            continue


@pytest.mark.parametrize(
    "text",
    [
        "```\n@everyone <img src=x> [a](https://evil.example)\n```",
        "~~~\n````\n`````text\n@team",
        f"{'`' * 300}\n<!-- -->",
        "a\r```\r@team",
        "a\u2028```\u2028@team",
        "a\x0b```\x0c@team",
        "\u202eevil\u200b\x1b[31m",
    ],
)
def test_no_text_gets_out_of_its_block(script, text):
    body = script.plain(text)
    first, *inside, last = body.split("\n")
    assert first == f"{last}text"
    assert set(last) == {"`"}
    assert len(last) >= 3
    assert not any(line.strip().startswith(last) for line in inside)
    assert "\r" not in body
    assert all(line.isprintable() for line in body.split("\n"))


@pytest.mark.parametrize("text", ["word " * 40_000, "`" * 200_000, "a\n" * 100_000])
def test_a_long_report_is_cut_where_a_comment_would_not_hold_it(script, text):
    body = script.comment("failure", "both", text, "https://github.example/run")
    assert len(body) < 65_536
    assert "the run's summary has all of it" in body


def test_bytes_that_are_no_text_are_shown_as_such(script):
    assert script.unpacked(zipped(b"\xff\xfe ok")) == "\ufffd\ufffd ok"
