"""What an item's page holds beside its rating: dates, like items, citation, data and what it was before."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from pagereader import PageReader, pages_of
from publishing import AS_OF

from wwis_evidence.library import build_library
from wwis_evidence.publish.citation import citation
from wwis_evidence.publish.claims import by_area, unclaimed
from wwis_evidence.publish.items import items
from wwis_evidence.publish.last_rating import last_rating
from wwis_evidence.publish.similar import FARTHEST, FEWEST, MOST_LIKE, MOST_NEAR, POINTS, Similarity
from wwis_evidence.sources import folder

STARTER = Path(str(files("wwis_evidence") / "starter"))
LIBRARY = build_library(folder(STARTER))
ITEMS = {item.slug: item for item in items(LIBRARY, AS_OF)}
PUBLIC = [item for item in ITEMS.values() if item.standing == "public"]


@pytest.fixture(scope="module")
def pages(example):
    return {path: PageReader(content) for path, content in pages_of(example).items()}


def edited(slug, *replacements):
    """The worked example with one case's text changed."""
    pairs = dict(folder(STARTER))
    path = f"casestudies/{slug}.yaml"
    text = pairs[path].decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    pairs[path] = text.encode()
    return build_library(pairs.items())


def item_of(library, slug):
    return next(item for item in items(library, AS_OF) if item.slug == slug)


# Dates


def test_a_timeline_has_every_date_in_order_and_says_what_has_none():
    told = ITEMS["travel-training"].timeline
    assert [event.words for event in told.events] == [
        "1 September 2020: The work began",
        "May 2024: Peer review by Northfold Council",
        "September 2024: Taken up in Mockham",
        "August 2025: Internal evaluation by Exampleshire College",
        "31 August 2025: The work ended",
        "4 November 2025 to 14 November 2025: Reviewed for this library",
    ]
    assert (told.undated, told.ongoing) == ((), False)
    imported = ITEMS["health-passports"].timeline
    assert any("from when is not stated" in what for what, _ in imported.undated)


def test_the_band_of_a_timeline_never_claims_more_than_is_counted():
    library = edited("early-talk", ("from: 2021-09", "from: 2021"), ("as_of: 2025-06", "as_of: 2025"))
    item = item_of(library, "early-talk")
    first, last = item.timeline.band
    assert (first.isoformat(), last.isoformat()) == ("2021-12-31", "2025-01-01")
    assert item.months == 36


def test_a_case_that_waits_says_nothing_of_its_reviews_in_its_timeline():
    waiting = [item for item in ITEMS.values() if item.standing != "public"]
    assert waiting
    for item in waiting:
        assert not [
            event
            for event in item.timeline.events
            if "eview" in event.what and not event.anchor.startswith("evidence-")
        ]


# Impact


def test_areas_of_impact_come_in_the_vocabularys_order_and_those_without_a_claim_are_named():
    case = LIBRARY.case("early-talk")
    assert [area.title for area in by_area(case)] == [
        "Measured activity or performance",
        "Lived experiences of children, young people and families",
    ]
    assert unclaimed(case) == (
        "Feedback from professionals and partners",
        "Outcomes for children and young people",
    )


def test_every_claim_is_in_some_area():
    for item in ITEMS.values():
        assert sum(len(area.claims) for area in item.claims) == len(item.case.impact)


# Items like another


def shared_points(one, other):
    lists = {
        "themes": lambda c: {c.theme},
        "enablers": lambda c: {use.id for use in c.enablers},
        "ingredients": lambda c: set(c.ingredients),
        "phases": lambda c: set(c.phases),
        "age-phases": lambda c: set(c.facets.age_phases),
        "broad-areas-of-need": lambda c: set(c.facets.broad_areas_of_need),
        "support-levels": lambda c: set(c.facets.support_levels),
    }
    return sum(
        worth * len(lists[terms](one.case) & lists[terms](other.case)) for worth, _, _, terms in POINTS
    )


def test_like_items_are_those_with_the_most_points_and_the_points_are_what_the_page_says():
    similarity = Similarity(ITEMS.values(), LIBRARY.framework)
    for item in PUBLIC:
        others = {o.slug: shared_points(item, o) for o in PUBLIC if o is not item}
        enough = sorted((-points, slug) for slug, points in others.items() if points >= FEWEST)
        found = similarity.of(item).like
        assert [(-like.points, like.item.slug) for like in found] == enough[:MOST_LIKE]


def test_nearest_ratings_rest_on_facts_that_differ_in_few_and_have_the_same_basis():
    similarity = Similarity(ITEMS.values(), LIBRARY.framework)
    some = False
    for item in PUBLIC:
        facts = [(part.id, fact) for part in item.rating.indicators for fact in part.confirmed or ()]
        apart = []
        for near in similarity.of(item).near:
            some = True
            other = [(p.id, fact) for p in near.item.rating.indicators for fact in p.confirmed or ()]
            apart.append(len(set(facts) ^ set(other)))
            assert near.item.rating.basis == item.rating.basis
            assert near.item is not item
            assert (near.differs == ("The same facts are confirmed.",)) == (apart[-1] == 0)
        assert apart == sorted(apart)
        assert all(distance <= FARTHEST for distance in apart)
        assert len(apart) <= MOST_NEAR
    assert some


