"""The browser forms, filled in as a person would, in a real browser."""

import json
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

sys.path.append(str(Path(__file__).parent))
from form_filling import (
    CASE_FORM,
    REVIEW_FORM,
    checked,
    choose,
    download,
    field,
    fill,
    fill_case,
    fill_review,
    onward,
    ready,
    step,
    today,
    with_settings,
)
from served_sites import served

from wwis_evidence.cli.main import main

pytestmark = pytest.mark.browser

STANDARDS = Path(__file__).parents[1] / "libraries" / "standards"
WAITING = "sibling-group"
ATTACK = "</textarea><img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
FRAMEWORK = "src/wwis_evidence/frameworks/wwis-effective-practice-2024.1.yaml"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('wwis-form'))"


@pytest.fixture
def form(example, visit):
    """The form for a case study, open."""
    seen = visit(f"{example}/{CASE_FORM}")
    ready(seen.page)
    return seen


@pytest.fixture
def review(example, visit):
    """The form for a review of a case that waits."""
    seen = visit(f"{example}/{REVIEW_FORM}?case={WAITING}")
    ready(seen.page)
    return seen


@pytest.fixture(scope="module")
def standards(chromium, tmp_path_factory):  # noqa: ARG001 - nothing is built where there is no browser
    """Address of a library that rates by another framework."""
    root = tmp_path_factory.mktemp("standards") / "library"
    shutil.copytree(STANDARDS, root)
    with served(root) as address:
        yield address


@pytest.fixture
def library(tmp_path):
    """The worked example as `init` makes it, without git."""
    assert main(["init", str(tmp_path / "library")]) == 0
    return tmp_path / "library"


def findings(library, path, capsys):
    """What the command finds in one file of a library."""
    capsys.readouterr()
    main(["check", "--library", str(library), "--format", "json", "--as-of", today().isoformat()])
    return [one for one in json.loads(capsys.readouterr().out)["findings"] if one["path"] == path]


def test_what_a_whole_case_study_gives_passes_the_commands_unchanged(form, library, capsys):
    page = form.page
    fill_case(page)
    assert page.get_by_text("Nothing has to be mended.").is_visible()
    name, text = download(page)
    assert name == "quiet-rooms-in-sampleton-schools.yaml"
    file = library / "casestudies" / name
    file.write_text(text, encoding="utf-8")
    assert findings(library, f"casestudies/{name}", capsys) == []
    assert main(["fmt", "--check", "--library", str(library), str(file)]) == 0
    file.write_text(text.replace("theme: targeted-support", "theme: nothing"), encoding="utf-8")
    assert [one["code"] for one in findings(library, f"casestudies/{name}", capsys)] == ["unknown-word"]
    assert "source: pupil-survey-on-quiet-rooms" in text
    assert "\n  - Sampleton Council\n  - Sampleton Learning Trust\n" in text
    assert form.messages == []


def test_what_a_whole_review_gives_passes_the_commands_and_is_received(review, library, tmp_path, capsys):
    page = review.page
    fill_review(page, "R07")
    name, text = download(page)
    assert name == "R07.yaml"
    sent = tmp_path / "sent" / name
    sent.parent.mkdir()
    sent.write_text(text, encoding="utf-8")
    assert main(["review", "receive", str(sent), "--library", str(library), "--as-of", today().isoformat()]) == 0
    file = library / "reviews" / WAITING / name
    assert file.read_text(encoding="utf-8") == text
    assert findings(library, f"reviews/{WAITING}/{name}", capsys) == []
    assert main(["fmt", "--check", "--library", str(library), str(file)]) == 0


def test_a_review_is_filled_in_by_keyboard_alone(review):
    """Tab, arrows, space and letters; the page's own order of focus."""
    page = review.page

    def reach(selector):
        for _ in range(90):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector}")

    reach("#f-reviewer")
    page.keyboard.type("R07")
    reach("[name=f-interests]")
    page.keyboard.press("Space")
    reach(".form-onward .form-main")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "form-step"
    while page.locator(".form-onward .form-main").count():
        if page.get_by_role("group", name="What you found").count():
            reach("[name$=-finding]")
            page.keyboard.press("ArrowUp")  # the last one: cannot tell
            reach("textarea")
            page.keyboard.type(f"There is nothing on this: {page.locator('h2').first.inner_text()}.")
        elif page.locator("[name$=-bar]").count():
            reach("[name$=-bar]")
            page.keyboard.press("Space")
            reach("textarea")
            page.keyboard.type(f"So little is told: {page.locator('h2').first.inner_text()}.")
        reach(".form-onward .form-main")
        page.keyboard.press("Enter")
    reach("[name=form-later]")
    reach(".form-file")
    reach(".form-buttons .form-main")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "R07.yaml"
    reach("[name=form-age]")
    page.keyboard.press("Space")
    reach("a[href^='mailto:']")


