"""What pages say to search engines and to those who share them."""

import json
import struct
import sys
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pagereader import PageReader, pages_of
from publishing import AS_OF

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.publish import share
from wwis_evidence.publish.items import items
from wwis_evidence.publish.metadata import Metadata
from wwis_evidence.publish.text import in_script
from wwis_evidence.sources import folder

sys.path.append(str(Path(__file__).parents[1] / "pictures"))
import draw

BASE = "https://example.org/library/"
TYPES = {
    "Article", "Report", "WebSite", "Dataset", "BreadcrumbList", "ListItem", "Review", "Rating",
    "Organization", "AdministrativeArea", "CreativeWork", "MediaObject", "DataDownload",
}  # fmt: skip


@pytest.fixture(scope="module")
def example_pages(example):
    """The worked example's pages, taken apart; it says where it will be found."""
    return {path: PageReader(content) for path, content in pages_of(example).items()}


@pytest.fixture(scope="module")
def own_pages(own):
    """The pages of the repository's own library, which does not say where it will be found."""
    return {path: PageReader(content) for path, content in pages_of(own).items()}


def named(page, attribute):
    """A page's meta elements: their content by name or property."""
    return {a[attribute]: a["content"] for tag, a in page.elements if tag == "meta" and attribute in a}


def linked(page):
    """The nodes of a page's linked data."""
    data = page.linked_data
    assert not data or data["@context"] == "https://schema.org"
    return data.get("@graph", [])


def of_type(page, *types):
    return [node for node in linked(page) if node["@type"] in types]


def hidden(page):
    return "noindex" in named(page, "name").get("robots", "")


def test_every_page_has_a_title_of_its_own_and_a_description(example_pages, own_pages):
    for pages in (example_pages, own_pages):
        titles = [page.title for page in pages.values()]
        assert len(set(titles)) == len(titles)
        assert all(named(page, "name")["description"] for page in pages.values())


def test_every_page_for_search_engines_has_its_address_and_what_is_shown_where_it_is_shared(example_pages):
    shown = {path: page for path, page in example_pages.items() if not hidden(page)}
    assert len(shown) > 30
    for path, page in shown.items():
        address = BASE + path.removesuffix("index.html")
        (canonical,) = [a["href"] for tag, a in page.elements if a.get("rel") == "canonical"]
        told = named(page, "property")
        assert canonical == told["og:url"] == address
        assert told["og:title"].endswith("(fictional)")
        assert told["og:title"].removesuffix(" (fictional)") in page.title
        assert {"og:description", "og:type", "og:site_name", "og:image:alt"} <= set(told)


def test_hidden_pages_have_no_address_of_their_own_and_no_linked_data(example_pages):
    hidden_pages = {path: page for path, page in example_pages.items() if hidden(page)}
    assert {"404.html", "pipeline/sibling-group/index.html"} <= set(hidden_pages)
    for page in hidden_pages.values():
        assert not [a for _, a in page.elements if a.get("rel") == "canonical"]
        assert linked(page) == []


def test_search_engines_are_led_to_the_sitemap_where_the_address_is_known(example, own):
    assert (example / "build/site/robots.txt").read_text().endswith(f"Sitemap: {BASE}sitemap.xml\n")
    assert "Sitemap" not in (own / "build/site/robots.txt").read_text()


def test_every_shared_picture_is_there_with_the_size_that_is_told(example, example_pages):
    for page in example_pages.values():
        if "og:image" not in (told := named(page, "property")):
            continue
        picture = example / "build" / "site" / told["og:image"].removeprefix(BASE)
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        assert size == (int(told["og:image:width"]), int(told["og:image:height"]))
        assert picture.stat().st_size < 20_000


def test_an_items_rating_is_a_review_with_an_author_and_a_place_on_its_scale(example_pages):
    (account,) = of_type(example_pages["library/early-talk/index.html"], "Article")
    assert account["@id"] == f"{BASE}library/early-talk/#account"
    assert account["creativeWorkStatus"] == "Worked example: wholly fictional"
    ratings = {review["name"]: review["reviewRating"] for review in account["review"]}
    assert {name: (r["ratingValue"], r["bestRating"], r["worstRating"]) for name, r in ratings.items()} == {
        "Strength of evidence": (3, 4, 1),
        "Breadth of impact": (2, 4, 1),
    }
    for review in account["review"]:
        assert review["itemReviewed"] == {"@id": account["@id"]}
        assert review["author"]["name"] == "Exampleshire Partnership (fictional)"


def test_an_imported_rating_names_its_publisher_as_author_and_leads_there(own_pages):
    (account,) = of_type(own_pages["library/gateshead-annual-health-checks/index.html"], "Article")
    assert account["publisher"]["name"] == "wwis_evidence contributors"
    for review in account["review"]:
        assert review["author"] == {"@type": "Organization", "name": "What Works in SEND"}
        assert review["reviewRating"]["author"] == review["author"]
        assert review["reviewBody"].startswith("As published by What Works in SEND, not re-reviewed here.")
        assert urlsplit(review["url"]).hostname == "whatworks-send.org.uk"


