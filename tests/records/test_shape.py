"""Data becomes a record, or problems that name the field at fault."""

import pytest

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.documents.limits import MAX_PROBLEMS
from wwis_evidence.files import MODELS
from wwis_evidence.records import CaseStudy, LibrarySettings, PublishedPanel, Review, shape
from wwis_evidence.records.framework import FrameworkRecord
from wwis_evidence.records.shape import key_order

CASE = {"schema": 1, "kind": "case-study"}
DIGEST = "sha256:" + "0" * 64


def faults(data, model=CaseStudy):
    return [(problem.code, problem.field) for problem in shape(data, model).problems]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"schema": 2}, "wrong-value", ("schema",)),
        ({"schema": "1"}, "wrong-type", ("schema",)),
        ({"schema": True}, "wrong-type", ("schema",)),
        ({"schema": 1.0}, "wrong-type", ("schema",)),
        ({"kind": None}, "wrong-value", ("kind",)),
        ({"draft": "yes"}, "wrong-type", ("draft",)),
        ({"schema_": 1}, "unknown-key", ("schema_",)),
        ({"sustained": {"from_": "2020"}}, "unknown-key", ("sustained", "from_")),
        ({"[key]": 1}, "unknown-key", ("[key]",)),
        ({"facets": {"[key]": 1}}, "unknown-key", ("facets", "[key]")),
        ({"draft": 1}, "wrong-type", ("draft",)),
        ({"title": 5}, "wrong-type", ("title",)),
        ({"title": "a\nb"}, "text-of-one-line", ("title",)),
        ({"title": ["a"]}, "wrong-type", ("title",)),
        ({"summary": "\n "}, "empty-text", ("summary",)),
        ({"summary": "x" * 20_001}, "text-too-long", ("summary",)),
        ({"local_areas": {"a": 1}}, "wrong-type", ("local_areas",)),
        ({"local_areas": "Gateshead"}, "wrong-type", ("local_areas",)),
        ({"local_areas": ["Hull", 5]}, "wrong-type", ("local_areas", 1)),
        ({"local_areas": ["x"] * 1001}, "out-of-range", ("local_areas",)),
        ({"theme": " "}, "empty-text", ("theme",)),
        ({"theme": "a" * 81}, "text-too-long", ("theme",)),
        ({"former_slugs": ["Universal"]}, "wrong-id", ("former_slugs", 0)),
        ({"former_slugs": ["a" * 81]}, "wrong-id", ("former_slugs", 0)),
        ({"former_slugs": ["a\n"]}, "wrong-id", ("former_slugs", 0)),
        ({"origin": "imported"}, "wrong-type", ("origin",)),
        (
            {"origin": {"kind": "imported", "url": "https://a.uk", "accessed": 2026}},
            "missing-key",
            ("origin", "publisher"),
        ),
        ({"sustained": {"to": 2024}}, "missing-key", ("sustained", "from")),
        ({"sustained": {"from": 2022, "to": "ongoing"}}, "missing-key", ("sustained", "as_of")),
        (
            {"sustained": {"at_least_months": 12, "from": 2022}},
            "sustained-two-ways",
            ("sustained", "at_least_months"),
        ),
        ({"sustained": {"at_least_months": True}}, "wrong-type", ("sustained", "at_least_months")),
        ({"sustained": {"at_least_months": 1201}}, "out-of-range", ("sustained", "at_least_months")),
        ({"review_by": 99}, "wrong-date", ("review_by",)),
        ({"review_by": 1899}, "wrong-date", ("review_by",)),
        ({"review_by": "2024-13"}, "wrong-date", ("review_by",)),
        ({"review_by": "2024-2-3"}, "wrong-date", ("review_by",)),
        ({"review_by": "2023-02-29"}, "wrong-date", ("review_by",)),
        ({"review_by": "\u0662\u0660\u0662\u0664"}, "wrong-date", ("review_by",)),
        ({"review_by": "2024-05\n"}, "wrong-date", ("review_by",)),
        ({"review_by": True}, "wrong-date", ("review_by",)),
        (
            {"changes": [{"date": "2024-05", "type": "evidence", "note": "x"}]},
            "wrong-date",
            ("changes", 0, "date"),
        ),
        (
            {"changes": [{"date": "2024-05-01", "type": "supersession", "note": "x"}]},
            "missing-key",
            ("changes", 0, "superseded_by"),
        ),
        ({"resources": {"money": {"amount": 1e13}}}, "out-of-range", ("resources", "money", "amount")),
        ({"resources": {"money": {"amount": "40"}}}, "wrong-type", ("resources", "money", "amount")),
        (
            {"resources": {"money": {"amount": 1, "currency": "gbp"}}},
            "wrong-value",
            ("resources", "money", "currency"),
        ),
        ({"tags": []}, "unknown-key", ("tags",)),
        ({"from_": 1}, "unknown-key", ("from_",)),
        ({"\x1b[31m": 1}, "unknown-key", ("\x1b[31m",)),
    ],
)
def test_a_slip_gives_its_code_at_its_field(change, code, field):
    assert faults({**CASE, **change}) == [(code, field)]


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https:// a.uk",
        "https://me:pw@a.uk/",
        "javascript:alert(1)",
        "https://a.uk/<script>",
        'https://a.uk/"',
        "https://a.uk/\n",
        "https://a.uk/{x}",
        "//a.uk",
        "https://a.uk\\b",
        "https://\u0430.uk/",
        "https://a\u200b.uk/",
        "https://b.uk%40a.uk/",
        "https://a.uk:x/",
        "https://a.uk:123456/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    assert faults({"site_url": url}, LibrarySettings) == [("wrong-url", ("site_url",))]


