"""The search in a browser: found by words and by filters, by keyboard, and loaded only when it is used."""

import functools
import http.server
import re
import shutil
import threading

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect
from served_sites import QuietHandler

pytestmark = pytest.mark.browser

FIRST_SEARCH = 300_000  # bytes
PARTS = re.compile(r"/pagefind/|search-dialog")


def told(page, pattern):
    page.locator(".search-told", has_text=re.compile(pattern)).wait_for()


def test_an_item_is_found_by_its_words_with_its_ratings(example, visit):
    page = visit(f"{example}/about/").page
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Words to look for").fill("early talk nurseries")
    told(page, "“early talk nurseries”")
    first = page.locator(".search-found li").first
    expect(first.get_by_role("link", name="Early talk in Exampleshire")).to_be_visible()
    assert re.search(r"Strength of evidence: \w+, \d\w\w of 4; Breadth of impact: ", first.inner_text())
    assert "Case study · Targeted support · Exampleshire" in first.inner_text()
    first.get_by_role("link").click()
    page.wait_for_url(f"{example}/library/early-talk/")


def test_filters_narrow_what_is_found(example, visit):
    page = visit(f"{example}/").page
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Words to look for").fill("review")
    told(page, r"^\d+ pages have")
    every = int(page.locator(".search-told").inner_text().split()[0])
    page.get_by_label("Kind of page").select_option("kind-case-study")
    page.wait_for_function("n => parseInt(document.querySelector('.search-told').textContent) < n", arg=every)
    kinds = page.locator(".search-facts").all_inner_texts()
    assert kinds
    assert all(text.startswith("Case study") for text in kinds)


def test_the_whole_search_works_by_keyboard(example, visit):
    page = visit(f"{example}/library/early-talk/").page
    page.keyboard.press("/")
    field = page.get_by_label("Words to look for")
    field.wait_for()
    page.keyboard.type("travel/training")
    expect(field).to_have_value("travel/training")
    field.fill("training")
    told(page, "“training”")
    assert page.locator(".search-found a").count() > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('.search-found a')")
    page.keyboard.press("ArrowUp")
    assert field.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    page.keyboard.press("/")
    field.fill("travel training")
    told(page, "“travel training”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/library/travel-training/$"))


def test_a_search_that_is_closed_lets_go_of_the_keys_at_once(example, visit):
    page = visit(f"{example}/about/").page
    page.keyboard.press("/")
    field = page.get_by_label("Words to look for")
    field.wait_for()
    escape = "new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })"
    assert field.evaluate(f"e => {{ e.dispatchEvent({escape}); return document.activeElement !== e; }}")
    expect(field).not_to_be_visible()


def test_the_key_that_opens_the_search_can_be_switched_off(example, visit):
    page = visit(f"{example}/about/").page
    page.keyboard.press("/")
    page.get_by_label("Open search with the key").uncheck()
    page.reload()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Open search with the key")).not_to_be_checked()


def test_nothing_of_the_search_is_loaded_before_it_is_used_and_little_when_it_is(own, visit):
    seen = visit(f"{own}/library/")
    seen.page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if PARTS.search(url)]
    sizes = []
    seen.page.on("response", lambda response: sizes.append(len(response.body())) if response.ok else None)
    seen.page.get_by_role("button", name="Search").click()
    seen.page.get_by_label("Words to look for").fill("inclusion")
    told(seen.page, "have “inclusion”")
    seen.page.wait_for_load_state("networkidle")
    assert [url for url in seen.requests if PARTS.search(url)]
    # This server does not compress: on one that does, scripts weigh about a third.
    assert 50_000 < sum(sizes) < FIRST_SEARCH
    assert [url for url in seen.requests if not url.startswith(own)] == []
    assert seen.messages == []


def test_without_scripts_the_way_to_the_search_leads_to_the_list(example, visit):
    page = visit(f"{example}/about/", scripts=False).page
    expect(page.get_by_role("button", name="Search")).not_to_be_visible()
    page.locator("header").get_by_role("link", name="All items").click()
    expect(page.locator(".item").first).to_be_visible()


def test_lists_and_hidden_pages_are_not_found_and_checks_only_when_asked_for(example, visit):
    page = visit(f"{example}/").page
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Words to look for").fill("case")
    told(page, "“case”")
    more = page.locator(".search-more button", has_text=re.compile(r"^Show \d+ more$"))
    while more.count():
        shown = page.locator(".search-found a").count()
        more.click()
        page.wait_for_function("n => document.querySelectorAll('.search-found a').length > n", arg=shown)
    paths = page.locator(".search-found a").evaluate_all("found => found.map(e => e.pathname)")
    kinds = page.locator(".search-facts").all_inner_texts()
    assert len(paths) == len(kinds) > 6
    assert not {"/", "/library/", "/compare/"} & set(paths)
    assert not [path for path in paths if re.match("/pipeline/.", path)]
    assert "Check of a file" not in kinds
    page.get_by_label("Words to look for").fill("tab")
    told(page, "“tab”")
    page.get_by_role("button", name=re.compile("of the kind “Check of a file”")).click()
    page.locator(".search-facts", has_text="Check of a file").first.wait_for()


def test_axe_finds_nothing_in_the_search(example, visit):
    page = visit(f"{example}/about/").page
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Words to look for").fill("review")
    told(page, "have “review”")
    assert_accessible(page)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width


def test_hostile_texts_stay_texts_in_what_is_found(hostile, visit):
    seen = visit(f"{hostile}/")
    seen.page.get_by_role("button", name="Search").click()
    seen.page.get_by_label("Words to look for").fill("hacked")
    told(seen.page, "have “hacked”")
    assert seen.page.locator(".search-found li").count() > 3
    allowed = "li, a, p, mark"
    expect(seen.page.locator(f".search-found :not({allowed})")).to_have_count(0)
    hrefs = seen.page.locator(".search-found a").evaluate_all("found => found.map(e => e.href)")
    assert all(href.startswith(hostile) for href in hrefs)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.messages == []
    assert [url for url in seen.requests if not url.startswith(hostile)] == []


def test_the_search_and_the_list_work_below_a_path(example, example_root, tmp_path, visit):  # noqa: ARG001 - builds it
    shutil.copytree(example_root / "build" / "site", tmp_path / "some" / "library")
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}/some/library"
        page = visit(f"{address}/library/?strength-of-evidence=good").page
        page.locator(".results-count", has_text=" of ").wait_for()
        page.get_by_role("button", name="Search").click()
        page.get_by_label("Words to look for").fill("early talk")
        told(page, "“early talk”")
        page.locator(".search-found a").first.click()
        page.wait_for_url(f"{address}/library/early-talk/")
        server.shutdown()
        thread.join()