def test_a_field_is_told_of_once_it_was_left_and_the_summary_leads_to_it(form):
    page = form.page
    fill(page, "title", "Quiet rooms")
    page.locator("#f-local_areas-add").click()
    fill(page, "local_areas.0", "Sampelton")
    assert page.locator(".form-told p").count() == 0
    page.keyboard.press("Tab")
    told = page.locator("[data-path='local_areas.0'] .form-error")
    told.wait_for()
    assert "Did you mean Sampleton?" in told.inner_text()
    assert "Sampelton" in page.locator("#form > [role=status]").inner_text()
    href = told.get_by_role("link").get_attribute("href")
    assert href.endswith("checks/unknown-area/")
    assert page.request.get(f"{page.url.split('add-or-review')[0]}checks/unknown-area/").ok
    assert page.locator("#f-summary-told").inner_text() == ""
    step(page, "Check and send")
    summary = page.locator("#form-summary")
    assert page.evaluate("document.activeElement.textContent") == "Check and send"
    summary.get_by_role("link", name=re.compile("^Theme: ")).click()
    assert page.evaluate("document.activeElement.name") == "f-theme"
    assert page.locator("#f-theme .form-error").is_visible()
    step(page, "Check and send")
    summary.get_by_role("link", name=re.compile("^Summary: ")).click()
    assert page.evaluate("document.activeElement.id") == "f-summary"
    assert field(page, "summary").get_attribute("aria-invalid") == "true"
    described = field(page, "summary").get_attribute("aria-describedby").split()
    assert any("To mend" in page.locator(f"[id='{one}']").inner_text() for one in described)
    fill(page, "summary", "Six schools opened a quiet room.")
    page.locator("#f-summary:not([aria-invalid])").wait_for()


def test_a_warning_is_told_apart_and_does_not_stop_anybody(form):
    page = form.page
    fill_case(page)
    step(page, "Limits and advice")
    fill(page, "limits", "")
    step(page, "Check and send")
    advice = page.locator(".form-advice")
    assert "1 thing to look at again" in advice.inner_text()
    assert page.locator(".form-summary").count() == 0
    assert page.get_by_role("button", name="Download").is_visible()
    advice.get_by_role("link").click()
    assert page.locator("#f-limits-told .form-warning").inner_text().startswith("Please look: ")
    assert field(page, "limits").get_attribute("aria-invalid") is None


def test_a_draft_comes_back_after_a_reload_and_is_deleted_when_asked(form, example, visit):
    page = form.page
    fill(page, "title", "Quiet rooms")
    choose(page, "theme", "universal-support")
    onward(page)
    page.locator("#f-sources-add").click()
    fill(page, "sources.0.title", "Year report")
    page.reload()
    ready(page)
    assert "Your draft of " in page.locator(".form-restored").inner_text()
    assert field(page, "sources.0.title").input_value() == "Year report"
    step(page, "The work")
    assert field(page, "title").input_value() == "Quiet rooms"
    assert page.locator("#f-theme input:checked").get_attribute("value") == "universal-support"
    page.get_by_role("button", name="Delete the draft").click()
    assert field(page, "title").input_value() == ""
    assert page.evaluate(DRAFTS) == []
    page.locator(".form-draft").get_by_role("button", name="Undo").click()
    assert field(page, "title").input_value() == "Quiet rooms"
    page.get_by_role("button", name="Delete the draft").click()
    page.reload()
    ready(page)
    assert page.locator(".form-restored").count() == 0
    assert page.evaluate(DRAFTS) == []
    other = visit(f"{example}/{REVIEW_FORM}?case={WAITING}").page
    ready(other)
    assert other.locator(".form-restored").count() == 0


def test_each_case_has_a_draft_of_its_own(review, example):
    page = review.page
    fill(page, "reviewer", "R07")
    checked(page)
    page.goto(f"{example}/{REVIEW_FORM}?case=advice-line")
    ready(page)
    assert field(page, "reviewer").input_value() == ""
    page.goto(f"{example}/{REVIEW_FORM}?case={WAITING}")
    ready(page)
    assert field(page, "reviewer").input_value() == "R07"