@pytest.mark.parametrize("url", ["https://a.uk", "http://a.uk:8000/b?c=d&e=f#g", "https://a.uk/caf%C3%A9/é"])
def test_a_plain_web_address_is_kept(url):
    assert shape({"site_url": url}, LibrarySettings).record.site_url == url


def test_every_fault_of_a_file_is_told_at_once():
    assert len(faults({"schema": 9, "kind": "x", "title": 1, "tags": 2, "sources": [{"id": "A"}]})) == 7


def test_a_misspelt_key_is_answered_with_the_key_that_was_meant():
    (problem,) = shape({**CASE, "evaluation": [], "sumary": "x"}, CaseStudy).problems
    assert (problem.at, problem.values["near"]) == ("key", "summary")


def test_a_list_whose_items_are_at_fault_is_not_called_too_short():
    entry = {"id": "R01", "roles": ["Health"], "active_from": "2023"}
    data = {"schema": 1, "kind": "reviewer-register", "reviewers": [entry]}
    assert faults(data, MODELS["reviewer-register"]) == [("wrong-id", ("reviewers", 0, "roles", 0))]
    entry["roles"] = []
    assert faults(data, MODELS["reviewer-register"]) == [("out-of-range", ("reviewers", 0, "roles"))]


def test_no_more_problems_are_told_of_a_file_than_anybody_reads():
    assert len(faults({**CASE, **{f"key{number}": 1 for number in range(1000)}})) == MAX_PROBLEMS


def test_a_huge_value_is_never_repeated_whole():
    long = "x" * 100_000
    for data in ({long: 1}, {"theme": long}, {"kind": long}, {"draft": long}, {"review_by": long}):
        for problem in shape({**CASE, **data}, CaseStudy).problems:
            assert all(len(value) < 1000 for value in problem.values.values())


def test_keys_stand_for_free_names_too():
    review = {
        "schema": 1,
        "kind": "review",
        "reviewer": "R01",
        "date": "2026-03-02",
        "digest": DIGEST,
        "interests": "none",
        "indicators": {"Bad name": {"findings": {}, "bar": "good", "because": "x"}, "good": {"findings": {}}},
    }
    assert faults(review, Review) == [
        ("wrong-id", ("indicators", "Bad name")),
        ("missing-key", ("indicators", "good", "bar")),
        ("missing-key", ("indicators", "good", "because")),
    ]
    assert shape(review, Review).problems[0].at == "key"


def test_a_reason_that_was_not_seen_differs_from_none_confirmed():
    data = {
        "schema": 1,
        "kind": "published-panel",
        "publisher": "P",
        "url": "https://a.uk",
        "accessed": 2026,
        "indicators": {"seen": {"bar": "good"}, "unseen": {"bar": "good", "confirmed": "not-seen"}},
    }
    indicators = shape(data, PublishedPanel).record.indicators
    assert (indicators["seen"].confirmed, indicators["unseen"].confirmed) == ((), None)


def test_records_cannot_be_changed():
    record = shape(CASE, CaseStudy).record
    with pytest.raises(ValueError, match="frozen"):
        record.title = "x"


def test_the_order_of_keys_is_known_for_every_kind_and_follows_the_record():
    for model in (*MODELS.values(), FrameworkRecord):
        assert key_order(model)
    order = key_order(CaseStudy)
    assert list(order)[:3] == ["schema", "kind", "draft"]
    assert list(order["sustained"]) == ["from", "to", "as_of", "at_least_months", "source", "note"]
    assert list(order["impact"]["measure"]["baseline"]) == ["value", "period", "n"]


def test_every_code_that_a_shape_can_give_is_in_the_catalogue():
    given = {code for change in ({}, {"title": 1}, {"x": 1}) for code, _ in faults(change)}
    assert given <= set(catalogue())
