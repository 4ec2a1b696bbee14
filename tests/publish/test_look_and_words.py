"""Colours that can be told apart, words that can be read, and pages of our own that say what is so."""

import re
from importlib.resources import files

import pytest
from pagereader import PageReader, pages_of
from publishing import REPOSITORY

from wwis_evidence.checks.rules.plain_english import reading_age
from wwis_evidence.publish.handwritten import packaged_pages
from wwis_evidence.vocabulary import load

STYLES = (files("wwis_evidence.publish") / "theme" / "assets" / "wwis.css").read_text()
TEXTS = ("ink", "ink-soft", "link", "visited", "bar", "before", "after", "good", "caution", "worse")
GROUNDS = ("paper", "sheet", "sunk", "accent-soft", "good-soft", "caution-soft", "worse-soft")
OWN = {path.name: path.read_bytes() for path in (REPOSITORY / "site" / "pages").glob("*.md")}
EASY = {
    **{f"default {n}": raw for n, raw in packaged_pages().items() if n.startswith("easy-read")},
    **{path.name: path.read_bytes() for path in (REPOSITORY / "site" / "pages").rglob("easy-read*/*.md")},
    "easy-read.md": OWN["easy-read.md"],
}
CORE = {**{f"default {name}": raw for name, raw in packaged_pages().items()}, **OWN}
CODE = re.compile(r"^(```|~~~).*?^\1$", re.DOTALL | re.MULTILINE)


def colours(scheme):
    (block,) = re.findall(
        rf'^\[data-md-color-scheme="{scheme}"\] {{\n  color-scheme.*?^}}', STYLES, re.MULTILINE | re.DOTALL
    )
    return dict(re.findall(r"--wwis-([\w-]+): (#\w{6});", block))


def luminance(colour):
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_text_can_be_told_from_every_ground_and_every_edge_too(scheme):
    known = colours(scheme)
    texts = {(t, g): contrast(known[t], known[g]) for t in TEXTS for g in GROUNDS}
    assert {pair: ratio for pair, ratio in texts.items() if ratio < 4.5} == {}
    assert contrast(known["accent-ink"], known["accent"]) >= 4.5
    edges = {
        (e, g): contrast(known[e], known[g])
        for e in ("line-strong", "bar-edge", "focus")
        for g in GROUNDS[:3]
    }
    assert {pair: ratio for pair, ratio in edges.items() if ratio < 3} == {}


def test_the_readers_own_dark_colours_are_those_of_the_dark_scheme():
    """Without scripts the same colours hold; they stand twice in the styles, so they could drift."""
    (without,) = re.findall(
        r"  \.no-js \[data-md-color-scheme=\"default\"\] {\n.*?^  }", STYLES, re.MULTILINE | re.DOTALL
    )
    assert dict(re.findall(r"--wwis-([\w-]+): (#\w{6});", without)) == colours("slate")
    assert set(colours("slate")) == set(colours("default"))


def test_every_colour_that_a_style_asks_for_is_there():
    theme = files("wwis_evidence.publish") / "theme" / "assets"
    styles = "".join(path.read_text() for path in theme.iterdir() if path.name.endswith(".css"))
    named = set(re.findall(r"--(wwis-[\w-]+):", styles))
    assert set(re.findall(r"var\(--(wwis-[\w-]+)", styles)) <= named


def prose(raw):
    """The running text of a page, without headings, addresses and marks; a paragraph ends a sentence."""
    body = CODE.sub("", raw.decode().split("\n---\n", 1)[1])
    body = re.sub(
        r"(?<=\S)\n *(?=[^\s#|!\[*-])(?!\d+\. )", " ", body
    )  # a paragraph may stand on several lines
    lines = [line for line in body.splitlines() if not re.match(r"#|\||!|\[[a-z ]+\]$|\s*$", line)]
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(lines)).replace("*", "")
    return re.sub(
        r"([^.!?:])$", r"\1.", re.sub(r":$", ".", text, flags=re.MULTILINE), flags=re.MULTILINE
    ).replace("- ", "")


@pytest.mark.parametrize("name", CORE)
def test_core_pages_can_be_read_by_most_at_fourteen(name):
    assert reading_age(prose(CORE[name])) <= 14


@pytest.mark.parametrize("name", EASY)
def test_easy_read_pages_have_short_sentences_and_easy_words(name):
    text = prose(EASY[name])
    assert reading_age(text) <= 10
    sentences = [s for s in re.split(r"[.!?:]\s", text) if s.strip()]
    assert max(len(s.split()) for s in sentences) <= 15
    assert ";" not in text
    assert sum(len(s.split()) for s in sentences) / len(sentences) <= 8


def test_a_hard_page_is_found():
    hard = "Notwithstanding organisational heterogeneity, implementation necessitates collaboration."
    assert reading_age(prose(f"---\ntitle: x\n---\n{hard}".encode())) > 14


def test_the_glossary_explains_every_term_and_says_where_it_comes_from(own):
    page = PageReader(pages_of(own)["glossary/index.html"])
    places = {a["id"] for _, a in page.elements if "id" in a}
    for term in load().glossary.values():
        assert f"term-{term.id}" in places
        assert term.words in page.article
        assert not term.source or term.source.url in page.attributes("a", "href")


def test_pages_say_how_to_reach_the_library(own, example):
    for path in (
        "about/index.html",
        "privacy/index.html",
        "accessibility/index.html",
        "easy-read/index.html",
    ):
        page = PageReader(pages_of(example)[path])
        assert "mailto:library@example.org" in page.attributes("a", "href"), path
        assert "[contact]" not in page.article
        assert "No address has been given yet" in PageReader(pages_of(own)[path]).article


def test_the_first_page_leads_three_ways_and_tells_what_is_new(own):
    page = PageReader(pages_of(own)["index.html"])
    assert {"library/", "pipeline/", "easy-read/"} <= set(page.attributes("a", "href"))
    assert "What is new" in page.article
    assert "All 11 items carry the rating that a programme printed." in page.article
    assert page.article.index("Search the library") < page.article.index("What is new")
