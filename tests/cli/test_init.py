"""``init`` gives a working library in an empty folder, and touches no other."""

from pathlib import Path

import pytest
from cli_runs import one_line

import wwis_evidence

STARTER = Path(wwis_evidence.__file__).parent / "starter"


def test_here_and_then_check_rate_and_fmt_are_well(wwis, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = wwis("init")
    assert (said.status, said.err) == (0, "")
    assert "fictional" in said.out
    assert wwis("check").status == 0
    assert wwis("rate").status == 0
    assert wwis("fmt", "--check").status == 0


def test_a_folder_is_made_and_every_file_is_copied(wwis, tmp_path):
    target = tmp_path / "new/folder"
    assert wwis("init", target).status == 0
    names = {path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*") if path.is_file()}
    assert {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()} == names
    assert {".gitignore", "README.md", "library.yaml", "reviews/reviewers.yaml"} <= names


@pytest.mark.parametrize("inside", ["notes.txt", ".git"])
def test_a_folder_that_holds_anything_is_refused_and_left_alone(wwis, tmp_path, inside):
    (tmp_path / inside).write_text("mine")
    said = wwis("init", tmp_path)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    assert [path.name for path in tmp_path.iterdir()] == [inside]


@pytest.mark.parametrize("name", ["file", "file/inside", "x" * 300])
def test_a_place_that_can_be_no_folder_is_refused(wwis, tmp_path, name):
    (tmp_path / "file").write_text("mine")
    said = wwis("init", tmp_path / name)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    assert (tmp_path / "file").read_text() == "mine"


def test_the_hint_for_what_to_do_next_names_the_folder(wwis, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "cd try and then" in wwis("init", "try").out
