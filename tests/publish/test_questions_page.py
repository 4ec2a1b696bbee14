"""The page on which a library questions itself says what the audits say, and no more than there is to say."""

import json
import re

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF

from wwis_evidence.library import build_library
from wwis_evidence.publish import docs
from wwis_evidence.publish.items import items
from wwis_evidence.publish.questions import MOST_PAIRS, URL, agreed, questions_page
from wwis_evidence.rating.agreement import LEAST_ITEMS
from wwis_evidence.rating.consistency import consistency
from wwis_evidence.sources import folder


@pytest.fixture(scope="module", params=["own", "example"])
def site(request):
    root = request.getfixturevalue(request.param)
    return root, build_library(folder(root)), PageReader(pages_of(root)[f"{URL}index.html"])


def test_the_page_is_led_to_from_the_rule(site):
    root, _, _ = site
    links = PageReader(pages_of(root)["how-ratings-are-made/index.html"]).attributes("a", "href")
    assert f"../{URL}" in links
    assert "../guides/reading-a-rating/" in links


def test_few_panels_give_counts_and_no_figures(site):
    root, library, page = site
    data = json.loads((root / "build/site/api/v1/agreement.json").read_text())
    assert data["panels"] < LEAST_ITEMS
    assert "Alpha" not in page.article
    if not data["panels"]:
        assert "nothing can be said of how far reviewers agree" in page.article
        return
    assert "Too few to say." in page.article
    assert f"{data['panels']} items of the public library have a complete panel." in page.article
    assert f"{data['panels_left_out']} more are left out" in page.article
    for indicator, found in data["indicators"].items():
        assert f"Agreement on {library.framework.indicators[indicator].title.lower()}" in page.article
        bars = found["bars"]
        assert f"The bar {bars['items']} {bars['paired']} \u2013" in page.article
        lived = found["lived_experience"]
        assert (
            f"gave the lower bar on {lived['lower']}, the same on "
            f"{lived['paired'] - lived['lower'] - lived['higher']} and the higher on {lived['higher']}."
        ) in page.article


def test_every_question_of_consistency_stands_there_with_both_bars(site):
    _, library, page = site
    parts = consistency(library.ratings(AS_OF), library.framework)
    assert sum(part.number for part in parts) > 0
    for part in parts:
        told = (
            f"{part.number or 'No'} pair{'s' if part.number != 1 else ''} among {part.compared} public items."
        )
        assert told in page.article
        for pair in part.pairs():
            both = [library.folders[slug].case.title for slug in (pair.lower, pair.higher)]
            lower, higher = (
                library.framework.bars[bar].capitalize() for bar in (pair.lower_bar, pair.higher_bar)
            )
            assert f"{both[0]} has {lower} , and {both[1]} has {higher} . Confirmed of both:" in page.article


def test_enough_panels_give_figures_and_many_questions_are_cut_with_their_number(example):
    """Every public item of the worked example stands here ten times, under other names."""
    library = build_library(folder(example))
    pairs = dict(folder(example))
    own = {item.slug for item in items(library, AS_OF) if item.rating.basis == "own-panel"}
    for path, content in list(pairs.items()):
        place, _, rest = path.partition("/")
        slug = rest.partition("/")[0].removesuffix(".yaml")
        if slug in own and place in {"casestudies", "reviews"}:
            for number in range(9):
                pairs[path.replace(f"/{slug}", f"/{slug}-{number}", 1)] = content
    large = build_library(pairs.items())
    shown = items(large, AS_OF)
    found = agreed(shown, large)
    assert found.panels >= LEAST_ITEMS
    text = questions_page(shown, large, found)[f"{URL}index.md"].decode()
    assert "Too few to say" not in text
    bars = found.indicators[0].bars.figures
    assert f"<td>{bars.percent:.0%}</td><td>{bars.alpha:.2f}</td><td>{bars.ac2:.2f}</td>" in text
    for part in consistency(large.ratings(AS_OF), large.framework):
        assert (f"And {part.number - MOST_PAIRS} more." in text) is (part.number > MOST_PAIRS)
    assert text.count("Confirmed of both:") <= MOST_PAIRS * len(found.indicators)


def test_no_score_of_an_item_that_is_no_public_one_moves_the_page(example):
    library = build_library(folder(example))
    hidden = {item.slug for item in items(library, AS_OF) if item.standing != "public"}
    text = docs(library, AS_OF, {})[f"{URL}index.md"].decode()
    assert not [slug for slug in hidden if re.search(rf"library/{slug}/", text)]
