"""The browser forms as pages: what drives them, how light they are, and that anybody can use them."""

import gzip
import json
import shutil
import sys
from pathlib import Path

import pytest
from accessible import assert_accessible
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).parent))
from form_filling import (
    CASE_FORM,
    DRAFT,
    FRAMEWORK,
    REVIEW_FORM,
    WAITING,
    WHOLE,
    field,
    load,
    ready,
    step,
)
from served_sites import served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
STANDARDS = ROOT / "tests" / "libraries" / "standards"


@pytest.fixture(scope="module")
def standards(chromium, tmp_path_factory):  # noqa: ARG001 - nothing is built where there is no browser
    """Address of a library that rates by another framework."""
    root = tmp_path_factory.mktemp("standards") / "library"
    shutil.copytree(STANDARDS, root)
    with served(root) as address:
        yield address


def test_the_review_form_shows_nobody_elses_scores(review):
    page = review.page
    texts = []
    page.on("response", lambda response: texts.append(response.text() if response.ok else ""))
    page.reload()
    ready(page)
    for link in page.locator(".form-steps a").all():
        link.click()
        texts.append(page.locator("#form").inner_text())
    page.wait_for_timeout(300)
    assert len(texts) > 40
    # The two who have reviewed this case, and what they wrote.
    written = [
        line.split("because: ")[1].strip("\"' ")
        for path in (Path(__file__).parents[2] / f"src/wwis_evidence/starter/reviews/{WAITING}").glob(
            "R*.yaml"
        )
        for line in path.read_text(encoding="utf-8").splitlines()
        if "because: " in line
    ]
    asked = (ROOT / FRAMEWORK).read_text(encoding="utf-8")
    written = [words for words in written if words not in asked]
    assert len(written) > 20
    assert [words for words in written if any(words in text for text in texts)] == []
    assert not any("R12" in text for text in texts)
    assert [url for url in review.requests if "/reviews/" in url and "add-or-review" not in url] == []


def test_a_case_that_does_not_wait_is_not_opened(example, visit):
    for slug in ("early-talk", "../../etc", "%3Cimg%20src=x%3E"):
        page = visit(f"{example}/{REVIEW_FORM}?case={slug}").page
        page.get_by_text("No case study of this name waits for reviewers now.").wait_for()
        expect(page.locator("#form img")).to_have_count(0)
    page.locator("#form-choose").get_by_role("link").first.wait_for(state="visible")
    page.locator("#form-choose").get_by_role("link", name="Saturday sibling group").click()
    ready(page)


def test_another_framework_gives_another_form(standards, visit):
    """The criteria, findings and bars of that framework, with their words and examples; none of ours."""
    seen = visit(f"{standards}/pipeline/")
    link = seen.page.locator(".waiting a").first.get_attribute("href")
    page = visit(f"{standards}/{REVIEW_FORM}?case={link.strip('/').split('/')[-1]}").page
    ready(page)
    steps = page.locator(".form-steps a").all_inner_texts()
    assert steps[1:8] == [
        "Account of impact",
        "Data that show a positive change",
        "Cause shown by a comparison",
        steps[4],
        steps[5],
        steps[6],
        "Confidence in impact: on the whole",
    ]
    step(page, "Account of impact")
    expect(page.get_by_text("What is done, and why it could make a difference")).to_be_visible()
    expect(page.get_by_text("Nothing links what is done to any outcome.")).to_be_visible()
    values = page.locator("[name$=-finding]").evaluate_all("all => all.map(one => one.value)")
    assert values == ["shown", "shown-in-part", "not-shown", "cannot-say"]
    expect(page.get_by_text("Needed where you found: Shown, Shown in part.")).to_be_visible()
    step(page, "Confidence in impact: on the whole")
    bars = page.locator("[name$=-bar]").evaluate_all("all => all.map(one => one.value)")
    assert bars == [f"level-{number}" for number in range(1, 6)]
    assert "promising" not in page.locator("#form").inner_text().lower()


