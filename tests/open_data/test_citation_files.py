"""Citations for programs that keep references: one record each, which no text can break out of."""

import json
import re

from data_files import LIBRARIES, data_files, library, loaded

from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

BREAKING = "Talk}, note = {x} \\input{/etc/passwd} 50% & $x$ #1 a_b ~ ^ \\nER  - \\nTY  - GEN"


def ris(content):
    """Tags and texts of a RIS file."""
    lines = content.decode("utf-8").split("\r\n")
    assert lines[-1] == ""
    return [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in lines[:-1]]


def bibtex(content):
    """Kind, key and fields of a BibTeX entry; fails where braces do not pair up."""
    text = content.decode("utf-8")
    kind, key, rest = re.fullmatch(r"(?s)@(\w+)\{([a-z0-9-]+),\n(.*)\n\}\n", text).groups()
    fields = {}
    for line in rest.split("\n"):
        name, value = re.fullmatch(r"  (\w+) = \{(.*)\},?", line).groups()
        depth = 0
        for mark in re.findall(r"(?<!\\)[{}]", re.sub(r"\\textbackslash\{\}|\\text\w+\{\}", "", value)):
            depth += 1 if mark == "{" else -1
            assert depth >= 0
        assert depth == 0
        fields[name] = value
    return kind, key, fields


def test_every_item_has_both_and_they_say_what_its_data_say(data):
    for entry in loaded(data, "items.json")["items"]:
        bib, ref = (data[path] for path in entry["citations"])
        kind, key, fields = bibtex(bib)
        told = ris(ref)
        assert (kind, key) == ("misc", entry["id"])
        assert told[0] == ("TY", "RPRT" if entry["item_kind"] == "research-report" else "GEN")
        assert told[-1] == ("ER", "")
        tags = dict(told)
        assert tags["TI"] == entry["title"]
        assert fields["year"] == tags["PY"] == entry["changed"][:4]
        assert tags["DA"] == entry["changed"].replace("-", "/")
        assert "sha256:" in fields["note"]
        site = json.loads(data["api/v1/index.json"])["library"]["url"]
        assert ("url" in fields, "UR" in tags) == (bool(site), bool(site))


def test_an_account_taken_from_a_page_names_its_publisher(data):
    for entry in loaded(data, "items.json")["items"]:
        origin = loaded(data, f"items/{entry['id']}.json")["case"].get("origin", {})
        if origin.get("kind") == "imported":
            assert f"after {origin['publisher']}" in dict(ris(data[entry["citations"][1]]))["AU"]
            assert "as published by" in data[entry["citations"][0]].decode() or entry["basis"] == "own-panel"


def test_no_text_breaks_out_of_its_field():
    pairs = [
        (
            path,
            raw.replace(
                b"title: Early talk in Exampleshire\n", f"title: {json.dumps(BREAKING)}\n".encode(), 1
            ),
        )
        for path, raw in folder(LIBRARIES["example"])
    ]
    found = data_files(build_library(pairs))
    kind, key, fields = bibtex(found["library/early-talk/cite.bib"])
    assert (kind, key) == ("misc", "early-talk")
    assert list(fields) == ["author", "title", "year", "howpublished", "url", "note"]
    assert "\\input" not in fields["title"].replace("\\textbackslash{}input", "")
    for mark in ("\\%", "\\&", "\\$", "\\#", "\\_"):
        assert mark in fields["title"]
    tags = [tag for tag, _ in ris(found["library/early-talk/cite.ris"])]
    assert tags.count("TY") == tags.count("ER") == 1


def test_only_items_of_the_public_library_can_be_cited(example):
    shown = {entry["id"] for entry in loaded(example, "items.json")["items"]}
    cited = {path.split("/")[1] for path in example if path.endswith((".bib", ".ris"))}
    assert cited == shown
    assert set(library("example").dossiers) - cited
