"""Looking at one's own system, as a browser runs it: filled in, saved, loaded, compared, printed."""

import json

import pytest
from accessible import assert_accessible
from jsonschema import Draft202012Validator
from playwright.sync_api import expect

from wwis_evidence.publish.self_evaluation import schema
from wwis_evidence.vocabulary import load

pytestmark = pytest.mark.browser

PAGE = "look-at-your-own-system/"
ENABLERS = list(load().terms("enablers"))
ROOTS, SHOOTS, FLOURISHING = load().terms("phases")
ATTACK = "</textarea><img src=x onerror='window.hacked=1'><script>window.hacked=1</script>\u202egnirts"
DRAFTS = "Object.keys(localStorage).filter(key => key.includes('draft'))"


def answers(phases=(None,) * 5, *, by="Parent carer", text="", **changes):
    """Data of a saved file."""
    each = {
        enabler: {"phase": phase, "evidence": text, "next_step": text}
        for enabler, phase in zip(ENABLERS, phases, strict=True)
    }
    data = {"kind": "self-evaluation", "schema": 1, "about": text, "by": by, "date": "2026-11-20"}
    return {**data, "answers": each, **changes}


def file(data, name="answers.json"):
    """A file to be chosen in the browser."""
    text = data if isinstance(data, str) else json.dumps(data)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


@pytest.fixture
def form(own, visit):
    """The page, open, on a large screen."""
    return visit(f"{own}/{PAGE}")


def tab_to(page, selector):
    """Press Tab until an element has the focus."""
    for _ in range(200):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {selector}")


def put_in(page, *args):
    """Load a file into the form, and wait until it is there."""
    page.set_input_files("#se-load", file(*args))
    page.get_by_text("The file is in the form now.").wait_for()


def compare(page, *files):
    """Lay files side by side, and wait until they are."""
    page.set_input_files("#se-compare", files)
    page.locator("#se-compared table").wait_for()


def saved(page):
    """Press the button that saves, and read the file."""
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as a file").click()
    return started.value.suggested_filename, json.loads(started.value.path().read_bytes())


def test_it_is_filled_in_by_keyboard_saved_and_loaded_again(form, own, visit):
    page = form.page
    tab_to(page, "#se-by")
    page.keyboard.type("SENCO")
    tab_to(page, "[name=phase-co-production]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#evidence-co-production")
    page.keyboard.type("Minutes of the forum")
    tab_to(page, "[name=phase-vision]")
    page.keyboard.press("Space")
    tab_to(page, "button[type=submit]")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    data = json.loads(started.value.path().read_bytes())
    Draft202012Validator(schema()).validate(data)
    assert data["by"] == "SENCO"
    assert data["answers"]["co-production"] == {
        "phase": SHOOTS, "evidence": "Minutes of the forum", "next_step": "",
    }  # fmt: skip
    assert data["answers"]["vision"]["phase"] == ROOTS
    assert data["answers"]["workforce"]["phase"] is None
    assert started.value.suggested_filename == f"self-evaluation-{data['date']}-senco.json"

    again = visit(f"{own}/{PAGE}").page
    put_in(again, data)
    expect(again.locator("#evidence-co-production")).to_have_value("Minutes of the forum")
    assert again.locator("[name=phase-co-production]:checked").get_attribute("value") == SHOOTS
    assert saved(again)[1] == data


def test_the_gap_to_the_next_phase_leads_to_practice_or_says_that_there_is_none(form):
    page = form.page
    together = page.locator("#se-together")
    put_in(page, answers([ROOTS, SHOOTS, None, FLOURISHING, ROOTS]))
    cards = together.locator(".card")
    expect(cards).to_have_count(4)
    expect(together.get_by_text("You chose a phase for 4 of 5 enablers.")).to_be_visible()
    assert (
        "No vetted item shows this yet. That says nothing about whether it works."
        in cards.nth(0).inner_text()
    )
    assert load().grid["vision", FLOURISHING].words in cards.nth(1).inner_text()
    assert "To keep it: " in cards.nth(2).inner_text()
    links = cards.nth(3).get_by_role("link")
    expect(links.filter(has_text="Annual health checks")).to_have_count(1)
    links.filter(has_text="Annual health checks").click()
    assert "Annual health checks" in page.title()


def test_nothing_leaves_the_browser_or_is_kept_unless_it_is_asked_for(form, own):
    page = form.page
    before = len(form.requests)
    page.get_by_label("What shows this?").first.fill("A note")
    page.locator("[name=phase-vision]").first.check()
    saved(page)
    compare(page, file(answers()), file(answers(), "b.json"))
    assert [url for url in form.requests[before:] if not url.endswith("favicon.svg")] == []
    assert not [url for url in form.requests if not url.startswith(own)]
    assert page.evaluate(DRAFTS) == []
    assert page.evaluate("document.cookie") == ""
    assert form.messages == []


