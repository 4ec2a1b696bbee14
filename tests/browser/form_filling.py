"""Filling in the browser forms as a person would, for tests."""

import json
import re
from datetime import date

WAITING = "sibling-group"
ATTACK = "</textarea><img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
FRAMEWORK = "src/wwis_evidence/frameworks/wwis-effective-practice-2024.1.yaml"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('wwis-form'))"
CASE_FORM, REVIEW_FORM = "add-or-review/case-study/", "add-or-review/review/"

SOURCES = [
    {"title": "Quiet rooms year report", "publisher": "Sampleton Council", "date": "2025-06"},
    {"title": "Pupil survey on quiet rooms", "publisher": "Sampleton Learning Trust", "date": "2025-05"},
]


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
        {
            "id": "look",
            "method": "internal-review",
            "by": "Sampleton Council",
            "date": "2025-06",
            "source": "report",
        }
    ],
    "limits": "Two schools had no room.",
    "sources": [{"id": "report", "title": "Report", "publisher": "Sampleton Council", "date": "2025-06"}],
    "consent": {"approved_by": "Sampleton Council board", "date": "2025-07"},
    "licence": "OGL-UK-3.0",
}
DRAFT = {"kind": "form-draft", "schema": 1, "form": "case-study", "about": "", "record": {}}


def ready(page):
    """Wait until the form is there."""
    page.locator(".form-steps").wait_for()


def field(page, path):
    """The control, or the group of controls, of a place."""
    return page.locator(f"[id='f-{path.replace('.', '-')}']")


def fill(page, path, text):
    """Write into a field."""
    field(page, path).fill(text)


def choose(page, path, value):
    """Choose one of several words."""
    field(page, path).locator(f"input[value='{value}']").check()


def onward(page):
    """Go to the next step."""
    page.locator(".form-onward .form-main").click()


def step(page, title):
    """Open a step by its name in the list."""
    page.locator(".form-steps").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", name=title, exact=True).wait_for()


def checked(page):
    """Wait until the checks have looked at what was typed last."""
    page.wait_for_timeout(500)


def fill_case(hand):
    """Fill in a whole case study of a fictional area, step by step, with one of the hands in ``hands.py``."""
    _what_was_done(hand)
    _what_came_of_it(hand)


def _what_was_done(hand):
    hand.fill("title", "Quiet rooms in Sampleton schools")
    hand.fill(
        "summary",
        "Six schools in Sampleton opened a quiet room. Pupils who find noise hard can go there at any time.",
    )
    hand.choose("theme", "targeted-support")
    hand.fill("local_areas.0", "Sampleton")
    hand.fill("organisations.0", "Sampleton Council")
    hand.add("organisations")
    hand.fill("organisations.1", "Sampleton Learning Trust")
    hand.fill("submitted_by.0", "Sampleton Council")
    hand.onward()
    for place, source in enumerate(SOURCES):
        hand.add("sources")
        for key, text in source.items():
            hand.fill(f"sources.{place}.{key}", text)
    hand.fill("sources.0.url", "https://example.org/quiet-rooms/report")
    hand.onward()
    hand.choose("trigger.kind", "lived-experience")
    hand.fill("trigger.text", "Pupils told the council that the corridors were too loud.")
    hand.fill(
        "approach",
        "Each school chose a room with its pupils.\n\nAn assistant keeps it open all day: nobody has to ask.",
    )
    hand.fill("co_production", "Pupils chose the rooms, the chairs and the rules.")
    hand.onward()
    hand.unfold("resources.money")
    hand.fill("resources.money.amount", "12000")
    hand.fill("resources.money.period", "year")
    hand.fill("resources.staff", "one teaching assistant in each school")
    hand.fill("sustained.from", "2022")
    hand.fill("sustained.to", "ongoing")
    hand.fill("sustained.as_of", "2025-06")
    hand.pick("sustained.source", 1)
    hand.onward()


