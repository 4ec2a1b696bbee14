"""``check --changed-since`` looks at what a change can affect and at nothing else, in real repositories."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_runs import say

import wwis_evidence
from wwis_evidence.checking import FOR_ALL

STARTER = Path(wwis_evidence.__file__).parent / "starter"
WHO = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
RULE = Path(wwis_evidence.__file__).parent / "frameworks" / "wwis-effective-practice-2024.1.yaml"


def git(root, *arguments):
    done = subprocess.run(["git", "-C", root, *WHO, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path):
    """The worked example with a slip in two of its cases, all of it committed."""
    root = tmp_path / "library"
    shutil.copytree(STARTER, root)
    for slug in ("early-talk", "advice-line"):
        replace(root / f"casestudies/{slug}.yaml", "theme: ", "theem: ")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a change")


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def since(root, capsys, monkeypatch):
    def check(revision="main", *more):
        said = say(
            capsys, monkeypatch, "check", "--library", root, "--format", "json", "--as-of", "2026-11-21",
            *(("--changed-since", revision) if revision else ()), *more,
        )  # fmt: skip
        assert said.err == "", said.err
        return json.loads(said.out)

    return check


def places(answer):
    return {(finding["path"], finding["code"]) for finding in answer["findings"]}


def test_nothing_changed_is_nothing_to_look_at(since):
    assert since() == {
        "schema": 1,
        "findings": [],
        "checked": {"case_studies": 0, "reviews": 0},
        "excused": [],
    }


def test_a_changed_case_is_looked_at_with_its_reviews(root, since):
    replace(root / "casestudies/early-talk.yaml", "theem: ", "theme: ")
    replace(root / "casestudies/early-talk.yaml", "limits: ", "limtis: ")
    answer = since()
    everything = since("")
    assert answer["checked"]["case_studies"] == 1
    assert answer["checked"]["reviews"] == len(list((root / "reviews/early-talk").glob("R*.yaml")))
    own = {place for place in places(everything) if "early-talk" in place[0]}
    assert places(answer) == own
    assert ("casestudies/early-talk.yaml", "unknown-key") in own


def test_a_file_that_is_not_yet_in_git_has_changed(root, since):
    shutil.copy(root / "casestudies/early-talk.yaml", root / "casestudies/early-talk-two.yaml")
    answer = since()
    assert answer["checked"]["case_studies"] == 1
    assert {path for path, _ in places(answer)} == {"casestudies/early-talk-two.yaml"}


def test_a_copy_is_told_of_also_where_the_older_file_is_the_one_that_is_told(root, since):
    path = root / "casestudies"
    replace(path / "early-talk.yaml", "theem: ", "theme: ")
    commit(root)
    assert since()["findings"] == []
    shutil.copy(path / "early-talk.yaml", path / "a-copy.yaml")
    assert ("casestudies/early-talk.yaml", "duplicate-case-study") in places(since())


def test_reviews_of_a_case_that_was_removed_have_lost_it(root, since):
    (root / "casestudies/early-talk.yaml").unlink()
    answer = since()
    assert {code for _, code in places(answer)} == {"unknown-case-study"}
    assert {Path(path).parent.name for path, _ in places(answer)} == {"early-talk"}


def test_what_a_change_rewrote_is_told_also_of_a_file_that_is_gone(root, since):
    gone, edited = "reviews/inclusion-hub/R02.yaml", "reviews/sensory-schools/R08.yaml"
    (root / gone).unlink()
    replace(root / edited, "reviewer: R08\n", "reviewer: R08\nfor_the_authors: More, please.\n")
    assert {(gone, "review-edited"), (edited, "review-edited")} <= places(since())
    assert "review-edited" not in {code for _, code in places(since(None))}
    commit(root)
    assert (gone, "review-edited") in places(since("HEAD~1"))


def test_a_changed_register_re_checks_what_was_reviewed(root, since):
    replace(root / "reviews/reviewers.yaml", "R01", "R99")
    answer = since()
    reviewed = sum(
        bool(list((root / "reviews" / path.stem).glob("*.yaml"))) for path in root.glob("casestudies/*.yaml")
    )
    assert answer["checked"]["case_studies"] == reviewed
    assert "unknown-reviewer" in {code for _, code in places(answer)}


@pytest.mark.parametrize("name", ["library.yaml", "framework.yaml"])
def test_a_change_of_what_all_rest_on_re_checks_all(root, since, name):
    assert name in FOR_ALL
    path = root / name
    path.write_bytes((path.read_bytes() if path.exists() else RULE.read_bytes()) + b"# a word\n")
    assert since() == since("")


def test_what_others_changed_since_the_branch_left_is_not_looked_at(root, since):
    git(root, "switch", "-q", "-c", "mine")
    replace(root / "casestudies/early-talk.yaml", "theem: ", "theme: ")
    commit(root)
    git(root, "switch", "-q", "main")
    replace(root / "casestudies/advice-line.yaml", "theem: ", "theme: ")
    commit(root)
    git(root, "switch", "-q", "mine")
    assert since()["checked"]["case_studies"] == 1


def test_a_shallow_clone_can_be_asked_for_what_it_has(root, tmp_path, capsys, monkeypatch):
    replace(root / "casestudies/early-talk.yaml", "theem: ", "theme: ")
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    replace(tmp_path / "shallow/casestudies/advice-line.yaml", "theem: ", "theme: ")
    arguments = ("check", "--library", tmp_path / "shallow", "--changed-since")
    said = say(capsys, monkeypatch, *arguments, "HEAD")
    assert "1 case study" in said.out
    missing = say(capsys, monkeypatch, *arguments, "HEAD~1")
    assert missing.status == 2
    assert "there is no commit HEAD~1 here" in missing.err


@pytest.mark.parametrize("revision", ["", "--output=x", "no such", "main:casestudies", "-"])
def test_a_revision_that_is_none_is_one_line(root, capsys, monkeypatch, revision):
    said = say(capsys, monkeypatch, "check", "--library", root, f"--changed-since={revision}")
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert not (root / "x").exists()


def test_programs_that_the_repository_names_are_never_run(root, since, tmp_path):
    """A filter or a comparison tool would run whenever git itself looks at the folder's files."""
    trap = tmp_path / "trap"
    for key in ("filter.f.clean", "diff.external", "core.fsmonitor", "diff.d.textconv"):
        git(root, "config", key, f"touch {trap}; cat")
    (root / ".gitattributes").write_text("*.yaml filter=f diff=d\n")
    replace(root / "casestudies/early-talk.yaml", "theem: ", "theme: ")
    assert since()["checked"]["case_studies"] == 1
    assert not trap.exists()
