"""The digests that reviews carry: canonical JSON of named keys, so that only evidence makes them stale."""

import copy
import hashlib

import pytest

from wwis_evidence.records import CaseStudy
from wwis_evidence.records import digests as record_digests
from wwis_evidence.records.digests import digest_of

SMALL = {
    "schema": 1,
    "kind": "case-study",
    "title": "Café calm",
    "summary": 'Quiet "rooms".\nTwo lines.',
    "local_areas": ["Gateshead"],
    "sustained": {"from": 2017, "to": "ongoing", "as_of": "2024-03", "source": "s1"},
    "impact": [
        {
            "id": "i1",
            "area": "activity",
            "claim": "Waits fell",
            "kind": "measured",
            "measure": {
                "name": "Wait",
                "unit": "weeks",
                "baseline": {"value": 31, "period": 2022, "n": 40},
                "result": {"value": 14.5, "period": "2024"},
            },
        }
    ],
    "sources": [{"id": "s1", "title": "A report", "publisher": "The forum", "url": "https://a.example/b"}],
}
SMALL_EVIDENCE = (
    '{"impact":[{"area":"activity","claim":"Waits fell","id":"i1","kind":"measured",'
    '"measure":{"baseline":{"n":40,"period":"2022","value":31},"name":"Wait",'
    '"result":{"period":"2024","value":14.5},"unit":"weeks"}}],'
    '"kind":"case-study","local_areas":["Gateshead"],'
    '"sources":[{"id":"s1","publisher":"The forum","title":"A report"}],'
    '"sustained":{"as_of":"2024-03","from":"2017","source":"s1","to":"ongoing"}}'
)
SMALL_TEXT = '{"summary":"Quiet \\"rooms\\".\\nTwo lines.","title":"Café calm"}'

FULL = {
    **SMALL,
    "theme": "co-production",
    "organisations": ["A forum", "A trust"],
    "submitted_by": ["A forum"],
    "trigger": {"kind": "demand", "text": "Waits grew.", "source": "s1"},
    "approach": "Rooms.",
    "co_production": "Families chose.",
    "resources": {"staff": "Two.", "money": {"amount": 1000}},
    "evaluation": [
        {"id": "e1", "method": "research", "by": "A college", "date": 2023, "note": "Once."},
        {"id": "e2", "method": "peer-review", "by": "A peer", "date": "not-stated"},
    ],
    "replication": [{"id": "r1", "where": "Durham", "date": "2024"}],
    "limits": "Small.",
    "advice": "Start early.",
    "consent": {"approved_by": "The forum", "date": "2024-05"},
    "licence": "OGL-UK-3.0",
    "review_by": "2027",
    "draft": False,
    "former_slugs": ["old-name"],
    "changes": [{"date": "2024-06-01", "type": "editorial", "note": "A word."}],
    "enablers": [{"id": "vision"}],
    "facets": {"sectors": ["health"]},
    "not_stated": [],
}
FULL["sources"] = [
    {"id": "s1", "title": "A report", "publisher": "The forum", "date": "2023", "url": "https://a.example/b"},
    {"id": "s2", "title": "A letter", "publisher": "A trust"},
]


def case(data):
    return CaseStudy.model_validate(data)


def sha(text):
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def digests(data):
    return record_digests.digests(case(data))


def changed(path, value):
    """The full case with one value changed (or, for None, taken out)."""
    data = copy.deepcopy(FULL)
    *above, last = path
    place = data
    for step in above:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return data


def test_the_small_case_is_written_canonically_as_by_hand():
    assert digests(SMALL) == (sha(SMALL_EVIDENCE), sha(SMALL_TEXT))


def test_the_smallest_case_has_its_kind_alone():
    assert digests({"schema": 1, "kind": "case-study"}) == (sha('{"kind":"case-study"}'), sha("{}"))
    assert record_digests.digests(case({"schema": 1, "kind": "research-report"}))[0] == sha(
        '{"kind":"research-report"}'
    )


def test_canonical_json_has_sorted_keys_short_numbers_and_plain_letters():
    data = {
        "b": 2.0,
        "a": [1e21, 0.1, -0.0, 100],
        "é": "é\u2028\t",
        "B": None,
        "\U0001f600": True,
        "\ufb33": 1,
    }
    # Keys are sorted by their UTF-16 units, so that an emoji comes before U+FB33.
    written = '{"B":null,"a":[1e+21,0.1,0,100],"b":2,"é":"é\u2028\\t","\U0001f600":true,"\ufb33":1}'
    assert digest_of(data) == sha(written)


@pytest.mark.parametrize("value", ["2017", 2017])
def test_a_year_is_text_whether_quoted_or_not(value):
    data = copy.deepcopy(SMALL)
    data["sustained"]["from"] = value
    assert digests(data)[0] == sha(SMALL_EVIDENCE)


def test_numbers_are_the_same_however_they_are_written():
    data = copy.deepcopy(SMALL)
    data["impact"][0]["measure"]["baseline"]["value"] = 31.0
    assert digests(data)[0] == sha(SMALL_EVIDENCE)


