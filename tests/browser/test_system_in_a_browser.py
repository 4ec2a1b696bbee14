"""The grid, the crosswalk and local areas, as a browser shows them."""

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = [
    ("own", "enablers/"),
    ("own", "enablers/co-production/"),
    ("own", "improvement-cycle/flourishing/"),
    ("own", "grid/"),
    ("own", "grid/essentials/flourishing/"),
    ("own", "grid/workforce/green-shoots/"),
    ("own", "ingredients/"),
    ("own", "local-areas/"),
    ("own", "local-areas/north-tyneside/"),
    ("own", "regions/north-east/"),
    ("own", "nhs-boards/"),
    ("example", "local-areas/"),
    ("example", "local-areas/exampleshire/"),
    ("example", "how-ratings-are-made/questions/"),
]


@pytest.mark.parametrize(("library", "path"), PAGES)
def test_pages_fit_every_screen_ask_for_nothing_elsewhere_and_satisfy_axe(library, path, visit, request):
    address = request.getfixturevalue(library)
    seen = visit(f"{address}/{path}")
    assert seen.messages == []
    assert [url for url in seen.requests if not url.startswith(address)] == []
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert_accessible(seen.page)
    seen.page.set_viewport_size({"width": 320, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [1280, 320])
def test_the_grid_stays_a_table_with_headers_on_every_screen(width, own, visit):
    page = visit(f"{own}/grid/", width=width).page
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_count(4)
    expect(page.get_by_role("rowheader")).to_have_count(5)
    expect(page.get_by_role("cell")).to_have_count(15)
    box = page.get_by_role("cell").nth(1).bounding_box()
    assert box["width"] > 130
    named = page.get_by_role("cell").nth(1).evaluate("e => getComputedStyle(e, '::before').content")
    assert ("Green shoots" in named) is (width == 320)


def test_the_map_is_passed_by_one_key_and_names_what_is_pointed_at(own, visit):
    page = visit(f"{own}/local-areas/").page
    page.locator(".skip-map").focus()
    assert page.locator(".skip-map").bounding_box()["width"] > 50
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").endswith(": 1 item")
    stops = page.locator(".hex-map a:not([tabindex])")
    expect(stops).to_have_count(10)
    kent = page.locator(".hex-map a[aria-label='Kent: no items']")
    kent.locator(".hex").hover()
    assert kent.locator(".hex-name").evaluate("e => getComputedStyle(e).visibility") == "visible"
    kent.locator(".hex").click()
    assert page.url.endswith("/regions/south-east/#kent")


def test_the_map_and_its_list_work_without_scripts(own, visit):
    page = visit(f"{own}/local-areas/", scripts=False, width=375).page
    page.locator(".hex-map a[aria-label='Gateshead: 1 item'] .hex").click()
    page.get_by_role("heading", name="Gateshead", exact=True).wait_for()
    page.get_by_role("link", name="All local areas").click()
    page.get_by_text("areas without an item yet in London").click()
    page.locator("#list-of-areas").get_by_role("link", name="Camden").click()
    page.locator("#camden").wait_for()
    expect(page.locator("#camden")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["grid/workforce/green-shoots/", "local-areas/exampleshire/", "local-areas/"]
)
def test_no_text_of_a_contributor_runs_beside_a_cell_or_an_area(path, hostile, visit):
    seen = visit(f"{hostile}/{path}")
    assert "window.hacked=1" in seen.page.locator("article").inner_text()
    seen.page.wait_for_timeout(50)
    assert seen.page.evaluate("window.hacked") is None
    assert (seen.messages, seen.dialogs) == ([], [])


def test_no_text_of_a_contributor_runs_where_the_form_names_practice(hostile, visit):
    seen = visit(f"{hostile}/look-at-your-own-system/")
    seen.page.locator("[name=phase-workforce]").first.check()
    assert "window.hacked=1" in seen.page.locator("#se-together").inner_text()
    seen.page.wait_for_timeout(50)
    assert seen.page.evaluate("window.hacked") is None
    assert (seen.messages, seen.dialogs) == ([], [])
