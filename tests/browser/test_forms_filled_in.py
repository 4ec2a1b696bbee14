"""The browser forms filled in: what they give, what they tell of a slip, and text that means harm."""

import json
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).parent))
from form_filling import (
    ATTACK,
    DRAFT,
    WAITING,
    WHOLE,
    checked,
    download,
    field,
    fill,
    fill_case,
    fill_review,
    load,
    ready,
    step,
    today,
)
from hands import Keyboard, Mouse

from wwis_evidence.cli.main import main

pytestmark = pytest.mark.browser


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
    fill_case(Mouse(page))
    expect(page.get_by_text("Nothing has to be mended.")).to_be_visible()
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
    assert (
        main(["review", "receive", str(sent), "--library", str(library), "--as-of", today().isoformat()]) == 0
    )
    file = library / "reviews" / WAITING / name
    assert file.read_text(encoding="utf-8") == text
    assert findings(library, f"reviews/{WAITING}/{name}", capsys) == []
    assert main(["fmt", "--check", "--library", str(library), str(file)]) == 0


def test_a_case_study_is_filled_in_by_keyboard_alone(form, library, capsys):
    """Every step, with all that can be added and unfolded, up to the file: the one that a mouse gives."""
    page = form.page
    hand = Keyboard(page)
    fill_case(hand)
    hand.reach(".form-file")  # what is in it can be scrolled
    hand.reach(".form-buttons .form-main")
    with page.expect_download() as started:
        hand.press("Enter")
    hand.reach(".md-footer a")
    name, text = started.value.suggested_filename, started.value.path().read_text(encoding="utf-8")
    file = library / "casestudies" / name
    file.write_text(text, encoding="utf-8")
    assert findings(library, f"casestudies/{name}", capsys) == []
    assert main(["fmt", "--check", "--library", str(library), str(file)]) == 0
    page.evaluate("localStorage.clear()")
    page.goto(page.url.partition("#")[0])
    ready(page)
    fill_case(Mouse(page))
    assert download(page) == (name, text)
    assert form.messages == []


HINDRANCES = {
    "nothing shows": "sheet.replaceSync('* { outline: none !important; box-shadow: none !important }')",
    "something covers": "sheet.replaceSync('#form::after { content: \"\"; inset: 0; position: fixed }')",
    "is caught": "document.querySelector('#f-title').onkeydown = event => event.preventDefault()",
    "does not reach": "document.querySelector('#f-summary').tabIndex = -1",
}


@pytest.mark.parametrize("told", HINDRANCES)
def test_what_hinders_somebody_at_the_keyboard_is_noticed(form, told):
    page = form.page
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets.push(sheet);"
        f"{HINDRANCES[told]} }}"
    )
    with pytest.raises(AssertionError, match=told):
        Keyboard(page).fill("summary", "Six schools opened a quiet room.")


def test_a_review_is_filled_in_by_keyboard_alone(review):
    """Tab, arrows, space and letters; the page's own order of focus."""
    page = review.page
    hand = Keyboard(page)
    hand.fill("reviewer", "R07")
    hand.reach("[name=f-interests]")
    hand.press("Space")
    hand.onward()
    assert page.evaluate("document.activeElement.id") == "form-step"
    while page.locator(".form-onward .form-main").count():
        if page.get_by_role("group", name="What you found").count():
            hand.reach("[name$=-finding]")
            hand.press("ArrowUp")  # the last one: cannot tell
            hand.reach("textarea")
            page.keyboard.type(f"There is nothing on this: {page.locator('h2').first.inner_text()}.")
        elif page.locator("[name$=-bar]").count():
            hand.reach("[name$=-bar]")
            hand.press("Space")
            hand.reach("textarea")
            page.keyboard.type(f"So little is told: {page.locator('h2').first.inner_text()}.")
        hand.onward()
    hand.reach("[name=form-later]")
    hand.reach(".form-file")
    hand.reach(".form-buttons .form-main")
    with page.expect_download() as started:
        hand.press("Enter")
    assert started.value.suggested_filename == "R07.yaml"
    hand.reach("[name=form-age]")
    hand.press("Space")
    hand.reach("a[href^='mailto:']")


