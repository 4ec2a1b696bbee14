"""What readers find on the pages."""

import json
import re
from pathlib import PurePosixPath

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF, REPOSITORY

from wwis_evidence.library import build_library
from wwis_evidence.publish import docs
from wwis_evidence.publish.site import hand_written
from wwis_evidence.sources import folder

BAR_WORDS = re.compile(r"\b(emerging|promising|good|robust), (1st|2nd|3rd|4th) of 4", re.IGNORECASE)
PRINTED = {
    "portsmouth-ordinarily-available-provision": ("Promising, 2nd of 4", "Promising, 2nd of 4"),
    "herefordshire-early-years-sen-support": ("Promising, 2nd of 4", "Promising, 2nd of 4"),
    "wiltshire-parent-carer-council": ("Promising, 2nd of 4", "Promising, 2nd of 4"),
    "gateshead-annual-health-checks": ("Promising, 2nd of 4", "Promising, 2nd of 4"),
    "shropshire-designated-social-care-officer": ("Good, 3rd of 4", "Good, 3rd of 4"),
    "northumbria-send-strategic-lead": ("Good, 3rd of 4", "Promising, 2nd of 4"),
    "islington-strategic-partnership": ("Good, 3rd of 4", "Good, 3rd of 4"),
    "manchester-supported-internships": ("Good, 3rd of 4", "Good, 3rd of 4"),
    "barking-and-dagenham-local-schools": ("Good, 3rd of 4", "Promising, 2nd of 4"),
    "research-inclusion-in-schools": ("Robust, 4th of 4", "Promising, 2nd of 4"),
    "research-leadership-in-the-middle": ("Robust, 4th of 4", "Promising, 2nd of 4"),
}
NOT_SEEN = {
    "shropshire-designated-social-care-officer",
    "research-inclusion-in-schools",
    "research-leadership-in-the-middle",
}


@pytest.fixture(scope="module")
def real(own):
    return {path: PageReader(content) for path, content in pages_of(own).items()}


@pytest.fixture(scope="module")
def fictional(example):
    return {path: PageReader(content) for path, content in pages_of(example).items()}


@pytest.mark.parametrize("slug", PRINTED)
def test_a_published_item_shows_the_printed_bars_and_whose_they_are(real, slug):
    text = real[f"library/{slug}/index.html"].all_text
    strength, breadth = PRINTED[slug]
    first, second = re.findall(r"(Strength of evidence|Breadth of impact) (\w+ ?, \w+ of 4)", text)[:2]
    assert (first[1].replace(" ,", ","), second[1].replace(" ,", ",")) == (strength, breadth)
    assert "As published by What Works in SEND, not re-reviewed here" in text
    assert ("the printed reason was not seen" in text) == (slug in NOT_SEEN)


def test_the_library_lists_every_public_item_with_both_ratings_in_words(real):
    page = real["library/index.html"]
    for slug, (strength, breadth) in PRINTED.items():
        assert f"../library/{slug}/" in page.attributes("a", "href") or f"{slug}/" in " ".join(
            page.attributes("a", "href")
        )
        assert strength in page.all_text
        assert breadth in page.all_text
    assert page.all_text.count("As published by What Works in SEND, not re-reviewed here") == len(PRINTED)


def test_what_was_never_public_stands_in_the_pipeline_only(real, fictional):
    assert "library/lincolnshire-young-voices/index.html" not in real
    assert "pipeline/lincolnshire-young-voices/index.html" in real
    for slug in ("inclusion-hub", "sibling-group", "advice-line", "sleep-workshops"):
        assert f"library/{slug}/index.html" not in fictional
    assert "inclusion hub" in fictional["pipeline/index.html"].article.lower()
    assert "sleep" not in fictional["pipeline/index.html"].article.lower()


def test_pipeline_pages_and_data_hold_no_scores(own, example, real, fictional):
    for pages in (real, fictional):
        for path, page in pages.items():
            if path.startswith("pipeline/"):
                assert not BAR_WORDS.search(page.all_text), path
                assert not re.search(r"\b(not met|partly met|ceiling)\b", page.all_text), path
    for root in (own, example):
        for path in (root / "build" / "site" / "pipeline").glob("*/case.json"):
            data = json.loads(path.read_bytes())
            assert set(data) == {
                "schema", "slug", "status", "notice", "framework", "digest", "text_digest", "case",
                "evidence", "supports",
            }  # fmt: skip
            for criteria in data[
                "supports"
            ].values():  # which evidence can bear it, and not what anyone found
                for support in criteria.values():
                    assert {*support["fully"], *support["partly"]} <= set(data["evidence"])
                    assert set(support) == {"fully", "partly"}


