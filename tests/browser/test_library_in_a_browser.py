"""The library's list in a browser: narrowed, sorted, shared, compared and downloaded."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect
from publishing import example_library
from served_sites import served

pytestmark = pytest.mark.browser

NARROWED = "library/?strength-of-evidence=good&sort=title&pick=early-talk&pick=travel-training"
COMPARED = "compare/?item=early-talk&item=travel-training&item=health-passports"
FORMULA = '=HYPERLINK("https://evil.example","here")'


def count(page):
    return page.locator(".results-count")


def slugs(page):
    return page.locator(".results-list .item").evaluate_all("found => found.map(e => e.dataset.slug)")


def waits_for(page, text):
    page.get_by_text(re.compile(text)).and_(count(page)).wait_for()


def tick(page, facet, value):
    page.locator(f"[data-facet={facet}]").evaluate("e => e.open = true")
    page.locator(f"input[name={facet}][value={value}]").check()


@pytest.fixture(scope="module")
def listed(example, chromium):
    """What the example's list holds, by slug: title and ratings, as the page gives them without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example}/library/")
    found = page.locator(".item").evaluate_all(
        "found => found.map(e => [e.dataset.slug, [e.querySelector('h3').textContent,"
        " ...[...e.querySelectorAll('.rating-line strong')].map(s => s.textContent)]])"
    )
    context.close()
    assert len(found) > 8
    return dict(found)


def test_facets_narrow_the_list_and_their_counts_follow_each_other(example, visit, listed):
    page = visit(f"{example}/library/").page
    good = [slug for slug, (_, strength, _) in listed.items() if strength == "Good, 3rd of 4"]
    both = [slug for slug in good if listed[slug][2] == "Promising, 2nd of 4"]
    tick(page, "strength-of-evidence", "good")
    waits_for(page, rf"^{len(good)} of {len(listed)} items$")
    assert sorted(slugs(page)) == sorted(good)
    shown = page.locator("li:has(input[name=breadth-of-impact][value=promising]) .count").inner_text()
    assert shown.split()[0] == str(len(both))
    # A facet's own choice leaves its own other counts as they were.
    robust = page.locator("li:has(input[name=strength-of-evidence][value=robust]) .count").inner_text()
    assert robust.split()[0] == str(sum(words[1] == "Robust, 4th of 4" for words in listed.values()))
    tick(page, "breadth-of-impact", "promising")
    waits_for(page, rf"^{len(both)} of {len(listed)} items$")
    assert sorted(slugs(page)) == sorted(both)
    assert parse_qs(urlsplit(page.url).query) == {
        "strength-of-evidence": ["good"],
        "breadth-of-impact": ["promising"],
    }


def test_every_count_is_what_choosing_it_gives(example, visit):
    page = visit(f"{example}/library/?strength-of-evidence=good").page
    waits_for(page, " of ")
    values = page.locator(".facet input").evaluate_all(
        "found => found.map(e => [e.name, e.value, e.closest('li').querySelector('.count').textContent])"
    )
    one_each = {name: (value, text.split()[0]) for name, value, text in values if not text.startswith("0")}
    assert len(one_each) > 7
    for name, (value, number) in one_each.items():
        if name != "strength-of-evidence":
            page.goto(f"{example}/library/?strength-of-evidence=good&{name}={value}")
            waits_for(page, rf"^{number} (of|items?)\b")


def test_the_filter_by_words_looks_at_summaries_and_does_not_mind_accents_or_case(example, visit, listed):
    page = visit(f"{example}/library/").page
    page.get_by_label("Words in titles").fill("EARLY táll".replace("táll", "tálk"))
    waits_for(page, rf"^1 of {len(listed)} items$")
    assert slugs(page) == ["early-talk"]
    page.get_by_label("Words in titles").fill("nurseries health visitors spot")
    waits_for(page, rf"^1 of {len(listed)} items$")
    page.get_by_label("Words in titles").fill("nothing has this")
    waits_for(page, rf"^0 of {len(listed)} items$")
    page.get_by_role("button", name="Clear all filters").click()
    waits_for(page, rf"^{len(listed)} items$")
    assert page.url == f"{example}/library/"


def test_an_address_gives_the_same_view_to_whoever_opens_it(example, visit):
    one = visit(f"{example}/library/").page
    tick(one, "strength-of-evidence", "good")
    waits_for(one, " of ")
    one.get_by_label("Sort by").select_option("title")
    one.locator(".results-list h2", has_text="Sorted by title, A to Z").wait_for()
    one.locator(".pick input").first.check()
    one.locator(".tray").wait_for()
    other = visit(one.url).page
    waits_for(other, " of ")
    other.locator(".tray").wait_for()
    for part in (".results-list", ".results-bar", ".chosen", ".tray", ".finder-facets"):
        assert other.locator(part).inner_text() == one.locator(part).inner_text()
    assert slugs(other) == slugs(one)
    expect(other.get_by_label("Sort by")).to_have_value("title")
    expect(other.locator("input[name=strength-of-evidence][value=good]")).to_be_checked()
    expect(other.locator(".pick input:checked")).to_have_count(1)


