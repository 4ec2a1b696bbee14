"""What the measuring of a build rests on: the plain pages, the steps, and the tables on the page."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
RESULTS = {
    "rounds": 3,
    "cases": 1500,
    "pages": 1800,
    "bytes": {"bytes": 2 * 10**7, "words": 10**7},
    "machine": "a machine",
    "busy": False,
    "rows": {
        "ours": {"seconds": [1.0, 9.0, 3.0], "processor": [4.0, 4.0, 4.0]},
        "bytes": {"seconds": [2.0, 2.0, 2.0], "processor": [8.0, 8.0, 8.0]},
        "words": {"seconds": [6.0, 6.0, 6.0], "processor": [1.0, 1.0, 1.0]},
    },
}


@pytest.fixture
def module(monkeypatch):
    """Import one of the benchmarks' modules; they are commands that stand side by side, not a package."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module


def test_an_article_becomes_markdown_with_all_of_its_words(module):
    page = (
        "<nav>Menu</nav><article><h1>One &amp; all</h1><p>Some <strong>bold</strong>\nwords</p><ul><li>a</li>"
        "<li>b</li></ul><table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table></article>"
    )
    assert module("markdown_pages").plain(page) == [
        "# One & all",
        "Some **bold** words",
        "- a",
        "- b",
        "| x | y |\n| --- | --- |\n| 1 | 2 |",
    ]


def test_a_page_is_filled_to_a_size_with_its_own_words(module):
    filled = module("markdown_pages").filled(["# One", "words é", "- a"], 60)
    assert filled.startswith("# One\n\nwords é\n\n- a\n\nwords é\n\n- a")
    assert 60 <= len(filled.encode()) <= 75
    assert module("markdown_pages").filled(["# One"], 0) == "# One\n"


def test_the_tables_tell_medians_and_whether_the_aim_was_reached(module):
    report = module("site_report")
    stages = dict.fromkeys(module("site_stages").NAMES, 1.0)
    text = report.tables({**RESULTS, "stages": stages})
    assert "| 3.0 | 4.0 | 1.00 | 1.00 |" in text
    assert "| 2.0 | 8.0 | 1.50 | 0.50 |" in text
    assert "Reached: 1.50: missed by 0.50." in text
    faster = {**RESULTS["rows"], "ours": {"seconds": [1.0], "processor": [1.0]}}
    assert "Reached: 0.50." in report.tables({**RESULTS, "rows": faster, "stages": stages})


def test_the_page_has_every_row_and_step_that_the_command_measures(module):
    report = module("site_report")
    page = (ROOT / "site/pages/guides/speed.md").read_text(encoding="utf-8")
    written = page.partition(report.MARKS[0])[2].partition(report.MARKS[1])[0]
    shown = [
        line.split(" | ")[0].removeprefix("| ") for line in written.splitlines() if line.startswith("| ")
    ]
    assert [name for name in shown if name not in {"what", "---", "step of our build"}] == [
        *(row.name for row in report.ROWS),
        *module("site_stages").NAMES,
    ]


def test_the_whole_measuring_runs_to_its_end_on_a_tiny_library(module, tmp_path):
    report = module("site_report")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.MARKS[0]}\nearlier\n{report.MARKS[1]}\nafter\n", encoding="utf-8")
    command = [sys.executable, BENCHMARKS / "site_build.py", "--cases", "4", "--rounds", "1"]
    done = subprocess.run(
        [*command, "--build", tmp_path / "build", "--page", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "build/results.json").read_text(encoding="utf-8"))
    assert all(seconds > 0 for seconds in results["stages"].values()), "a step's function is elsewhere now"
    for key, size in results["bytes"].items():
        pages = list((tmp_path / "build" / key / "docs").rglob("*.md"))
        assert len(pages) == results["pages"]
        assert sum(one.stat().st_size for one in pages) == size
        assert (tmp_path / "build" / key / "site/search/search_index.json").is_file()
    ours = list((tmp_path / "build/library/build/docs").rglob("*.md"))
    assert results["bytes"]["bytes"] >= sum(one.stat().st_size for one in ours) > results["bytes"]["words"]
    written = page.read_text(encoding="utf-8")
    assert written == f"before\n{report.MARKS[0]}\n\n{report.tables(results)}\n\n{report.MARKS[1]}\nafter\n"
