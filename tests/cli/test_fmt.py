"""``fmt`` changes how a file is written, never what it says, and loses nothing on the way."""

import os
from pathlib import Path

import pytest
from cli_runs import one_line

from wwis_evidence.documents import read

UNTIDY = b"""# Above all.\r
kind: reply   # what it is\r
schema: 1\r
by:   'Testford Council'\r
\r
date: 2026-05-02\r
# About the text.\r
text: >-\r
  Thank you,\r
  all of you.\r
"""
TIDY = b"""# Above all.
schema: 1
kind: reply # what it is
by: Testford Council
date: 2026-05-02
# About the text.
text: Thank you, all of you.
"""


@pytest.fixture
def untidy(root):
    path = root / "reviews/walking-bus/reply.yaml"
    path.parent.mkdir()
    path.write_bytes(UNTIDY)
    return path


def test_a_tidy_library_is_left_alone(wwis, root):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*.yaml")}
    said = wwis("fmt", "--library", root)
    assert (said.status, said.out) == (0, "9 files in the canonical layout.\n")
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*.yaml")}


def test_check_changes_nothing_and_names_the_file(wwis, root, untidy):
    said = wwis("fmt", "--check", "--library", root)
    assert said.status == 1
    assert said.out == "reviews/walking-bus/reply.yaml: not in the canonical layout\n"
    assert untidy.read_bytes() == UNTIDY


def test_diff_changes_nothing_and_shows_what_would_change(wwis, root, untidy):
    said = wwis("fmt", "--diff", "--library", root)
    assert said.status == 1
    lines = said.out.splitlines()
    assert lines[:2] == [
        "--- reviews/walking-bus/reply.yaml",
        "+++ reviews/walking-bus/reply.yaml (canonical layout)",
    ]
    assert "-by:   'Testford Council'" in lines
    assert "+by: Testford Council" in lines
    assert untidy.read_bytes() == UNTIDY


def test_a_file_is_put_right_once_with_its_comments_and_data(wwis, root, untidy):
    said = wwis("fmt", "--library", root)
    assert (said.status, said.out) == (0, "reviews/walking-bus/reply.yaml: put right\n")
    assert untidy.read_bytes() == TIDY
    assert read(TIDY).data == read(UNTIDY).data
    assert wwis("fmt", "--check", "--library", root).status == 0


def test_one_file_can_be_named(wwis, root, untidy):
    other = root / "library.yaml"
    other.write_bytes(b"title: 'x'\nschema: 1\n")
    assert wwis("fmt", untidy, "--library", root).status == 0
    assert (untidy.read_bytes(), other.read_bytes()) == (TIDY, b"title: 'x'\nschema: 1\n")


def test_a_file_may_be_named_from_inside_its_folder(wwis, root, untidy, monkeypatch):
    monkeypatch.chdir(untidy.parent)
    assert wwis("fmt", "reply.yaml", "--library", "../..").status == 0
    assert untidy.read_bytes() == TIDY
    assert root.is_dir()


def test_a_file_with_errors_is_left_and_the_others_are_put_right(wwis, root, untidy):
    broken = root / "casestudies/walking-bus.yaml"
    broken.write_bytes(b"title: [\n")
    said = wwis("fmt", "--library", root)
    assert said.status == 1
    assert said.err.startswith("casestudies/walking-bus.yaml: left as it is: ")
    assert (broken.read_bytes(), untidy.read_bytes()) == (b"title: [\n", TIDY)


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(wwis, root, untidy, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    said = wwis("fmt", "--library", root)
    assert said.status == 2
    assert one_line(said.err)
    assert untidy.read_bytes() == UNTIDY
    assert [path.name for path in untidy.parent.iterdir()] == ["reply.yaml"]


def test_the_rights_of_a_file_stay(wwis, root, untidy):
    untidy.chmod(0o640)
    wwis("fmt", "--library", root)
    assert untidy.stat().st_mode & 0o777 == 0o640


def test_links_and_pipes_are_not_touched(wwis, root, untidy, tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(UNTIDY)
    (root / "reviews/walking-bus/reply.2.yaml").symlink_to(outside)
    os.mkfifo(root / "reviews/walking-bus/reply.3.yaml")
    assert wwis("fmt", "--library", root).status == 0
    assert untidy.read_bytes() == TIDY
    assert outside.read_bytes() == UNTIDY
    said = wwis("fmt", root / "reviews/walking-bus/reply.2.yaml", "--library", root)
    assert said.status == 2
    assert one_line(said.err)


@pytest.mark.parametrize("name", ["../outside.yaml", "nowhere.yaml", "casestudies", "notes.yaml", "x" * 5000])
def test_what_is_no_file_of_the_library_is_refused(wwis, root, name):
    (root / "notes.yaml").write_bytes(UNTIDY)
    (root.parent / "outside.yaml").write_bytes(UNTIDY)
    said = wwis("fmt", root / name, "--library", root)
    assert said.status == 2
    assert one_line(said.err)
    assert (root.parent / "outside.yaml").read_bytes() == (root / "notes.yaml").read_bytes() == UNTIDY
