"""Every file of the corpus gives the findings that are listed for it, whole reports, and nothing else."""

import json
from collections import Counter
from xml.etree.ElementTree import ParseError

import pytest
from hostile_corpus import (
    AS_OF,
    CORPUS,
    EXPECTED,
    LEAST,
    PAIRS,
    PLACES,
    REPORTS,
    check_library,
    corpus,
    expected,
    hold,
    library_with,
    reported,
    rows,
)

from wwis_evidence.documents import emit, read
from wwis_evidence.frameworks import shipped_framework_bytes

GROUPS = sorted(folder.name for folder in CORPUS.iterdir())
PAYLOADS = sorted((CORPUS / "injections/reply").iterdir())


@pytest.mark.parametrize("group", GROUPS)
def test_every_file_gives_exactly_the_findings_that_are_listed(group):
    listed, wrong = expected(group), []
    for path in corpus(group):
        found = rows(hold(PLACES[path.parent.name], path.read_bytes()), PLACES[path.parent.name])
        name = path.relative_to(CORPUS / group).as_posix()
        wrong += [f"{name}: {row}" for row in (Counter(listed[name]) - Counter(found)).elements()]
        wrong += [
            f"{name}: nobody expected {row}" for row in (Counter(found) - Counter(listed[name])).elements()
        ]
    assert not wrong, "\n".join(wrong)


def test_the_corpus_is_large_and_every_file_of_it_is_listed():
    assert len(corpus()) >= LEAST
    assert {f"{group}.yaml" for group in GROUPS} == {path.name for path in EXPECTED.iterdir()}
    for group in GROUPS:
        files = [path.relative_to(CORPUS / group).as_posix() for path in corpus(group)]
        assert sorted(expected(group)) == sorted(files)


def test_most_of_the_corpus_is_found_fault_with_and_every_kind_of_file_is_in_it():
    listed = [found for group in GROUPS if group != "injections" for found in expected(group).values()]
    assert sum(map(bool, listed)) >= LEAST
    assert {path.parent.name for path in corpus()} == set(PLACES)


def test_files_that_are_no_plain_text_are_named_so():
    for path in corpus():
        raw = path.read_bytes()
        try:
            plain = b"\r" not in raw and raw.decode() is not None
        except UnicodeDecodeError:
            plain = False
        assert path.suffix == (".yaml" if plain else ".bytes"), path


def payload(path):
    return read(path.read_bytes()).data["by"]


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_an_attack_that_a_message_repeats_stays_text_in_every_report(path):
    """The places whose wrong value or name a message repeats: keys, words, dates, ids and addresses."""
    attack = payload(path)
    case, review = (read(PAIRS[PLACES[place]]).data for place in ("case-study", "review"))
    for name, wrong in {
        "case-study": [
            {**case, attack: 1},
            {**case, "kind": attack, "theme": attack},
            {**case, "local_areas": [attack], "phases": [attack], "not_stated": [attack]},
            {**case, "sources": [{**case["sources"][0], "id": attack, "url": attack, "date": attack}]},
            {**case, "facets": {attack: [attack]}, "trigger": {"kind": attack}},
        ],
        "review": [
            {**review, "reviewer": attack, "digest": attack, "date": attack, "interests": attack},
            {**review, "indicators": {attack: {"findings": {attack: attack}}}},
        ],
    }.items():
        for data in wrong:
            raw = json.dumps(data).encode()
            found = hold(PLACES[name], raw)
            assert any(finding.severity == "error" for finding in found)


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_an_attack_in_every_text_of_a_framework_is_harmless(path):
    attack = payload(path)

    def attacked(value, key=""):
        if isinstance(value, dict):
            return {inner: attacked(part, inner) for inner, part in value.items()}
        is_text = key in {"title", "statement", "guidance", "source", "met", "partly", "not-met"}
        return attack if is_text and isinstance(value, str) else value

    raw = emit(attacked(read(shipped_framework_bytes()).data), {})
    errors = [f for f in hold(PLACES["framework"], raw) if f.severity == "error"]
    assert {f.code for f in errors} <= {"forbidden-character"}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_lets_an_attack_through_is_noticed(name, monkeypatch):
    path = PLACES["case-study"]
    library = library_with(path, PAIRS[path] + b'"::error::x <script>": 1\n')
    findings = check_library(library, AS_OF)
    reported(library, findings)
    monkeypatch.setitem(REPORTS, name, lambda checked, _: checked.findings[0].message + "\n")
    with pytest.raises((AssertionError, ValueError, ParseError)):
        reported(library, findings)