def test_back_and_forward_go_through_what_was_chosen(example, visit, listed):
    page = visit(f"{example}/library/").page
    before = page.locator(".results-list").inner_html()
    tick(page, "strength-of-evidence", "good")
    waits_for(page, " of ")
    narrowed = slugs(page)
    page.get_by_label("Words in titles").fill("a")
    page.locator(".chosen").get_by_text("Words: a").wait_for()
    page.go_back()
    page.locator(".chosen").get_by_text("Words").wait_for(state="detached")
    assert slugs(page) == narrowed
    expect(page.get_by_label("Words in titles")).to_have_value("")
    page.go_back()
    waits_for(page, rf"^{len(listed)} items$")
    assert page.locator(".results-list").inner_html() == before
    expect(page.locator(".facet input:checked")).to_have_count(0)
    page.go_forward()
    waits_for(page, " of ")
    assert slugs(page) == narrowed


def test_rows_that_scripts_make_are_the_rows_that_the_page_came_with(example, visit):
    page = visit(f"{example}/library/").page
    # An abbreviation is explained where the page first uses it; rows that scripts make come later.
    rows = """found => Object.fromEntries(found.map(e => [e.dataset.slug, e.outerHTML
        .replace(/<a class="term"[^>]*><abbr[^>]*>([^<]*)<.abbr><.a>/g, '$1').replace(/>\\s+</g, '><')]))"""
    before = page.locator(".item").evaluate_all(rows)
    page.get_by_label("Sort by").select_option("title")
    page.locator(".results-list h2", has_text="Sorted by").wait_for()
    assert page.locator(".item").evaluate_all(rows) == before


def test_sorting_by_a_rating_puts_the_highest_first(example, visit, listed):
    page = visit(f"{example}/library/?sort=strength-of-evidence").page
    page.locator(".results-list h2", has_text="Sorted by strength of evidence, highest first").wait_for()
    places = [re.search(r"(\d)(?:st|nd|rd|th) of 4", listed[slug][1]) for slug in slugs(page)]
    numbers = [int(place[1]) if place else 0 for place in places]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 2


def test_three_can_be_compared_and_a_fourth_is_refused_in_words(example, visit, listed):
    page = visit(f"{example}/library/").page
    for place in range(3):
        page.locator(".pick input").nth(place).check()
        page.locator(".tray-told", has_text=f"{place + 1} of 3 picked.").wait_for()
    page.locator(".pick input").nth(3).click()
    page.locator(".tray-told", has_text="Up to 3 can be compared").wait_for()
    expect(page.locator(".pick input:checked")).to_have_count(3)
    picked = slugs(page)[:3]
    page.get_by_role("link", name="Compare these 3").click()
    page.locator("table.comparing").wait_for()
    expect(page.locator("thead th")).to_have_count(4)
    for slug in picked:
        expect(page.locator("thead").get_by_role("link", name=listed[slug][0], exact=True)).to_be_visible()
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Strength of evidence", exact=True))
    assert row.locator("strong").all_inner_texts() == [listed[slug][1] for slug in picked]
    page.locator(".take-away").first.click()
    page.locator("table.comparing-2").wait_for()
    page.get_by_role("link", name="Back to the library with these picked").click()
    page.locator(".tray-told", has_text="2 of 3 picked.").wait_for()


def test_a_comparison_of_nothing_or_of_what_is_not_there_says_so(example, visit):
    page = visit(f"{example}/compare/?item=../../secret&item=%3Cb%3E").page
    page.get_by_text("You have picked nothing to compare yet").wait_for()
    page.goto(f"{example}/compare/?item=early-talk&item=nosuch")
    page.get_by_text("1 of those asked for cannot be shown").wait_for()
    expect(page.locator("thead th")).to_have_count(2)


@pytest.fixture(scope="module")
def formulas(chromium, tmp_path_factory):  # noqa: ARG001 - nothing is built where there is no browser
    """Address of an example in which one item's title is a formula."""
    root = example_library(tmp_path_factory.mktemp("formulas") / "library")
    path = root / "casestudies" / "health-passports.yaml"
    path.write_text(re.sub(r"(?m)^title: .*$", f"title: {json.dumps(FORMULA)}", path.read_text()))
    with served(root) as address:
        yield address