def test_a_research_report_is_a_report(own_pages):
    assert of_type(own_pages["library/research-inclusion-in-schools/index.html"], "Report")


def test_nothing_is_rated_where_no_rating_is_shown(example_pages):
    for slug, rated in (
        ("holiday-clubs", []),
        ("keyworker-pilot", []),
        ("quiet-mentors", ["Strength of evidence"]),
    ):
        page = example_pages[f"library/{slug}/index.html"]
        (account,) = of_type(page, "Article")
        assert [review["name"] for review in account.get("review", [])] == rated, slug
        assert named(page, "property")["og:image"] == f"{BASE}assets/share/whole-fictional.png"
    assert not of_type(example_pages["library/speech-bubbles/index.html"], "Article")


def test_the_library_is_a_dataset_and_the_first_page_a_site(example_pages):
    (dataset,) = of_type(example_pages["library/index.html"], "Dataset")
    assert dataset["license"].startswith("https://www.nationalarchives.gov.uk/")
    assert of_type(example_pages["index.html"], "WebSite")


def test_breadcrumbs_lead_from_the_first_page_down_and_are_shown_too(example_pages):
    page = example_pages["enablers/workforce/index.html"]
    (crumbs,) = of_type(page, "BreadcrumbList")
    assert [(step["position"], step["item"]) for step in crumbs["itemListElement"]] == [
        (1, BASE), (2, f"{BASE}enablers/"), (3, f"{BASE}enablers/workforce/"),
    ]  # fmt: skip
    assert "Where this page stands" in [a.get("aria-label") for _, a in page.elements]


def test_without_an_address_linked_data_leads_on_from_the_page_itself(own_pages):
    (crumbs,) = of_type(own_pages["enablers/workforce/index.html"], "BreadcrumbList")
    places = [step["item"] for step in crumbs["itemListElement"]]
    assert places == ["../../", "../../enablers/", "../../enablers/workforce/"]
    assert "og:image" not in named(own_pages["index.html"], "property")


def nodes(data):
    """Every mapping within linked data."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from nodes(part)


def test_linked_data_keeps_to_known_types_and_plain_values(example_pages, own_pages):
    for page in [*example_pages.values(), *own_pages.values()]:
        for node in nodes(linked(page)):
            assert set(node) == {"@id"} or node["@type"] in TYPES
            assert all(value not in (None, "") for value in node.values()), node


def test_no_character_of_data_can_end_a_script():
    text = in_script({"</script>": "<!-- & \u2028 \u2029 ' \" \\ é"})
    assert not set("<>&\u2028\u2029é") & set(text)
    assert json.loads(text) == {"</script>": "<!-- & \u2028 \u2029 ' \" \\ é"}


def test_names_on_the_way_to_a_page_are_plain_text(own):
    library = build_library(folder(own))
    above = b'---\ntitle: "A &lt;b&gt; &#128578;"\n---\n'
    pages = Metadata(library, {"a/index.md": above, "a/b.md": above}, ()).shared()
    head = yaml.safe_load(pages["a/b.md"].decode().split("---")[1])
    assert head["trail"] == [["Home", ""], ["A &lt;b&gt; &#128578;", "a/"]]


# Pictures


def test_there_is_a_sound_picture_for_every_pair_of_bars():
    framework = shipped_framework()
    places = range(1, len(framework.bars) + 1)
    for strength in places:
        for breadth in places:
            for foot in share.FEET:
                picture = share.joined("head", f"1-{strength}", f"2-{breadth}", f"foot-{foot}")
                assert picture.startswith(b"\x89PNG\r\n\x1a\n")
                assert struct.unpack(">II", picture[16:24]) == (share.WIDTH, share.HEIGHT)
                rows = zlib.decompress(share._chunks(picture)[b"IDAT"])
                assert len(rows) == share.HEIGHT * (1 + share.WIDTH // 2)


def test_the_strips_show_what_they_would_be_drawn_from_now():
    """After a change of a bar's name, the look or the typeface: `make pictures`."""
    assert json.loads((draw.STRIPS / "strips.json").read_text()) == draw.manifest()
    assert {path.stem for path in draw.STRIPS.glob("*.png")} == set(draw.drawings())


def test_a_picture_says_whose_rating_it_shows(example, own):
    def words(root, slug):
        library = build_library(folder(root))
        (item,) = [item for item in items(library, AS_OF) if item.slug == slug]
        return share.picture(item, library)

    printed = words(own, "gateshead-annual-health-checks")
    assert printed.name == "2-2-printed.png"
    assert printed.words.endswith("As published by What Works in SEND, not re-reviewed here.")
    assert words(example, "early-talk").name == "3-2-fictional.png"


def test_a_library_with_other_bars_shares_the_picture_without_ratings(own, monkeypatch):
    library = build_library(folder(own))
    (item,) = [item for item in items(library, AS_OF) if item.slug == "gateshead-annual-health-checks"]
    monkeypatch.setattr(share, "place_in_words", lambda bar, _: f"Level {bar + 1}")
    assert share.picture(item, library).name == "whole-plain.png"
