"""The corpus of bad files, and what must hold of a library whatever one of its files holds.

``corpus/<group>/<place>/<name>`` stands for one file of the small valid library in ``tests/cases/base``; the
place says which. ``expected/<group>.yaml`` lists what the check must say then, for each file.
"""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.run import check_library
from wwis_evidence.documents import LayoutError, Positions, canonical, read
from wwis_evidence.documents.limits import MAX_PROBLEMS
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import check_answer, rate_answer
from wwis_evidence.reports.explanation import rating_report
from wwis_evidence.reports.findings import Checked, github, gitlab, junit, markdown, sarif, text
from wwis_evidence.reports.safe import json_text
from wwis_evidence.reports.text import ratings_report
from wwis_evidence.sources import folder

HERE = Path(__file__).parent
CORPUS, EXPECTED = HERE / "corpus", HERE / "expected"
BASE = HERE.parent / "cases/base"
PAIRS = dict(folder(BASE))
LEAST = 300  # files
AS_OF = date(2026, 11, 21)

PLACES = {
    "case-study": "casestudies/walking-bus.yaml",
    "review": "reviews/early-talk/R01.yaml",
    "panel": "reviews/early-talk/panel.yaml",
    "published-panel": "reviews/health-checks/published-panel.yaml",
    "moderation": "reviews/early-talk/moderation.yaml",
    "reply": "reviews/early-talk/reply.yaml",
    "appeal": "reviews/early-talk/appeal.yaml",
    "register": "reviews/reviewers.yaml",
    "settings": "library.yaml",
    "framework": "framework.yaml",
}
"""The path at which a file of the corpus stands, by the folder it is in."""

REPORTS = {
    "json": lambda checked, _: json_text(check_answer(checked)),
    **{
        module.__name__.rpartition(".")[2]: lambda checked, _, report=module.report: report(checked)
        for module in (text, github, gitlab, sarif, junit, markdown)
    },
}
"""Every format of the findings, by its name."""

NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe]")
OWN_COMMAND = re.compile(r"::(error|warning) file=[^:,\n]+,line=\d+,col=\d+,title=[a-z0-9-]+::[^\n]*")
COMMAND = re.compile(r"^\s*::", re.MULTILINE)

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
OWN_BLOCKS = {
    f"{block}_{end}"
    for block in ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
} | {"inline"}


def corpus(group=""):
    """Every file of the corpus, or of one of its groups, in order."""
    return sorted(path for path in (CORPUS / group).rglob("*") if path.is_file())


def expected(group):
    """What the check must say of each file of a group."""
    return YAML(typ="safe").load(EXPECTED / f"{group}.yaml")


def library_with(path, raw):
    """The valid library with one file in other bytes."""
    return build_library({**PAIRS, path: raw}.items())


def rows(findings, path):
    """Findings as short lines; those of another file begin with its path."""
    return [f"{'' if f.path == path else f.path + ' '}{f.line}:{f.column} {f.code}" for f in findings]


def hold(path, raw):
    """Read, check, rate, report and lay out a library with a file in other bytes, and give the findings.

    Raises:
        AssertionError: Something that must always hold does not.
    """
    findings = hold_library(library_with(path, raw))
    laid_out(raw)
    return findings


def hold_library(library):
    """Check, rate and report a library, and give the findings."""
    findings = check_library(library, AS_OF)
    for finding in findings:
        assert finding.code in catalogue()
        _is_in(_lines(library.files[finding.path].raw), finding.line, finding.column)
        for words in (finding.path, finding.message, finding.hint, finding.field):
            assert words.isprintable(), finding
    reported(library, findings)
    if library.framework_usable:
        ratings = library.ratings(AS_OF)
        json.dumps(rate_answer(ratings, library, AS_OF))
        for printed in (
            ratings_report(ratings, library),
            *(rating_report(rating, library) for rating in ratings),
        ):
            assert not NOT_TEXT.search(printed)
    return findings


def hold_reading(raw):
    """Read bytes, find the places of what was read, and put it into the canonical layout.

    Raises:
        AssertionError: Something that must always hold does not.
    """
    document = read(raw)
    lines = _lines(raw)
    for problem in document.problems:
        assert problem.code in catalogue()
        assert problem.mark
        _is_in(lines, *problem.mark)
    assert len(document.problems) <= 2 * MAX_PROBLEMS
    assert document.data is not None or document.problems
    positions = Positions(raw)
    for field in () if document.data is None else _fields(document.data):
        _is_in(lines, *positions.find(field))
        _is_in(lines, *positions.find(field, "key"))
    laid_out(raw)


def _fields(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _fields(value, (*path, key))


def _lines(raw):
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").removesuffix("\n").split("\n")


def _is_in(lines, line, column):
    """Whether a place is a character of a file, or the end of one of its lines."""
    assert 1 <= line <= len(lines), (line, column)
    assert 1 <= column <= len(lines[line - 1]) + 1, (line, column)


def reported(library, findings):
    """Every format of the findings; each must be what its readers take it for, and nothing more."""
    checked = Checked.of(library, findings)
    made = {name: report(checked, library) for name, report in REPORTS.items()}
    for name, words in made.items():
        assert not NOT_TEXT.search(words), name
        assert words.endswith("\n"), name
        assert "##[" not in words, name
        assert "##vso" not in words, name
        assert name == "github" or not COMMAND.search(words), name
    assert len(json.loads(made["json"])["findings"]) == len(findings)
    assert len(json.loads(made["gitlab"])) == len(findings)
    assert len(json.loads(made["sarif"])["runs"][0]["results"]) == len(findings)
    assert ET.fromstring(made["junit"]).tag == "testsuites"  # noqa: S314 - our own; what is in it is the question
    commands = made["github"].splitlines()[:-1]
    assert len(commands) == len(findings)
    assert all(map(OWN_COMMAND.fullmatch, commands))
    _is_plain(made["markdown"])
    return made


def _is_plain(printed):
    """Whether a reader of Markdown finds nothing in a report but its own headings and tables, and code."""
    for token in READER.parse(printed):
        assert token.type in OWN_BLOCKS, token
        assert {child.type for child in token.children or ()} <= {"text", "code_inline"}, token


def laid_out(raw):
    """The canonical layout keeps every value, and is its own; a file with problems is refused."""
    document = read(raw)
    try:
        once = canonical(raw, {})
    except LayoutError:
        return
    assert not document.problems
    assert json.dumps(read(once).data, sort_keys=True) == json.dumps(document.data, sort_keys=True)
    assert canonical(once, {}) == once
