"""Facts come back from JSON exactly as they were, and nothing else is taken for facts."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wwis_evidence
from wwis_evidence.library import build_library
from wwis_evidence.rating.facts import CaseFacts, Dossier, ModerationFacts, RegisterFacts, ReviewFacts
from wwis_evidence.rating.facts_json import (
    CASE,
    DOSSIER,
    MODERATION,
    PUBLISHED,
    REGISTER,
    REVIEW,
    FactsError,
    plain,
    read_facts,
)
from wwis_evidence.sources import folder

LIBRARY = build_library(folder(Path(wwis_evidence.__file__).parent / "starter"))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(kind, facts):
    return read_facts(kind, json.loads(json.dumps(plain(facts))))


@pytest.mark.parametrize("slug", LIBRARY.dossiers)
def test_every_dossier_of_the_worked_example_comes_back_as_it_was(slug):
    assert there_and_back(DOSSIER, LIBRARY.dossiers[slug]) == LIBRARY.dossiers[slug]


def test_a_register_comes_back_as_it_was():
    assert there_and_back(REGISTER, LIBRARY.register) == LIBRARY.register


@QUICK
@given(st.builds(Dossier))
def test_any_dossier_comes_back_as_it_was(dossier):
    back = there_and_back(DOSSIER, dossier)
    assert back == dossier
    assert type(back.case.keys) is frozenset
    assert json.dumps(plain(back), sort_keys=True) == json.dumps(plain(dossier), sort_keys=True)


@QUICK
@given(st.one_of(*(st.builds(kind) for kind in (CaseFacts, ReviewFacts, ModerationFacts))))
def test_any_single_fact_comes_back_as_it_was(facts):
    kind = {CaseFacts: CASE, ReviewFacts: REVIEW, ModerationFacts: MODERATION}[type(facts)]
    assert there_and_back(kind, facts) == facts


@QUICK
@given(st.dictionaries(st.text(), st.lists(st.builds(RegisterFacts)).map(tuple)))
def test_any_register_comes_back_as_it_was(register):
    assert there_and_back(REGISTER, register) == register


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        (PUBLISHED, {"a": {"bar": "good", "confirmed": None, "stated_count": "3"}}, ("a", "stated_count")),
        (PUBLISHED, {"a": {"bar": "good", "confirmed": None, "stated_count": True}}, ("a", "stated_count")),
        (PUBLISHED, {"a": {"bar": 1, "confirmed": None, "stated_count": None}}, ("a", "bar")),
        (PUBLISHED, {"a": {"bar": "good", "confirmed": "x", "stated_count": None}}, ("a", "confirmed")),
        (REVIEW, {"path": "p", "reviewer": "R1", "sequence": 1, "valid": 1}, ("valid",)),
        (REVIEW, {"path": "p", "reviewer": "R1", "sequence": 1}, ("valid",)),
        (REGISTER, [], ()),
    ],
)
def test_what_is_of_another_type_is_refused_with_its_place(kind, data, field):
    with pytest.raises(FactsError) as raised:
        read_facts(kind, data)
    assert raised.value.field == field
    assert str(raised.value) == ".".join(field)
