"""An item's rating at each commit that changed it, in real repositories."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.main import main
from wwis_evidence.git_source import GitError, Repository, git_tree
from wwis_evidence.history import history
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

STARTER = Path(wwis_evidence.__file__).parent / "starter"
SLUG = "early-talk"
CASE = f"casestudies/{SLUG}.yaml"


class Repo:
    """A repository whose commits bear fixed dates and nobody's configuration."""

    def __init__(self, root, inside=""):
        self.root, self.library = root, root / inside
        self.library.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, day="2026-01-01"):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": f"{day}T12:00:00+00:00"}
        env = kept | {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
        env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, path, content):
        target = self.library / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, path, old, new):
        text = (self.library / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def copy(self, *paths):
        for path in paths:
            self.write(path, (STARTER / path).read_bytes())

    def commit(self, day):
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "--no-gpg-sign", "-m", "a change", day=day)
        return self.git("rev-parse", "HEAD")


REVIEWS = sorted(f"reviews/{SLUG}/{path.name}" for path in (STARTER / "reviews" / SLUG).iterdir())


@pytest.fixture(params=["", "data/library [*] ü"], ids=["at the root", "in a folder"])
def repo(request, tmp_path):
    """The worked example's early-talk: sent in, then reviewed, then left alone."""
    made = Repo(tmp_path / "repo", request.param)
    made.write("notes.txt", "nothing of the library's")
    made.commit("2025-05-01")
    made.copy("library.yaml", "reviews/reviewers.yaml", "casestudies/front-door.yaml")
    made.commit("2025-06-01")
    made.copy(CASE)
    made.commit("2025-07-01")
    made.copy(*REVIEWS)
    made.commit("2026-02-01")
    return made


def stages(repo, slug=SLUG):
    return history(Repository(repo.library), slug)


def summary(stage):
    """The day, the status or why there is none, and the bars by position."""
    told = stage.rating.status if stage.rating else stage.unrated
    bars = [part.bar for part in stage.rating.indicators] if stage.rating and stage.rating.public else []
    return (stage.commit.day.isoformat(), told, bars)


SENT_IN = ("2025-07-01", "awaiting-reviewers", [])
REVIEWED = ("2026-02-01", "vetted", [2, 1])


def test_each_commit_that_changed_the_item_gives_its_rating_then(repo):
    repo.write("notes.txt", "more")
    repo.replace("casestudies/front-door.yaml", "title: ", "title: A ")
    repo.commit("2026-03-01")
    assert [summary(stage) for stage in stages(repo)] == [SENT_IN, REVIEWED]


def test_the_files_and_the_change_records_that_a_commit_added_are_told(repo):
    with (repo.library / CASE).open("a") as file:
        file.write("  - date: 2026-03-01\n    type: editorial\n    note: A slip put right.\n")
    repo.commit("2026-03-01")
    *_, reviewed, last = stages(repo)
    assert [change.note for change in last.changes] == ["A slip put right."]
    assert [(file.path, file.change) for file in last.files] == [(CASE, "changed")]
    assert reviewed.changes == ()
    assert {file.change for file in reviewed.files} == {"added"}
    assert [file.path for file in reviewed.files] == REVIEWS


def test_changed_evidence_makes_reviews_stale_from_that_commit_on(repo):
    repo.replace(CASE, "area: activity", "area: outcomes")
    repo.commit("2026-03-01")
    assert summary(stages(repo)[-1]) == ("2026-03-01", "awaiting-reviewers", [])


def test_a_shared_file_counts_only_where_it_changed_the_rating(repo):
    repo.replace("reviews/reviewers.yaml", "  - id: R12", "  - id: R13")
    repo.commit("2026-03-01")
    repo.replace("library.yaml", "review_period_months: 24", "review_period_months: 1")
    repo.commit("2026-04-01")
    assert [summary(stage) for stage in stages(repo)][2:] == [("2026-04-01", "review-due", [2, 1])]


