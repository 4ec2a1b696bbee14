"""What an item's page says of its rating: what would move it, how firm it is, who counts, and its proof."""

import contextlib
import io
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF, built, example_library

from wwis_evidence.cli.main import main
from wwis_evidence.library import build_library
from wwis_evidence.proof import parse_bundle, verify
from wwis_evidence.publish import docs
from wwis_evidence.reports.wording import LIVED_EXPERIENCE_DIFFERS, UNTESTED, firmness_in_words, move_in_words
from wwis_evidence.sources import folder

STARTER = Path(str(files("wwis_evidence") / "starter"))
LIBRARY = build_library(folder(STARTER))
RATINGS = {rating.slug: rating for rating in LIBRARY.ratings(AS_OF)}
PUBLIC = sorted(slug for slug, rating in RATINGS.items() if rating.public)
OWN = [slug for slug in PUBLIC if RATINGS[slug].basis == "own-panel"]
AGAIN = "Being reviewed again since 2 March 2026, because:"


@pytest.fixture(scope="module")
def pages(example):
    return {path: PageReader(content) for path, content in pages_of(example).items()}


def part_of(page, start, end):
    """The article's text between two headings."""
    text = page.article
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


def changed(*edits):
    """The worked example's files with some of them replaced, added (or taken away: None)."""
    pairs = dict(folder(STARTER))
    for edit in edits:
        pairs.update(edit)
    return build_library((path, content) for path, content in pairs.items() if content is not None)


def made(library):
    found = docs(library, AS_OF, {})
    packed = (".png", ".gz", ".parquet")
    return {path: content.decode() for path, content in found.items() if not path.endswith(packed)}


@pytest.mark.parametrize("slug", OWN)
def test_every_smallest_change_and_the_firmness_stand_on_the_page(slug, pages):
    told = part_of(pages[f"library/{slug}/index.html"], "Why this rating", "At a glance").lower()
    for found in LIBRARY.explain(RATINGS[slug]).indicators:
        for gained, moves in ((True, found.moves_up), (False, found.moves_down)):
            for move in moves:
                words = move_in_words(move, found.rating, LIBRARY.framework, gained=gained)
                assert words.lower() in told
        for sentence in firmness_in_words(found, LIBRARY.framework):
            assert sentence.lower() in told


@pytest.mark.parametrize("slug", OWN)
def test_every_criterion_stands_with_its_findings_its_evidence_and_whether_it_is_confirmed(slug, pages):
    page = pages[f"library/{slug}/index.html"]
    record = part_of(page, "The review record", "Reviews that count")
    links = page.attributes("a", "href")
    for part in RATINGS[slug].indicators:
        for result in part.criteria:
            title = LIBRARY.framework.indicators[part.id].record
            title = (title.criteria.get(result.id) or title.computed[result.id]).title
            outcome = "Confirmed" if result.confirmed else "Not confirmed"
            assert re.search(rf"{re.escape(title)} {outcome}", record)
            for finding in result.findings:
                assert {f"#evidence-{cite}" for cite in finding.cites} <= set(links)


def test_many_changes_are_counted_and_the_smallest_five_come_first(pages):
    told = part_of(pages["library/transition-passport/index.html"], "Why this rating", "At a glance")
    assert "There are 6 ways, each enough by itself. The 5 smallest:" in told
    assert "1 other way" in told
    down = told[told.index("There are 7 ways") :]
    assert (
        down.index("A bar of Promising") < down.index("“Activity or performance” and") < down.index("2 other")
    )


def test_a_rating_at_an_end_of_the_scale_says_that_it_cannot_go_further(pages):
    robust = pages["library/transition-passport/index.html"].article
    assert "What would lift it It cannot go higher." in robust
    lowest = pages["library/tablet-lending/index.html"].article
    assert "What would drop it below Emerging" in lowest


def test_an_indicator_without_a_bar_says_what_would_give_it_one(pages):
    assert "What would give it a bar" in pages["library/quiet-mentors/index.html"].article


