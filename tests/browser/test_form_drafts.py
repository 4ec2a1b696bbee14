"""Drafts of the browser forms: kept in the browser, saved as files, and nowhere else."""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

sys.path.append(str(Path(__file__).parent))
from form_filling import (
    ATTACK,
    CASE_FORM,
    DRAFT,
    DRAFTS,
    REVIEW_FORM,
    WAITING,
    WHOLE,
    checked,
    choose,
    download,
    field,
    file,
    fill,
    load,
    onward,
    ready,
    step,
)

pytestmark = pytest.mark.browser


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
    expect(field(page, "sources.0.title")).to_have_value("Year report")
    step(page, "The work")
    expect(field(page, "title")).to_have_value("Quiet rooms")
    assert page.locator("#f-theme input:checked").get_attribute("value") == "universal-support"
    page.get_by_role("button", name="Delete the draft").click()
    expect(field(page, "title")).to_have_value("")
    assert page.evaluate(DRAFTS) == []
    page.locator(".form-draft").get_by_role("button", name="Undo").click()
    expect(field(page, "title")).to_have_value("Quiet rooms")
    page.get_by_role("button", name="Delete the draft").click()
    page.reload()
    ready(page)
    expect(page.locator(".form-restored")).to_have_count(0)
    assert page.evaluate(DRAFTS) == []
    other = visit(f"{example}/{REVIEW_FORM}?case={WAITING}").page
    ready(other)
    expect(other.locator(".form-restored")).to_have_count(0)


def test_each_case_has_a_draft_of_its_own(review, example):
    page = review.page
    fill(page, "reviewer", "R07")
    checked(page)
    page.goto(f"{example}/{REVIEW_FORM}?case=advice-line")
    ready(page)
    expect(field(page, "reviewer")).to_have_value("")
    page.goto(f"{example}/{REVIEW_FORM}?case={WAITING}")
    ready(page)
    expect(field(page, "reviewer")).to_have_value("R07")


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
    load(other, saved)
    expect(field(other, "title")).to_have_value("Quiet rooms")
    expect(field(other, "local_areas.0")).to_have_value("Sampleton")


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
    for data in REFUSED.values():
        page.set_input_files("#form-load", file(data))
        page.get_by_text("The file was not loaded, and the form is as it was.").wait_for()
        expect(field(page, "title")).to_have_value("Quiet rooms")
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
    text = json.dumps({**DRAFT, "record": record}).replace(
        '"title":', '"__proto__": {"polluted": 1}, "title":', 1
    )
    page = form.page
    load(page, text)
    expect(field(page, "title")).to_have_value("")
    step(page, "Your sources")
    expect(field(page, "sources.0.title")).to_have_value(ATTACK)
    expect(page.locator(".form-card")).to_have_count(1)
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
    fill(page, "title", "Quiet rooms")
    fill(page, "local_areas.0", "Sampleton")
    load(page, {**DRAFT, "record": WHOLE})
    step(page, "Check and send")
    download(page)
    page.get_by_label("18 or over").check()
    assert [url for url in form.requests if not url.startswith(example)] == []
    told = [unquote(url) for url in form.requests]
    assert [url for url in told if "uiet" in url or "?" in url] == []
    assert page.evaluate("document.cookie") == ""
    assert form.messages == []


def test_changed_evidence_is_told_to_whoever_has_a_draft(review):
    page = review.page
    fill(page, "reviewer", "R07")
    checked(page)
    page.evaluate(
        f"const key = {DRAFTS}[0]; const d = JSON.parse(localStorage[key]); d.digest = 'sha256:old'; "
        "localStorage[key] = JSON.stringify(d)"
    )
    page.reload()
    ready(page)
    expect(page.get_by_text("The evidence has changed since you began.")).to_be_visible()
    fill(page, "date", "2026-11-01")
    checked(page)
    assert "sha256:old" not in page.evaluate(f"localStorage[{DRAFTS}[0]]")
