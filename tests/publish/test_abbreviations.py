"""An abbreviation is explained where running text first uses it, and nothing else on a page is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from pagereader import PageReader, pages_of

from wwis_evidence.publish.abbreviations import with_abbreviations
from wwis_evidence.publish.text import prose
from wwis_evidence.vocabulary import load

MARK = re.compile(
    r'<a class="term" href="[./]*glossary/#term-[a-z-]+"><abbr title="[^"<>]*">([^<>]*)</abbr></a>'
)
SENCO = (
    '<a class="term" href="../glossary/#term-senco">'
    '<abbr title="special educational needs co-ordinator">SENCO</abbr></a>'
)
LABELS = [term.label for term in load().glossary.values() if term.full]


def marked(body, address="x/"):
    """Which abbreviations are marked, and that nothing else is changed by it."""
    after = with_abbreviations(body, address)
    assert MARK.sub(r"\1", after) == body
    return MARK.findall(after)


def test_the_first_use_in_running_text_leads_to_the_glossary():
    page = (
        "# SENCO\n\nA SENCO and `ICB` and [SENCO](x.md) know EHC plans.\n\n"
        "```\nICB\n```\n\nTwo ICBs, one SENCO."
    )
    assert marked(page) == ["SENCO", "EHC plan", "ICB"]
    after = with_abbreviations(page, "x/")
    assert f"A {SENCO} and `ICB`" in after
    assert "Two <a " in after
    assert after.startswith("# SENCO\n")
    assert 'href="../../glossary/#term-icb"' in with_abbreviations("ICB", "guides/x/")
    assert 'href="glossary/#term-icb"' in with_abbreviations("ICB", "")


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="y/">A SENCO</a></p>',
        "<p><code>SENCO</code><kbd>ICB</kbd></p>",
        '<abbr title="x">SENCO</abbr>',
        '<script type="application/json">{"a": "SENCO <p>ICB"}</script>',
        "<svg><title>SENCO</title><text>ICB</text></svg>",
        "<h3>SENCO</h3><th>ICB</th>",
        "<summary><strong>SENCO</strong></summary>",
        "<button>SENCO</button><option>ICB</option><label>SEND</label>",
        "<p title=\"SENCO\" aria-label='ICB > SEND'></p>",
        '<div\n data-x="a > SENCO">',
        "<!-- SENCO -->",
        "a SENCOmania, MySENCO, pre-SEND, ICB-led",
        "\n    SENCO\n",
        "| SENCO |",
        "~~~\nSENCO\n~~~",
    ],
)
def test_links_code_attributes_headings_and_other_words_stay_as_they_are(body):
    assert marked(body) == []


def test_the_longest_abbreviation_wins_and_each_is_marked_once():
    assert marked("<p>The SEND Tribunal. SEND, SEND and SEN. SEN</p>") == ["SEND Tribunal", "SEND", "SEN"]
    assert marked("<p>SENCO</p>", "glossary/") == []


def test_a_name_that_an_abbreviation_is_part_of_stays_whole():
    assert marked("<p>What Works in SEND helps in SEND.</p>") == ["SEND"]
    assert "What Works in SEND helps" in with_abbreviations("<p>What Works in SEND helps in SEND.</p>", "")


def test_an_abbreviation_inside_a_longer_word_does_not_use_up_its_turn():
    assert marked("<p>xSEND and SEND</p>") == ["SEND"]


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*LABELS, *"<>\"'&`[]()#|\n ", "</p>", "<a href=", "<!--"]), st.text(max_size=5)
        )
    )
)
def test_whatever_a_contributor_writes_is_told_in_the_same_words(parts):
    """Only letters are wrapped, and only where text stands: escaped text comes out as it went in."""
    text = "".join(parts)
    for body in (f'<p title="{escape(text)}">{escape(text)}</p>', str(prose(text))):
        marks = marked(body)
        assert len(marks) == len(set(marks))
        tags = re.compile(r"<[^>]*>")
        assert tags.sub("", with_abbreviations(body, "x/")) == tags.sub("", body)


def test_item_pages_explain_the_abbreviations_that_contributors_use(own):
    pages = pages_of(own)
    entries = {a["id"] for _, a in PageReader(pages["glossary/index.html"]).elements if "id" in a}
    found = {}
    for path, html in pages.items():
        for tag, attributes in PageReader(html).elements:
            if tag == "a" and attributes.get("class") == "term":
                assert attributes["href"].partition("#")[2] in entries
                found.setdefault(path.partition("/")[0], set()).add(attributes["href"])
    assert {"library", "index.html", "guides", "pipeline"} <= found.keys()
    assert any(b"EHC plan</abbr>" in html for path, html in pages.items() if path.startswith("library/"))
