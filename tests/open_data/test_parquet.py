"""Parquet files hold the rows of the CSV tables, typed, with their terms of use, if DuckDB is installed."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from data_files import AS_OF, LIBRARIES, data_files, library, loaded, parquet, rows, sums

from wwis_evidence import publish
from wwis_evidence.cli.main import main
from wwis_evidence.library import build_library
from wwis_evidence.publish.items import items, public
from wwis_evidence.publish.open_data import csv_text
from wwis_evidence.publish.open_data import parquet as parquet_module
from wwis_evidence.publish.open_data.over_time import moments
from wwis_evidence.publish.open_data.parquet import INSTALL, TYPES
from wwis_evidence.publish.open_data.tables import tables
from wwis_evidence.sources import folder

NAMES = ("items", "impact-measures", "reviews", "ratings", "ratings-over-time")


def described(name):
    """The tables of one of the libraries."""
    built = library(name)
    listed = public(items(built, AS_OF))
    return tables(listed, {item.slug: moments(item, built, AS_OF) for item in listed}, built, AS_OF)


def test_each_csv_table_is_there_as_parquet_with_the_same_columns_and_rows(data):
    assert {path for path in data if path.endswith(".parquet")} == {
        f"api/v1/parquet/{name}.parquet" for name in NAMES
    }
    for name in NAMES:
        columns, found = parquet(data, name)
        wanted = rows(data, name)
        assert [
            {column: csv_text.cell(shown(value)) for column, value in zip(columns, row, strict=True)}
            for row in found
        ] == wanted


def shown(value):
    """A value as the CSV table has it before it becomes a cell."""
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", list(LIBRARIES))
def test_columns_have_the_type_of_their_kind(name):
    found = data_files(library(name))
    for table in described(name):
        _, told = parquet(found, table.name, "DESCRIBE SELECT * FROM {}")
        assert [row[:2] for row in told] == [(column, TYPES[kind]) for column, kind, _ in table.columns]


def test_each_file_says_its_terms_day_version_and_what_its_columns_mean(data):
    index = loaded(data, "index.json")
    for name in NAMES:
        _, told = parquet(data, name, "SELECT decode(key), decode(value) FROM parquet_kv_metadata({})")
        beside = dict(told)
        assert beside["schema"] == "1"
        assert beside["licence"] == "OGL-UK-3.0"
        assert beside["licence_url"] == index["licence"]["url"]
        assert beside["attribution"] == index["attribution"]
        assert beside["as_of"] == "2026-11-21"
        assert json.loads(beside["fictional"]) is index["library"]["fictional"]
        columns, _ = parquet(data, name, "SELECT * FROM {} LIMIT 0")
        meanings = json.loads(beside["columns"])
        assert [column["name"] for column in meanings] == columns
        assert all(column["meaning"] for column in meanings)


def test_the_index_and_the_data_package_lead_to_each_file(data):
    listed = {entry["path"]: entry["media_type"] for entry in loaded(data, "index.json")["files"]}
    for resource in loaded(data, "datapackage.json")["resources"]:
        (other,) = resource["alternates"]
        assert listed[f"api/v1/{other['path']}"] == other["mediatype"] == "application/vnd.apache.parquet"


def test_the_same_library_gives_the_same_bytes_in_another_process(example):
    command = [sys.executable, str(Path(__file__).with_name("data_files.py"))]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    here = list(sums(example))
    assert there == here
    assert len(here) == len(NAMES)


def test_texts_of_strangers_are_rows_and_terms_and_nothing_else():
    title = "'); DROP TABLE items; COPY (SELECT 1) TO 'x.csv' -- =cmd|' /C calc'!A0 \\u0000 é\U0001f600"
    pairs = [
        (path, swapped(path, raw, json.dumps(title, ensure_ascii=False).encode()))
        for path, raw in folder(LIBRARIES["example"])
    ]
    built = build_library(pairs)
    assert built.case("early-talk").title == title
    found = data_files(built)
    _, told = parquet(found, "items", "SELECT title FROM {} WHERE item = 'early-talk'")
    assert told == [(title,)]  # no apostrophe: nothing runs a cell of Parquet
    _, told = parquet(
        found, "items", "SELECT decode(value) FROM parquet_kv_metadata({}) WHERE key = 'library'"
    )
    assert told == [(title,)]


def swapped(path, raw, title):
    """A file of the worked example with another title."""
    if path == "casestudies/early-talk.yaml":
        return raw.replace(b"title: Early talk in Exampleshire\n", b"title: " + title + b"\n", 1)
    if path == "library.yaml":
        lines = raw.splitlines(keepends=True)
        return b"".join(b"title: " + title + b"\n" if line.startswith(b"title:") else line for line in lines)
    return raw


def test_a_site_without_duckdb_says_that_parquet_is_missing_and_how_to_have_it(monkeypatch):
    monkeypatch.setattr(parquet_module, "can_write", lambda: False)
    found = data_files(library("example"))
    assert not [path for path in found if "parquet" in path]
    assert not [entry for entry in loaded(found, "index.json")["files"] if "parquet" in entry["path"]]
    assert all(resource["alternates"] == [] for resource in loaded(found, "datapackage.json")["resources"])
    page = found["data/index.md"].decode()
    assert INSTALL.replace('"', "&#34;") in page
    assert "read_csv" in page
    assert ".parquet'" not in page


def test_build_says_at_the_terminal_that_parquet_is_missing_and_how_to_have_it(monkeypatch, capsys):
    monkeypatch.setattr(publish, "build_site", lambda *_, **__: Path("build/site"))
    command = ["build", "--library", str(LIBRARIES["example"]), "--as-of", AS_OF.isoformat()]
    assert main(command) == 0
    assert "Parquet" not in capsys.readouterr().err
    monkeypatch.setattr(parquet_module, "can_write", lambda: False)
    assert main(command) == 0
    assert f"No Parquet files: DuckDB is not installed. To have them: {INSTALL}" in capsys.readouterr().err