def test_a_draft_is_kept_on_the_device_when_asked_for_and_deleted_when_not(form):
    page = form.page
    keep = page.get_by_label("Keep a draft on this device.")
    page.get_by_label("What shows this?").first.fill("A note")
    keep.check()
    page.get_by_label("Next step").first.fill("Meet the forum")
    page.reload()
    expect(keep).to_be_checked()
    expect(page.get_by_label("What shows this?").first).to_have_value("A note")
    expect(page.get_by_label("Next step").first).to_have_value("Meet the forum")
    keep.uncheck()
    assert page.evaluate(DRAFTS) == []
    saved(page)
    page.reload()
    expect(keep).not_to_be_checked()


def test_a_draft_that_was_spoilt_is_dropped(form):
    page = form.page
    page.evaluate("localStorage.setItem('self-evaluation-draft', '{\"kind\": 1}')")
    page.reload()
    assert page.evaluate(DRAFTS) == []
    expect(page.locator("textarea").first).to_have_value("")
    assert form.messages == []


def test_clearing_and_loading_can_be_undone(form):
    page = form.page
    note = page.get_by_label("What shows this?").first
    note.fill("A note")
    page.get_by_role("button", name="Clear the form").click()
    expect(note).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(note).to_have_value("A note")
    put_in(page, answers(text="Other"))
    expect(note).to_have_value("Other")
    page.get_by_role("button", name="Undo").click()
    expect(note).to_have_value("A note")


def test_files_lie_side_by_side_with_their_spread_and_without_an_average(form):
    page = form.page
    compare(
        page,
        file(answers([ROOTS, ROOTS, SHOOTS, None, None], text="Our own words"), "a.json"),
        file(answers([FLOURISHING, SHOOTS, SHOOTS, ROOTS, None]), "b.json"),
        file(answers([SHOOTS, SHOOTS, SHOOTS, None, None], by=""), "officer.json"),
    )
    rows = page.locator("#se-compared tbody tr")
    spreads = rows.locator("td:last-child").all_inner_texts()
    assert spreads == [
        "Far apart: from putting down roots to flourishing. Talk about this one first.",
        "Close: putting down roots and green shoots.",
        "All 3 who chose say green shoots.",
        "Only one of you chose a phase.",
        "Nobody chose a phase.",
    ]
    first = rows.nth(0).locator("td").all_inner_texts()
    assert [text.strip() for text in first[:3]] == ["Parent carer", "officer", "Parent carer (2)"]
    assert page.get_by_role("columnheader").all_inner_texts()[0] == "Enabler"
    expect(page.get_by_role("rowheader")).to_have_count(5)
    assert page.evaluate("document.activeElement.id") == "se-compared"
    page.get_by_text("Co-production and relationships: 1 note").click()
    expect(page.locator("#se-compared").get_by_text("What shows this: Our own words").first).to_be_visible()
    assert "average" not in page.locator("#se-compared").inner_text().lower()


HOSTILE = answers([ROOTS] * 5, by=ATTACK, text=ATTACK)


def test_a_hostile_file_is_nothing_but_text_wherever_it_is_shown(form):
    page = form.page
    put_in(page, HOSTILE, "<img src=x onerror=alert(1)>.json")
    compare(page, file(HOSTILE), file({**HOSTILE, "kind": ATTACK}, "<img src=x>.json"))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for place in ("#se-together", "#se-compared", "#self-evaluation", "#se-compare-problems"):
        expect(page.locator(f"{place} :is(img, script, iframe, [onerror])")).to_have_count(0)
    assert ATTACK in page.locator("#se-compared").text_content()
    expect(page.locator("#evidence-vision")).to_have_value(ATTACK)
    assert page.locator("#se-compared bdi").count() > 5
    assert page.evaluate("window.hacked") is None
    assert form.messages == []
    assert form.dialogs == []


