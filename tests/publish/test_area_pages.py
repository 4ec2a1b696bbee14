"""Local areas: every one on the map and in the list, with its items, and nothing said of those without."""

import re

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF, copied

from wwis_evidence.library import build_library
from wwis_evidence.publish import docs
from wwis_evidence.publish.area_pages import england
from wwis_evidence.publish.areas import gazetteer
from wwis_evidence.publish.hexmap import draw
from wwis_evidence.publish.items import items, public
from wwis_evidence.sources import folder
from wwis_evidence.vocabulary import Areas

CURRENT = Areas.load().current()
SILENCE = "That an area has no item says nothing about it."


@pytest.fixture(scope="module")
def real(own):
    return {path: PageReader(content) for path, content in pages_of(own).items()}


def library_with(root, *areas):
    """Lay the Gateshead item into a library, as the work of other areas."""
    copied(root, "library.yaml")
    (root / "casestudies").mkdir()
    copied(root, "casestudies/gateshead-annual-health-checks.yaml", "reviews/gateshead-annual-health-checks")
    path = root / "casestudies/gateshead-annual-health-checks.yaml"
    listed = "".join(f"  - {name}\n" for name in areas)
    text = path.read_text()
    assert "local_areas:\n  - Gateshead\n" in text
    path.write_text(text.replace("local_areas:\n  - Gateshead\n", f"local_areas:\n{listed}"))
    return build_library(folder(root))


def places_of(library):
    shown = items(library, AS_OF)
    return gazetteer(library.areas, public(shown), [], AS_OF)


def test_the_map_has_each_of_the_153_areas_once_and_none_lies_over_another():
    found = england()
    assert set(found.middles) == {area.code for area in CURRENT}
    assert len(found.middles) == len(set(found.middles.values())) == 153
    middles = sorted(found.middles.values())
    nearest = min(
        ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
        for place, (x1, y1) in enumerate(middles)
        for x2, y2 in middles[place + 1 :]
    )
    # Hexagons touch when their middles are as far apart as one is wide.
    assert nearest == pytest.approx(20, abs=0.2)


def test_every_hexagon_lies_within_the_picture():
    found = england()
    for x, y in found.middles.values():
        assert 10 <= x <= found.width - 10
        assert 11.5 <= y <= found.height - 11.5


def test_a_line_parts_two_groups_once_and_runs_round_the_rim():
    apart = draw({"a": (0, 0), "b": (1, 0)}, {"a": "left", "b": "right"})
    together = draw({"a": (0, 0), "b": (1, 0)}, {"a": "one", "b": "one"})
    assert apart.borders.count("M") == 11
    assert together.borders.count("M") == 10


def test_the_map_on_the_page_links_each_area_once_with_its_name_and_its_number(real):
    page = real["local-areas/index.html"]
    links = [a for tag, a in page.elements if tag == "a" and "aria-label" in a]
    named = [a["aria-label"] for a in links if re.search(r": (no|\d+) items?$", a["aria-label"])]
    assert sorted(name.rpartition(":")[0] for name in named) == sorted(area.short_name for area in CURRENT)
    assert "Gateshead: 1 item" in named
    assert "Kent: no items" in named
    assert all(("tabindex" in a) == a["aria-label"].endswith("no items") for a in links)


def test_the_list_beside_the_map_leads_to_every_area_too(real):
    page = real["local-areas/index.html"]
    links = [a for tag, a in page.elements if tag == "a"]
    on_map = {a["href"] for a in links if re.search(r": (no|\d+) items?$", a.get("aria-label", ""))}
    assert len(on_map) == 153
    assert on_map <= {a["href"] for a in links if "aria-label" not in a}
    for area in CURRENT:
        assert area.short_name in page.article


def test_an_area_with_items_has_a_page_and_one_without_a_place_on_its_regions_page(real):
    text = real["local-areas/gateshead/index.html"].article
    assert "1 item of the library comes from Gateshead." in text
    assert "It is not a picture of all that Gateshead does, and no judgement on it." in text
    assert "local-areas/kent/index.html" not in real
    page = real["regions/south-east/index.html"]
    assert "kent" in page.attributes("li", "id")
    assert SILENCE in page.all_text


