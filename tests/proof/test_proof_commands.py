"""The commands bundle and verify: what they print, and their exit status."""

import io
import json
import sys

import pytest
from proof_example import STARTER

from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.main import main


@pytest.fixture
def written(tmp_path, bundle_text):
    """A bundle that holds, one that does not and what is no bundle."""
    good = bundle_text("early-talk")
    for name, text in (("good", good), ("bad", good.replace('"vetted"', '"review-due"')), ("none", "{}")):
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    return tmp_path


def test_a_written_bundle_verifies(tmp_path, capsys):
    assert main(["bundle", "nurture-rooms", "--library", str(STARTER), "--as-of", "2026-11-01"]) == 0
    path = tmp_path / "nurture-rooms.json"
    path.write_text(capsys.readouterr().out, "utf-8")
    assert main(["verify", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "All holds. nurture-rooms, as of 2026-11-01: Due for review" in shown
    assert "Strength of evidence: Good, 3rd of 4" in shown
    assert f"Seal {json.loads(path.read_text('utf-8'))['seal']}" in shown
    assert "compare its seal" in shown


@pytest.mark.parametrize(
    ("names", "status"),
    [
        ("good", 0),
        ("good good", 0),
        ("bad", 1),
        ("good bad good", 1),
        ("none", 2),
        ("none bad good", 2),
        ("x", 2),
    ],
)
def test_the_worst_of_several_files_gives_the_status_and_each_is_reported(names, status, written, capsys):
    files = [str(written / f"{name}.json") for name in names.split()]
    assert main(["verify", *files]) == status
    said = capsys.readouterr()
    assert all(name in said.out + said.err for name in files)
    assert main(["verify", "--format", "json", *files]) == status
    answer = json.loads(capsys.readouterr().out)
    assert [entry["file"] for entry in answer["bundles"]] == files
    assert [entry["holds"] for entry in answer["bundles"]] == [n == "good" for n in names.split()]
    assert [entry["problem"] is None for entry in answer["bundles"]] == [
        name in {"good", "bad"} for name in names.split()
    ]


def test_what_differs_is_named_in_text_and_for_tools(written, capsys):
    file = str(written / "bad.json")
    main(["verify", file])
    shown = capsys.readouterr().out
    assert 'result.status\n      was "review-due"\n      recomputes to "vetted"' in shown
    main(["verify", "--format", "json", file])
    (entry,) = json.loads(capsys.readouterr().out)["bundles"]
    assert {"path": ["result", "status"], "why": "differs", "was": "review-due", "now": "vetted"} in entry[
        "differences"
    ]


def test_a_report_stays_in_80_columns_and_shows_no_control_characters(tmp_path, bundle_text, capsys):
    bundle = json.loads(bundle_text("early-talk"))
    bundle["reviews"][0]["facts"]["path"] = "\x1b[31m" + "x" * 500
    bundle["result"]["status"] = "\x1b[2J\u202e" * 100
    bundle["tool"] = "another tool\n" * 50
    file = tmp_path / "b.json"
    file.write_text(json.dumps(bundle), "utf-8")
    main(["verify", str(file)])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "another version" in shown
    lines = [line for line in shown.splitlines() if "reviews" not in line and str(file) not in line]
    assert max(map(len, lines)) <= 80


def test_a_bundle_can_come_from_standard_input(bundle_text, monkeypatch, capsys):
    raw = io.TextIOWrapper(io.BytesIO(bundle_text("early-talk").encode()))
    monkeypatch.setattr(sys, "stdin", raw)
    assert main(["verify", "-"]) == 0
    assert "All holds" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["absent.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_no_bundle(name, tmp_path, capsys):
    assert main(["verify", str(tmp_path / name)]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("inclusion-hub", "no public rating to prove: In moderation"),
        ("sleep-workshops", "no public rating to prove: Draft"),
        ("speech-bubbles", "no public rating to prove: Withdrawn"),
        ("early-tal", "did you mean early-talk?"),
        ("zzz", "there is no case study"),
    ],
)
def test_where_there_is_nothing_to_prove_one_line_says_why(slug, reason):
    with pytest.raises(CommandError, match=reason) as raised:
        main(["bundle", slug, "--library", str(STARTER), "--as-of", "2026-11-01"])
    assert "\n" not in str(raised.value)


def test_without_a_library_there_is_no_bundle(tmp_path):
    with pytest.raises(CommandError, match="no library here"):
        main(["bundle", "early-talk", "--library", str(tmp_path)])


def test_a_library_whose_rule_has_errors_gives_no_bundle(tmp_path):
    (tmp_path / "casestudies").mkdir()
    (tmp_path / "framework.yaml").write_text("kind: framework\n", "utf-8")
    with pytest.raises(CommandError, match=r"framework\.yaml has errors"):
        main(["bundle", "early-talk", "--library", str(tmp_path)])