def _what_came_of_it(hand):
    hand.add("evaluation")
    hand.choose("evaluation.0.method", "internal-evaluation")
    hand.fill("evaluation.0.by", "Sampleton Council")
    hand.fill("evaluation.0.date", "2025-06")
    hand.choose("evaluation.0.baseline", "set-at-outset")
    hand.choose("evaluation.0.shared_with", "public")
    hand.pick("evaluation.0.source", 1)
    hand.onward()
    hand.add("impact")
    hand.choose("impact.0.area", "activity")
    hand.fill("impact.0.claim", "More pupils stay in school on the days when they find it hard.")
    hand.choose("impact.0.kind", "measured")
    hand.choose("impact.0.effect", "better")
    hand.unfold("impact.0.measure")
    hand.fill("impact.0.measure.name", "days missed by each pupil who uses the room")
    hand.fill("impact.0.measure.unit", "days a year")
    hand.choose("impact.0.measure.better", "lower")
    hand.fill("impact.0.measure.baseline.value", "21")
    hand.fill("impact.0.measure.baseline.period", "2021")
    hand.fill("impact.0.measure.baseline.n", "64")
    hand.fill("impact.0.measure.result.value", "12.5")
    hand.fill("impact.0.measure.result.period", "2024-25")
    hand.fill("impact.0.measure.result.n", "71")
    hand.pick("impact.0.source", 1)
    hand.add("impact")
    hand.choose("impact.1.area", "lived-experience")
    hand.fill("impact.1.claim", "Most pupils who answered said that they feel calmer: “I can think again.”")
    hand.choose("impact.1.kind", "feedback")
    hand.choose("impact.1.effect", "better")
    hand.pick("impact.1.source", 2)
    hand.onward()
    hand.fill("limits", "Two schools had no room to spare.\nPupils who learn at home were not reached.")
    hand.fill("advice", "- Let pupils choose the room.\n- Keep it open at lunch.")
    hand.onward()
    hand.add("enablers")
    hand.choose("enablers.0.id", "co-production")
    hand.fill("enablers.0.how", "Pupils wrote the rules with the staff.")
    hand.choose("phases", "green-shoots")
    hand.choose("facets.age_phases", "primary")
    hand.choose("facets.age_phases", "secondary")
    hand.onward()
    hand.fill("consent.approved_by", "Sampleton Council SEND partnership board")
    hand.fill("consent.date", "2025-07-01")
    hand.tick("licence")
    hand.onward()


def fill_review(page, reviewer):
    """Fill in a whole review, one question after the other: the first is met, no other can be told."""
    fill(page, "reviewer", reviewer)
    page.get_by_label("None").check()
    onward(page)
    found = page.get_by_role("group", name="What you found")
    found.locator("input").first.check()
    page.get_by_role("group", name="Evidence that it rests on").locator("input").first.check()
    page.get_by_label("Why", exact=True).fill("Those who run it wrote down what they had learned.")
    onward(page)
    while page.locator(".form-onward .form-main").count():
        title = page.locator(".form-main-part h2").inner_text().lower()
        if found.count():
            found.locator("input").last.check()
            page.get_by_label("Why", exact=True).fill(f"I read what it says about this: {title}.")
        elif page.get_by_label("Why this bar").count():
            page.get_by_role("group", name="The bar that fits best").locator("input").first.check()
            page.get_by_label("Why this bar").fill(f"There is little to go on for {title}.")
        onward(page)


def download(page):
    """Press the button that downloads the file; its name and text."""
    with page.expect_download() as started:
        page.get_by_role("button", name="Download").click()
    return started.value.suggested_filename, started.value.path().read_text(encoding="utf-8")


def with_settings(page, **changes):
    """Let the form think that the library's settings are others."""

    def answer(route):
        data = route.fetch().json()
        data["library"] |= changes
        route.fulfill(body=json.dumps(data), content_type="application/json")

    page.route(re.compile(r"/(case-study|review)\.json$"), answer)


def today():
    """The day on which a form in this browser is filled in, give or take midnight."""
    return date.today()  # noqa: DTZ011 - as the browser's own clock


def load(page, data):
    """Load a draft into the form, and wait until it is there."""
    page.set_input_files("#form-load", file(data))
    page.get_by_text("The draft from the file is in the form.").wait_for()


def file(data):
    """A file to be chosen in the browser."""
    text = data if isinstance(data, str) else json.dumps(data)
    return {"name": "draft.json", "mimeType": "application/json", "buffer": text.encode()}