WRONG = {
    "no JSON": ("{", "cannot be read as a saved self-evaluation"),
    "a list": ("[]", "not a self-evaluation that was saved from this page"),
    "null": ("null", "not a self-evaluation that was saved from this page"),
    "another kind": (answers(kind="review"), "not a self-evaluation that was saved from this page"),
    "a newer version": (answers(schema=2), "saved by a newer version of this page"),
    "no version": (answers(schema="1"), "does not say that it is version 1"),
    "a number as a name": (answers(by=5), "“Who is answering” is not a text."),
    "a long name": (answers(by="x" * 201), "is longer than 200 characters"),
    "a long note": (answers(text="x" * 2001), "is longer than"),
    "no date": (answers(date="yesterday"), "The date is not one like 2026-11-21."),
    "no answers": (answers(answers=[]), "The file has no answers."),
    "one enabler too few": (
        answers(answers={e: answers()["answers"][e] for e in ENABLERS[1:]}),
        "The list of answers lacks “co-production”.",
    ),
    "a strange enabler": (
        answers(answers={**answers()["answers"], "__proto__x": {}}),
        "has a part that this page does not know: “__proto__x”",
    ),
    "a strange key": (answers(score=4), "The file has a part that this page does not know: “score”."),
    "a phase of no grid": (answers(["blooming"] * 5), "a phase that this page does not know: “blooming”"),
    "an inherited phase": (answers(["constructor"] * 5), "does not know: “constructor”"),
    "an answer of text": (
        answers(answers=dict.fromkeys(ENABLERS, "x")),
        "is not in the form that this page saves",
    ),
    "a huge file": (answers(extra="x" * 300_000), "too large to be a saved self-evaluation"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_saved_one_is_told_in_plain_words_and_changes_nothing(name, form):
    data, told = WRONG[name]
    page = form.page
    page.get_by_label("What shows this?").first.fill("A note")
    page.set_input_files("#se-load", file(data))
    page.locator("#se-problems li").first.wait_for()
    assert told in page.locator("#se-problems").inner_text()
    expect(page.get_by_label("What shows this?").first).to_have_value("A note")
    assert form.messages == []
    if not isinstance(data, str):
        assert not Draft202012Validator(schema()).is_valid(data)


@pytest.mark.parametrize(
    "data",
    [answers(), answers([ROOTS] * 5), answers(date=""), answers(by="x" * 200, text="é🙂" * 100), HOSTILE],
    ids=["blank", "all one phase", "no date", "long", "hostile"],
)
def test_the_page_reads_every_file_that_its_schema_allows(data, form):
    Draft202012Validator(schema()).validate(data)
    put_in(form.page, data)
    assert form.page.locator("#se-problems").inner_text() == ""


def test_a_key_that_reaches_for_the_prototype_is_refused(form):
    text = json.dumps(answers()).replace('"about"', '"__proto__": {"polluted": 1}, "about"')
    form.page.set_input_files("#se-load", file(text))
    form.page.locator("#se-problems li").first.wait_for()
    assert "“__proto__”" in form.page.locator("#se-problems").inner_text()
    assert form.page.evaluate("({}).polluted") is None


def test_on_paper_the_notes_stand_whole_and_the_tools_do_not(form):
    page = form.page
    long = "A long note. " * 100
    page.get_by_label("What shows this?").first.fill(long)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".se-printed").inner_text().strip() == long.strip()
    expect(page.locator("#evidence-co-production")).not_to_be_visible()
    for hidden in (".se-tools", ".se-practice", "#lay-several-side-by-side", "#se-compare"):
        expect(page.locator(hidden).first).not_to_be_visible()
    expect(page.locator("#next-co-production")).to_be_visible()


def test_without_scripts_it_is_a_form_for_paper(own, visit):
    page = visit(f"{own}/{PAGE}", scripts=False, width=375).page
    expect(page.get_by_text("Saving, loading and comparing need scripts.")).to_be_visible()
    expect(page.get_by_role("button", name="Save as a file")).not_to_be_visible()
    page.locator("[name=phase-vision]").first.check()
    page.get_by_label("What shows this?").first.fill("A note")
    page.get_by_text("Practice from elsewhere").first.click()
    expect(page.get_by_role("link", name="A lasting SEND partnership in Islington").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#se-by")).to_be_visible()
    for enabler in ENABLERS:
        expect(page.locator(f"[name=phase-{enabler}]")).to_have_count(4)
        assert page.locator(f"#evidence-{enabler}").bounding_box()["height"] > 90
        expect(page.locator(f"#evidence-{enabler}")).to_be_visible()
    expect(page.get_by_text("Saving, loading and comparing need scripts.")).not_to_be_visible()


def test_axe_finds_nothing_in_a_full_form_with_files_side_by_side(own, visit):
    page = visit(f"{own}/{PAGE}").page
    full = answers([ROOTS, SHOOTS, FLOURISHING, None, ROOTS], text="Words")
    put_in(page, full)
    compare(page, file(full), file(full, "b.json"), file("{", "c.json"))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
