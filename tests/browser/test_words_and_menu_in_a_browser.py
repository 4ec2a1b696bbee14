"""Our own words, the menu and the look, as a browser shows them."""

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = [
    "",
    "about/",
    "accessibility/",
    "privacy/",
    "easy-read/",
    "easy-read/ratings/",
    "glossary/",
    "licences/",
]


@pytest.mark.parametrize("path", WORDS)
def test_axe_finds_nothing_in_our_own_words(path, own, visit):
    seen = visit(f"{own}/{path}")
    assert seen.messages == []
    assert_accessible(seen.page)
    seen.page.set_viewport_size({"width": 320, "height": 900})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_and_leads_on_by_keyboard_alone_with_and_without_scripts(scripts, own, visit):
    seen = visit(f"{own}/", width=375, scripts=scripts)
    menu = seen.page.get_by_role("navigation", name="Menu", exact=True)
    link = menu.get_by_role("link", name="Pipeline")
    expect(link).not_to_be_visible()
    summary = menu.locator("summary")
    for _ in range(8):
        seen.page.keyboard.press("Tab")
        if summary.evaluate("e => e === document.activeElement"):
            break
    assert summary.evaluate("e => e === document.activeElement")
    seen.page.keyboard.press("Enter")
    expect(link).to_be_visible()
    while not link.evaluate("e => e === document.activeElement"):
        seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/pipeline/")


def test_one_menu_is_there_at_every_width_and_says_where_one_is(own, visit):
    seen = visit(f"{own}/library/")
    for width, shown in ((1280, "Main menu"), (375, "Menu")):
        seen.page.set_viewport_size({"width": width, "height": 900})
        menus = seen.page.get_by_role("navigation").filter(has=seen.page.locator("[aria-current]"))
        visible = [menu.get_attribute("aria-label") for menu in menus.all() if menu.is_visible()]
        assert visible == [shown]
    here = seen.page.locator(".site-menu--small [aria-current]")
    assert here.text_content() == "Library"
    inside = visit(f"{own}/library/gateshead-annual-health-checks/").page
    assert inside.locator(".site-menu--wide [aria-current=true]").text_content() == "Library"
    region = visit(f"{own}/regions/london/").page
    assert region.locator(".site-menu--wide [aria-current=true]").text_content() == "Local areas"


def test_letters_are_our_own_and_easy_read_is_large(own, visit):
    seen = visit(f"{own}/easy-read/")
    seen.page.evaluate("document.fonts.ready")
    assert seen.page.evaluate("document.fonts.check('19px \"Atkinson Hyperlegible Next\"')")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert seen.page.locator("article p").first.evaluate(size) >= 22
    assert visit(f"{own}/about/").page.locator("article p").nth(1).evaluate(size) >= 18


def test_nothing_moves_while_a_page_loads(own, visit):
    seen = visit(f"{own}/", width=375)
    moved = seen.page.evaluate(
        """() => new Promise(resolve => {
          let sum = 0;
          new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 500);
        })"""
    )
    assert moved < 0.02


def test_printed_pages_leave_out_menus_and_stay_dark_on_white(own, visit):
    seen = visit(f"{own}/", scheme="dark")
    seen.page.emulate_media(media="print")
    expect(seen.page.locator(".site-menu--wide")).not_to_be_visible()
    expect(seen.page.locator(".md-header")).not_to_be_visible()
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert seen.page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