def test_where_lived_experience_differs_it_is_said_beside_the_criterion(pages):
    said = [p for p, page in pages.items() if LIVED_EXPERIENCE_DIFFERS in page.all_text]
    assert said == ["library/internships/index.html"]
    text = pages["library/internships/index.html"].article
    assert f"Outcomes for children and young people Confirmed {LIVED_EXPERIENCE_DIFFERS}" in text


def test_a_small_panel_is_said_to_show_mostly_what_could_be_lost(pages):
    few = "With so few reviewers this mostly shows how the rating could fall, hardly how it could rise."
    for slug in OWN:
        at_quorum = len(RATINGS[slug].counting) == LIBRARY.framework.panel.quorum
        assert (few in pages[f"library/{slug}/index.html"].article) is at_quorum, slug


def test_a_published_outcome_cannot_be_tested_and_shows_nothing_that_would_move_it(pages):
    for slug in ("post-16-bridge", "health-passports"):
        text = pages[f"library/{slug}/index.html"].article
        assert UNTESTED in text
        assert "what would change it" not in text
        assert "What would lift it" not in text


def test_no_page_names_a_reviewer(pages):
    register = files("wwis_evidence") / "starter" / "reviews" / "reviewers.yaml"
    in_register = re.findall(r"\bR\d\d\b", register.read_text("utf-8"))
    fictional = {*in_register, "R13", "R14"}  # the last two are those whom a guide adds to it
    for path, page in pages.items():
        if not path.startswith("checks/"):  # whose examples are of files, and name fictional ids
            named = set(re.findall(r"\bR\d\d\b", page.all_text))
            assert named <= (fictional if path.startswith("guides/") else set()), path


def test_reviews_that_count_and_those_that_do_not_are_listed_by_role(pages):
    text = pages["library/early-talk/index.html"].article
    assert "Reviews that count Parent carer, 10 September 2025" in text
    assert "Reviews that do not count Health: conflict of interest." in text


def test_the_proof_bundle_beside_a_page_is_what_the_command_prints_and_holds(example, pages):
    for slug in PUBLIC:
        raw = (example / "build" / "site" / "library" / slug / "bundle.json").read_bytes()
        bundle = parse_bundle(raw)
        assert verify(bundle).holds, slug
        page = pages[f"library/{slug}/index.html"]
        assert f"For the bundle of 21 November 2026 it must be {json.loads(raw)['seal']}" in page.all_text
        assert "bundle.json" in page.attributes("a", "href")
        assert "wwis-evidence verify bundle.json" in page.all_text
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        main(["bundle", "early-talk", "--library", str(example), "--as-of", AS_OF.isoformat()])
    assert (example / "build/site/library/early-talk/bundle.json").read_text() == printed.getvalue()


def test_only_public_items_have_a_proof_bundle(example):
    found = {path.parent.name for path in (example / "build" / "site").rglob("bundle.json")}
    assert found == set(PUBLIC)


def in_moderation_again():
    """The inclusion hub, had a panel reviewed it before a correction."""
    case = (STARTER / "casestudies/inclusion-hub.yaml").read_bytes()
    note = b"  - date: 2026-03-02\n    type: correction\n    note: A figure was put right.\n"
    edits = {"casestudies/inclusion-hub.yaml": case + note}
    for reviewer in ("R02", "R05", "R08"):
        path = f"reviews/inclusion-hub/{reviewer}"
        text = (STARTER / f"{path}.yaml").read_text()
        older = re.sub(r"\ndigest: sha256:\w+", f"\ndigest: sha256:{'0' * 64}", text)
        older = re.sub(r"\ndate: \S+", "\ndate: 2025-12-01", older, count=1)
        edits |= {f"{path}.yaml": older.encode(), f"{path}.2.yaml": text.encode()}
    return edits


