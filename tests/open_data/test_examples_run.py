"""Every example of the page about the data runs, against the files served on this computer."""

import http.server
import re
import shlex
import shutil
import subprocess
import sys
import threading
from html import unescape
from urllib.request import urlopen

import duckdb
import pytest
from data_files import files_of, library, loaded, rows

from wwis_evidence.publish.open_data.examples import LOCAL, examples


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Address and folder of the data of the repository's own library."""
    root = tmp_path_factory.mktemp("served")
    for path, content in files_of("own").items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def handler(*arguments):
        return Quiet(*arguments, directory=str(root))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", root
        server.shutdown()


def text(name, address):
    """An example of the library's page, with the address of the served files."""
    found = next(one.text for one in examples(library("own"), parquet=True) if one.id == name)
    assert LOCAL in found or ".csv'" in found or ".parquet'" in found
    return found.replace(LOCAL, address)


def ran(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_shows_the_examples_as_they_are_tested():
    page = unescape(files_of("own")["data/index.md"].decode())
    shown = re.findall(r'<div class="example">(.*?)</div>', page, re.DOTALL)
    told = examples(library("own"), parquet=True)
    assert shown == [one.text.strip() for one in told]
    assert {one.id for one in told} == {"curl", "changes", "pandas", "duckdb", "fetch-parquet", "parquet"}
    without = {one.id for one in examples(library("own"), parquet=False)}
    assert without == {"curl", "changes", "pandas", "duckdb"}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_example_with_curl(served, tmp_path):
    address, _ = served
    told = ran(["sh", "-ec", text("curl", address)], tmp_path)
    assert told.encode() == files_of("own")["api/v1/items.json"]
    assert (tmp_path / "ratings.csv").read_bytes() == files_of("own")["api/v1/csv/ratings.csv"]


def test_the_example_of_changes_since_a_day(served, tmp_path):
    told = ran([sys.executable, "-c", text("changes", served[0])], tmp_path).splitlines()
    changes = loaded(files_of("own"), "changes.json")["changes"]
    wanted = [change for change in changes if change["date"] >= "2025-06-01"]
    assert [line.split()[2] for line in told] == [change["item"] for change in wanted]


def test_the_example_with_pandas(served, tmp_path):
    pytest.importorskip("pandas", reason="pandas would make set-up a quarter longer; make data runs this")
    told = ran([sys.executable, "-c", text("pandas", served[0])], tmp_path).splitlines()
    assert len(told) == 1 + len(rows(files_of("own"), "items"))
    assert all("strength-of-evidence" in line for line in told[:1])


def fetched(commands, folder):
    """Do as lines of curl do, without curl: keep each file that is asked for under its own name."""
    for line in commands.strip().splitlines():
        *options, url = shlex.split(line)
        assert options == ["curl", "--fail", "--silent", "--remote-name"]
        with urlopen(url) as answer:  # noqa: S310 - our own server
            (folder / url.rpartition("/")[2]).write_bytes(answer.read())


def test_the_example_with_duckdb(served, tmp_path, monkeypatch):
    fetched(text("curl", served[0]).splitlines()[1], tmp_path)
    monkeypatch.chdir(tmp_path)
    told = duckdb.connect().sql(text("duckdb", "")).fetchall()
    assert sum(row[-1] for row in told) == len(rows(files_of("own"), "ratings"))
    assert {row[0] for row in told} == {"strength-of-evidence", "breadth-of-impact"}


def test_the_example_with_duckdb_over_parquet(served, tmp_path, monkeypatch):
    fetched(text("fetch-parquet", served[0]), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"items.parquet", "ratings.parquet"}
    monkeypatch.chdir(tmp_path)
    told = duckdb.connect().execute(text("parquet", "")).fetchall()
    rated = [row for row in rows(files_of("own"), "ratings") if row["bar"]]
    measured = {row["item"] for row in rows(files_of("own"), "items") if int(row["measured"])}
    assert sum(row[-2] for row in told) == len(rated)
    assert sum(row[-1] for row in told) == sum(row["item"] in measured for row in rated)
    assert [row[:2] for row in told] == sorted(row[:2] for row in told)


@pytest.mark.parametrize("name", ["own", "example"])
def test_frictionless_finds_the_data_package_and_its_tables_valid(name, tmp_path):
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless would make set-up a quarter longer; make data runs this"
    )
    for path, content in files_of(name).items():
        if path.endswith((".csv", "datapackage.json")):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    report = frictionless.validate(str(tmp_path / "api" / "v1" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == 5
    items = tmp_path / "api" / "v1" / "csv" / "ratings.csv"
    items.write_bytes(items.read_bytes().replace(b",4,", b",four,", 1))
    assert not frictionless.validate(str(tmp_path / "api" / "v1" / "datapackage.json")).valid
