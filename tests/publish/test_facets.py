"""The list's data: what it says of each item, and that its counts are right."""

import gzip
import json
from collections import Counter
from dataclasses import replace

import pytest
import yaml
from publishing import AS_OF, example_library, own_library

from wwis_evidence.library import build_library
from wwis_evidence.publish.facets import facets
from wwis_evidence.publish.items import items, public
from wwis_evidence.publish.listing import PART, list_files
from wwis_evidence.publish.settled_index import settle
from wwis_evidence.sources import folder

TAGS = {
    "enabler": lambda case: [use["id"] for use in case.get("enablers", [])],
    "phase": lambda case: case.get("phases", []),
    "age": lambda case: case.get("facets", {}).get("age_phases", []),
    "need": lambda case: case.get("facets", {}).get("broad_areas_of_need", []),
    "theme": lambda case: [case["theme"]] if case.get("theme") else [],
    "kind": lambda case: [case["kind"]],
    "figures": lambda case: (
        ["before-after"]
        if any("baseline" in (claim.get("measure") or {}) for claim in case.get("impact", []))
        else []
    ),
}


@pytest.fixture(scope="module", params=["own", "example"])
def listed(request, tmp_path_factory):
    """A library with its public items."""
    root = tmp_path_factory.mktemp(request.param) / "library"
    (own_library if request.param == "own" else example_library)(root)
    library = build_library(folder(root))
    return root, library, public(items(library, AS_OF))


def test_counts_are_those_that_the_files_themselves_give(listed):
    root, library, shown = listed
    cases = [yaml.safe_load((root / "casestudies" / f"{item.slug}.yaml").read_text()) for item in shown]
    made = {facet.id: facet for facet in facets(shown, library)}
    for identity, tags in TAGS.items():
        expected = Counter(tag for case in cases for tag in set(tags(case)))
        found = made.get(identity)
        given = {value.id: value.count for value in found.values if value.count} if found else {}
        assert given == dict(expected), identity


def test_the_ratings_facets_hold_every_bar_highest_first_and_count_each_item_once(listed):
    _, library, shown = listed
    for indicator in library.framework.indicators.values():
        (facet,) = [facet for facet in facets(shown, library) if facet.id == indicator.id]
        names = [value.id for value in facet.values][: facet.bars]
        assert names == list(reversed(library.framework.bars))
        assert facet.values[0].label.endswith("4th of 4")
        words = Counter(card.words for item in shown for card in item.cards if card.id == indicator.id)
        assert {value.label: value.count for value in facet.values if value.count} == dict(words)


def test_who_rated_an_item_is_told_apart(listed):
    _, library, shown = listed
    (facet,) = [facet for facet in facets(shown, library) if facet.id == "rated"]
    for item, places in zip(shown, facet.of, strict=True):
        value = facet.values[places[0]].id
        assert (value == "elsewhere") is ("not re-reviewed here" in item.provenance)
        assert (value == "due") is ("due for review again" in item.provenance)


def test_the_data_beside_the_page_is_the_same_as_the_facets(listed):
    _, library, shown = listed
    made = facets(shown, library)
    files = {path: json.loads(raw) for path, raw in list_files(shown, made, library, AS_OF).items()}
    data = files["library/list.json"]
    assert [row[0] for row in data["items"]] == [item.slug for item in shown]
    for place, row in enumerate(data["items"]):
        assert [tuple(values) for values in row[5]] == [facet.of[place] for facet in made]
        assert data["notes"][row[4]] == shown[place].provenance
    assert files["library/summaries-1.json"] == {item.slug: item.case.summary for item in shown[:PART]}
    for item in shown:
        compared = files[f"library/{item.slug}/compare.json"]
        assert [words for _, words, *_ in compared["ratings"]] == [card.words for card in item.cards]


def test_a_place_keeps_one_id_in_addresses_and_strange_names_get_a_digest(listed):
    _, library, shown = listed
    (facet,) = [facet for facet in facets(shown, library) if facet.id == "area"]
    strange = [replace(shown[0], areas=(name,)) for name in ("Écoville <b>", "Ecoville <i>", "B" * 99)]
    (odd,) = [facet for facet in facets(strange, library) if facet.id == "area"]
    ids = [value.id for value in (*facet.values, *odd.values)]
    assert len(set(ids)) == len(ids)
    assert [value.id[:2] for value in odd.values] == ["x-"] * 3
    assert all(set(identity) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for identity in ids)


def test_a_word_that_the_vocabulary_does_not_know_stands_behind_the_known_ones(listed):
    _, library, shown = listed
    strange = replace(shown[0], case=shown[0].case.model_copy(update={"theme": "new-ideas"}))
    (facet,) = [facet for facet in facets([strange, *shown[1:]], library) if facet.id == "theme"]
    last = facet.values[-1]
    assert (last.id, last.label, last.count) == ("new-ideas", "New ideas", 1)
    assert facet.of[0] == (len(facet.values) - 1,)


def test_an_index_in_another_order_of_filters_becomes_the_same_files(tmp_path):
    found = []
    for order, name in (([0, 1], "one"), ([1, 0], "other")):
        write_meta(tmp_path / name, order)
        settle(tmp_path / name)
        found.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert found[0] == found[1]
    (meta,) = [name for name in found[0] if name.endswith(".pf_meta")]
    assert json.loads(found[0]["pagefind-entry.json"])["languages"]["en"]["hash"] == meta.split(".")[1]


def test_an_index_of_a_form_that_is_not_known_is_left_alone(tmp_path):
    write_meta(tmp_path / "one", [0, 1], mark=b"another_form")
    before = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    settle(tmp_path / "one")
    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == before


def write_meta(folder, order, mark=b"pagefind_dcd"):
    """An index's first file: a mark, then CBOR of version, pages, chunks, filters, sorts and fields."""
    filters = [b"\x82\x61b\x62b1", b"\x82\x61a\x62a1"]
    page = b"\x82\x62p1\x19\x01\x2c"  # ["p1", 300]
    content = mark + b"\x86\x651.5.2\x81" + page + b"\x80\x82" + b"".join(filters[i] for i in order)
    folder.mkdir()
    (folder / "pagefind.en_1.pf_meta").write_bytes(gzip.compress(content + b"\x80\x80", mtime=0))
    told = {"version": "1.5.2", "languages": {"en": {"hash": "en_1"}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(told, separators=(",", ":")))
