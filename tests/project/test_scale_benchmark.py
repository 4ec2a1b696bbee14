"""What the measuring of growth rests on: the tables, the page, and a run at two tiny sizes."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture
def module(monkeypatch):
    """Import one of the benchmarks' modules; they are commands that stand side by side, not a package."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module


def size(report, cases, each, memory=10**8):
    """Results of one size, with so many milliseconds of work for one item."""
    row = {"seconds": cases * each / 1000, "processor": cases * each / 1000, "memory": memory}
    rows = {one.key: row for one in report.ROWS}
    loads = dict.fromkeys(report.LOADS, 50_000)
    return {"reviews": 3 * cases, "pages": 2 * cases, "bytes": 10**6 * cases, "rows": rows, "loads": loads}


def results(*sizes):
    return {"machine": "a machine", "busy": False, "sizes": dict(sizes)}


def test_growth_in_proportion_and_beyond_it_are_told(module):
    report = module("scale_report")
    even = report.tables(results(("500", size(report, 500, 4)), ("5000", size(report, 5000, 4))))
    assert "| `check`, every rule, nothing kept | 4.00 | 4.00 | 1.00 |" in even
    assert "It is reached by every step." in even
    assert "| `check`, every rule, nothing kept | 2.0 | 20.0 |" in even
    steep = size(report, 5000, 4)
    steep["rows"] = steep["rows"] | {"build": {"seconds": 1, "processor": 5000 * 0.008, "memory": 1}}
    text = report.tables(results(("500", size(report, 500, 4)), ("5000", steep)))
    assert "missed by `build`, the whole site, nothing kept 2.00." in text


def test_too_much_memory_is_told(module):
    report = module("scale_report")
    text = report.tables(results(("500", size(report, 500, 4)), ("5000", size(report, 5000, 4, 2 * 10**9))))
    assert "a check of 5,000 case studies below 1,000 MB. It is missed." in text


def test_the_page_has_a_place_for_the_tables_and_every_row_that_it_tells_is_measured(module):
    report = module("scale_report")
    page = (ROOT / "site/pages/guides/how-it-grows.md").read_text(encoding="utf-8")
    tables = page.partition(report.MARKS[0])[2].partition(report.MARKS[1])[0]
    assert tables
    shown = [line.split(" | ")[0].removeprefix("| ") for line in tables.splitlines() if line.startswith("| ")]
    named = {row.name for row in (*report.ROWS, *report.LOADED)}
    assert {name for name in shown if name not in {"what", "---"}} in (named, set())


def test_a_step_that_fails_is_not_taken_for_a_fast_one(module):
    measure = module("measure")
    done = measure.measured([sys.executable, "-c", "x = b'x' * 50_000_000; import time; time.sleep(0.3)"])
    assert done.time.seconds >= 0.3
    assert done.memory.together > 40_000_000
    with pytest.raises(RuntimeError, match="gone wrong"):
        measure.measured([sys.executable, "-c", "raise SystemExit('gone wrong')"])


def test_the_whole_measuring_runs_to_its_end_on_a_tiny_library(module, tmp_path):
    report = module("scale_report")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.MARKS[0]}\nearlier\n{report.MARKS[1]}\nafter\n", encoding="utf-8")
    command = [sys.executable, BENCHMARKS / "scale.py", "--sizes", "4"]
    done = subprocess.run(
        [*command, "--build", tmp_path / "build", "--page", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "build/results.json").read_text(encoding="utf-8"))
    rows = found["sizes"]["4"]["rows"]
    assert list(rows) == [row.key for row in report.ROWS]
    assert all(row["seconds"] > 0 and row["processor"] > 0 for row in rows.values())
    written = page.read_text(encoding="utf-8")
    assert written == f"before\n{report.MARKS[0]}\n\n{report.tables(found)}\n\n{report.MARKS[1]}\nafter\n"