def file(data):
    """A file to be chosen in the browser."""
    text = data if isinstance(data, str) else json.dumps(data)
    return {"name": "draft.json", "mimeType": "application/json", "buffer": text.encode()}


def test_a_draft_is_saved_as_a_file_and_loaded_on_another_device(form, example, visit):
    page = form.page
    fill(page, "title", "Quiet rooms")
    fill(page, "local_areas.0", "Sampleton")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the draft as a file").click()
    saved = json.loads(started.value.path().read_bytes())
    assert started.value.suggested_filename == "draft-case-study.json"
    other = visit(f"{example}/{CASE_FORM}").page
    ready(other)
    other.set_input_files("#form-load", file(saved))
    other.get_by_text("The draft from the file is in the form.").wait_for()
    assert field(other, "title").input_value() == "Quiet rooms"
    assert field(other, "local_areas.0").input_value() == "Sampleton"


DRAFT = {"kind": "form-draft", "schema": 1, "form": "case-study", "about": "", "record": {}}
REFUSED = {
    "no JSON": "{",
    "null": "null",
    "another kind": {**DRAFT, "kind": "self-evaluation"},
    "a newer version": {**DRAFT, "schema": 2},
    "another form": {**DRAFT, "form": "review"},
    "another case": {**DRAFT, "about": "early-talk"},
    "no record": {**DRAFT, "record": [1]} | {"schema": "1"},
    "huge": "[" * 1_100_000,
}


def test_a_file_that_is_no_draft_is_told_and_changes_nothing(form):
    page = form.page
    fill(page, "title", "Quiet rooms")
    for name, data in REFUSED.items():
        page.set_input_files("#form-load", file(data))
        page.get_by_text("The file was not loaded, and the form is as it was.").wait_for()
        assert field(page, "title").input_value() == "Quiet rooms", name
        page.evaluate("document.querySelector('.form-draft .form-status').textContent = ''")
    assert form.messages == []


def test_of_a_strange_draft_only_what_the_form_can_show_comes_in(form):
    record = {
        "title": {"toString": 1},
        "summary": ["x"],
        "local_areas": "Sampleton",
        "sources": [{"id": "one", "title": ATTACK, "__proto__x": 1}, "text", None],
        "sustained": {"from": 2022, "nothing": {}},
        "phases": ["green-shoots", {}],
        "kind": "research-report",
        "changes": [{"date": "2025-01-01"}],
    }
    text = json.dumps({**DRAFT, "record": record}).replace('"title":', '"__proto__": {"polluted": 1}, "title":', 1)
    page = form.page
    page.set_input_files("#form-load", file(text))
    page.get_by_text("The draft from the file is in the form.").wait_for()
    assert field(page, "title").input_value() == ""
    step(page, "Your sources")
    assert field(page, "sources.0.title").input_value() == ATTACK
    assert page.locator(".form-card").count() == 1
    assert page.evaluate("({}).polluted") is None
    assert page.evaluate("window.hacked") is None
    assert form.messages == []


def test_a_browser_that_keeps_nothing_says_so(example, chromium):
    context = chromium.new_context()
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); }")
    page = context.new_page()
    page.goto(f"{example}/{CASE_FORM}")
    ready(page)
    fill(page, "title", "Quiet rooms")
    page.get_by_text("This browser does not let the page keep a draft.").wait_for()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the draft as a file").click()
    assert json.loads(started.value.path().read_bytes())["record"]["title"] == "Quiet rooms"
    context.close()


def test_nothing_that_is_written_leaves_the_browser(form, example):
    page = form.page
    fill_case(page)
    download(page)
    assert [url for url in form.requests if not url.startswith(example)] == []
    told = [unquote(url) for url in form.requests]
    assert [url for url in told if "uiet" in url or "?" in url] == []
    assert page.evaluate("document.cookie") == ""
    assert form.messages == []


def test_hostile_text_in_every_field_stays_text(form):
    page = form.page
    for link in page.locator(".form-steps a").all():
        link.click()
        for add in page.locator(".form-list > button").all():
            add.click()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for control in page.locator(".form-main-part :is(input[type=text], textarea)").all():
            control.fill(ATTACK)
            control.blur()
    checked(page)
    page.wait_for_timeout(100)
    assert page.locator("#form-summary li").count() > 10
    assert page.locator("#form :is(img, script, iframe, [onerror])").count() == 0
    assert page.evaluate("window.hacked") is None
    page.reload()
    ready(page)
    step(page, "The work")
    assert field(page, "title").input_value() == ATTACK.replace("\n", "")
    assert form.messages == []
    assert form.dialogs == []