def test_an_item_that_is_not_public_is_like_nothing():
    similarity = Similarity(ITEMS.values(), LIBRARY.framework)
    assert similarity.of(ITEMS["holiday-clubs"]).like == ()
    listed = {like.item.slug for item in PUBLIC for like in similarity.of(item).like}
    assert listed <= {item.slug for item in PUBLIC}


def test_a_printed_rating_is_called_that_beside_ratings_made_here(pages):
    text = pages["library/early-talk/index.html"].article
    alike = text[text.index("About the same things") :]
    assert (
        "Promising, 2nd of 4. As published by Sampleton Evidence Exchange (fictional), not re-reviewed"
        in alike
    )


# Citation and data


def test_a_citation_names_the_version_its_digest_and_the_day_of_the_rating(pages):
    text = citation(ITEMS["early-talk"], LIBRARY, AS_OF)
    assert text.startswith(
        "Exampleshire Council. Early talk in Exampleshire (case study, version of 3 December 2025)."
    )
    assert "Rating on 21 November 2026: strength of evidence Good, 3rd of 4;" in text
    assert (
        f"https://example.org/library/library/early-talk/ Evidence {ITEMS['early-talk'].rating.digest}"
        in text
    )
    assert text in pages["library/early-talk/index.html"].article


def test_the_citation_of_a_printed_rating_names_its_publisher():
    text = citation(ITEMS["health-passports"], LIBRARY, AS_OF)
    assert ", after Sampleton Evidence Exchange (fictional). Health checks" in text
    assert ", as published by Sampleton Evidence Exchange (fictional): " in text


def test_the_data_beside_a_page_is_its_account_and_its_rating(example):
    site = example / "build" / "site" / "library"
    assert {path.parent.name for path in site.rglob("item.json")} == {item.slug for item in PUBLIC}
    for item in PUBLIC:
        data = json.loads((site / item.slug / "item.json").read_bytes())
        assert data["case"]["title"] == item.case.title
        assert data["rating"]["digest"] == item.rating.digest
        bars = [part["bar"] for part in data["rating"]["indicators"].values()]
        names = [None if p.bar is None else LIBRARY.framework.bars[p.bar] for p in item.rating.indicators]
        assert bars == names
        assert bool(data["published_by"]) == (item.rating.basis == "published-panel")


# What it was before


def test_the_last_rating_is_the_one_that_the_evidence_had_before_it_was_corrected():
    note = (
        "  - date: 2026-09-14\n    type: correction\n"
        "    note: The number of children in 2025 counted some twice. It is 57 and not 83.\n"
    )
    before = edited("holiday-clubs", ("value: 57", "value: 83"), (note, ""))
    then = item_of(before, "holiday-clubs")
    assert then.standing == "public"
    last = last_rating(ITEMS["holiday-clubs"], LIBRARY)
    assert last.bars == tuple((card.title, card.words) for card in then.cards)
    assert "It rested on 3 reviews" in last.notes[0]


def test_reviews_that_a_moderator_never_settled_are_no_last_rating():
    reviews = {path: raw for path, raw in folder(STARTER) if path.startswith("reviews/inclusion-hub/")}
    assert reviews
    library = edited("inclusion-hub", ("value: 9\n", "value: 10\n"))
    item = item_of(library, "inclusion-hub")
    assert item.standing == "again"
    assert last_rating(item, library) is None


def test_no_other_item_has_a_last_rating():
    for item in ITEMS.values():
        assert (last_rating(item, LIBRARY) is not None) == (item.slug == "holiday-clubs")


# Where the eye lands first


def lead_of(page):
    return page.article[: page.article.index("Why this rating")]


def test_what_stands_against_a_rating_is_said_before_it(pages):
    for slug, words in (
        ("post-16-bridge", "not re-reviewed here"),
        ("nurture-rooms", "Due for review again"),
        ("travel-training", "Settled by a moderator: strength of evidence."),
        ("early-talk", "Fictional example"),
    ):
        lead = lead_of(pages[f"library/{slug}/index.html"])
        assert lead.index(words) < lead.index(" of 4"), slug


def test_who_reviewed_is_told_by_role_at_once(pages):
    lead = lead_of(pages["library/transition-passport/index.html"])
    assert "Reviewed here by 3: parent carer (2) and social care." in lead
    assert "Reviewed here" not in lead_of(pages["library/post-16-bridge/index.html"])


def test_a_printed_rating_is_not_drawn_like_one_made_here(pages):
    for item in PUBLIC:
        classes = " ".join(
            a.get("class", "") for _, a in pages[f"library/{item.slug}/index.html"].elements
        ).split()
        printed = item.rating.basis == "published-panel"
        assert ("pic-printed" in classes) == printed
        assert ("at-once-printed" in classes) == printed


def test_what_a_text_does_not_tell_is_listed_once(pages):
    text = pages["library/health-passports/index.html"].article
    assert "What is not told" in text
    assert "What is not told" not in pages["library/travel-training/index.html"].article


def test_what_it_cost_is_said_in_good_english(pages):
    assert "£40,000 a year" in pages["library/early-talk/index.html"].article
    assert "£27,000, one-off" in pages["library/tablet-lending/index.html"].article


def test_the_enablers_that_are_not_named_are_linked_too(pages):
    links = pages["library/travel-training/index.html"].attributes("a", "href")
    assert len({link for link in links if link.startswith("../../enablers/") and link.count("/") == 4}) == 5
