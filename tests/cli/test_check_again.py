"""A second check recalls what the first one found, and never answers differently for it."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cli_runs import command, say, spawn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wwis_evidence
from wwis_evidence import kept as kept_module
from wwis_evidence import working
from wwis_evidence.checking import Checking
from wwis_evidence.checks.run import check_library
from wwis_evidence.kept import PLACE, SETTLED, Kept, cache_folder
from wwis_evidence.library import build_library
from wwis_evidence.sources import Entry, folder, listing

STARTER = Path(wwis_evidence.__file__).parent / "starter"
AS_OF = date(2026, 11, 21)
LATER = 10**19
"""A time, in nanoseconds since 1970, at which every file of a test has long been settled."""


@pytest.fixture
def root(tmp_path):
    shutil.copytree(STARTER, tmp_path / "library")
    return tmp_path / "library"


def checked(root, kept=None, as_of=AS_OF, **how):
    return Checking(tuple(listing(root)), as_of, kept).answer(**how)


def in_memory(root, as_of=AS_OF):
    return check_library(build_library(folder(root)), as_of)


def recalled_cases(root, monkeypatch):
    """The slugs that a check with what is kept has to work out anew."""
    anew = []
    outcome = working.Work.outcome

    def noted(work, slug):
        anew.append(slug)
        return outcome(work, slug)

    with monkeypatch.context() as patched:
        patched.setattr(working.Work, "outcome", noted)
        answer = checked(root, Kept(root, LATER))
    assert answer.findings == in_memory(root)
    return anew


def slip(root):
    path = root / "casestudies" / "early-talk.yaml"
    path.write_text(path.read_text("utf-8").replace("theme: ", "theem: "), "utf-8")


def test_the_answer_from_files_is_that_of_the_library_in_memory(root):
    slip(root)
    answer = checked(root)
    assert answer.findings == in_memory(root)
    assert "unknown-key" in {finding.code for finding in answer.findings}


def test_an_unchanged_library_gives_the_kept_answer_without_any_work(root, monkeypatch):
    slip(root)
    first = checked(root, Kept(root, LATER))
    monkeypatch.setattr(working, "Work", None)
    assert checked(root, Kept(root, LATER)) == first


def test_only_the_changed_case_is_worked_out_anew(root, monkeypatch):
    checked(root, Kept(root, LATER))
    slip(root)
    assert recalled_cases(root, monkeypatch) == ["early-talk"]
    assert recalled_cases(root, monkeypatch) == []


def test_a_changed_register_is_checked_with_every_case(root, monkeypatch):
    checked(root, Kept(root, LATER))
    register = root / "reviews" / "reviewers.yaml"
    register.write_text(register.read_text("utf-8").replace("R01", "R99"), "utf-8")
    assert len(recalled_cases(root, monkeypatch)) == len(list((root / "casestudies").iterdir()))


def test_a_file_without_settled_times_is_read_again(root, monkeypatch):
    """A file that changes twice within a tick of the clock has the same times and size."""
    path = root / "casestudies" / "early-talk.yaml"
    stat = path.stat()
    checked(root, Kept(root, stat.st_ctime_ns + SETTLED - 1))
    content = path.read_bytes()
    monkeypatch.setattr("wwis_evidence.sources._entry", _with_times_of_old())
    path.write_bytes(content.replace(b"theme: ", b"theem: "))
    found = checked(root, Kept(root, LATER)).findings
    assert "unknown-key" in {finding.code for finding in found}


def _with_times_of_old():
    def entry(name, where, found):
        return Entry(name, where, f"{found.st_size}", 0)

    return entry


def test_the_answer_changes_with_the_day_where_a_review_is_dated_ahead(root):
    days = [date(2020, 1, 1), date(2024, 6, 1), AS_OF, date(2024, 6, 2), date(2020, 1, 1)]
    for day in days:
        assert checked(root, Kept(root, LATER), as_of=day).findings == in_memory(root, day)
    codes = [
        {finding.code for finding in checked(root, Kept(root, LATER), as_of=day).findings} for day in days
    ]
    assert "review-in-future" in codes[0]
    assert "review-in-future" not in codes[2]


FILES = sorted(str(path.relative_to(STARTER)) for path in STARTER.rglob("*.yaml"))
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(FILES),
        st.sampled_from(["remove", "empty", "line", "restore", "swap", "copy", "touch"]),
    ),
    max_size=4,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(CHANGES, min_size=1, max_size=4), between=st.randoms(use_true_random=False))
def test_however_files_change_a_recalled_answer_is_a_fresh_one(tmp_path_factory, rounds, between):
    root = tmp_path_factory.mktemp("library")
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    for changes in rounds:
        for name, what in changes:
            _change(root, name, what, between)
        changed = frozenset(name for name, _ in changes) if between.random() < 0.3 else None
        answer = checked(root, Kept(root, LATER), changed=changed)
        assert answer == checked(root, changed=changed)
        if changed is None:
            assert answer.findings == in_memory(root)


def _change(root, name, what, between):
    path = root / name
    if what == "restore":
        shutil.copy(STARTER / name, path)
    elif path.exists():
        lines = path.read_bytes().splitlines(keepends=True)
        at = between.randrange(len(lines)) if lines else 0
        match what:
            case "remove":
                path.unlink()
            case "empty":
                path.write_bytes(b"")
            case "line":
                path.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
            case "swap":
                path.write_bytes(b"".join(lines[at:] + lines[:at]))
            case "copy" if name.startswith("casestudies/"):
                shutil.copy(path, path.with_name("early-talk-again.yaml"))
            case "touch":
                os.utime(path)


@pytest.mark.parametrize("harm", ["cut", "altered", "emptied", "text", "other-tool", "folder"])
def test_what_is_kept_may_come_to_any_harm(root, harm):
    slip(root)
    kept = Kept(root, LATER)
    before = checked(root, kept)
    (path,) = cache_folder().iterdir()
    raw = path.read_bytes()
    assert b"unknown-key" in raw
    match harm:
        case "cut":
            path.write_bytes(raw[: len(raw) // 2])
        case "altered":
            path.write_bytes(raw.replace(b"unknown-key", b"unknown-yek"))
        case "emptied":
            path.write_bytes(b"")
        case "text":
            path.write_bytes(b"\xff\x00 nothing of the kind\n" * 9)
        case "other-tool":
            _, body = raw.split(b"\n", 1)
            forged = body.replace(kept.tool.encode(), b"0" * 64).replace(b"unknown-key", b"unknown-yek")
            path.write_bytes(kept_module.sha256(forged).hexdigest().encode() + b"\n" + forged)
        case "folder":
            path.unlink()
            path.mkdir()
    assert checked(root, Kept(root, LATER)) == before


def test_a_place_that_cannot_be_written_to_only_means_that_nothing_is_kept(root, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(PLACE, str(tmp_path / "file" / "kept"))
    assert checked(root, Kept(root, LATER)).findings == in_memory(root)


def test_nothing_is_kept_in_the_library_where_a_contribution_could_bring_it_along(root, capsys, monkeypatch):
    before = sorted(root.rglob("*"))
    say(capsys, monkeypatch, "check", "--library", root)
    assert sorted(root.rglob("*")) == before
    assert list(cache_folder().iterdir())


def test_without_a_cache_nothing_is_kept(root, capsys, monkeypatch):
    say(capsys, monkeypatch, "check", "--no-cache", "--library", root)
    assert not list(cache_folder().iterdir())


def test_checks_that_run_at_once_do_each_other_no_harm(root):
    slip(root)
    arguments = command("check", "--format", "json", "--as-of", "2026-11-21", "--library", root)
    alone = spawn(
        "check", "--no-cache", "--format", "json", "--as-of", "2026-11-21", "--library", root
    ).out.encode()
    running = [subprocess.Popen(arguments, stdout=subprocess.PIPE) for _ in range(4)]
    assert {process.communicate()[0] for process in running} == {alone}
    assert [path.suffix for path in cache_folder().iterdir()] == [".json"]


PROBE = """
import sys
from wwis_evidence.cli.main import main
main(sys.argv[1:])
heavy = ("pydantic", "ruamel", "_ruamel_yaml", "wwis_evidence.documents", "wwis_evidence.records")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def test_a_check_that_recalls_everything_imports_neither_parser_nor_models(root):
    slip(root)
    arguments = [sys.executable, "-c", PROBE, "check", "--library", str(root)]
    first, second = (subprocess.run(arguments, capture_output=True, text=True, check=False) for _ in range(2))
    assert first.stdout == second.stdout
    assert "unknown-key" in second.stdout
    assert second.stderr == "[]\n"
    assert "pydantic" in first.stderr


def test_what_one_version_kept_is_nothing_to_another(root, monkeypatch):
    kept = Kept(root, LATER)
    checked(root, kept)
    assert Kept(root, LATER).answer[0]
    monkeypatch.setattr(kept_module, "__version__", "0.0.0")
    assert not Kept(root, LATER).answer[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only there are several processes used")
def test_several_processes_find_what_one_finds(root, monkeypatch):
    slip(root)
    one = checked(root, Kept(root, LATER))
    monkeypatch.setattr(working, "WORTH_A_PROCESS", 5)
    monkeypatch.setattr(working, "AT_A_TIME", 3)
    monkeypatch.setattr(working.Work, "outcome", _in_another_process(working.Work.outcome, os.getpid()))
    shutil.rmtree(cache_folder())
    assert checked(root, Kept(root, LATER), jobs=2) == one
    assert checked(root, jobs=3) == one


def _in_another_process(outcome, parent):
    def elsewhere(work, slug):
        assert os.getpid() != parent
        return outcome(work, slug)

    return elsewhere