def test_a_waiting_case_is_headed_not_yet_reviewed_kept_from_search_engines_and_carries_its_digest(real, own):
    page = real["pipeline/lincolnshire-young-voices/index.html"]
    library = build_library(folder(own))
    rating = library.rate("lincolnshire-young-voices", AS_OF)
    assert "Not yet reviewed by enough people." in page.all_text
    assert rating.digest in page.all_text
    assert rating.text_digest in page.all_text
    assert [a for tag, a in page.elements if tag == "meta" and a.get("name") == "robots"] == [
        {"name": "robots", "content": "noindex"}
    ]


def test_when_a_rating_was_seen_reads_as_a_day_or_as_a_month(fictional, real):
    assert "seen here on 5 October 2026." in fictional["library/health-passports/index.html"].all_text
    assert not any(
        re.search(r"seen (here )?in \d", page.all_text) for page in (*real.values(), *fictional.values())
    )


def test_contents_of_one_part_are_not_listed(fictional):
    listed = {path for path, page in fictional.items() if "On this page" in page.all_text}
    assert "library/early-talk/index.html" in listed
    assert not {"library/speech-bubbles/index.html", "regions/london/index.html"} & listed


def test_every_page_counts_the_same_cases_as_waiting_for_reviewers(fictional):
    waiting = sum(path.startswith("pipeline/") and path.count("/") == 2 for path in fictional)
    assert waiting > 1
    assert f" {waiting} items wait for reviewers now." in fictional["index.html"].all_text
    page = fictional["add-or-review/index.html"]
    assert f" {waiting} case studies wait for reviewers now." in page.all_text


def test_the_pipeline_says_who_is_still_needed(fictional):
    text = fictional["pipeline/index.html"].all_text
    by_experience = "a parent carer or a young person."
    assert f"3 reviews count so far. Still needed: one more reviewer, {by_experience}" in text
    assert (
        f"No reviews count so far. Still needed: 3 more reviewers, at least one of them {by_experience}"
        in text
    )
    assert "2 reviews count so far. Still needed: one more reviewer." in text
    assert "Still needed: a moderator, who talks with the reviewers before any rating is shown." in text


def test_an_item_made_stale_by_a_correction_keeps_its_address_with_its_last_rating_as_history(fictional):
    page = fictional["library/holiday-clubs/index.html"]
    text = page.all_text
    assert "Being reviewed again since" in text
    assert text.index("Being reviewed again since") < text.index("The last rating, as history only.")
    said = [text[match.start() - 5 : match.start()] for match in BAR_WORDS.finditer(text)]
    assert said == [" was "] * 2
    drawn = {name for tag, a in page.elements if tag == "svg" for name in a.get("class", "").split()}
    assert not {"bars", "pic-ladder"} & drawn


def test_withdrawn_and_replaced_items_keep_a_page_with_the_reason(fictional):
    assert "Withdrawn on" in fictional["library/speech-bubbles/index.html"].all_text
    replaced = fictional["library/keyworker-pilot/index.html"]
    assert "Replaced on" in replaced.all_text
    assert "../../library/family-link-workers/" in replaced.attributes("a", "href")
    assert not BAR_WORDS.search(replaced.all_text)


def test_an_item_due_for_review_says_so_where_the_eye_lands_first(fictional):
    text = fictional["library/nurture-rooms/index.html"].article
    assert "Due for review again" in text
    assert text.index("Due for review again") < text.index("At a glance")


def test_no_effect_and_harm_are_shown_like_any_other_effect(fictional):
    effects = [
        a["class"]
        for tag, a in fictional["library/tablet-lending/index.html"].elements
        if "effect-" in a.get("class", "")
    ]
    assert {"tag effect effect-none", "tag effect effect-worse"} <= set(effects)


def test_a_measured_claim_without_a_starting_point_is_not_called_better(real):
    page = real["library/gateshead-annual-health-checks/index.html"]
    assert "No starting point to compare with" in page.all_text


def test_what_the_seen_text_does_not_state_is_marked(real):
    text = real["library/gateshead-annual-health-checks/index.html"].all_text
    assert text.count("Not stated in the text seen.") >= 4


def test_the_review_record_is_by_role_and_names_nobody(fictional):
    page = fictional["library/early-talk/index.html"]
    assert "Parent carer" in page.all_text
    assert "Conflict of interest" in page.all_text or "conflict of interest" in page.all_text
    assert not re.search(r"\bR\d\d\b", page.all_text)


