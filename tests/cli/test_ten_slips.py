"""Ten slips that everyone makes: what the check says of each, on a page whose examples are run.

To refresh the page: ``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/cli/test_ten_slips.py``
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.mending import mend_library
from wwis_evidence.reports.findings import Checked, text
from wwis_evidence.sources import folder

PAGE = Path(__file__).parents[2] / "src/wwis_evidence/publish/default_pages/guides/ten-slips.md"
AS_OF = date(2026, 11, 21)
STARTER = Path(wwis_evidence.__file__).parent / "starter"
CASE, REVIEW = "casestudies/early-talk.yaml", "reviews/early-talk/R02.yaml"
BAD_INDENT = "The spaces at the start of a line say what belongs to what. Begin where the neighbours do."
TAB = "A tab looks like spaces but is not. Delete it and type two spaces."
QUOTE = "Close the quotation marks, or take the first one away: most text needs none."
DATE = "Dates have the year first, so that nobody takes the month for the day."
KEY = "The suggestion is usually right. A misspelt key would otherwise be left out without a word."
AREA = "Write the area's name as people use it."
CITATION = "Below the finding, add a line `cites:` and then, further in, a hyphen and the item's id."
LEVEL = "The four words are the only ones that count."
QUOTES = "Word processors turn quotation marks into curly ones. Take them away."
MENDED = "Or let `wwis-evidence check --fix` do it."
NAME = "The file's name becomes part of a web address. Rename the file."

# What was done, where, the text that stood there, the text that stands there now, and a word of advice.
SLIPS = (
    ("A line begins in the wrong place", CASE, "  kind: demand\n", "   kind: demand\n", BAD_INDENT),
    ("A tab at the start of a line", CASE, "  kind: demand\n", "\tkind: demand\n", TAB),
    ("A quotation mark is missing", CASE, "title: Early talk", 'title: "Early talk', QUOTE),
    ("A date the wrong way round", REVIEW, "date: 2025-09-10", "date: 10/09/2025", DATE),
    ("A misspelt key", CASE, "summary:", "sumary:", KEY),
    ("A misspelt area", CASE, "  - Exampleshire\n", "  - Exampelshire\n", AREA),
    ("No evidence is named", REVIEW, "        cites:\n          - yearly-review\n", "", CITATION),
    ("A word that is no level", REVIEW, "    bar: good\n", "    bar: very good\n", LEVEL),
    ("Curly quotation marks", REVIEW, "finding: met", "finding: “met”", QUOTES),
    ("A file name that cannot be used", CASE, None, "casestudies/Early Talk.yaml", NAME),
)


def spoilt(path, before, after):
    """The worked example with one slip, and the file in which it is."""
    pairs = dict(folder(STARTER))
    if before is None:
        pairs[after] = pairs[path]
        path = after
    else:
        content = pairs[path].decode()
        assert before in content
        pairs[path] = content.replace(before, after, 1).encode()
    return pairs, path


def said(path, before, after):
    """What the check reports as an error once a slip is made, and nothing of other files."""
    pairs, path = spoilt(path, before, after)
    library = build_library(pairs.items())
    findings = check_library(library, AS_OF)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert {finding.path for finding in errors} == {path}
    report = text.report(Checked.of(library, errors))
    return report.partition("\n\n")[0]


def mended(path, before, after):
    """Whether ``check --fix`` puts the file back as it was."""
    pairs, path = spoilt(path, before, after)
    done = mend_library(pairs.items(), AS_OF)
    return path in done and build_library({**pairs, path: done[path].raw}.items()).files[path].problems == ()


def test_the_page_shows_what_the_check_says_of_each_slip():
    head = PAGE.read_text("utf-8").partition("## ")[0].rstrip()
    parts = [head]
    for title, path, before, after, advice in SLIPS:
        parts += [f"## {title}", f"```text\n{said(path, before, after)}\n```", advice]
        if mended(path, before, after):
            parts[-1] += f" {MENDED}"
    fresh = "\n\n".join(parts) + "\n"
    if os.environ.get("REFRESH_EXAMPLES"):
        PAGE.write_text(fresh, "utf-8")
    assert PAGE.read_text("utf-8") == fresh, "to refresh the page, see the top of this file"


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[0])
def test_each_slip_gives_one_error_where_it_was_made(slip):
    report = said(*slip[1:4])
    assert len(re.findall(r"^  \d+:\d+  error  ", report, re.MULTILINE)) == 1
    assert "→" in report
