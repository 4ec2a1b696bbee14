"""Enablers, phases, the 15 cells of the grid and the crosswalk: the items that show each, or honest words."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from pagereader import PageReader, pages_of
from publishing import AS_OF

from wwis_evidence.library import build_library
from wwis_evidence.publish import docs
from wwis_evidence.publish.items import items, public
from wwis_evidence.publish.practice import Practice, strongest_first
from wwis_evidence.publish.self_evaluation import schema
from wwis_evidence.sources import folder
from wwis_evidence.vocabulary import load

EMPTY = "No vetted item shows this cell yet. That says nothing about whether it works"


@pytest.fixture(scope="module", params=["own", "example"])
def site(request):
    """Each library's built pages, with its public items."""
    root = request.getfixturevalue(request.param)
    shown = items(build_library(folder(root)), AS_OF)
    pages = {path: PageReader(content) for path, content in pages_of(root).items()}
    return pages, public(shown)


def titles_in(page, listed):
    return {item.slug for item in listed if any(item.url in link for link in page.attributes("a", "href"))}


def names(item):
    return {use.id for use in item.case.enablers}


def test_each_of_the_15_cells_is_linked_from_the_grid_and_has_its_page(site):
    pages, _ = site
    links = pages["grid/index.html"].attributes("a", "href")
    for enabler, phase in load().grid:
        assert f"../grid/{enabler}/{phase}/" in links
        assert f"grid/{enabler}/{phase}/index.html" in pages
    assert len([path for path in pages if path.startswith("grid/")]) == 16


def test_a_cell_has_exactly_the_public_items_that_name_its_enabler_and_its_phase(site):
    pages, listed = site
    for enabler, phase in load().grid:
        page = pages[f"grid/{enabler}/{phase}/index.html"]
        expected = {i.slug for i in listed if enabler in names(i) and phase in i.case.phases}
        assert titles_in(page, listed) == expected, (enabler, phase)
        assert (EMPTY in page.all_text) == (not expected)


def test_the_numbers_in_the_grid_are_those_of_the_cells(site):
    pages, listed = site
    text = pages["grid/index.html"].article
    found = re.findall(r"(\d+|No) items? shows? this(?: yet)? : ", text)
    expected = [
        sum(enabler in names(item) and phase in item.case.phases for item in listed)
        for enabler, phase in load().grid
    ]
    assert [0 if number == "No" else int(number) for number in found] == expected
    assert sum(expected) > 0


def test_enablers_and_phases_list_the_items_that_name_them(site):
    pages, listed = site
    for enabler in load().terms("enablers"):
        expected = {item.slug for item in listed if enabler in names(item)}
        assert titles_in(pages[f"enablers/{enabler}/index.html"], listed) == expected
    for phase in load().terms("phases"):
        expected = {item.slug for item in listed if phase in item.case.phases}
        assert titles_in(pages[f"improvement-cycle/{phase}/index.html"], listed) == expected


def test_an_item_that_waits_for_reviewers_is_counted_and_not_shown(own):
    page = PageReader(pages_of(own)["grid/co-production/flourishing/index.html"])
    assert "1 item that waits for reviewers names it too." in page.all_text
    assert "Lincolnshire" not in page.article


def test_the_crosswalk_has_every_enabler_with_the_items_behind_it_and_says_whose_reading_it_is(own):
    page = PageReader(pages_of(own)["ingredients/index.html"])
    rows = load().crosswalk
    pairs = sum(len(row.ingredients) + len(row.trust_ways) for row in rows)
    stated = sum(len(row.stated) for row in rows)
    assert page.all_text.count("said in the paper") == stated == 2
    assert len(re.findall(r"\bour reading\b", page.article)) == pairs - stated
    for row in rows:
        assert f"../enablers/{row.enabler}/" in page.attributes("a", "href")
        assert set(row.stated) <= set(row.ingredients)
    ids = set(page.attributes("li", "id") + page.attributes("h3", "id") + page.attributes("tr", "id"))
    for link in page.attributes("a", "href"):
        if link.startswith(("#ingredient-", "#way-")):
            assert link[1:] in ids


def test_every_page_that_restates_a_study_links_to_it(own):
    pages = pages_of(own)
    source = load().grid["vision", "flourishing"].source.url
    for path in ("grid/", "grid/vision/flourishing/", "enablers/", "enablers/vision/", "improvement-cycle/",
                 "improvement-cycle/green-shoots/", "ingredients/", "look-at-your-own-system/"):  # fmt: skip
        assert source in PageReader(pages[f"{path}index.html"]).attributes("a", "href"), path
    for terms in ("ingredients", "trust-ways"):
        address = next(iter(load().terms(terms).values())).source.url
        assert address in PageReader(pages["ingredients/index.html"]).attributes("a", "href")


def test_a_library_without_items_says_of_every_cell_that_this_says_nothing():
    pages = docs(build_library([]), AS_OF, {})
    for enabler, phase in load().grid:
        assert EMPTY in pages[f"grid/{enabler}/{phase}/index.md"].decode()
    assert pages["look-at-your-own-system/index.md"].decode().count("No vetted item shows this yet.") == 15


def test_the_form_offers_every_cell_and_the_practice_that_shows_it(site):
    pages, listed = site
    page = pages["look-at-your-own-system/index.html"]
    radios = [a for tag, a in page.elements if tag == "input" and a.get("name", "").startswith("phase-")]
    offered = {(a["name"].removeprefix("phase-"), a["value"]) for a in radios if a["value"]}
    assert offered == set(load().grid)
    assert not [a for a in radios if "checked" in a], "nothing is chosen for anybody"
    expected = {item.slug for item in listed if item.case.phases and item.case.enablers}
    assert titles_in(page, listed) == expected
    assert "It is not a judgement, a score or an inspection" in page.all_text
    assert "Nothing that you write leaves this browser." in page.all_text


def test_many_items_are_cut_to_those_with_the_strongest_evidence_and_the_rest_stay_linked(example):
    shown = public(items(build_library(folder(example)), AS_OF))
    order = [item.cards[0].position or 0 for item in strongest_first(shown)]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) > 1
    practice = Practice(tuple(shown))
    assert sum(len(practice.of_cell(*key)) for key in load().grid) == sum(
        len(names(item)) * len(set(item.case.phases)) for item in shown
    )


def test_the_schema_of_the_saved_file_is_published_and_valid(own):
    published = json.loads(
        (own / "build/site/look-at-your-own-system/self-evaluation.schema.json").read_bytes()
    )
    assert published == schema()
    Draft202012Validator.check_schema(published)
    assert set(published["properties"]["answers"]["properties"]) == set(load().terms("enablers"))
