"""Every example of the page about the data runs, against the files served on this computer."""

import http.server
import re
import shutil
import subprocess
import sys
import threading
from html import unescape

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
    found = next(one.text for one in examples(library("own")) if one.id == name)
    assert name == "duckdb" or LOCAL in found
    return found.replace(LOCAL, address)


def ran(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_shows_the_examples_as_they_are_tested():
    page = unescape(files_of("own")["data/index.md"].decode())
    shown = re.findall(r'<div class="example">(.*?)</div>', page, re.DOTALL)
    assert shown == [one.text.strip() for one in examples(library("own"))]
    assert {one.id for one in examples(library("own"))} == {"curl", "changes", "pandas", "duckdb"}


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
    pytest.importorskip("pandas", reason="pandas is not installed; make data runs this")
    told = ran([sys.executable, "-c", text("pandas", served[0])], tmp_path).splitlines()
    assert len(told) == 1 + len(rows(files_of("own"), "items"))
    assert all("strength-of-evidence" in line for line in told[:1])


def test_the_example_with_duckdb(served, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed; make data runs this")
    monkeypatch.chdir(served[1] / "api" / "v1" / "csv")
    told = duckdb.sql(text("duckdb", "")).fetchall()
    assert sum(row[-1] for row in told) == len(rows(files_of("own"), "ratings"))
    assert {row[0] for row in told} == {"strength-of-evidence", "breadth-of-impact"}


@pytest.mark.parametrize("name", ["own", "example"])
def test_frictionless_finds_the_data_package_and_its_tables_valid(name, tmp_path):
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed; make data runs this"
    )
    for path, content in files_of(name).items():
        if path.endswith((".csv", "datapackage.json")):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    report = frictionless.validate(str(tmp_path / "api" / "v1" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == 4
    items = tmp_path / "api" / "v1" / "csv" / "ratings.csv"
    items.write_bytes(items.read_bytes().replace(b",4,", b",four,", 1))
    assert not frictionless.validate(str(tmp_path / "api" / "v1" / "datapackage.json")).valid
