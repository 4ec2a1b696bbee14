"""The examples that ``explain`` shows, made from the cases. Refresh: ``python tests/cases/make_examples.py``.

Of each code one case is taken: the lines around what is at fault, what the check says, and the same lines of
the file that the case was made from. Each pair is tried: the first gives the code, the second does not.
"""

import json
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

from case_folders import BASE, EXPECTED, HERE, findings_in, library_before, overlaid

TARGET = HERE.parents[1] / "src/wwis_evidence/checks/examples.json"
REFRESH = "python tests/cases/make_examples.py"
BAD, OK = HERE / "bad", HERE / "ok"
MOST_LINES = 14
FAR = 6  # lines between a finding and what was changed; the change is the better example then
TAKEN_AWAY = ""

# Where no file of the valid libraries shows what is right: where the file belongs, and what to change in it.
MENDED = {
    "absent-not-asked": ("reviews/early-talk/panel.yaml", "  - R03\n", "  - R03\n  - R04\n"),
    "appeal-own-decision": ("reviews/early-talk/appeal.yaml", "decided_by: R09", "decided_by: R10"),
    "evidence-in-part": ("reviews/walking-bus/R03.yaml", "finding: met", "finding: partly"),
    "exception-expired": ("casestudies/walking-bus.yaml", "2026-11-20", "2027-11-20"),
    "exception-too-long": ("casestudies/walking-bus.yaml", "2028-11-22", "2028-11-21"),
    "exception-unknown-code": ("casestudies/walking-bus.yaml", "abreviation", "abbreviation"),
    "exception-unknown-file": ("library.yaml", "walking-buss", "walking-bus"),
    "exception-unused": ("casestudies/walking-bus.yaml", "field: title", "field: summary"),
    "file-name": ("casestudies/walking-bus-2.yaml", "", ""),
    "file-place": ("reviews/early-talk/R03.2.yaml", "", ""),
    "framework-confirms": ("framework.yaml", "confirms: partly", "confirms: met"),
    "framework-unsound": ("framework.yaml", "          - shared\n", ""),
    "panel-after-review": ("reviews/early-talk/panel.yaml", "2026-04-02", "2026-02-02"),
    "own-ruling": ("reviews/early-talk/R09.yaml", "by: R09", "by: R08"),
    "review-not-counting": (
        "reviews/walking-bus/R03.yaml",
        "b95bb0bf62de848939ae308f1fdd13f712de6700a363d379b30ab4b9bad2964d",
        "b72cd31f177b82790a7ca9e73b0456e1bd4fe2f7cae28b1bf18b2ca8e366a23b",
    ),
    "review-of-report": (TAKEN_AWAY, "", ""),
    "set-aside-asked": ("reviews/early-talk/panel.yaml", "  - R03\n", ""),
    "unknown-condition": ("framework.yaml", "shared_wth", "shared_with"),
    "wrong-requirement": ("framework.yaml", "allof", "all_of"),
    "wrong-selector": (
        "framework.yaml",
        "shared_with: public",
        "shared_with:\n              - public",
    ),
}


def made():
    """Examples by code, in the order of the codes."""
    return {code.name: example for code in sorted(BAD.iterdir()) if (example := _example(code))}


def _example(code):
    for case in sorted(path.parent for path in code.rglob(EXPECTED)):
        with tempfile.TemporaryDirectory() as folder:
            root, before = overlaid(case, Path(folder) / "library"), Path(folder) / "before"
            was = library_before(case, before)
            finding = next(found for found in findings_in(root, was) if found.code == code.name)
            found = _pair(root, finding, was)
            if found:
                return found
    return None


def _pair(root, finding, was):
    """The lines at fault and the same lines mended, or None where this case has nothing to set beside it."""
    bad = (root / finding.path).read_text("utf-8") if (root / finding.path).is_file() else ""
    good_path, good = _good(finding, bad, was)
    if good == bad and good_path == finding.path:
        return None
    (root / finding.path).unlink(missing_ok=True)
    if good_path:
        (root / good_path).parent.mkdir(parents=True, exist_ok=True)
        (root / good_path).write_text(good, "utf-8")
    if any((f.code, f.path) == (finding.code, good_path) for f in findings_in(root, was)):
        return None
    at = finding.line - 1
    if good_path == TAKEN_AWAY:
        pieces = (_piece(bad.split("\n"), at, at + 1, at), ("", 1))
    elif good == bad:  # only the name was at fault
        pieces = (("", 1), ("", 1))
    else:
        pieces = _pieces(bad.split("\n"), good.split("\n"), at)
    (bad_lines, bad_from), (good_lines, good_from) = pieces
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "hint": finding.hint,
        "bad": bad_lines,
        "bad_from": bad_from,
        "good_path": good_path,
        "good": good_lines,
        "good_from": good_from,
    }


def _good(finding, bad, was):
    if was and finding.code not in MENDED:  # put back as it was
        return finding.path, was.files[finding.path].raw.decode() if finding.path in was.files else bad
    if finding.code in MENDED:
        path, old, new = MENDED[finding.code]
        if old and old not in bad:
            return finding.path, bad  # it is about another case
        return path, bad.replace(old, new) if old else bad
    for library in (BASE, *sorted(OK.iterdir())):
        if (library / finding.path).is_file() and (library == BASE or not (BASE / finding.path).exists()):
            return finding.path, (library / finding.path).read_text("utf-8")
    return finding.path, bad


def _pieces(bad, good, at):
    """The change nearest to the place, with a line around it."""
    changes = [c for c in SequenceMatcher(None, bad, good, autojunk=False).get_opcodes() if c[0] != "equal"]
    _, first, last, good_first, good_last = min(changes, key=lambda c: max(c[1] - at, at - c[2] + 1, 0))
    if max(first - at, at - last) <= FAR:
        first, last = min(first, at), max(last, at + 1)
    return _piece(bad, first, last, at), _piece(good, good_first, good_last, good_first)


def _piece(lines, first, last, at):
    first, last = max(0, first - 1), min(len(lines), last + 1)
    if last - first > MOST_LINES:
        first = max(first, at - MOST_LINES // 2)
        last = min(last, first + MOST_LINES)
    return "\n".join(lines[first:last]).rstrip("\n"), first + 1


def as_text(examples):
    return json.dumps(examples, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(made()), "utf-8")
