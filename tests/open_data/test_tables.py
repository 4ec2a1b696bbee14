"""The tables: whole, typed as described, and inert in a spreadsheet program."""

import csv
import io
import re

import pytest
from data_files import AS_OF, LIBRARIES, data_files, library, loaded, rows
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.library import build_library
from wwis_evidence.publish.open_data.csv_text import safe, table
from wwis_evidence.records import Review
from wwis_evidence.sources import folder

TYPES = {
    "string": r"(?s).+",
    "integer": r"-?[0-9]+",
    "number": r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def test_each_cell_is_of_the_type_that_the_package_says(data):
    package = loaded(data, "datapackage.json")
    assert [resource["name"] for resource in package["resources"]] == [
        "items",
        "impact-measures",
        "reviews",
        "ratings",
        "ratings-over-time",
    ]
    for resource in package["resources"]:
        raw = data[f"api/v1/{resource['path']}"]
        fields = resource["schema"]["fields"]
        assert raw.decode().split("\r\n")[0].split(",") == [field["name"] for field in fields]
        for row in rows(data, resource["name"]):
            assert None not in row
            for field in fields:
                value = row[field["name"]]
                empty_allowed = not field.get("constraints", {}).get("required")
                assert (not value and empty_allowed) or re.fullmatch(TYPES[field["type"]], value), (
                    row,
                    field,
                )


def test_keys_tell_rows_apart_and_lead_to_items(data):
    known = {row["item"] for row in rows(data, "items")}
    for resource in loaded(data, "datapackage.json")["resources"]:
        found = rows(data, resource["name"])
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in found]
        assert len(set(keys)) == len(keys)
        assert keys == sorted(keys, key=lambda key: [int(k) if k.isdigit() else k for k in key]) or (
            resource["name"]
            in {"ratings", "ratings-over-time", "reviews"}  # indicators stand in the framework's order
        )
        assert {row["item"] for row in found} <= known


def test_tables_tell_what_the_json_tells(data):
    items = {entry["id"]: entry for entry in loaded(data, "items.json")["items"]}
    told = rows(data, "items")
    assert [row["item"] for row in told] == list(items)
    for row in told:
        assert row["enablers"] == "; ".join(items[row["item"]]["enablers"])
    ratings = {entry["slug"]: entry["indicators"] for entry in loaded(data, "ratings.json")["items"]}
    assert {(row["item"], row["indicator"]): row["bar"] for row in rows(data, "ratings")} == {
        (slug, name): part["bar"] or "" for slug, parts in ratings.items() for name, part in parts.items()
    }
    measures = {
        (slug, claim["id"])
        for slug in items
        for claim in loaded(data, f"items/{slug}.json")["case"].get("impact", [])
        if "measure" in claim
    }
    assert {(row["item"], row["impact"]) for row in rows(data, "impact-measures")} == measures


def test_reviews_are_those_that_count_told_by_role_and_by_no_name(example):
    built = library("example")
    told = rows(example, "reviews")
    counting = {
        (rating.slug, review.role, review.review.date)
        for rating in built.ratings(AS_OF)
        if rating.public and rating.basis == "own-panel"
        for review in rating.counting
    }
    assert {(row["item"], row["role"], row["date"]) for row in told} == counting
    people = {file.record.reviewer for file in built.files.values() if isinstance(file.record, Review)}
    cells = {cell for row in told for cell in row.values()}
    assert people
    assert not people & cells


def test_lines_end_as_rfc_4180_says_and_the_text_is_utf_8_without_a_mark(data):
    for path, content in data.items():
        if path.endswith(".csv"):
            text = content.decode("utf-8")
            assert not text.startswith("\ufeff")
            assert text.endswith("\r\n")
            assert not re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text))


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2), max_size=5))
def test_a_text_comes_back_as_it_was_but_for_the_apostrophe_before_a_formula(texts):
    content = table(["a", "b"], texts).decode("utf-8")
    back = list(csv.reader(io.StringIO(content, newline="")))
    assert back == [["a", "b"], *([safe(text) for text in row] for row in texts)]
    for row in back[1:]:
        for text in row:
            assert not text.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\t", "\r", "\n", "\ufeff=", "＝", "＠"])  # noqa: RUF001 - wide signs
def test_a_formula_in_any_text_gets_an_apostrophe(start):
    text = f'{start}HYPERLINK("https://evil.example","x")'
    assert safe(text) == f"'{text}"


def test_numbers_stay_numbers():
    assert table(["n"], [[-3.5], [-2], [1e-7], [31.0], [None], [True]]) == (
        b'n\r\n-3.5\r\n-2\r\n1e-07\r\n31\r\n""\r\ntrue\r\n'
    )


def test_formulas_in_a_case_file_are_inert_in_the_tables():
    attack = "=cmd|' /C calc'!A0"
    pairs = [
        (
            path,
            raw.replace(b"title: Early talk in Exampleshire\n", f'title: "{attack}"\n'.encode(), 1)
            if path == "casestudies/early-talk.yaml"
            else raw,
        )
        for path, raw in folder(LIBRARIES["example"])
    ]
    found = data_files(build_library(pairs))
    row = next(row for row in rows(found, "items") if row["item"] == "early-talk")
    assert row["title"] == f"'{attack}"