def test_all_nine_regions_have_a_page_and_their_areas_are_the_153(real):
    pages = {path: page for path, page in real.items() if path.startswith("regions/")}
    assert len(pages) == 9
    listed = [a["id"] for page in pages.values() for tag, a in page.elements if tag == "li" and "id" in a]
    assert len(listed) == len(set(listed)) == 153


def test_an_item_of_several_areas_stands_with_each_and_counts_once_in_its_region(real):
    for slug in ("northumberland", "north-tyneside"):
        page = real[f"local-areas/{slug}/index.html"]
        assert "../../library/northumbria-send-strategic-lead/" in page.attributes("a", "href")
        assert "Shared with other areas" in page.article
    assert "2 items of the library come from 3 of them." in real["regions/north-east/index.html"].article
    assert "A SEND Strategic Lead" in real["local-areas/index.html"].article


def test_an_item_without_an_area_is_listed_as_such(real):
    text = real["local-areas/index.html"].article
    after = text[text.index("Items that name no local area") :]
    assert "Leadership in the middle of local SEND systems" in after


def test_an_area_that_is_no_more_leads_to_those_that_took_its_place(tmp_path):
    library = library_with(tmp_path, "Cumbria")
    found = [place for place in places_of(library).places if place.items]
    assert [place.name for place in found] == ["Cumberland", "Westmorland and Furness"]
    page = docs(library, AS_OF, {})["local-areas/cumberland/index.md"].decode()
    assert "names Cumbria, which was an area until 31 March 2023." in page


def test_an_area_that_kept_its_name_when_its_code_changed_counts_as_todays(tmp_path):
    found = places_of(library_with(tmp_path, "Somerset", "Barnsley"))
    assert [place.name for place in found.places if place.items] == ["Barnsley", "Somerset"]
    assert not any(place.past for place in found.places)


def test_two_names_of_one_area_count_once(tmp_path):
    found = places_of(library_with(tmp_path, "Kent", "Kent County Council"))
    assert [len(place.items) for place in found.places if place.items] == [1]


def test_every_area_of_the_past_is_listed_with_its_successors(real):
    text = real["local-areas/index.html"].article
    assert "Cumbria, until 31 March 2023: now Cumberland and Westmorland and Furness" in text
    former = Areas.load().former()
    assert [area.short_name for area in former] == [
        "Bedfordshire", "Bournemouth", "Cheshire", "Cornwall and Isles of Scilly", "Cumbria",
        "Northamptonshire", "Poole",
    ]  # fmt: skip
    assert all(f"{area.name}, until" in text for area in former)


def test_fictional_areas_stand_on_no_map_and_have_their_pages(example):
    pages = {path: PageReader(content) for path, content in pages_of(example).items()}
    page = pages["local-areas/index.html"]
    assert "None of them has an item in the library so far." in page.all_text
    assert "Fictional areas of this library" in page.all_text
    assert "local-areas/exampleshire/index.html" in pages


def test_addresses_of_areas_are_plain_and_each_its_own():
    areas = Areas.load(("Bad & Ünlike / ../x", "Bad-unlike x", "日本", "Adur/Kent ", "Kènt"))
    found = gazetteer(areas, [], [], AS_OF).places
    slugs = [place.slug for place in found]
    assert len(slugs) == len(set(slugs)) == 158
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    assert [place.slug for place in found if place.name in {"Kent", "Kènt"}] == ["kent", "kent-2"]


def test_nhs_boards_are_listed_with_their_areas_and_items_that_name_the_nhs(real):
    page = real["nhs-boards/index.html"]
    boards = [i for i in page.attributes("div", "id") if i.startswith("E54")]
    assert len(boards) == len(set(boards)) == 36
    assert "Northumbria Healthcare NHS Foundation Trust A SEND Strategic Lead" in page.article
    assert SILENCE in page.all_text
    links = page.attributes("a", "href")
    assert "../local-areas/gateshead/" in links
    assert "../regions/south-east/#kent" in links


def test_every_link_to_a_place_on_another_page_finds_it(real):
    for path in ("local-areas/index.html", "nhs-boards/index.html", "regions/london/index.html"):
        for link in real[path].attributes("a", "href"):
            target, _, anchor = link.partition("#")
            if anchor and target.startswith("../"):
                parts = [part for part in target.split("/") if part not in {"..", ""}]
                there = real["/".join([*parts, "index.html"])]
                ids = {a["id"] for _, a in there.elements if "id" in a}
                assert anchor in ids, (path, link)