def downloaded(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8-sig")


def test_what_is_listed_can_be_taken_away_as_a_table_and_as_data(formulas, visit, listed):
    page = visit(f"{formulas}/library/?strength-of-evidence=good&strength-of-evidence=promising").page
    waits_for(page, " of ")
    shown = slugs(page)
    name, text = downloaded(page, "table (CSV)")
    assert name == "library-2026-11-21.csv"
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Address"] for row in rows] == [f"{formulas}/library/{slug}/" for slug in shown]
    for slug, row in zip(shown, rows, strict=True):
        title = "'" + FORMULA if slug == "health-passports" else listed[slug][0]
        assert (row["Title"], row["Strength of evidence"]) == (title, listed[slug][1])
        assert row["Summary"]
    assert not any(cell.lstrip()[:1] in "=+-@" for row in rows for cell in row.values() if cell)
    name, text = downloaded(page, "data (JSON)")
    data = json.loads(text)
    assert name == "library-2026-11-21.json"
    assert [item["address"] for item in data["items"]] == [row["Address"] for row in rows]
    assert data["items"][0]["ratings"]["Breadth of impact"] == listed[shown[0]][2]
    assert any(item["title"] == FORMULA for item in data["items"])


def test_without_scripts_the_list_is_whole_and_shows_no_dead_control(example, visit, listed):
    page = visit(f"{example}/library/", scripts=False, width=375).page
    expect(page.locator(".item")).to_have_count(len(listed))
    expect(page.locator(".item-summary:visible")).to_have_count(len(listed))
    expect(page.locator("main button:visible, main input:visible, main select:visible")).to_have_count(0)
    page.goto(f"{example}/compare/")
    expect(page.get_by_text("this page needs scripts")).to_be_visible()
    page.get_by_role("link", name="All items").last.click()
    expect(page.locator(".item").first).to_be_visible()


def test_the_list_can_be_narrowed_and_compared_by_keyboard_alone(example, visit, listed):
    page = visit(f"{example}/library/").page
    page.get_by_label("Words in titles").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.keyboard.press("Space")
    waits_for(page, " of ")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.locator(".chosen button").focus()
    page.keyboard.press("Enter")
    waits_for(page, rf"^{len(listed)} items$")
    assert page.evaluate("document.activeElement !== document.body")
    for place in range(2):
        page.locator(".pick input").nth(place).focus()
        page.keyboard.press("Space")
        page.locator(".tray-told", has_text=f"{place + 1} of 3 picked.").wait_for()
    page.get_by_role("link", name="Compare these 2").focus()
    page.keyboard.press("Enter")
    page.locator("table.comparing").wait_for()


def test_on_phones_the_facets_fold_into_one_button(example, visit):
    page = visit(f"{example}/library/", width=375).page
    fold = page.locator(".finder-fold")
    assert fold.get_attribute("aria-expanded") == "false"
    expect(page.locator(".facet").first).not_to_be_visible()
    fold.click()
    assert fold.get_attribute("aria-expanded") == "true"
    tick(page, "strength-of-evidence", "good")
    waits_for(page, " of ")
    assert "1 on" in fold.inner_text()
    page.get_by_role("button", name=re.compile(r"^Show \d+ of")).click()
    expect(page.locator(".facet").first).not_to_be_visible()
    assert page.evaluate("document.activeElement.className") == "results-count"


@pytest.mark.parametrize("path", ["library/", NARROWED, COMPARED, "library/?q=nothinghasthis"])
def test_axe_finds_nothing_in_the_list_or_the_comparison(path, example, visit):
    seen = visit(f"{example}/{path}")
    seen.page.wait_for_load_state("networkidle")
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    seen.page.evaluate("document.querySelector('.finder')?.classList.add('unfolded')")
    assert_accessible(seen.page)
    assert seen.messages == []


def test_the_page_loads_no_data_before_it_is_used_and_nothing_from_elsewhere(example, visit):
    seen = visit(f"{example}/library/")
    seen.page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if url.endswith(".json")]
    tick(seen.page, "strength-of-evidence", "good")
    waits_for(seen.page, " of ")
    assert [url for url in seen.requests if url.endswith("list.json")]
    assert [url for url in seen.requests if not url.startswith(example)] == []


def test_a_list_that_does_not_come_is_said_and_what_came_stays(example, visit, listed):
    seen = visit(f"{example}/about/")
    seen.page.route("**/list.json", lambda route: route.abort())
    seen.page.goto(f"{example}/library/?strength-of-evidence=good")
    waits_for(seen.page, "could not be loaded")
    expect(seen.page.locator(".item:visible")).to_have_count(len(listed))


def test_hostile_texts_stay_texts_in_rows_and_comparisons(hostile, visit):
    seen = visit(f"{hostile}/library/?sort=title&q=hacked")
    seen.page.locator(".results-list h2", has_text="Sorted by").wait_for()
    assert seen.page.locator(".item").count() > 5
    named = "&".join(f"item={slug}" for slug in slugs(seen.page)[:3])
    seen.page.goto(f"{hostile}/compare/?{named}")
    seen.page.locator("table.comparing-3").wait_for()
    expect(seen.page.locator("main table :is(script, img, iframe, svg)")).to_have_count(0)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.messages == []
    assert [url for url in seen.requests if not url.startswith(hostile)] == []


def test_nothing_moves_while_an_address_with_a_choice_loads(example, visit):
    page = visit(f"{example}/about/").page
    for path in ("library/", "library/?strength-of-evidence=good"):
        page.goto(f"{example}/{path}", wait_until="networkidle")
        moved = page.evaluate(
            "new Promise(done => { new PerformanceObserver(list => done(list.getEntries().map(e => e.value)))"
            ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done([]), 300) })"
        )
        assert sum(moved) < 0.02, path
