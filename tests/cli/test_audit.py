"""``wwis-evidence audit`` answers people and tools, and says in one line why it cannot."""

import json
import shutil
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.cli.main import main
from wwis_evidence.frameworks import shipped_framework, shipped_framework_bytes
from wwis_evidence.rating.consistency import Pair
from wwis_evidence.reports.wording import confirmed_in_words, criterion_title

ROOT = Path(__file__).parents[2]
STARTER = Path(wwis_evidence.__file__).parent / "starter"
STANDARDS = ROOT / "tests/libraries/standards"
DAY = ["--as-of", "2026-11-21"]
OTHER = "OTHER.yaml"
AUDITS = [["agreement"], ["consistency"], ["calibration"], ["framework", OTHER]]


@pytest.fixture
def other(tmp_path):
    """A framework in which good asks for a starting point too."""
    text = shipped_framework_bytes().decode()
    asks = "              - external-review\n          - sustained-12-months\n"
    assert asks in text
    path = tmp_path / OTHER
    path.write_text(text.replace(asks, asks + "          - baseline\n"), "utf-8")
    return path


@pytest.fixture
def run(capsys, other):
    """Run an audit and give its exit status, output and complaints."""

    def run(*arguments, library=STARTER):
        given = [str(other) if argument == OTHER else str(argument) for argument in arguments]
        status = main(["audit", *given, "--library", str(library), *DAY])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.mark.parametrize("library", [ROOT, STARTER, STANDARDS], ids=lambda path: path.name)
@pytest.mark.parametrize("arguments", AUDITS, ids=lambda arguments: arguments[0])
def test_every_audit_reads_in_eighty_columns_and_exits_with_zero(arguments, library, run):
    status, text, complaints = run(*arguments, library=library)
    assert (status, complaints) == (0, "")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("library", [ROOT, STARTER, STANDARDS], ids=lambda path: path.name)
@pytest.mark.parametrize("arguments", AUDITS, ids=lambda arguments: arguments[0])
def test_every_audit_answers_tools_in_json(arguments, library, run):
    status, text, complaints = run(*arguments, "--format", "json", library=library)
    assert (status, complaints) == (0, "")
    assert json.loads(text)["schema"] == 1


def test_pairs_have_the_keys_that_tools_rely_on_and_slugs(run):
    _, text, _ = run("consistency", "--format", "json", library=ROOT)
    answer = json.loads(text)
    assert list(answer) == ["schema", "pairs"]
    assert {
        "indicator": "strength-of-evidence",
        "lower": "wiltshire-parent-carer-council",
        "higher": "islington-strategic-partnership",
        "criteria": [
            "reviewed",
            "evaluated",
            "external-review",
            "sustained-12-months",
            "sustained-36-months",
        ],
    } in answer["pairs"]
    assert {tuple(pair) for pair in answer["pairs"]} == {("indicator", "lower", "higher", "criteria")}


def test_no_pairs_are_an_empty_list(run):
    _, text, _ = run("consistency", "--format", "json", library=STANDARDS)
    assert json.loads(text) == {"schema": 1, "pairs": []}


def test_the_first_pairs_are_shown_and_the_rest_are_counted(run, monkeypatch):
    monkeypatch.setattr("wwis_evidence.reports.audits.MOST_PAIRS", 2)
    _, text, _ = run("consistency", library=ROOT)
    assert "Strength of evidence: 5 pairs among 8 public items" in text
    assert "And 3 more. All of them: --format json" in text


def test_agreement_on_a_few_items_gives_counts_and_says_why(run):
    _, text, _ = run("agreement", "--format", "json")
    bars = json.loads(text)["indicators"]["strength-of-evidence"]["bars"]
    assert bars["too_few"]
    assert (bars["percent"], bars["alpha"], bars["ac2"]) == (None, None, None)
    assert bars["paired"] > 0
    _, text, _ = run("agreement")
    assert "fewer than 20 items" in text


