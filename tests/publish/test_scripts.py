"""The site's scripts and style sheets as they are sent."""

from importlib.resources import files
from pathlib import Path

from wwis_evidence.publish.scripts import lightened_script, lightened_sheet

SCRIPTS = Path(str(files("wwis_evidence.publish") / "theme" / "assets" / "js"))

WRITTEN = """\
// @ts-check
/**
 * What it does.
 * @param {string} text
 */
export function address(text) {
  /* a word */
  const start = "https://example.org/"; // stays
  /** @type {HTMLElement | null} */ (document.body)?.focus();
  return start.replace(/\\/*$/, "/*") + text;
}
"""
SENT = """\
export function address(text) {
const start = "https://example.org/"; // stays
/** @type {HTMLElement | null} */ (document.body)?.focus();
return start.replace(/\\/*$/, "/*") + text;
}
"""
SHEET = """\
/* What it is,
   over two lines. */
.frame {
  color: red; /* stays */
  content: "/* stays";
}
"""


def test_comments_on_lines_of_their_own_are_not_sent():
    assert lightened_script(WRITTEN) == SENT


def test_a_style_sheet_is_sent_without_its_comments_and_indents():
    sent = '.frame {color: red; /* stays */\ncontent: "/* stays";}'
    assert lightened_sheet(SHEET) == sent


def test_no_text_of_a_script_has_a_line_that_begins_as_a_comment():
    """Such a text would need a string over several lines, between backticks."""
    for path in SCRIPTS.rglob("*.js"):
        script = lightened_script(path.read_text(encoding="utf-8"))
        assert [line for line in script.splitlines() if line.count("`") % 2] == [], path.name
