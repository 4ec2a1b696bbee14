"""What the measuring of speed rests on: the made-up library, the peers' schemas, and the page."""

import importlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from wwis_evidence.checks.run import check_library
from wwis_evidence.documents.layout import canonical
from wwis_evidence.documents.reader import read
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
PEERS = ROOT / ".venv-bench/bin"


@pytest.fixture
def module(monkeypatch):
    """Import one of the benchmarks' modules; they are commands that stand side by side, not a package."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module


@pytest.fixture
def generate(module):
    return module("generate").generate


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def found_in(root):
    return sorted((f.path, f.code) for f in check_library(build_library(folder(root)), date(2026, 11, 1)))


def test_the_same_size_and_seed_give_the_same_library(generate, tmp_path):
    slips = [generate(tmp_path / name, 5) for name in ("one", "two")]
    assert slips[0] == slips[1]
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    generate(tmp_path / "other", 5, seed=7)
    assert contents(tmp_path / "other") != contents(tmp_path / "one")


def test_five_case_studies_check_with_the_planted_slip_and_nothing_else(generate, tmp_path):
    slips = generate(tmp_path, 5)
    assert len(slips) == 1
    assert found_in(tmp_path) == [(slip.path, slip.code) for slip in slips]


def test_every_kind_of_slip_leads_to_its_one_finding(module, generate, tmp_path):
    codes = module("slips").CODES
    slips = generate(tmp_path, len(codes), slip_every=1)
    assert sorted(slip.code for slip in slips) == sorted(codes)
    assert found_in(tmp_path) == [(slip.path, slip.code) for slip in slips]


def test_case_studies_are_about_as_long_and_as_often_reviewed_as_the_page_says(generate, tmp_path):
    generate(tmp_path, 30, slip_every=0)
    made = contents(tmp_path)
    lines = [raw.count(b"\n") for path, raw in made.items() if path.startswith("casestudies/")]
    assert 130 < sum(lines) / len(lines) < 180
    for case in tmp_path.glob("casestudies/*.yaml"):
        assert 3 <= len(list(tmp_path.glob(f"reviews/{case.stem}/R*.yaml"))) <= 5
    assert any(path.endswith("/moderation.yaml") for path in made)
    assert any(path.endswith("/panel.yaml") for path in made)


def test_the_made_files_have_the_canonical_layout_and_say_that_they_are_fictional(generate, tmp_path):
    generate(tmp_path, 3, slip_every=0)
    for path, raw in contents(tmp_path).items():
        assert canonical(raw, {}) == raw, path
        assert raw.startswith(b"# Fictional"), path


def test_more_case_studies_than_there_are_titles_are_refused(module, generate, tmp_path):
    with pytest.raises(ValueError, match="different titles"):
        generate(tmp_path, module("generate").titles() + 1)


@pytest.mark.parametrize("name", ["CaseStudy", "Review"])
def test_the_peers_schema_takes_what_is_right_and_refuses_what_has_another_shape(
    module, generate, tmp_path, name
):
    generate(tmp_path, 3, slip_every=0)
    schemas = module("schemas")
    schema = schemas.json_schema(getattr(schemas, name))
    jsonschema.Draft202012Validator.check_schema(schema)
    pattern = "casestudies/*.yaml" if name == "CaseStudy" else "reviews/*/R*.yaml"
    for path in tmp_path.glob(pattern):
        data = read(path.read_bytes()).data
        jsonschema.validate(data, schema)
        wrong = [data | {"unknown": 1}, data | {"schema": 2}, {k: v for k, v in data.items() if k != "kind"}]
        wrong.append({**data, "interests": "some"} if name == "Review" else {**data, "sources": "none"})
        for one in wrong:
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(one, schema)


def test_the_page_has_every_row_that_the_command_measures(module):
    rows, report = module("rows"), module("report")
    page = (ROOT / "site/pages/guides/speed.md").read_text(encoding="utf-8")
    tables = page.partition(report.BEGIN)[2].partition(report.END)[0]
    shown = [line.split(" | ")[0].removeprefix("| ") for line in tables.splitlines() if line.startswith("| ")]
    named = [row.name for row in (*rows.CHECKING, *rows.STARTING)]
    assert [name for name in shown if name in named] == named


def test_a_command_that_fails_is_not_taken_for_a_fast_one(module):
    measure = module("measure")
    assert measure.run([sys.executable, "-c", "raise SystemExit(1)"]).status == 1
    for code in ("raise ValueError", "raise SystemExit(2)"):
        with pytest.raises(RuntimeError):
            measure.run([sys.executable, "-c", code])


@pytest.mark.parametrize("peers", ["none", "installed"])
def test_the_whole_measuring_runs_to_its_end_on_a_tiny_library(module, tmp_path, peers):
    if peers == "installed" and not (PEERS / "yamale").exists():
        pytest.skip("the peers are not installed: make tools runs this")
    report = module("report")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nearlier tables\n{report.END}\nafter\n", encoding="utf-8")
    command = [
        sys.executable,
        BENCHMARKS / "run.py",
        "--quick",
        "--build",
        tmp_path / "build",
        "--page",
        page,
    ]
    command += ["--peers", tmp_path / "none"] if peers == "none" else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "build/results.json").read_text(encoding="utf-8"))
    assert all(row["seconds"] for row in results["rows"].values())
    assert {"floor", "floor-2", "objects", "cold", "cold-1", "over-ruamel", "version"} <= set(results["rows"])
    assert ("yamale" in results["rows"]) == ("check-jsonschema" in results["rows"]) == (peers == "installed")
    assert results["memory"]["largest"] > 10**6
    assert sum(results["stages"].values()) > 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith(f"before\n{report.BEGIN}\n")
    assert written.endswith(f"{report.END}\nafter\n")
    assert "earlier tables" not in written
    assert report.tables(results) in written
