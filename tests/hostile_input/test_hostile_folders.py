"""What a folder can hold besides files of bytes: links, pipes, names and depths; made in a fresh folder."""

import os
import shutil

import pytest
from hostile_corpus import AS_OF, BASE, PLACES, check_library, hold_library, rows

from wwis_evidence.library import build_library
from wwis_evidence.sources import folder, printable

BUS = "casestudies/walking-bus.yaml"


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(BASE, tmp_path / "library")


def found(root):
    return rows(hold_library(build_library(folder(root))), "")


def link(target):
    return lambda path: path.symlink_to(target)


KINDS = {
    "link to a password file": link("/etc/passwd"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nowhere": link("nowhere"),
    "link to endless zeros": link("/dev/zero"),
    "link to a folder above": link("../.."),
    "link to this program's memory": link("/proc/self/mem"),
    "link to standard input": link("/dev/stdin"),
    "link whose target is a command": link("::error::x\n<script>"),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_ordinary_file_is_reported_at_every_place_and_never_opened(root, kind):
    for name in PLACES.values():
        (root / name).unlink(missing_ok=True)
        KINDS[kind](root / name)
    reported = [row for row in found(root) if "file-not-regular" in row]
    assert reported == [f"{name} 1:1 file-not-regular" for name in sorted(PLACES.values())]


@pytest.mark.parametrize("name", ["casestudies", "reviews", "reviews/early-talk"])
@pytest.mark.parametrize("target", [".", "..", "/", "/proc/self", "nowhere"])
def test_a_linked_folder_is_reported_and_never_entered(root, name, target):
    shutil.rmtree(root / name)
    (root / name).symlink_to(target)
    assert f"{name} 1:1 file-not-regular" in found(root)


def test_a_library_reached_by_a_link_is_read_as_any_other(root, tmp_path):
    (tmp_path / "way").symlink_to(root)
    assert found(tmp_path / "way") == []


NAMES = {
    "the longest": "x " * 120 + ".yaml",
    "a path that was escaped": "..%2f..%2fetc%2fpasswd.yaml",
    "two dots": "..yaml",
    "hidden": ".hidden.yaml",
    "an option": "--help.yaml",
    "a command": "$(touch hacked).yaml",
    "backticks": "`id`.yaml",
    "a workflow command": "::error file=x::owned.yaml",
    "another workflow command": "##[error]owned.yaml",
    "escaped line break": "%0A::error::owned.yaml",
    "line break": "a\n::error::owned.yaml",
    "carriage return": "a\r::error::owned.yaml",
    "colours": "\x1b[31mred.yaml",
    "window title": "\x1b]0;owned\x07.yaml",
    "control sequence of one character": "\x9b2J.yaml",
    "turned": "\u202elmay.exe",
    "isolated": "\u2066a\u2069.yaml",
    "byte order mark": "\ufeffwalking-bus.yaml",
    "unseen space": "walking\u200b-bus.yaml",
    "letter of another script": "w\u0430lking-bus.yaml",
    "markup": "<script>alert(1)<!--.yaml",
    "markdown": "[x](javascript:x)|`a`|.yaml",
    "template": "{{7*7}}{0}%s.yaml",
    "format of a message": "{path}{0.__class__}.yaml",
    "quotes": "\"'a'\".yaml",
    "backslashes": "..\\..\\a.yaml",
    "space at the end": "walking-bus.yaml ",
    "dot at the end": "walking-bus.yaml.",
    "capitals": "WALKING-BUS.YAML",
    "name of a device": "con.yaml.",
    "emoji": "🚌.yaml",
    "line separator": "a\u2028b.yaml",
    "entities": "&lt;b&gt;]]>.yaml",
    "not UTF-8": os.fsdecode(b"caf\xe9.yaml"),
    "surrogates": os.fsdecode(b"\xed\xa0\x80.yaml"),
}


@pytest.mark.parametrize("place", ["casestudies", "reviews/early-talk", "reviews"])
def test_hostile_names_are_each_told_once_and_are_only_text_in_every_report(root, place):
    for name in NAMES.values():
        (root / place / name).write_bytes(b"schema: 1\n")
    told(root, place)


def test_hostile_names_of_folders_are_each_told_and_are_only_text_in_every_report(root):
    for name in NAMES.values():
        (root / "reviews" / name).mkdir()
        (root / "reviews" / name / "R01.yaml").write_bytes(b"schema: 1\n")
    told(root, "reviews")


def told(root, place):
    findings = found(root)
    assert len(findings) == len(NAMES)
    assert all(row.endswith((" 1:1 file-name", " 1:1 file-place")) for row in findings), findings
    for name in NAMES.values():
        shown = f"{place}/{printable(name)}"
        assert [row for row in findings if row.startswith((f"{shown} ", f"{shown}/"))], name


@pytest.mark.parametrize("names", [("B.yaml", "b.yaml"), ("\u00e9.yaml", "e\u0301.yaml")], ids=ascii)
def test_names_that_some_systems_hold_for_one_do_not_hide_each_other(root, names):
    for name in names:
        (root / "casestudies" / name).write_bytes(b"schema: 1\n")
    kept = {path.name for path in (root / "casestudies").iterdir()} & set(names)
    assert len({row.split(" ")[0] for row in found(root)}) == len(kept)


def test_folders_in_folders_are_told_once_and_not_searched_without_end(root):
    deep = root / "reviews" / "/".join(["a"] * 500)
    deep.mkdir(parents=True)
    (deep / "R01.yaml").write_bytes(b"schema: 1\n")
    assert found(root) == ["reviews/a/a/a 1:1 file-place"]


def test_thousands_of_files_that_do_not_belong_are_each_told(root):
    for number in range(3000):
        (root / "casestudies" / f"{number}.txt").touch()
    findings = check_library(build_library(folder(root)), AS_OF)
    assert {finding.code for finding in findings} == {"file-name"}
    assert len(findings) == 3000
