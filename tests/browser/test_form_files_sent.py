"""What is done with the file that a form gives: the ways to send it, and who is offered which."""

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).parent))
from form_filling import (
    CASE_FORM,
    DRAFT,
    WAITING,
    WHOLE,
    download,
    fill,
    load,
    onward,
    ready,
    step,
    today,
    with_settings,
)

from wwis_evidence.frameworks import shipped_framework

pytestmark = pytest.mark.browser


def ways(page):
    """The ways to send that are shown."""
    return page.locator(".form-way h4").all_inner_texts()


@pytest.fixture
def filled_review(review):
    """The form for a review, with a whole review in it."""
    indicators = {
        name: {
            "findings": {
                criterion: {"finding": "cannot-tell", "because": f"I found nothing on it: {criterion}."}
                for criterion in indicator.scored
            },
            "bar": "emerging",
            "because": f"There is little to go on for {name}.",
        }
        for name, indicator in shipped_framework().indicators.items()
    }
    record = {"reviewer": "R07", "date": today().isoformat(), "interests": "none", "indicators": indicators}
    load(review.page, {**DRAFT, "form": "review", "about": WAITING, "record": record})
    step(review.page, "Check and send")
    review.page.get_by_role("button", name="Download").wait_for()
    return review


def test_those_under_18_are_offered_the_library_alone(filled_review):
    page = filled_review.page
    assert ways(page) == []
    page.get_by_label("Under 18, or I would rather not say").check()
    assert ways(page) == ["Send the file to the library"]
    letter = page.get_by_role("link", name="Write to library@example.org").get_attribute("href")
    assert letter.startswith("mailto:library@example.org?subject=Review%3A%20R07.yaml&body=")
    assert "R07.yaml is attached" in unquote(letter)
    assert "There is little to go on" not in unquote(letter)
    assert len(letter) < 1000
    page.get_by_label("18 or over").check()
    assert len(ways(page)) == 2
    assert (
        "shows the name of your account to everyone, for good"
        in page.locator(".form-way .notice").inner_text()
    )
    assert "The other reviewers" in page.locator(".form-way .notice").inner_text()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "18" not in re.sub(r"sha256:\w+|\d{4}-\d\d-\d\dT[\d:.]+Z", "", kept)


@pytest.mark.parametrize(
    ("repository", "site", "name_key", "text_key"),
    [
        (
            "https://github.com/example/library.git",
            "https://github.com/example/library/new/main",
            "filename",
            "value",
        ),
        (
            "https://gitlab.com/a/b/library/",
            "https://gitlab.com/a/b/library/-/new/main",
            "file_name",
            "content",
        ),
    ],
)
def test_the_file_opens_in_the_repositorys_own_editor(repository, site, name_key, text_key, filled_review):
    page = filled_review.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = []
    page.context.route(
        re.compile("git(hub|lab)"), lambda route: (opened.append(route.request.url), route.abort())
    )
    with_settings(page, repository_url=repository)
    page.reload()
    ready(page)
    _, text = download(page)
    page.get_by_label("18 or over").check()
    address = urlsplit(page.get_by_role("link", name="Open as a new file on").get_attribute("href"))
    asked = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == site
    assert asked == {name_key: [f"reviews/{WAITING}/R07.yaml"], text_key: [text]}
    page.get_by_label("Yes, and I am reviewing it again").check()
    later = page.get_by_role("link", name="Open as a new file on").get_attribute("href")
    assert parse_qs(urlsplit(later).query)[name_key] == [f"reviews/{WAITING}/R07.2.yaml"]

    step(page, "For the authors")
    fill(page, "for_the_authors", "It would help to hear from more families. " * 200)
    onward(page)
    assert opened == []
    with page.expect_popup():
        page.get_by_role("button", name="Copy the text and open").click()
    page.get_by_text("Paste it into the empty file").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == download(page)[1]
    assert len({*opened}) == 1
    assert parse_qs(urlsplit(opened[0]).query) == {name_key: [f"reviews/{WAITING}/R07.2.yaml"]}


@pytest.mark.parametrize(
    ("changes", "told", "adults"),
    [
        ({"repository_url": "https://example.org/code"}, "Write to library@example.org", "in the repository"),
        ({"repository_url": ""}, "Write to library@example.org", ""),
        ({"contact": "", "repository_url": ""}, "has not given an address for letters yet", ""),
        ({"contact": "https://example.org/contact"}, "reach the library through", ""),
        ({"contact": "Ask at the desk"}, "Ask at the desk", ""),
        ({"contact": "", "repository_url": "javascript:x"}, "has not given an address", "in the repository"),
    ],
)
def test_a_library_without_an_address_or_a_repository_says_what_can_be_done(
    changes, told, adults, example, visit
):
    seen = visit(f"{example}/robots.txt")
    page = seen.page
    with_settings(page, **changes)
    page.goto(f"{example}/{CASE_FORM}")
    ready(page)
    load(page, {**DRAFT, "record": WHOLE})
    step(page, "Check and send")
    page.get_by_label("18 or over").check()
    shown = page.locator(".form-ways").inner_text()
    assert told in shown
    assert adults in shown
    expect(page.locator("a[href^='javascript:']")).to_have_count(0)
