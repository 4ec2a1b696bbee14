"""The questions of the page "Large archives" run as it shows them, over a small archive, in both programs."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from data_files import AS_OF, files_of, library, parquet

from wwis_evidence.publish.open_data.examples import BY_THEME
from wwis_evidence.rating.consistency import consistency

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "site/pages/guides/large-archives.md").read_text(encoding="utf-8")
ADDRESS = "sc://127.0.0.1:50051"


def shown(language):
    """The page's blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def small():
    """The benchmarks' modules, which stand side by side and are no package."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    yield importlib.import_module
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def place(small, tmp_path_factory):
    """A folder with an archive and the page's first question, as the page asks for."""
    folder = tmp_path_factory.mktemp("asked")
    made = small("archive")
    stock = made.make_stock(folder / "stock", 24)
    made.make_archive(stock, folder / "archive", 300)
    (folder / "by-theme.sql").write_text(shown("sql")[0], encoding="utf-8")
    return folder


@pytest.fixture
def database(place):
    """DuckDB over the archive."""
    with duckdb.connect() as found:
        for table in ("items", "impact-measures", "ratings", "ratings-over-time", "reviews"):
            found.read_parquet(f"{place}/archive/{table}/*.parquet").create_view(table)
        yield found


def test_the_page_shows_the_questions_that_are_measured(small):
    assert shown("sql") == list(small("archive_queries").QUERIES.values())
    assert shown("sql")[0] == BY_THEME


def test_an_archive_has_items_of_its_own_and_the_rows_of_its_stock(place, database):
    found = database.execute("SELECT item, title, local_areas, page FROM items ORDER BY item").fetchall()
    assert [row[0] for row in found] == [f"f-{n:08}" for n in range(300)]
    assert all(title.endswith(f" in {areas[0]}") for _, title, areas, _ in found)
    assert all(page == f"library/{item}/" for item, *_, page in found)
    for table in ("impact-measures", "ratings", "ratings-over-time", "reviews"):
        stock = database.read_parquet(f"{place}/stock/{table}.parquet")
        assert stock.description == database.view(f'"{table}"').description
        lost = f'SELECT count(*) FROM "{table}" ANTI JOIN items USING (item)'  # noqa: S608 - our own names
        assert database.execute(lost).fetchall() == [(0,)]
    rated = database.execute("SELECT count(*), count(DISTINCT item) FROM ratings").fetchall()
    assert rated == [(600, 300)]


def test_the_same_seed_gives_the_same_bytes_in_parts_of_any_number(place, small, tmp_path):
    made = small("archive")
    again = made.read_stock(place / "stock")
    made.make_archive(again, tmp_path, 300)
    for path in sorted(tmp_path.rglob("*.parquet")):
        assert path.read_bytes() == (place / "archive" / path.relative_to(tmp_path)).read_bytes(), path
    made.make_archive(again, tmp_path / "other", 300, seed=1)
    items = "items/part-00000.parquet"
    assert (tmp_path / "other" / items).read_bytes() != (tmp_path / items).read_bytes()


def test_the_answer_is_what_counting_by_hand_gives(database):
    rows = database.execute("SELECT item, indicator, basis, bar FROM ratings").fetchall()
    told = dict(database.execute("SELECT item, struct_pack(theme, measured) FROM items").fetchall())
    wanted = {}
    for item, indicator, basis, bar in rows:
        if bar is not None:
            key = (told[item]["theme"], indicator, basis, bar)
            number, figures = wanted.get(key, (0, 0))
            wanted[key] = (number + 1, figures + (told[item]["measured"] > 0))
    found = database.execute(BY_THEME).fetchall()
    assert {row[:4]: row[4:] for row in found} == wanted
    assert len(found) == len(wanted) > 8


def test_the_question_for_moderators_is_that_of_the_audit():
    _, told = parquet(files_of("example"), "ratings", shown("sql")[2].replace("FROM ratings", "FROM {}"))
    own = [rating for rating in library("example").ratings(AS_OF) if rating.basis == "own-panel"]
    assert told
    for audit in consistency(own, library("example").framework):
        assert sum(row[-1] for row in told if row[0] == audit.id) == audit.number