def test_the_order_of_keys_does_not_matter():
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(inner) for key, inner in reversed(value.items())}
        return [turned(inner) for inner in value] if isinstance(value, list) else value

    assert list(turned(FULL)) == list(FULL)[::-1]
    assert digests(turned(FULL)) == digests(FULL)


@pytest.mark.parametrize("key", ["organisations", "evaluation", "sources"])
def test_the_order_of_a_list_matters(key):
    assert digests(changed((key,), FULL[key][::-1]))[0] != digests(FULL)[0]


@pytest.mark.parametrize(
    "key", ["local_areas", "organisations", "submitted_by", "evaluation", "impact", "sources"]
)
def test_an_empty_list_is_not_the_same_as_none(key):
    empty, without = changed((key,), []), changed((key,), None)
    assert digests(empty)[0] != digests(without)[0]


def test_an_effect_that_is_only_understood_is_not_in_the_digest():
    data = changed(("impact", 0, "effect"), "better")
    assert case(data).impact == case(FULL).impact
    assert digests(data)[0] != digests(FULL)[0]


EVIDENCE = [
    (("kind",), "research-report"),
    (("local_areas",), ["Leeds"]),
    (("organisations", 0), "Another forum"),
    (("organisations",), None),
    (("submitted_by",), ["R01"]),
    (("sustained", "from"), "2018"),
    (("sustained", "to"), "2023"),
    (("sustained", "as_of"), "2024-04"),
    (("sustained", "source"), "s2"),
    (("sustained", "note"), "A note."),
    (("sustained",), {"at_least_months": 12}),
    (("evaluation", 0, "id"), "e9"),
    (("evaluation", 0, "method"), "inspection"),
    (("evaluation", 0, "by"), "Another college"),
    (("evaluation", 0, "date"), "2024"),
    (("evaluation", 0, "baseline"), "set-at-outset"),
    (("evaluation", 0, "shared_with"), "public"),
    (("evaluation", 0, "source"), "s1"),
    (("evaluation", 0, "note"), None),
    (("evaluation", 1), None),
    (("replication", 0, "where"), "Leeds"),
    (("replication",), None),
    (("impact", 0, "area"), "outcomes"),
    (("impact", 0, "claim"), "Waits fell a lot"),
    (("impact", 0, "kind"), "feedback"),
    (("impact", 0, "effect"), "worse"),
    (("impact", 0, "measure", "better"), "lower"),
    (("impact", 0, "measure", "result", "value"), 14.6),
    (("impact", 0, "measure", "baseline", "n"), 41),
    (("impact", 0, "measure", "baseline"), None),
    (("sources", 0, "id"), "s9"),
    (("sources", 0, "title"), "A longer report"),
    (("sources", 0, "publisher"), "A trust"),
    (("sources", 0, "date"), "2022"),
    (("sources", 0, "date"), None),
    (("sources", 1), None),
]
TEXT = [
    (("title",), "Another title"),
    (("summary",), "Another summary."),
    (("trigger", "kind"), "inspection"),
    (("trigger", "text"), "Waits grew fast."),
    (("trigger", "source"), None),
    (("trigger",), None),
    (("approach",), "Other rooms."),
    (("co_production",), "Families decided."),
    (("resources", "staff"), "Three."),
    (("resources", "money", "amount"), 1001),
    (("resources", "other"), "Rooms."),
    (("limits",), None),
    (("advice",), "Start now."),
]
NEITHER = [
    (("sources", 0, "url"), "https://a.example/c"),
    (("sources", 0, "note"), "Out of print."),
    (("theme",), "universal-support"),
    (("consent", "approved_by"), "The board"),
    (("licence",), "CC-BY-4.0"),
    (("review_by",), "2028"),
    (("draft",), True),
    (("former_slugs",), []),
    (("changes", 0, "note"), "Another word."),
    (("changes",), None),
    (("enablers",), []),
    (("facets", "sectors"), []),
    (("not_stated",), ["approach"]),
    (("origin",), {"kind": "submitted"}),
    (("phases",), ["flourishing"]),
    (("ingredients",), ["culture"]),
    (("exceptions",), [{"code": "no-limits", "because": "So.", "until": "2027-01-01"}]),
]


@pytest.mark.parametrize(
    ("path", "value", "moves"),
    [
        *((path, value, (True, False)) for path, value in EVIDENCE),
        *((path, value, (False, True)) for path, value in TEXT),
        *((path, value, (False, False)) for path, value in NEITHER),
    ],
)
def test_a_change_moves_the_digest_it_belongs_to_and_no_other(path, value, moves):
    before, after = digests(FULL), digests(changed(path, value))
    assert tuple(one != other for one, other in zip(before, after, strict=True)) == moves


def test_every_key_of_a_case_is_tried_above():
    tried = {path[0] for path, _ in (*EVIDENCE, *TEXT, *NEITHER)}
    assert tried == set(CaseStudy.model_fields) - {"schema_"}