def test_what_time_alone_changes_is_not_put_down_to_a_commit(repo):
    repo.replace("reviews/reviewers.yaml", "  - id: R12", "  - id: R13")
    repo.commit("2036-03-01")
    assert [summary(stage) for stage in stages(repo)] == [SENT_IN, REVIEWED]


def test_errors_removal_and_return_are_told(repo):
    good = (repo.library / CASE).read_text("utf-8")
    repo.write(CASE, good + "no: such: thing\n")
    repo.commit("2026-03-01")
    (repo.library / CASE).unlink()
    repo.commit("2026-04-01")
    (repo.library / REVIEWS[0]).unlink()
    repo.commit("2026-05-01")
    repo.write(CASE, good)
    repo.commit("2026-06-01")
    repo.write("framework.yaml", "kind: framework\n")
    repo.commit("2026-07-01")
    assert [summary(stage)[:2] for stage in stages(repo)][2:] == [
        ("2026-03-01", "unreadable"),
        ("2026-04-01", "removed"),
        ("2026-06-01", stages(repo)[-2].rating.status),
        ("2026-07-01", "framework-unusable"),
    ]


def test_of_a_merge_what_it_brought_counts_when_it_was_merged(repo):
    repo.git("checkout", "-q", "-b", "side")
    with (repo.library / CASE).open("a") as file:
        file.write("  - date: 2026-03-01\n    type: editorial\n    note: On a branch.\n")
    repo.commit("2026-03-01")
    repo.git("checkout", "-q", "main")
    repo.write("notes.txt", "other work")
    repo.commit("2026-04-01")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-05-01")
    last = stages(repo)[-1]
    assert last.commit.day.isoformat() == "2026-05-01"
    assert [change.note for change in last.changes] == ["On a branch."]


def test_a_commits_tree_is_the_same_library_as_the_folder(repo):
    commit = repo.git("rev-parse", "HEAD")
    repo.write("reviews/README.md", "no record")
    found = dict(git_tree(repo.library, commit))
    assert found == {path: raw for path, raw in folder(repo.library) if path != "notes.txt"}
    assert build_library(found.items()).dossiers == build_library(folder(repo.library)).dossiers


def test_links_submodules_and_giants_are_refused_as_in_a_folder(repo):
    (repo.library / "casestudies/linked.yaml").symlink_to("/etc/passwd")
    repo.write("casestudies/giant.yaml", b"#" * 1_000_001)
    repo.git("add", "-A")
    repo.git(
        "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{prefix(repo)}casestudies/module.yaml"
    )
    repo.git("commit", "-q", "--no-gpg-sign", "-m", "a submodule")
    commit = repo.git("rev-parse", "HEAD")
    found = dict(git_tree(repo.library, commit))
    codes = {path: found[f"casestudies/{path}.yaml"].code for path in ("linked", "giant", "module")}
    assert codes == {"linked": "file-not-regular", "giant": "file-too-large", "module": "file-not-regular"}


def prefix(repo):
    inside = repo.library.relative_to(repo.root).as_posix()
    return "" if inside == "." else f"{inside}/"


def test_hostile_names_are_told_as_in_a_folder_and_harm_nothing(repo):
    for name in ("--output=x.yaml", "a\nb.yaml", "\x1b[31m.yaml", ":(top)x.yaml", "ü.yaml", b"\xff.yaml"):
        (repo.library / "reviews" / SLUG / os.fsdecode(name)).write_bytes(b"x")
    commit = repo.commit("2026-03-01")
    found = [path for path, _ in git_tree(repo.library, commit)]
    assert sorted(found) == sorted(path for path, _ in folder(repo.library) if path != "notes.txt")
    assert summary(stages(repo)[-1])[1] == "vetted"
    assert not any(path.name == "x.yaml" for path in repo.root.rglob("*.yaml") if path.parent == repo.root)


