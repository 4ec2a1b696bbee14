import pytest

from wwis_evidence.publish import text
from wwis_evidence.reports.text import ordinal


def test_prose_keeps_paragraphs_lists_emphasis_and_links():
    html = text.prose("One *two* **three**.\n\n- a\n- b\n\n[site](https://example.org/x)")
    assert html == (
        "<p>One <em>two</em> <strong>three</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        '<p><a href="https://example.org/x" rel="noopener">site</a></p>\n'
    )


@pytest.mark.parametrize(
    "attack",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](//evil.example/x)",
        "[x](/local)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
    ],
)
def test_prose_makes_no_link_but_to_whole_addresses(attack):
    assert "href" not in text.prose(attack)


@pytest.mark.parametrize(
    "attack", ["<script>x</script>", "![i](https://e.example/i.png)", "<img src=x onerror=y>"]
)
def test_prose_makes_no_element_of_html_or_images(attack):
    html = text.prose(attack)
    assert "<script" not in html
    assert "<img" not in html


def test_prose_knows_no_headings_code_or_tables():
    html = text.prose("# a\n\n```\nb\n```\n\n    c\n\n| d |\n| - |")
    assert "<h1" not in html
    assert "<code" not in html
    assert "<table" not in html


def test_a_heading_holds_nothing_that_markdown_or_html_reads():
    coded = text.heading("A [b](c) <i> {#d} é_*`!")
    assert set(coded) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 &#;")


def test_a_heading_cannot_take_an_id_of_the_themes_own():
    assert text.heading("__search") == "Entry &#95;&#95;search"


def test_front_matter_cannot_be_ended_or_extended_by_a_text():
    matter = text.front_matter({"title": 'a"\n---\nrobots: x\u2028</title>'})
    assert matter.splitlines()[0] == "---"
    assert len(matter.splitlines()) == 3
    assert "<" not in matter


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2024", "2024"), ("2024-03", "March 2024"), ("2024-03-20", "20 March 2024"), ("ongoing", "ongoing")],
)
def test_dates_are_written_in_words(iso, words):
    assert text.date_words(iso) == words


@pytest.mark.parametrize(
    "period",
    [
        "2024-25",
        "2023-24",
        "2024-00",
        "2024-" + "1" * 5000,
        "2024-1",
        "2024-03-20-1",
        "spring 2024",
        "20\u0662\u0664",
        "2011-12",  # a month or a school year
        "2000-01",
    ],
)
def test_a_period_that_may_be_no_date_is_left_as_it_is(period):
    assert text.period_words(period) == period


@pytest.mark.parametrize(
    ("period", "words"),
    [("2024-03", "March 2024"), ("2011-11", "November 2011"), ("2011-12-01", "1 December 2011")],
)
def test_a_period_that_is_a_date_reads_as_one(period, words):
    assert text.period_words(period) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_places_are_written_as_ordinals(number, words):
    assert ordinal(number) == words


@pytest.mark.parametrize(("value", "words"), [(40000.0, "40,000"), (5.5, "5.5"), (-2.0, "-2"), (0.0, "0")])
def test_figures_are_written_as_people_do(value, words):
    assert text.number(value) == words


@pytest.mark.parametrize(
    ("months", "words"), [(0, "0 months"), (1, "1 month"), (12, "1 year"), (38, "3 years and 2 months")]
)
def test_lengths_are_written_in_years_and_months(months, words):
    assert text.months_words(months) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2024-03-20", "on 20 March 2024"), ("2024-03", "in March 2024"), ("2024", "in 2024")],
)
def test_a_date_after_a_verb_has_its_own_preposition(iso, words):
    assert text.on_or_in(iso) == words