def test_an_item_in_moderation_that_was_public_keeps_its_address_without_scores():
    library = changed(in_moderation_again())
    assert library.rate("inclusion-hub", AS_OF).status == "in-moderation"
    pages = made(library)
    page = pages["library/inclusion-hub/index.md"]
    assert AGAIN in page
    assert "A figure was put right." in page
    assert "In moderation." in page
    assert not re.search(r"\b(1st|2nd|3rd|4th) of 4|ceiling|Not met|Confirmed", page)
    assert "library/inclusion-hub/bundle.json" not in pages
    assert "../library/inclusion-hub/" in pages["pipeline/index.md"]


def test_an_item_in_moderation_that_was_never_public_has_no_page():
    assert "library/inclusion-hub/index.md" not in made(LIBRARY)


def test_a_published_rating_that_gave_way_to_own_reviews_keeps_its_address_and_is_history():
    published = (STARTER / "reviews/post-16-bridge/published-panel.yaml").read_bytes()
    library = changed({"reviews/advice-line/published-panel.yaml": published})
    assert library.rate("advice-line", AS_OF).status == "awaiting-reviewers"
    page = made(library)["library/advice-line/index.md"]
    assert "Being reviewed here." in page
    assert "published stood here before" in page
    assert "The last rating, as history only." in page
    assert "As published by Sampleton Evidence Exchange (fictional)." in page
    assert not re.search(r"(?<! was )\b\w+, (1st|2nd|3rd|4th) of 4", page)
    assert "pic-ladder" not in page


APPEAL = """schema: 1
kind: appeal
by: Exampleshire Council
date: 2026-06-01
grounds: One reviewer speaks of another service.
outcome: upheld
sets_aside:
  - R08
because: The review is of <b>another</b> service.
decided_by: R09
"""


def test_an_item_of_which_an_appeal_took_a_review_out_keeps_its_address_and_says_why():
    reply = (STARTER / "reviews/family-link-workers/reply.yaml").read_bytes()
    beside = {"reviews/short-breaks/appeal.yaml": APPEAL.encode(), "reviews/short-breaks/reply.yaml": reply}
    library = changed(beside)
    assert library.rate("short-breaks", AS_OF).status == "awaiting-reviewers"
    page = made(library)["library/short-breaks/index.md"]
    assert "Being reviewed again, because the appeal of 1 June 2026 was upheld." in page
    assert "The review is of &lt;b&gt;another&lt;/b&gt; service." in page
    assert "The last rating, as history only." in page
    assert "It rested on reviews of which the appeal has taken some out" in page
    assert "Replies and appeals" in page
    assert "Reply from" in page
    assert not re.search(r"(?<! was )\b\w+, (1st|2nd|3rd|4th) of 4", page)


def renamed(slug, *former):
    path = f"casestudies/{slug}.yaml"
    names = "".join(f"  - {name}\n" for name in former)
    return {path: (STARTER / path).read_bytes() + f"former_slugs:\n{names}".encode()}


def test_a_former_address_leads_on_and_is_kept_from_search_engines():
    pages = made(changed(renamed("early-talk", "first-words", "talk-early")))
    for former in ("first-words", "talk-early"):
        page = pages[f"library/{former}/index.md"]
        assert 'onward: "../../library/early-talk/"' in page
        assert 'robots: "noindex"' in page
        assert 'href="../../library/early-talk/"' in page


def test_a_former_address_sends_browsers_on_and_is_not_in_the_sitemap(tmp_path):
    root = example_library(tmp_path / "library")
    for path, content in renamed("early-talk", "first-words").items():
        (root / path).write_bytes(content)
    site, _ = built(root)
    page = PageReader((site / "library" / "first-words" / "index.html").read_bytes())
    onward = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv") == "refresh"]
    assert onward == ["0; url=../../library/early-talk/"]
    assert "first-words" not in (site / "sitemap.xml").read_text()
    assert "refresh" not in (site / "library" / "early-talk" / "index.html").read_text()


def test_a_former_address_that_is_anothers_now_stays_that_ones():
    page = made(changed(renamed("early-talk", "short-breaks")))["library/short-breaks/index.md"]
    assert "onward" not in page
    assert "The review record" in page


def test_an_item_that_was_never_public_leaves_no_former_address():
    assert "library/twins/index.md" not in made(changed(renamed("sibling-group", "twins")))