def test_hostile_answers_stay_text_in_the_file_and_in_the_ways_to_send_it(form, library, capsys):
    page = form.page
    fill_case(page)
    step(page, "The work")
    fill(page, "title", f'{ATTACK} "quoted": {{%}} & \u202e # no')
    step(page, "Limits and advice")
    fill(page, "limits", f"- {ATTACK}\n\n  key: &anchor *alias !tag\n\ttab")
    step(page, "Check and send")
    name, text = download(page)
    page.get_by_label("18 or over").check()
    assert page.locator("#form :is(img, script, iframe, [onerror])").count() == 0
    assert page.evaluate("window.hacked") is None
    target = library / "casestudies" / name
    target.write_text(text, encoding="utf-8")
    assert main(["fmt", "--check", "--library", str(library), str(target)]) == 0
    assert [one for one in findings(library, f"casestudies/{name}", capsys) if one["severity"] == "error"] == []


def test_items_are_added_moved_and_removed_with_the_focus_where_one_goes_on(form):
    page = form.page
    step(page, "Your sources")
    for title in ("First", "Second", "Third"):
        page.locator("#f-sources-add").click()
        assert page.evaluate("document.activeElement.id").endswith("-title")
        page.keyboard.type(title)
    step(page, "How long, and what it took")
    field(page, "sustained.source").select_option(label="Second")
    step(page, "Your sources")
    page.get_by_role("button", name="Move up Source 3 of 3").click()
    assert [field(page, f"sources.{n}.title").input_value() for n in range(3)] == ["First", "Third", "Second"]
    assert page.evaluate("document.activeElement.id") == "f-sources-1"
    page.get_by_role("button", name="Remove Source 1 of 3").click()
    assert page.evaluate("document.activeElement.id") == "f-sources-add"
    assert page.locator(".form-card").count() == 2
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".form-card").count() == 3
    page.locator("#f-sources-2 summary").click()
    fill(page, "sources.2.id", "the-report")
    page.keyboard.press("Tab")
    step(page, "How long, and what it took")
    assert field(page, "sustained.source").input_value() == "the-report"
    step(page, "Your sources")
    page.get_by_role("button", name="Remove Source 3 of 3").click()
    step(page, "How long, and what it took")
    assert "no longer there" in field(page, "sustained.source").locator(":checked").inner_text()


def ways(page):
    """The ways to send that are shown."""
    return page.locator(".form-way h4").all_inner_texts()


def test_those_under_18_are_offered_the_library_alone(review):
    page = review.page
    fill_review(page, "R07")
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
    assert "shows the name of your account to everyone, for good" in page.locator(".form-way .notice").inner_text()
    assert "The other reviewers" in page.locator(".form-way .notice").inner_text()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "18" not in re.sub(r"sha256:\w+|\d{4}-\d\d-\d\dT[\d:.]+Z", "", kept)


@pytest.mark.parametrize(
    ("repository", "site", "name_key", "text_key"),
    [
        ("https://github.com/example/library.git", "https://github.com/example/library/new/main", "filename", "value"),
        ("https://gitlab.com/a/b/library/", "https://gitlab.com/a/b/library/-/new/main", "file_name", "content"),
    ],
)
def test_the_file_opens_in_the_repositorys_own_editor(repository, site, name_key, text_key, example, visit):
    seen = visit(f"{example}/")
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = []
    page.context.route(re.compile("git(hub|lab)"), lambda route: (opened.append(route.request.url), route.abort()))
    with_settings(page, repository_url=repository)
    page.goto(f"{example}/{REVIEW_FORM}?case={WAITING}")
    ready(page)
    fill_review(page, "R07")
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
    assert len(opened) == 1
    assert parse_qs(urlsplit(opened[0]).query) == {name_key: [f"reviews/{WAITING}/R07.2.yaml"]}


