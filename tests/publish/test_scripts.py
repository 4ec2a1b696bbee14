"""The site's scripts as they are sent."""

from importlib.resources import files
from pathlib import Path

from wwis_evidence.publish.scripts import without_comments

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


def test_comments_on_lines_of_their_own_are_not_sent():
    assert without_comments(WRITTEN) == SENT


def test_no_text_of_a_script_has_a_line_that_begins_as_a_comment():
    """Such a text would need a string over several lines, between backticks."""
    for path in SCRIPTS.rglob("*.js"):
        script = without_comments(path.read_text(encoding="utf-8"))
        assert [line for line in script.splitlines() if line.count("`") % 2] == [], path.name
