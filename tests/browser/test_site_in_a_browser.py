"""The site as a browser runs it."""

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# (which library, page): one of each kind
KINDS = [
    ("own", ""),
    ("own", "library/"),
    ("own", "library/gateshead-annual-health-checks/"),
    ("example", "library/travel-training/"),
    ("own", "pipeline/"),
    ("example", "library/transition-passport/"),
    ("example", "library/holiday-clubs/"),
    ("own", "pipeline/lincolnshire-young-voices/"),
    ("own", "how-ratings-are-made/"),
    ("own", "guides/reading-a-rating/"),
    ("example", "guides/writing-a-case-study/"),
    ("own", "enablers/workforce/"),
    ("own", "how-to-read-the-ratings/"),
    ("own", "404.html"),
    ("own", "guides/speed/"),
]
# Of the pages that axe looks at, those that no other file here has.
MAIN = [
    ("own", "library/"),
    ("own", "library/gateshead-annual-health-checks/"),
    ("example", "library/transition-passport/"),
    ("own", "pipeline/"),
    ("own", "how-ratings-are-made/"),
    ("own", "guides/reading-a-rating/"),
    ("own", "guides/speed/"),
    ("own", "data/"),
    ("own", "404.html"),
]
HOSTILE = [
    "",
    "library/",
    "library/early-talk/",
    "library/family-link-workers/",
    "library/front-door/",
    "library/post-16-bridge/",
    "library/speech-bubbles/",
    "library/holiday-clubs/",
    "pipeline/",
    "pipeline/sibling-group/",
    "how-ratings-are-made/",
    "enablers/workforce/",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_no_text_of_a_contributor_runs_or_calls_anyone(path, hostile, visit):
    seen = visit(f"{hostile}/{path}")
    seen.page.wait_for_timeout(50)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.dialogs == []
    assert seen.messages == []
    assert [url for url in seen.requests if not url.startswith(hostile)] == []


@pytest.mark.parametrize(("library", "path"), KINDS)
def test_pages_keep_their_own_policy_ask_for_nothing_elsewhere_and_fit_every_screen(
    library, path, visit, request
):
    address = request.getfixturevalue(library)
    seen = visit(f"{address}/{path}")
    assert seen.messages == []
    assert seen.requests
    assert [url for url in seen.requests if not url.startswith(address)] == []
    for width in (1280, 768, 375, 320):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_policy_stops_a_script_that_got_into_a_page(own, visit):
    """The policy is alive: a script put into a page after it was built does not run."""
    seen = visit(f"{own}/library/")
    seen.page.evaluate(
        "const s = document.createElement('script');"
        "s.textContent = 'window.hacked = 1'; document.body.append(s)"
    )
    assert seen.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in message for message in seen.messages)


@pytest.mark.parametrize(("library", "path"), MAIN)
def test_axe_finds_nothing(library, path, visit, request):
    page = visit(f"{request.getfixturevalue(library)}/{path}").page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert_accessible(page)


@pytest.mark.parametrize(("preferred", "scheme"), [("light", "default"), ("dark", "slate")])
def test_colours_are_those_that_the_reader_prefers(preferred, scheme, own, visit):
    page = visit(f"{own}/", scheme=preferred).page
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_axe_would_find_what_cannot_be_read_in_one_of_the_schemes(own, visit):
    page = visit(f"{own}/easy-read/").page
    faint = "document.querySelector('article p').style.color = '#4b575d'"  # dark on light, and on dark
    page.evaluate(faint)
    with pytest.raises(AssertionError, match="slate"):
        assert_accessible(page)


def test_everything_can_be_read_and_reached_without_scripts(own, visit):
    seen = visit(f"{own}/library/", scripts=False, width=375)
    item = seen.page.get_by_role("link", name="Supported internships in Manchester")
    expect(item).to_be_visible()
    item.click()
    expect(seen.page.get_by_text("Good, 3rd of 4").first).to_be_visible()
    expect(seen.page.get_by_role("heading", name="Sources")).to_be_visible()
    footer = seen.page.get_by_role("navigation", name="All pages")
    footer.get_by_role("link", name="Pipeline").click()
    expect(seen.page.get_by_role("heading", name="Waiting for reviewers")).to_be_visible()


def test_without_scripts_the_readers_own_colours_hold(own, visit):
    for scheme, dark in (("light", False), ("dark", True)):
        seen = visit(f"{own}/", scripts=False, scheme=scheme)
        ground = seen.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        red = int(ground.removeprefix("rgb(").split(",")[0])
        assert (red < 60) is dark


@pytest.mark.parametrize(("scheme", "other"), [("light", "slate"), ("dark", "default")])
def test_the_keyboard_switches_the_colours_in_sight_and_the_page_stays_where_it_is(own, visit, scheme, other):
    page = visit(f"{own}/", scheme=scheme).page
    switch = page.locator(".md-header__option")
    for _ in range(10):
        page.keyboard.press("Tab")
        if switch.locator(":focus").count():
            break
    mark = switch.locator("label:visible")
    expect(mark).to_have_count(1)
    expect(mark).to_have_css("outline-style", "solid")
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    expect(switch.locator("label:visible")).to_have_css("outline-style", "solid")


def test_the_keyboard_reaches_the_text_first_and_every_link_shows_where_it_is(own, visit):
    seen = visit(f"{own}/library/gateshead-annual-health-checks/")
    seen.page.keyboard.press("Tab")
    assert "Skip" in seen.page.evaluate("document.activeElement.textContent")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("location.hash").startswith("#")
    for _ in range(12):
        seen.page.keyboard.press("Tab")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "none" not in outline
        assert " 0px" not in outline