@pytest.mark.parametrize(
    ("changes", "told", "adults"),
    [
        ({"repository_url": "https://example.org/code"}, "Write to library@example.org", "in the repository"),
        ({"repository_url": ""}, "Write to library@example.org", ""),
        ({"contact": "", "repository_url": ""}, "has not given an address for letters yet", ""),
        ({"contact": "https://example.org/contact"}, "reach the library through", ""),
        ({"contact": "Ask at the desk"}, "Ask at the desk", ""),
        ({"contact": "", "repository_url": "javascript:alert(1)"}, "has not given an address", "in the repository"),
    ],
)  # fmt: skip
def test_a_library_without_an_address_or_a_repository_says_what_can_be_done(changes, told, adults, example, visit):
    seen = visit(f"{example}/")
    page = seen.page
    with_settings(page, **changes)
    page.goto(f"{example}/{CASE_FORM}")
    ready(page)
    page.set_input_files("#form-load", file({**DRAFT, "record": WHOLE}))
    step(page, "Check and send")
    page.get_by_label("18 or over").check()
    shown = page.locator(".form-ways").inner_text()
    assert told in shown
    assert adults in shown
    assert page.locator("a[href^='javascript:']").count() == 0


WHOLE = {
    "title": "Quiet rooms in Sampleton",
    "summary": "Six schools opened a quiet room.",
    "theme": "targeted-support",
    "local_areas": ["Sampleton"],
    "trigger": {"kind": "demand", "text": "Pupils asked."},
    "approach": "Each school chose a room.",
    "co_production": "Pupils chose the room.",
    "resources": {"staff": "one assistant"},
    "sustained": {"from": "2022-01", "to": "ongoing", "as_of": "2025-06", "source": "report"},
    "evaluation": [
        {"id": "look", "method": "internal-review", "by": "Sampleton Council", "date": "2025-06", "source": "report"}
    ],
    "limits": "Two schools had no room.",
    "sources": [{"id": "report", "title": "Report", "publisher": "Sampleton Council", "date": "2025-06"}],
    "consent": {"approved_by": "Sampleton Council board", "date": "2025-07"},
    "licence": "OGL-UK-3.0",
}


def test_the_review_form_shows_nobody_elses_scores(review, example):
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
        for path in (Path(__file__).parents[2] / f"src/wwis_evidence/starter/reviews/{WAITING}").glob("R*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "because: " in line
    ]
    asked = (Path(__file__).parents[2] / FRAMEWORK).read_text(encoding="utf-8")
    written = [words for words in written if words not in asked]
    assert len(written) > 20
    assert [words for words in written if any(words in text for text in texts)] == []
    assert not any("R12" in text for text in texts)
    assert [url for url in review.requests if "/reviews/" in url and "add-or-review" not in url] == []


def test_a_case_that_does_not_wait_is_not_opened(example, visit):
    for slug in ("early-talk", "no-such-case", "../../etc", "%3Cimg%20src=x%3E", "a b"):
        page = visit(f"{example}/{REVIEW_FORM}?case={slug}").page
        page.get_by_text("No case study of this name waits for reviewers now.").wait_for()
        assert page.locator("#form img").count() == 0
    page.locator("#form-choose").get_by_role("link").first.wait_for(state="visible")
    page.locator("#form-choose").get_by_role("link", name="Saturday sibling group").click()
    ready(page)


def test_changed_evidence_is_told_to_whoever_has_a_draft(review, example):
    page = review.page
    fill(page, "reviewer", "R07")
    checked(page)
    page.evaluate(
        f"const key = {DRAFTS}[0]; const d = JSON.parse(localStorage[key]); d.digest = 'sha256:old'; "
        "localStorage[key] = JSON.stringify(d)"
    )
    page.reload()
    ready(page)
    assert page.get_by_text("The evidence has changed since you began.").is_visible()
    fill_review(page, "R07")
    assert "sha256:old" not in download(page)[1]
    assert example in page.url


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
    assert page.get_by_text("What is done, and why it could make a difference").is_visible()
    assert page.get_by_text("Nothing links what is done to any outcome.").is_visible()
    values = page.locator("[name$=-finding]").evaluate_all("all => all.map(one => one.value)")
    assert values == ["shown", "shown-in-part", "not-shown", "cannot-say"]
    assert page.get_by_text("Needed where you found: Shown, Shown in part.").is_visible()
    step(page, "Confidence in impact: on the whole")
    bars = page.locator("[name$=-bar]").evaluate_all("all => all.map(one => one.value)")
    assert bars == [f"level-{number}" for number in range(1, 6)]
    assert "promising" not in page.locator("#form").inner_text().lower()


