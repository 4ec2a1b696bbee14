"""An item's page as a browser shows and prints it: pictures, both colour schemes, narrow screens, paper."""

import re

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect
from publishing import REPOSITORY

pytestmark = pytest.mark.browser

# A measured item, a research report, a moderated one, one being reviewed again, one that was never reviewed.
PAGES = [
    ("example", "library/early-talk/"),
    ("own", "library/research-inclusion-in-schools/"),
    ("example", "library/travel-training/"),
    ("example", "library/holiday-clubs/"),
    ("example", "pipeline/sibling-group/"),
]
LONGEST = max(
    (
        path
        for path in (REPOSITORY / "casestudies").glob("*.yaml")
        if (REPOSITORY / "reviews" / path.stem).is_dir()
    ),
    key=lambda path: path.stat().st_size,
).stem
SHEETS = 2  # of paper

# Contrast of each shape and word of a picture with what is behind it, by class.
CONTRAST = """
() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = element => {
    for (let e = element.closest("svg"); e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3) return colour;
    }
  };
  return [...document.querySelectorAll(".pic text, .pic rect, .pic line, .pic circle, .pic path")].map(e => {
    const style = getComputedStyle(e), behind = ground(e);
    const marks = [style.fill, style.stroke].filter(c => c !== "none").map(rgb);
    return [e.tagName, e.getAttribute("class"), Math.max(...marks.map(c => ratio(c, behind)))];
  });
}
"""


@pytest.mark.parametrize(("library", "path"), PAGES)
def test_axe_finds_nothing_with_everything_unfolded(library, path, visit, request):
    page = visit(f"{request.getfixturevalue(library)}/{path}").page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_shapes_of_pictures_stand_out_in_both_colour_schemes(scheme, example, visit):
    seen = visit(f"{example}/library/early-talk/", scheme=scheme)
    found = seen.page.evaluate(CONTRAST)
    assert {"text", "rect", "line", "circle"} <= {tag for tag, _, _ in found}
    faint = [one for one in found if one[2] < (4.5 if one[0] == "text" else 3)]
    assert faint == []


@pytest.mark.parametrize(("library", "path"), PAGES)
def test_everything_fits_a_small_phone_and_a_page_enlarged_fourfold(library, path, visit, request):
    seen = visit(f"{request.getfixturevalue(library)}/{path}", width=320)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = seen.page.evaluate(
        "[...document.querySelectorAll('.pic')].filter(e => e.getBoundingClientRect().right > 320).length"
    )
    assert wide == 0


def test_a_picture_has_a_name_and_its_figures_for_a_screen_reader(example, visit):
    page = visit(f"{example}/library/early-talk/").page
    picture = page.get_by_role("img", name="Before and after: Median wait for a first appointment")
    expect(picture).to_be_visible()
    told = picture.locator("desc").text_content()
    assert told == (
        "Before, 2021: 31 weeks (based on 212). After, 2024: 14 weeks (based on 240)."
        " Lower by 17 weeks. Lower is better here."
    )
    expect(page.get_by_role("img", name="Strength of evidence: Good, 3rd of 4")).to_be_visible()


def test_the_words_of_a_picture_do_not_leave_it(example, visit):
    for width in (1280, 320):
        seen = visit(f"{example}/library/early-talk/", width=width)
        out = seen.page.evaluate(
            """() => [...document.querySelectorAll(".pic text")].filter(e => {
                 const word = e.getBoundingClientRect(), box = e.closest("svg").getBoundingClientRect();
                 const beside = word.left < box.left - 1 || word.right > box.right + 1;
                 return beside || word.bottom > box.bottom + 2;
               }).map(e => e.textContent)"""
        )
        assert out == [], width


@pytest.mark.parametrize(
    ("library", "path"),
    [
        ("own", f"library/{LONGEST}/"),
        ("own", "library/wiltshire-parent-carer-council/"),
        ("example", "library/travel-training/"),
        ("example", "library/internships/"),
        ("example", "library/holiday-clubs/"),
    ],
)
def test_an_item_prints_on_two_sheets(library, path, visit, request):
    seen = visit(f"{request.getfixturevalue(library)}/{path}", scheme="dark")
    paper = seen.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= SHEETS


def test_a_phone_shows_what_reviewers_found_together_and_the_first_two_of_them(example, visit):
    page = visit(f"{example}/library/travel-training/", width=375).page
    for frame in page.locator(".record .scroll").all():
        edge = frame.bounding_box()["x"] + frame.bounding_box()["width"]
        row = frame.locator("tbody tr", has=page.locator("td:nth-of-type(4)")).first
        for column in (1, 2, 3):
            cell = row.locator(f"td:nth-of-type({column})").bounding_box()
            assert cell["x"] + cell["width"] <= edge, column


def test_a_notice_on_paper_is_dark_on_white_though_the_page_is_dark(example, visit):
    page = visit(f"{example}/library/travel-training/", scheme="dark").page
    page.emulate_media(media="print")
    notice = page.locator(".notice").first
    expect(notice).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(notice).to_have_css("color", "rgb(0, 0, 0)")


def test_paper_holds_the_rating_its_reasons_and_how_to_cite_it_and_nothing_that_is_only_for_clicking(
    example, visit
):
    page = visit(f"{example}/library/early-talk/").page
    page.emulate_media(media="print")
    for words in ("What decided it:", "How firm it is:"):
        expect(page.get_by_text(words).first).to_be_visible()
    for shown in (".pic-ladder", ".pic-bars", ".measure-told", ".pic-timeline", ".citation"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".jump", ".alike", ".checking", "details"):
        expect(page.locator(hidden).first).not_to_be_visible()
    expect(page.get_by_role("heading", name="More like this")).not_to_be_visible()