def test_moderation_keeps_the_scores_from_before_and_lists_what_does_not_count(fictional):
    text = fictional["library/travel-training/index.html"].all_text
    assert "After moderation:" in text
    assert "Moderation that does not count" in text
    assert "What each reviewer found, before any moderation." in text


def test_panels_replies_and_appeals_stand_on_the_page(fictional):
    assert (
        "The panel was named before the reviews were made."
        in fictional["library/family-link-workers/index.html"].all_text
    )
    assert "Reply from" in fictional["library/family-link-workers/index.html"].all_text
    assert "Upheld." in fictional["library/front-door/index.html"].all_text
    assert "The panel was not fixed in advance." in fictional["library/early-talk/index.html"].all_text


def test_a_worked_example_says_so_on_every_page(fictional, real):
    for path, page in fictional.items():
        assert "Worked example: everything here is fictional." in page.all_text, path
        assert "(fictional)" in page.title, path
    assert not any("Worked example" in page.all_text for page in real.values())


def test_enablers_and_phases_are_honest_about_having_no_item(real):
    assert len([p for p in real if p.startswith("enablers/")]) == 6
    assert len([p for p in real if p.startswith("improvement-cycle/")]) == 4
    assert "Gateshead" in real["enablers/workforce/index.html"].all_text
    nothing = docs(build_library([]), AS_OF, {})
    assert b"No vetted item shows this enabler yet." in nothing["enablers/vision/index.md"]


def test_the_rule_is_shown_with_what_is_published_and_what_is_ours(real):
    text = real["how-ratings-are-made/index.html"].all_text
    for words in (
        "Published by the programme",
        "Our own reading",
        "3 or more",
        "parent carer or young person",
        "Set aside on appeal",
    ):
        assert words in text
    assert text.count("Not known: the reason was not seen") == 6


def test_a_page_that_a_library_adds_can_be_reached_from_every_other_page(real):
    for path, page in real.items():
        if path != "how-to-read-the-ratings/index.html":
            links = page.attributes("a", "href")
            assert any(href.endswith("how-to-read-the-ratings/") for href in links), path


def test_every_link_inside_a_site_leads_somewhere(own, example):
    for root in (own, example):
        site = root / "build" / "site"
        for path, content in pages_of(root).items():
            page = PageReader(content)
            ids = {a["id"] for _, a in page.elements if "id" in a}
            for href in (
                page.attributes("a", "href")
                + page.attributes("link", "href")
                + page.attributes("script", "src")
            ):
                if re.match(r"[a-z]+:", href) or (path == "404.html" and href.startswith("/")):
                    continue
                target, _, anchor = href.partition("#")
                target, _, asked = target.partition("?")
                if asked:  # the review form is asked to open a case that waits
                    assert (site / "pipeline" / asked.removeprefix("case=") / "case.json").is_file(), (
                        path,
                        href,
                    )
                if target:
                    where = (site / PurePosixPath(path).parent / target).resolve()
                    where = where / "index.html" if where.is_dir() else where
                    assert where.is_file(), (path, href)
                elif anchor:
                    assert anchor in ids, (path, href)


def test_pages_depend_on_the_library_and_the_day_alone():
    pairs = list(folder(REPOSITORY))
    one = docs(build_library(pairs), AS_OF, hand_written(REPOSITORY))
    other = docs(build_library(reversed(pairs)), AS_OF, dict(reversed(hand_written(REPOSITORY).items())))
    assert list(one.items()) == list(other.items())


def test_a_library_without_pages_of_its_own_gets_plain_ones(tmp_path):
    (tmp_path / "casestudies").mkdir()
    made = docs(build_library(folder(tmp_path)), AS_OF, {})
    assert {"index.md", "about.md", "library/index.md"} <= set(made)
    assert b"Nothing has been reviewed yet." in made["index.md"]


@pytest.mark.parametrize("name", ["library.md", "pipeline.md"])
def test_no_hand_written_page_takes_a_generated_pages_place(tmp_path, name):
    (tmp_path / "casestudies").mkdir()
    with pytest.raises(ValueError, match="would take the place"):
        docs(build_library(folder(tmp_path)), AS_OF, {name: b"---\ntitle: x\n---\n"})


@pytest.mark.parametrize(
    "page", [b"\xff", b"no front matter", b"---\ndescription: x\n---\ny", b"---\ntitle: [\n---\ny"]
)
def test_a_hand_written_page_needs_a_title(tmp_path, page):
    (tmp_path / "casestudies").mkdir()
    with pytest.raises(ValueError, match=r"a page (begins with|is text in UTF-8)"):
        docs(build_library(folder(tmp_path)), AS_OF, {"about.md": page})