def test_the_environment_and_the_configuration_have_no_part_in_it(repo, monkeypatch, tmp_path):
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    for name in ("core.pager", "core.fsmonitor", "core.sshCommand", "gpg.program", "diff.external"):
        repo.git("config", name, str(script))
    repo.git("config", "log.showSignature", "true")
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_PAGER", str(script))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))
    assert [summary(stage) for stage in stages(repo)] == [SENT_IN, REVIEWED]
    assert not trap.exists()


def refused(arguments):
    with pytest.raises(CommandError) as raised:
        main(arguments)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_shallow_clone_is_refused_with_the_cure(repo, tmp_path):
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(clone))
    message = refused(["history", SLUG, "--library", str(clone / repo.library.relative_to(repo.root))])
    assert "git fetch --unshallow" in message


@pytest.mark.parametrize("slug", ["no-such-item", "notes"])
def test_an_item_that_no_commit_holds_is_refused(repo, slug):
    assert f"no commit of this branch holds a case study {slug}" in refused(
        ["history", slug, "--library", str(repo.library)]
    )


@pytest.mark.parametrize("slug", ["../x", "--upload-pack=x", "A", "x" * 100, "a\nb"])
def test_what_cannot_be_a_slug_never_reaches_git(repo, slug):
    assert "cannot be the name" in refused(["history", "--library", str(repo.library), "--", slug])


def test_no_repository_no_commits_no_folder_and_no_git_are_refused(tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    outside.mkdir()
    assert "not in a git repository" in refused(["history", SLUG, "--library", str(outside)])
    assert "cannot change to" in refused(["history", SLUG, "--library", str(tmp_path / "absent")])
    empty = Repo(tmp_path / "empty")
    assert "no commit of this branch" in refused(["history", SLUG, "--library", str(empty.root)])
    assert "inside of a git repository" in refused(["history", SLUG, "--library", str(empty.root / ".git")])
    monkeypatch.setenv("PATH", str(outside))
    assert "git is not installed" in refused(["history", SLUG, "--library", str(empty.root)])


def test_a_content_that_the_repository_lacks_is_said_so(repo):
    blob = repo.git("rev-parse", f"HEAD:{prefix(repo)}{CASE}")
    lost = repo.root / ".git/objects" / blob[:2] / blob[2:]
    lost.chmod(0o644)
    lost.unlink()
    with pytest.raises(GitError):
        stages(repo)


def test_the_text_reads_newest_first_in_80_columns(repo, capsys):
    repo.replace("reviews/early-talk/R08.yaml", "bar: good", "bar: promising")
    with (repo.library / CASE).open("a") as file:
        file.write("  - date: 2026-03-01\n    type: editorial\n    note: " + "A longer note. " * 9 + "\n")
    repo.commit("2026-03-01")
    assert main(["history", SLUG, "--library", str(repo.library)]) == 0
    text = capsys.readouterr().out
    days = [line[:10] for line in text.splitlines() if line[:4] in {"2025", "2026"}]
    assert days == ["2026-03-01", "2026-02-01", "2025-07-01"]
    assert "Breadth of impact: Promising, 2nd of 4" in text
    assert "Wording, 2026-03-01: A longer note." in text
    assert "changed  casestudies/early-talk.yaml" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_answer_for_tools_holds_every_commit_newest_first(repo, capsys):
    assert main(["history", SLUG, "--library", str(repo.library), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["slug"]) == (1, SLUG)
    newest, oldest = answer["commits"]
    assert newest["commit"] == repo.git("rev-parse", "HEAD")
    assert newest["indicators"]["strength-of-evidence"] == {
        "bar": "good",
        "position": 3,
        "of": 4,
        "no_bar": None,
    }
    assert oldest["indicators"] == {}
    assert oldest["changes"][0] == {"date": "2025-06-24", "type": "evidence", "note": "First submission."}
