"""Nothing that a contributor writes becomes a command, an escape sequence or markup, in any format."""

import json
import re
from itertools import groupby
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hostile_findings import ATTACKS, finding, outcome, outcomes
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from wwis_evidence.reports.findings import github, gitlab, junit, markdown, reason, sarif, text
from wwis_evidence.reports.safe import json_text, single_hashes, visible

FORMATS = {
    module.__name__.rpartition(".")[2]: module for module in (text, github, gitlab, sarif, junit, markdown)
}
NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe]")
COMMAND = re.compile(r"^\s*::", re.MULTILINE)
OWN_COMMAND = re.compile(
    r"::(error|warning|notice) file=[^:,\n]+,line=\d+,col=\d+,title=[a-z0-9-]+::[^\n]*|[^:\n#][^\n#]*"
)
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
PLAIN = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@given(checked=outcomes())
@PLAIN
def test_no_control_character_and_no_command_is_printed_in_any_format(checked):
    for name, module in FORMATS.items():  # all of them for each outcome: to think one up takes longest
        printed = module.report(checked)
        assert not NOT_TEXT.search(printed), name
        assert printed.endswith("\n"), name
        assert "##[" not in printed, name
        assert "##vso" not in printed, name
        assert name == "github" or not COMMAND.search(printed), name


@given(checked=outcomes())
@PLAIN
def test_github_gets_one_command_a_finding_and_each_says_what_it_should(checked):
    *commands, summary = github.report(checked).splitlines()
    told = [(found, found.hint) for found in checked.findings]
    told += [(each.finding, reason(each.excuse)) for each in checked.excused]
    assert len(commands) == len(told)
    assert not summary.startswith("::")
    for command, (found, more) in zip(commands, told, strict=True):
        assert OWN_COMMAND.fullmatch(command), command
        _, properties, message = command.split("::", 2)
        given_values = dict(each.split("=", 1) for each in properties.partition(" ")[2].split(","))
        back = {key: unquote(value) for key, value in given_values.items()}
        assert back == {
            "file": single_hashes(visible(checked.folder + found.path)),
            "line": str(found.line),
            "col": str(found.column),
            "title": found.code,
        }
        said = single_hashes(visible(f"{found.message} → {more}"))
        assert message.replace("%25", "%") == said


@given(checked=outcomes())
@PLAIN
def test_gitlab_gets_the_texts_as_they_are_and_no_two_fingerprints_alike(checked):
    answer = json.loads(gitlab.report(checked))
    told = [(found, found.hint) for found in checked.findings]
    told += [(each.finding, reason(each.excuse)) for each in checked.excused]
    told.sort(key=lambda each: each[0])
    assert [issue["description"] for issue in answer] == [
        visible(f"{found.message} → {more}") for found, more in told
    ]
    assert [issue["location"]["path"] for issue in answer] == [
        visible(checked.folder + found.path) for found, _ in told
    ]
    assert sum(issue["severity"] == "info" for issue in answer) == len(checked.excused)
    assert len({issue["fingerprint"] for issue in answer}) == len(answer)


@given(checked=outcomes())
@PLAIN
def test_junit_is_well_formed_and_holds_the_texts_as_they_are(checked):
    root = ET.fromstring(junit.report(checked))  # noqa: S314 - our own
    cases = root.findall("testsuite/testcase")
    paths = {*checked.files, *(each.finding.path for each in checked.excused)}
    assert {case.get("name") for case in cases} == {visible(checked.folder + path) for path in paths}
    held = "\n".join(part.text for case in cases for part in case)
    for found in checked.findings:
        assert f"{found.code}: {visible(found.message)} → {visible(found.hint)}" in held
    for each in checked.excused:
        said = f"{visible(each.finding.message)} → {visible(reason(each.excuse))}"
        assert f"excused {each.finding.code}: {said}" in held
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "system-out",
    }  # fmt: skip


@given(checked=outcomes())
@PLAIN
def test_markdown_shows_words_and_code_only(checked):
    tokens = READER.parse(markdown.report(checked))
    files = [path for path, _ in groupby(checked.findings, key=lambda found: found.path)]
    tables = len(files) + len(list(checked.excused_by_file()))
    assert sum(token.type == "table_open" for token in tokens) == tables + bool(files)
    assert sum(token.type == "tr_open" for token in tokens) == (
        bool(files) + len(files) + tables + len(checked.findings) + len(checked.excused)
    )
    for token in tokens:
        assert token.type.startswith(
            ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "inline")
        )
        for part in token.children or ():
            assert part.type in {"text", "code_inline", "text_special"}, part
            if part.type == "text" and not re.fullmatch(r"\d+:\d+", part.content):
                assert re.fullmatch(r"[^\W_]*([\s.,;:?()'\u2019→|][^\W_]*)*", part.content), part.content
                assert not re.search(r"[^\s(][.:?,;()][^\s.:;,?)]", part.content), part.content


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_loses_no_character_of_an_attack(attack):
    shown = single_hashes(visible(attack))
    (inline,) = [token for token in READER.parse(markdown.inert(attack)) if token.type == "inline"] or [None]
    read = "".join(part.content for part in inline.children) if inline else ""
    assert read == " ".join(shown.split())


def test_a_line_of_the_text_report_that_would_be_a_command_is_broken_up():
    hostile = finding(message="word " * 14 + "::set-env name=A::b", hint="###[error]x")
    printed = text.report(outcome(hostile))
    assert "\n      : :set-env name=A::b\n" in printed
    assert "# # #[error]x" in printed


def test_json_holds_the_same_value_without_the_command():
    value = {"a": "####[error] ##vso", "b": ["::x"]}
    assert "##" not in json_text(value)
    assert json.loads(json_text(value)) == value
