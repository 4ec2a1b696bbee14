"""Codes that a plain file in git cannot carry: made here, in a fresh folder."""

import os
import socket
import sys

import pytest
from case_folders import BASE, difference, findings_in, library_in, overlaid, rows

from wwis_evidence.bounds import MAX_BYTES

CODES_MADE_HERE = {"file-not-regular", "file-too-large", "not-utf8", "text-too-long"}
BUS = "casestudies/walking-bus.yaml"


@pytest.fixture
def root(tmp_path):
    return overlaid(BASE, tmp_path / "library")


def expect(root, *expected):
    assert not (diff := difference(sorted(expected), rows(findings_in(root)))), diff


def rewrite(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_link_is_reported_and_not_followed(root, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_bytes((root / BUS).read_bytes())
    (root / BUS).unlink()
    (root / BUS).symlink_to(secret)
    expect(root, f"{BUS}:1:1: error file-not-regular")
    assert library_in(root).files[BUS].raw == b""


def test_a_link_to_nothing_is_reported(root):
    (root / "casestudies/gone.yaml").symlink_to(root / "nowhere")
    expect(root, "casestudies/gone.yaml:1:1: error file-not-regular")


def test_a_linked_folder_is_reported_and_not_followed(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/R01.yaml").write_text("schema: 1\n")
    (root / "reviews/walking-bus").symlink_to(tmp_path / "elsewhere")
    expect(root, "reviews/walking-bus:1:1: error file-not-regular")


def test_a_folder_that_is_linked_as_a_whole_is_reported(root):
    (root / "reviews").rename(root / "elsewhere")
    (root / "reviews").symlink_to(root / "elsewhere")
    expect(root, "reviews:1:1: error file-not-regular")


def test_a_file_where_a_folder_belongs_is_reported(root):
    (root / "reviews").rename(root / "elsewhere")
    (root / "reviews").write_text("nothing\n")
    (finding,) = findings_in(root)
    assert finding.message == "This is a single file, where a folder is expected."


def test_a_pipe_is_reported_and_not_waited_for(root):
    os.mkfifo(root / "reviews/early-talk/R04.yaml")
    expect(root, "reviews/early-talk/R04.yaml:1:1: error file-not-regular")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow shorter socket paths")
def test_a_socket_is_reported(root, monkeypatch):
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("casestudies/phone.yaml")
    expect(root, "casestudies/phone.yaml:1:1: error file-not-regular")


def test_a_folder_with_a_files_name_is_searched_as_a_folder(root):
    (root / "casestudies/inner.yaml").mkdir()
    (root / "casestudies/inner.yaml/x.yaml").write_text("schema: 1\n")
    expect(root, "casestudies/inner.yaml/x.yaml:1:1: error file-place")


def test_a_giant_file_is_reported_and_not_read_whole(root):
    with (root / BUS).open("r+b") as file:
        file.truncate(50 * MAX_BYTES)
    expect(root, f"{BUS}:1:1: error file-too-large")
    assert len(library_in(root).files[BUS].raw) == MAX_BYTES + 1


def test_another_encoding_is_reported_where_it_begins(root):
    raw = (root / BUS).read_bytes().replace(b"Walking bus", "Café bus".encode("latin-1"))
    (root / BUS).write_bytes(raw)
    expect(root, f"{BUS}:3:11: error not-utf8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_encodings_are_reported(root, encoding):
    (root / BUS).write_bytes((root / BUS).read_text(encoding="utf-8").encode(encoding))
    (finding,) = findings_in(root)
    assert finding.code == "not-utf8"


def test_a_text_of_more_than_a_few_pages_is_too_long(root):
    rewrite(root, BUS, "limits: One school only.", "limits: " + "long " * 4001 + "end")
    expect(root, f"{BUS}:31:9: error text-too-long")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b[31mred.yaml", "a\\x1b[31mred.yaml"),
        ("new\nline.yaml", "new\\nline.yaml"),
        ("\u202etxt.yaml", "\\u202etxt.yaml"),
        (os.fsdecode(b"caf\xe9.yaml"), "caf\\udce9.yaml"),
        ("</title><script>.yaml", None),
        ("CON.yaml", "CON.yaml"),
    ],
    ids=["escape", "line-break", "turned", "not-utf8", "slash", "capitals"],
)
def test_a_hostile_file_name_is_shown_harmlessly(root, name, shown):
    if shown is None:
        name = shown = name.replace("/", "")
    (root / "casestudies" / name).write_text("schema: 1\n")
    (finding,) = findings_in(root)
    assert (finding.code, finding.path) == ("file-name", f"casestudies/{shown}")
    assert f"{finding.path}{finding.message}{finding.hint}".isprintable()