def test_the_page_s_lines_for_duckdb_run(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    exec(shown("python")[0], {})  # noqa: S102 - our own page
    assert "with_figures" in capsys.readouterr().out


def test_spark_sql_answers_as_duckdb_does_and_the_page_s_lines_for_it_run(
    place, database, small, monkeypatch, capsys
):
    pytest.importorskip("pysail", reason="Spark SQL would double the time of set-up; make data runs this")
    ways = small("archive_queries")
    with ways.spark(place / "archive") as ask:
        for query in shown("sql")[:2]:
            assert ask(query) == database.execute(query).fetchall()
    monkeypatch.chdir(place)
    with ways.spark_server() as address:
        assert ADDRESS in shown("python")[1]
        exec(shown("python")[1].replace(ADDRESS, address), {})  # noqa: S102 - our own page
    told = capsys.readouterr().out
    assert all(str(row[4]) in told for row in database.execute(BY_THEME).fetchall())


ASKED = {"start": 2.0, "seconds": [9.0, 1.0, 2.0], "processor": [3.0, 3.0, 3.0], "memory": 5 * 10**7}
RESULTS = {
    "machine": "a machine",
    "busy": False,
    "rounds": 3,
    "stock": {"items": 1000, "read": 5.0, "tabled": 1.0},
    "sizes": {
        size: {
            "made": {"bytes": 2 * 10**6, "seconds": 4.0, "processor": 6.0, "memory": 10**8},
            "asked": {
                "by-theme": {"scan": {**ASKED, "processor": [1.5] * 3}, "duckdb": ASKED, "spark": ASKED},
                "by-role": {"scan": ASKED, "duckdb": ASKED, "spark": ASKED},
                "consistency": {"scan": ASKED, "duckdb": ASKED},
            },
        }
        for size in (10_000, 1_000_000)
    },
}


def test_the_tables_tell_medians_and_how_many_times_reading_alone(small):
    report = small("archive_report")
    told = report.tables(RESULTS)
    assert "| 1,000,000 | 2.0 | 4 | 6 | 100 |" in told
    assert "| ratings by theme | 10,000 | 2.00 | 1.50 |" in told
    assert told.count("| ratings by theme | 10,000 | 2.00 | 3.00 | 2.0 | 50 |") == len(report.ENGINES)
    assert "not asked" in told
    assert "about 100 minutes" in told  # 6 seconds for a thousand
    assert "Other programs" not in told
    assert "Other programs" in report.tables({**RESULTS, "busy": True})


def test_the_page_has_every_size_and_question_that_the_command_measures(small):
    report, bench = small("archive_report"), small("archive_bench")
    written = PAGE.partition(report.MARKS[0])[2].partition(report.MARKS[1])[0]
    for size in bench.SIZES:
        assert f"\n| {size:,} | " in written
        for query in report.QUERIES:
            assert f"\n| {query.name} | {size:,} | " in written
    assert {query.key for query in report.QUERIES} == set(small("archive_queries").QUERIES)


def test_the_whole_measuring_runs_to_its_end_on_a_tiny_archive(small, tmp_path):
    pytest.importorskip("pysail", reason="Spark SQL would double the time of set-up; make data runs this")
    report = small("archive_report")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.MARKS[0]}\nearlier\n{report.MARKS[1]}\nafter\n", encoding="utf-8")
    command = [sys.executable, ROOT / "benchmarks/archive_bench.py", "--largest", "60", "--stock", "20"]
    done = subprocess.run(
        [*command, "--rounds", "1", "--build", tmp_path / "build", "--page", page],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "build/results.json").read_text(encoding="utf-8"))
    assert list(results["sizes"]) == ["60"]
    assert "| ratings by theme | 60 | " in page.read_text(encoding="utf-8")
    assert "earlier" not in page.read_text(encoding="utf-8")