def test_a_changed_schema_changes_the_form(example, visit):
    """A new field, a new word and new titles come from the file alone."""
    seen = visit(f"{example}/robots.txt")
    page = seen.page

    def answer(route):
        data = route.fetch().json()
        fields = data["form"]["properties"]
        fields["weather"] = {
            "type": "string",
            "title": "Weather",
            "description": "What the weather was like.",
        }
        fields["title"] |= {"title": "Name of the work", "description": "A new hint."}
        fields["theme"]["enum"].insert(0, "sea-bathing")
        fields["theme"]["enumDescriptions"].insert(0, "All that is done in the sea.")
        del fields["advice"]
        route.fulfill(body=json.dumps(data), content_type="application/json")

    page.route("**/add-or-review/case-study.json", answer)
    page.goto(f"{example}/{CASE_FORM}")
    ready(page)
    expect(page.get_by_label("Name of the work")).to_be_visible()
    expect(page.get_by_text("A new hint.")).to_be_visible()
    assert page.locator("#f-theme label").first.inner_text().startswith("Sea bathing")
    step(page, "Limits and advice")
    expect(field(page, "advice")).to_have_count(0)
    step(page, "Anything else")
    expect(page.get_by_label("Weather")).to_be_visible()


def test_without_scripts_the_pages_say_what_else_to_do(example, visit):
    page = visit(f"{example}/{CASE_FORM}", scripts=False).page
    expect(page.get_by_text("Scripts are off, so the form cannot run.")).to_be_visible()
    expect(page.get_by_text("wwis-evidence new case-study")).to_be_visible()
    expect(page.locator("#form")).not_to_be_visible()
    page.get_by_role("link", name="How to reach us, and what happens next").click()
    expect(page.get_by_role("link", name="library@example.org")).to_be_visible()
    page = visit(f"{example}/{REVIEW_FORM}", scripts=False).page
    expect(page.get_by_text("wwis-evidence new review")).to_be_visible()
    page.locator("#form-choose").get_by_role("link", name="Saturday sibling group").click()
    assert "pipeline/sibling-group" in page.url
    expect(page.get_by_role("link", name="Review this case")).to_be_visible()


def test_the_way_in_leads_from_the_first_page_and_from_each_case_that_waits(example, visit):
    page = visit(f"{example}/").page
    page.locator(".ways-in").get_by_role("link", name="Add or review").click()
    page.wait_for_url("**/add-or-review/")
    for heading in (
        "What happens next",
        "If you do not agree with a review",
        "What a public repository cannot hide",
    ):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.locator(".ways-in").get_by_role("link", name="Review a case study").click()
    page.locator("#form-choose li").nth(1).wait_for()
    page.goto(f"{example}/pipeline/{WAITING}/")
    page.get_by_role("link", name="Review this case").click()
    ready(page)
    assert page.locator(".form-case-title").inner_text() == "Saturday sibling group in Exampleshire"
    assert page.locator(".site-menu--wide [aria-current]").inner_text() == "Add or review"


def weight(response):
    """Bytes of an answer as they would travel, compressed unless they are so already."""
    body = response.body()
    return len(body) if response.url.endswith(("woff2", "png")) else len(gzip.compress(body, 9))


@pytest.mark.parametrize("path", [CASE_FORM, f"{REVIEW_FORM}?case={WAITING}"])
def test_the_first_view_is_light_and_nothing_in_it_jumps(path, example, chromium):
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it takes no built-in
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => {"
        "if (!e.hadRecentInput) window.shift += e.value;"
        "})).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{example}/{path}", wait_until="networkidle")
    ready(page)
    assert sum(map(weight, answers)) < 150_000
    assert page.evaluate("window.shift") < 0.02
    before = len(answers)
    with page.expect_response("**/form-data.json"):
        page.locator("#form input").first.focus()
    assert len(answers) > before
    context.close()


def test_axe_finds_nothing_in_any_state_of_the_forms(example, visit):
    def clean(page, state, part="#form"):
        assert_accessible(page, part, state)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        page.set_viewport_size({"width": 1280, "height": 900})

    case = visit(f"{example}/{CASE_FORM}").page
    ready(case)
    clean(case, "empty", part=None)
    load(case, {**DRAFT, "record": {**WHOLE, "title": "", "sources": [{"id": "report"}]}})
    step(case, "Check and send")
    case.locator("#form-summary").wait_for()
    clean(case, "with things to mend")
    step(case, "Your sources")
    clean(case, "with messages beside fields")
    load(case, {**DRAFT, "record": WHOLE | {"limits": ""}})
    step(case, "Check and send")
    case.get_by_label("18 or over").check()
    clean(case, "with the result")
    review = visit(f"{example}/{REVIEW_FORM}?case={WAITING}#strength-of-evidence-reviewed").page
    ready(review)
    review.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    clean(review, "a question of a review")