def test_a_move_is_told_with_the_rule_that_is_behind_it(run):
    _, text, _ = run("framework", OTHER)
    assert "family-link-workers\n    Good → Promising\n" in text
    assert "In the other, Good also asks for “Starting point fixed at the outset”." in text
    _, text, _ = run("framework", OTHER, "--format", "json")
    (moved,) = json.loads(text)["moved"]
    assert (moved["from"], moved["to"]) == ("good", "promising")
    assert moved["rules"] == [
        {"rule": "requirement", "under": "other", "bar": "good", "criteria": [["baseline"]]}
    ]


def refused(capsys, *arguments, library=STARTER):
    with pytest.raises(CommandError) as error:
        main(["audit", *map(str, arguments), "--library", str(library), *DAY])
    assert "\n" not in str(error.value)
    return str(error.value), capsys.readouterr()


def test_an_unsound_framework_is_refused_with_the_bars_named(tmp_path, capsys):
    text = shipped_framework_bytes().decode()
    asks = "      promising:\n        all_of:\n          - reviewed\n"
    assert asks in text
    path = tmp_path / "unsound.yaml"
    path.write_text(text.replace(asks, asks.replace("reviewed", "replicated")), "utf-8")
    line, output = refused(capsys, "framework", path)
    assert line == f"{path} is no sound framework: 1 thing to mend"
    assert "good can be reached without promising" in " ".join(output.err.split())
    assert output.out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: [\n", "is no sound framework"),
        (b"", "is no sound framework"),
        (b"\xff\xfe\x00", "is no sound framework"),
        (b"schema: 1\nkind: review\n", "is no sound framework"),
        (b"a: " + b"x" * 3_000_000, "is no sound framework"),
    ],
)
def test_a_file_that_is_no_framework_is_told_with_places(content, said, tmp_path, capsys):
    path = tmp_path / "other.yaml"
    path.write_bytes(content)
    line, output = refused(capsys, "framework", path)
    assert said in line
    assert output.err.startswith(f"{path}:1:") or output.err.startswith(f"{path}:2:")


def test_a_file_that_is_not_there_or_is_a_folder_is_one_clear_line(tmp_path, capsys):
    for path in (tmp_path / "absent.yaml", tmp_path):
        line, output = refused(capsys, "framework", path)
        assert line == f"there is no file {path}"
        assert output.err == ""


def test_without_an_audit_without_a_library_and_with_a_faulty_framework_nothing_is_answered(tmp_path, capsys):
    with pytest.raises(CommandError, match="AUDIT"):
        main(["audit"])
    line, _ = refused(capsys, "agreement", library=tmp_path)
    assert line.startswith("no library here")
    broken = tmp_path / "library"
    shutil.copytree(STARTER, broken)
    (broken / "framework.yaml").write_text("kind: framework\n")
    line, _ = refused(capsys, "calibration", library=broken)
    assert line.startswith("framework.yaml has errors")


def test_a_library_with_errors_is_still_answered_and_says_that_it_may_lack_something(run, tmp_path):
    broken = tmp_path / "library"
    shutil.copytree(STARTER, broken)
    (broken / "casestudies/early-talk.yaml").write_text("title: [\n")
    status, text, complaints = run("calibration", library=broken)
    assert status == 0
    assert "early-talk" not in text
    assert "have errors, so this may lack something" in complaints or "has errors" in complaints


@pytest.mark.parametrize(
    ("criteria", "unnamed", "words"),
    [
        (0, 0, "nothing"),
        (0, 1, "1 criterion counted without a name"),
        (0, 2, "2 criteria counted without a name"),
        (1, 0, "{}"),
        (1, 1, "{}, 1 other counted without a name"),
        (1, 2, "{}, 2 others counted without a name"),
    ],
)
def test_what_is_confirmed_of_two_items_is_said_with_its_number(criteria, unnamed, words):
    indicator = next(iter(shipped_framework().indicators.values()))
    named = indicator.scored[:criteria]
    pair = Pair(indicator.id, "lower", "higher", 1, 2, named, unnamed)
    assert confirmed_in_words(pair, indicator) == words.format(
        *(criterion_title(indicator, n) for n in named)
    )
