"""What ids mean to readers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import wwis_evidence.vocabulary
from wwis_evidence.documents import canonical, read
from wwis_evidence.vocabulary import load

DATA = Path(wwis_evidence.vocabulary.__file__).parent / "data"
FILES = sorted((DATA / "words").glob("*.yaml"))
FACTS = json.loads((DATA / "send_vocabulary.json").read_bytes())
IDS = {
    "themes": "universal-support targeted-support specialist-support co-production strategic-partnership"
    " long-term-outcomes",
    "enablers": "co-production vision leadership essentials workforce",
    "phases": "putting-down-roots green-shoots flourishing",
    "ingredients": "co-production leadership workforce culture accountability",
    "trust-ways": "supporting-not-stipulating resources communities-of-practice",
    "triggers": "outcomes performance relationships lived-experience demand inspection",
    "evaluation-methods": "internal-review internal-evaluation external-review peer-review inspection"
    " independent-evaluation research",
    "shared-with": "team organisation partners public not-stated",
    "baselines": "set-at-outset set-later none not-stated",
    "impact-areas": "activity professional-feedback lived-experience outcomes",
    "impact-kinds": "measured feedback anecdotal",
    "effects": "better mixed none worse",
    "roles": "parent-carer young-person local-authority health social-care education research"
    " voluntary-sector moderator",
    "change-types": "editorial evidence correction framework withdrawal supersession",
    "statuses": "withdrawn superseded draft awaiting-reviewers in-moderation review-due vetted",
    "no-bar-reasons": "awaiting-reviewers in-moderation not-evidenced draft withdrawn superseded",
    "not-counting-reasons": "invalid superseded stale other-framework not-on-register not-active conflict"
    " interest not-on-panel set-aside",
    "moderation-reasons": "invalid stale no-panel before-a-review not-on-register not-a-moderator conflict"
    " reviewed-this-case no-spread outside-range superseded",
}
FACETS = {
    "age-phases": "age_phases",
    "broad-areas-of-need": "broad_areas_of_need",
    "support-levels": "support_levels",
    "preparing-for-adulthood": "preparing_for_adulthood_outcomes",
    "sectors": "sectors",
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize("name", IDS)
def test_a_list_holds_exactly_the_ids_of_the_contract_in_their_order(name):
    assert list(load().terms(name)) == IDS[name].split()


@pytest.mark.parametrize(("name", "facts"), FACETS.items())
def test_facets_have_the_ids_and_labels_of_the_reference_data(name, facts):
    expected = [(item["id"], item["label"]) for item in FACTS[facts]["items"]]
    assert [(term.id, term.label) for term in load().terms(name).values()] == expected


def test_there_is_no_file_of_words_that_nothing_gives_out():
    assert {path.stem for path in FILES} == {*IDS, *FACETS, "grid", "crosswalk", "glossary"}


@pytest.mark.parametrize("name", ["grid", "crosswalk", "colours", "../README", ""])
def test_an_unknown_list_is_a_key_error(name):
    with pytest.raises(KeyError):
        load().terms(name)


@pytest.mark.parametrize("name", [*IDS, *FACETS, "glossary"])
def test_every_term_has_an_id_a_label_and_whole_sentences(name):
    for term in load().terms(name).values():
        assert SLUG.fullmatch(term.id)
        assert term.label
        for text in (term.words, *term.points):
            assert re.fullmatch(r"[A-Z].*[.]", text), text
        assert 1 <= len(re.findall(r"[.](?: |$)", term.words)) <= 3, term.words
        if term.source:
            assert term.source.title
            assert term.source.url.startswith("https://")


@pytest.mark.parametrize("name", ["enablers", "phases", "ingredients", "trust-ways", "triggers"])
def test_what_restates_a_study_names_it(name):
    assert all(term.source for term in load().terms(name).values())


@pytest.mark.parametrize("name", ["enablers", "phases", "ingredients"])
def test_the_longer_terms_have_key_points(name):
    assert all(len(term.points) >= 3 for term in load().terms(name).values())


def test_the_grid_has_a_cell_for_each_enabler_in_each_phase():
    vocabulary = load()
    expected = [
        (enabler, phase) for enabler in vocabulary.terms("enablers") for phase in vocabulary.terms("phases")
    ]
    assert list(vocabulary.grid) == expected
    assert len({cell.words for cell in vocabulary.grid.values()}) == 15
    assert all(cell.source.url for cell in vocabulary.grid.values())


def test_the_crosswalk_has_a_row_for_each_enabler_and_places_every_idea():
    vocabulary = load()
    rows = vocabulary.crosswalk
    assert [row.enabler for row in rows] == list(vocabulary.terms("enablers"))
    assert {id_ for row in rows for id_ in row.ingredients} == set(vocabulary.terms("ingredients"))
    assert {id_ for row in rows for id_ in row.trust_ways} == set(vocabulary.terms("trust-ways"))


def test_the_glossary_is_in_alphabetical_order_and_spells_abbreviations_out():
    glossary = load().glossary
    assert list(glossary) == sorted(glossary)
    for id_ in (
        "ehc-plan",
        "senco",
        "dsco",
        "dco",
        "dmo",
        "icb",
        "send",
        "ap",
        "ofsted",
        "cqc",
        "pcf",
        "neet",
    ):
        assert glossary[id_].full


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_words_pass_the_strict_reader(path):
    assert read(path.read_bytes()).problems == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_words_stand_in_the_canonical_layout(path):
    assert canonical(path.read_bytes(), {}) == path.read_bytes()


def test_terms_cannot_be_changed():
    with pytest.raises(TypeError):
        load().terms("themes")["new"] = None
    with pytest.raises(AttributeError):
        load().terms("themes")["co-production"].label = "x"


def test_the_attributions_name_every_data_file():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    named = [path.name for path in DATA.iterdir() if path.is_file() and path.name != "README.md"]
    assert len(named) == 6
    assert [name for name in [*named, "words/"] if f"## {name}" not in text] == []