def test_a_field_is_told_of_once_it_was_left_and_the_summary_leads_to_it(form):
    page = form.page
    fill(page, "title", "Quiet rooms")
    page.locator("#f-local_areas-add").click()
    fill(page, "local_areas.0", "Sampelton")
    expect(page.locator(".form-told p")).to_have_count(0)
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
    titles = [text.split(":")[0] for text in summary.locator("li").all_inner_texts()]
    by_step = ["Theme", "Sources", "What was done", "How long it has been kept going", "Licence"]
    assert [title for title in titles if title in by_step] == by_step
    assert page.evaluate("document.activeElement.textContent") == "Check and send"
    summary.get_by_role("link", name=re.compile("^Theme: ")).click()
    assert page.evaluate("document.activeElement.name") == "f-theme"
    expect(page.locator("#f-theme .form-error")).to_be_visible()
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
    load(page, {**DRAFT, "record": WHOLE | {"limits": ""}})
    step(page, "Check and send")
    advice = page.locator(".form-advice")
    assert "1 thing to look at again" in advice.inner_text()
    expect(page.locator(".form-summary")).to_have_count(0)
    expect(page.get_by_role("button", name="Download")).to_be_visible()
    advice.get_by_role("link").click()
    told = page.locator("#f-limits-told .form-warning").inner_text()
    assert told.startswith("Please look: Nothing is said yet about limits. ")  # and no key of the file
    assert field(page, "limits").get_attribute("aria-invalid") is None


def test_hostile_text_in_every_field_stays_text(form):
    page = form.page
    for link in page.locator(".form-steps a").all():
        link.click()
        for add in page.locator(".form-list > button").all():
            add.click()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for control in page.locator(".form-main-part :is(input[type=text], textarea)").all():
            control.fill(ATTACK)
    checked(page)
    page.wait_for_timeout(100)
    assert page.locator("#form-summary li").count() > 10
    expect(page.locator("#form :is(img, script, iframe, [onerror])")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
    page.reload()
    ready(page)
    step(page, "The work")
    expect(field(page, "title")).to_have_value(ATTACK.replace("\n", ""))
    assert form.messages == []
    assert form.dialogs == []


def test_hostile_answers_stay_text_in_the_file_and_in_the_ways_to_send_it(form, library, capsys):
    page = form.page
    load(page, {**DRAFT, "record": WHOLE})
    fill(page, "title", f'{ATTACK} "quoted": {{%}} & \u202e # no')
    step(page, "Limits and advice")
    fill(page, "limits", f"- {ATTACK}\n\n  key: &anchor *alias !tag\n\ttab")
    step(page, "Check and send")
    name, text = download(page)
    page.get_by_label("18 or over").check()
    expect(page.locator("#form :is(img, script, iframe, [onerror])")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
    target = library / "casestudies" / name
    target.write_text(text, encoding="utf-8")
    assert main(["fmt", "--check", "--library", str(library), str(target)]) == 0
    assert [
        one for one in findings(library, f"casestudies/{name}", capsys) if one["severity"] == "error"
    ] == []


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
    expect(page.locator(".form-card")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".form-card")).to_have_count(3)
    page.locator("#f-sources-2 summary").click()
    fill(page, "sources.2.id", "the-report")
    page.keyboard.press("Tab")
    step(page, "How long, and what it took")
    expect(field(page, "sustained.source")).to_have_value("the-report")
    step(page, "Your sources")
    page.get_by_role("button", name="Remove Source 3 of 3").click()
    step(page, "How long, and what it took")
    assert "no longer there" in field(page, "sustained.source").locator(":checked").inner_text()
