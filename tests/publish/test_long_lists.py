"""Lists of a large library: over pages, or cut with a way to the rest, so that no page grows with it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import AS_OF, example_library

from wwis_evidence.library import build_library
from wwis_evidence.publish import docs
from wwis_evidence.publish.facets import facets
from wwis_evidence.publish.items import items, public
from wwis_evidence.publish.listing import PART
from wwis_evidence.publish.paging import PER_PAGE, over_pages
from wwis_evidence.sources import folder

COPIES, WAITING = PART + 20, PER_PAGE + 30


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A library with many copies of one published case, some of which wait, and its pages."""
    root = example_library(tmp_path_factory.mktemp("large") / "library")
    source = (root / "casestudies" / "health-passports.yaml").read_text()
    panel = (root / "reviews" / "health-passports" / "published-panel.yaml").read_text()
    for number in range(COPIES + WAITING):
        slug = f"copy-{number:03}"
        text = source.replace("title: ", f"title: No {number:03} ", 1)
        (root / "casestudies" / f"{slug}.yaml").write_text(text)
        if number < COPIES:
            (root / "reviews" / slug).mkdir()
            (root / "reviews" / slug / "published-panel.yaml").write_text(panel)
    library = build_library(folder(root))
    return library, items(library, AS_OF), docs(library, AS_OF, {})


@given(st.integers(0, 5 * PER_PAGE))
def test_a_list_over_pages_has_every_entry_once_in_its_order(count):
    pages = over_pages("library/", range(count))
    assert [entry for page in pages for entry in page.entries] == list(range(count))
    assert all(len(page.entries) == PER_PAGE for page in pages[:-1])
    assert [(page.first, page.last) for page in pages if page.entries] == [
        (page.entries[0] + 1, page.entries[-1] + 1) for page in pages if page.entries
    ]
    for page in pages:
        assert page.numbers[page.number - 1] == (page.number, page.url)
        assert len(page.numbers) == len(pages) == page.of


def test_the_library_goes_on_over_pages_and_summaries_over_files(large):
    _, every, pages = large
    shown = public(every)
    numbers = [path for path in pages if path.startswith("library/page/")]
    assert len(numbers) == -(-len(shown) // PER_PAGE) - 1
    texts = [pages["library/index.md"], *(pages[path] for path in numbers)]
    assert sum(text.count(b'data-slug="') for text in texts) == len(shown)
    assert max(text.count(b'data-slug="') for text in texts) == PER_PAGE
    parts = [json.loads(raw) for path, raw in pages.items() if path.startswith("library/summaries-")]
    assert sorted(slug for part in parts for slug in part) == sorted(item.slug for item in shown)
    assert max(map(len, parts)) == PART


def test_the_pipeline_goes_on_over_pages_and_names_each_case_that_waits_once(large):
    _, every, pages = large
    waiting = [item for item in every if item.rating.status == "awaiting-reviewers"]
    texts = {path: text.decode() for path, text in pages.items() if re.match(r"pipeline/(page/|index)", path)}
    assert list(texts) == ["pipeline/index.md", "pipeline/page/2/index.md"]
    found = re.findall(r'class="item-title"><a href="[./]*pipeline/([a-z0-9-]+)/"', "".join(texts.values()))
    assert found == [item.slug for item in waiting]
    assert f"There are {len(waiting)}." in texts["pipeline/index.md"]
    assert max(text.count('class="item-title"') for text in texts.values()) == PER_PAGE
    assert 'href="../../../pipeline/"' in texts["pipeline/page/2/index.md"]
    for text in texts.values():
        assert text.count("## Waiting for reviewers") == 1
        assert "Nothing waits for reviewers." not in text


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("enablers/essentials/", {"enabler": "essentials"}),
        ("improvement-cycle/green-shoots/", {"phase": "green-shoots"}),
        ("grid/essentials/green-shoots/", {"enabler": "essentials", "phase": "green-shoots"}),
    ],
)
def test_a_word_with_many_items_names_the_first_and_leads_to_all_of_them_in_the_library(path, chosen, large):
    library, every, pages = large
    shown = public(every)
    page = pages[f"{path}index.md"].decode()
    (count, query) = re.search(r'library/\?([^"]+)">All (\d+) of them', page).groups()[::-1]
    assert dict(pair.split("=") for pair in query.replace("&amp;", "&").split("&")) == chosen
    made = {facet.id: facet for facet in facets(shown, library)}
    places = {facet: [value.id for value in made[facet].values].index(chosen[facet]) for facet in chosen}
    narrowed = [
        item
        for place, item in enumerate(shown)
        if all(places[facet] in made[facet].of[place] for facet in chosen)
    ]
    assert int(count) == len(narrowed) > COPIES
    assert page.count('class="item-title"') == 12
    assert len(page) < 30_000


def test_an_area_with_many_items_has_them_all_on_its_own_page(large):
    _, every, pages = large
    page = pages["local-areas/mockham/index.md"].decode()
    of_area = {item.slug for item in public(every) if "Mockham" in item.case.local_areas}
    assert set(re.findall(r'library/([a-z0-9-]+)/"', page)) >= of_area
    assert len(of_area) > COPIES
