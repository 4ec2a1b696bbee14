"""Findings whose every text was written by somebody who wants it to be more than text."""

from hypothesis import strategies as st

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.excuses import Excuse, Excused
from wwis_evidence.findings import Finding
from wwis_evidence.reports.findings import Checked

ATTACKS = (
    "::error::", "\n::error::owned", "\r\n::set-env name=A::b", "  ::stop-commands::x", "##[error]",
    "##vso[x]", "a###b", "%0A::error::", "%25", "\n", "\r", "\x1b[31m", "\x9b2J", "\x00", "\u202e",
    "\u2066", "\u2028", "|", "\\|", "\\", "`", "``", "```", "a`b``c", "\\`|`",
    "<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;b&gt;", "&#64;", "]]>", "<!--", "-->",
    "<?x?>", "![x](http://e.org/p)", "[x](javascript:y)", "[1](1)", "@octocat", "a@b.org", "#1", "GH-1",
    "www.e.org", "https://e.org", "{0}", "{{", ":", ",", "::", "'", '"',
    "0123456789abcdef0123456789abcdef01234567", "\ud83d", "\ufffe", "😀", "حافلة", "e\u0301", "→",
)  # fmt: skip
TEXT = st.lists(
    st.sampled_from(ATTACKS) | st.text(max_size=6) | st.sampled_from([" ", "word"]), max_size=8
).map("".join)
CODES = st.sampled_from(sorted(catalogue()))


@st.composite
def findings(draw):
    code = draw(CODES)
    return Finding(
        path=f"casestudies/{draw(TEXT)}",
        line=draw(st.integers(1, 5)),
        column=draw(st.integers(1, 200)),
        code=code,
        severity=catalogue()[code].severity,
        message=draw(TEXT),
        hint=draw(TEXT),
        field=draw(TEXT),
    )


@st.composite
def outcomes(draw):
    """The outcome of a check of files with such lines, in a folder with such a name."""
    found = tuple(sorted(draw(st.lists(findings(), max_size=5, unique=True))))
    files = {f.path: "\n".join(draw(st.lists(TEXT, max_size=5))).encode("utf-8", "replace") for f in found}
    files["library.yaml"] = b"schema: 1\n"
    folder = draw(st.sampled_from(["", "a folder/", "::error::/", "%|`<b>/"]))
    let_stand = sorted(draw(st.lists(findings(), max_size=3, unique=True)))
    excused = tuple(Excused(each, draw(excuses(each.path))) for each in let_stand if each not in found)
    return Checked(found, files, 1, 1, folder, excused=excused)


@st.composite
def excuses(draw, path):
    """An exception for something in a file, written by somebody who wants its reason to be more than text."""
    at = draw(st.sampled_from([path, "library.yaml", f"casestudies/{draw(TEXT)}"]))
    return Excuse(path, "wrong-value", "", draw(TEXT), "2027-01-31", at, 0, (3, 5), (4, 5), (3, 5))


def finding(**changes):
    plain = {
        "path": "casestudies/walking-bus.yaml",
        "line": 2,
        "column": 7,
        "code": "wrong-value",
        "severity": "error",
        "message": "Found x, where y is expected.",
        "hint": "Change it.",
        "field": "kind",
    }
    return Finding(**{**plain, **changes})


def outcome(*found, files=None):
    return Checked(found, files or {}, 1, 0)