def test_a_changed_schema_changes_the_form(example, visit):
    """A new field, a new word and new titles come from the file alone."""
    seen = visit(f"{example}/")
    page = seen.page

    def answer(route):
        data = route.fetch().json()
        fields = data["form"]["properties"]
        fields["weather"] = {"type": "string", "title": "Weather", "description": "What the weather was like."}
        fields["title"] |= {"title": "Name of the work", "description": "A new hint."}
        fields["theme"]["enum"].insert(0, "sea-bathing")
        fields["theme"]["enumDescriptions"].insert(0, "All that is done in the sea.")
        del fields["advice"]
        route.fulfill(body=json.dumps(data), content_type="application/json")

    page.route("**/add-or-review/case-study.json", answer)
    page.goto(f"{example}/{CASE_FORM}")
    ready(page)
    assert page.get_by_label("Name of the work").is_visible()
    assert page.get_by_text("A new hint.").is_visible()
    assert page.locator("#f-theme label").first.inner_text().startswith("Sea bathing")
    step(page, "Limits and advice")
    assert field(page, "advice").count() == 0
    step(page, "Anything else")
    assert page.get_by_label("Weather").is_visible()


def test_without_scripts_the_pages_say_what_else_to_do(example, visit):
    page = visit(f"{example}/{CASE_FORM}", scripts=False).page
    assert page.get_by_text("Scripts are off, so the form cannot run.").is_visible()
    assert page.get_by_text("wwis-evidence new case-study").is_visible()
    assert not page.locator("#form").is_visible()
    page.get_by_role("link", name="How to reach us, and what happens next").click()
    assert page.get_by_role("link", name="library@example.org").is_visible()
    page = visit(f"{example}/{REVIEW_FORM}", scripts=False).page
    assert page.get_by_text("wwis-evidence new review").is_visible()
    page.locator("#form-choose").get_by_role("link", name="Saturday sibling group").click()
    assert "pipeline/sibling-group" in page.url
    assert page.get_by_role("link", name="Review this case").is_visible()


def test_the_way_in_leads_from_the_first_page_and_from_each_case_that_waits(example, visit):
    page = visit(f"{example}/").page
    page.locator(".ways-in").get_by_role("link", name="Add or review").click()
    for heading in ("What happens next", "If you do not agree with a review", "What a public repository cannot hide"):
        assert page.get_by_role("heading", name=heading).is_visible()
    page.locator(".ways-in").get_by_role("link", name="Review a case study").click()
    assert page.locator("#form-choose li").count() >= 2
    page.goto(f"{example}/pipeline/{WAITING}/")
    page.get_by_role("link", name="Review this case").click()
    ready(page)
    assert page.locator(".form-case-title").inner_text() == "Saturday sibling group in Exampleshire"
    assert page.locator(".site-menu--wide [aria-current]").inner_text() == "Add or review"


def weight(response):
    """Bytes of an answer as they would travel, compressed unless they are so already."""
    import gzip  # noqa: PLC0415 - here alone

    body = response.body()
    return len(body) if response.url.endswith(("woff2", "png")) else len(gzip.compress(body, 9))


@pytest.mark.parametrize("path", [CASE_FORM, f"{REVIEW_FORM}?case={WAITING}"])
def test_the_first_view_is_light_and_nothing_in_it_jumps(path, example, chromium):
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => "
        "{ if (!e.hadRecentInput) window.shift += e.value; })).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{example}/{path}", wait_until="networkidle")
    ready(page)
    assert sum(map(weight, answers)) < 150_000
    assert page.evaluate("window.shift") < 0.02
    before = len(answers)
    page.locator("#form input").first.focus()
    page.wait_for_load_state("networkidle")
    assert len(answers) > before + 20
    context.close()


# The colour scheme changes contrast and nothing else that axe looks at.
AXE = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_forms(scheme, example, visit):
    def clean(page, state):
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=AXE[scheme]).response["violations"]
            told = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
            assert told == [], (state, width)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        page.set_viewport_size({"width": 1280, "height": 900})

    case = visit(f"{example}/{CASE_FORM}", scheme=scheme).page
    ready(case)
    clean(case, "empty")
    case.set_input_files("#form-load", file({**DRAFT, "record": {**WHOLE, "title": "", "sources": [{"id": "report"}]}}))
    step(case, "Check and send")
    case.locator("#form-summary").wait_for()
    clean(case, "with things to mend")
    step(case, "Your sources")
    clean(case, "with messages beside fields")
    case.set_input_files("#form-load", file({**DRAFT, "record": WHOLE | {"limits": ""}}))
    step(case, "Check and send")
    case.get_by_label("18 or over").check()
    clean(case, "with the result")
    review = visit(f"{example}/{REVIEW_FORM}?case={WAITING}#strength-of-evidence-reviewed", scheme=scheme).page
    ready(review)
    review.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    clean(review, "a question of a review")
