"""``checks`` lists the catalogue, ``explain`` tells of one check."""

import json

import pytest
from cli_runs import one_line

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.examples import examples


def test_every_check_is_listed_with_severity_and_title(wwis):
    said = wwis("checks")
    assert said.status == 0
    assert max(map(len, said.out.splitlines())) <= 80
    for code, check in catalogue().items():
        assert any(line.split()[:2] == [code, check.severity] for line in said.out.splitlines()), code
        assert check.title.split()[0] in said.out
    assert f"{len(catalogue())} checks." in said.out


def test_tools_get_every_check_with_its_words(wwis):
    answer = json.loads(wwis("checks", "--format", "json").out)
    assert answer["schema"] == 1
    assert [each["code"] for each in answer["checks"]] == list(catalogue())
    assert set(answer["checks"][0]) == {
        "code", "severity", "family", "title", "why", "message", "hint", "private", "excusable",
        "in_form", "mend", "compares",
    }  # fmt: skip


@pytest.mark.parametrize("code", catalogue())
def test_each_check_is_explained_within_80_columns_and_with_its_example(wwis, code):
    said = wwis("explain", code)
    check, shown = catalogue()[code], " ".join(said.out.split())
    assert said.status == 0
    assert said.out.startswith(f"{code}: {check.title}\n  {check.severity}, {check.family}\n")
    for words in (check.why, check.message, check.hint, check.hint_near, check.mend):
        assert " ".join(words.split()) in shown
    for line in said.out.splitlines():
        assert len(line) <= 80 or len(line.split()) <= 2, line
        assert line == line.rstrip()
    if example := examples().get(code):
        assert " ".join(example.message.split()) in shown
        assert f"in {example.path}" in said.out


@pytest.mark.parametrize(
    ("asked", "near"),
    [("unknwon-key", "did you mean unknown-key?"), ("UNKNOWN-KEY", "did you mean unknown-key?")],
)
def test_a_code_that_is_not_there_gets_the_nearest(wwis, asked, near):
    said = wwis("explain", asked)
    assert (said.status, said.out) == (2, "")
    assert one_line(said.err)
    assert near in said.err


def test_a_hostile_code_is_refused_harmlessly(wwis):
    said = wwis("explain", "\x1b[31mred\n")
    assert said.status == 2
    assert one_line(said.err)
    assert "\x1b" not in said.err
    assert "wwis-evidence checks lists them all" in said.err
