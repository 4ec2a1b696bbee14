"""Whatever a contribution says, a summary shows it as words or as code, and no more of it than fits."""

import json
import re
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt

import wwis_evidence
from wwis_evidence.change import change_between
from wwis_evidence.library import build_library
from wwis_evidence.reports.change import LONGEST, change_report
from wwis_evidence.reports.change_answer import change_answer
from wwis_evidence.reports.safe import json_text
from wwis_evidence.sources import folder

STARTER = Path(wwis_evidence.__file__).parent / "starter"
READER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
VISIBLE = "<img src=x> @octocat #1 ##[error]x ![x](//e.org/p) `|` **b** https://e.org"
HIDDEN = f"{VISIBLE}\u202e \x1b[31m"  # no record may hold these, but findings are about them
NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
CASE = "casestudies/early-talk.yaml"
AS_OF = date(2026, 11, 21)
QUOTED = json.dumps(VISIBLE)


def inline(tokens):
    for token in tokens:
        yield token
        yield from inline(token.children or ())


def plain_text_only(text):
    """The only Markdown there is our own, and outside code there is nothing that a service would obey."""
    kinds = {"html_block", "html_inline", "link_open", "image", "em_open", "s_open"}
    for token in inline(READER.parse(text)):
        assert token.type not in kinds, token
        if token.type == "text":
            assert not re.search(r"[@<>#]|://|www\.", token.content), token.content
    assert not NOT_TEXT.search(text), NOT_TEXT.search(text)
    assert "##[" not in text


def hostile(pairs):
    """The library with an attack wherever a text may stand that a summary could repeat."""
    files = dict(pairs)
    note = f"  - date: 2026-11-20\n    type: {QUOTED}\n    note: {QUOTED}\n"
    exception = (
        f"exceptions:\n  - code: no-limits\n    field: {QUOTED}\n    because: {QUOTED}\n"
        "    until: 2027-06-30\n"
    )
    files[CASE] = (files[CASE].decode().replace("changes:\n", exception + "changes:\n") + note).encode()
    other, text = "casestudies/front-door.yaml", json.dumps(HIDDEN).encode()
    files[other] = files[other].replace(b"theme: ", b"theme: " + text + b" #", 1) + text + b": 1\n"
    for folder_name in ("casestudies", "reviews/early-talk"):
        files[f"{folder_name}/{HIDDEN.encode('unicode_escape').decode()}.yaml"] = b"schema: 1\n"
    rule = (STARTER.parent / "frameworks/wwis-effective-practice-2024.1.yaml").read_text("utf-8")
    # Every criterion and both indicators; the title of the framework itself is not repeated.
    files["framework.yaml"] = re.sub(r"(?m)^(\s+title:) .*", lambda m: f"{m[1]} {QUOTED}", rule).encode()
    return files


def test_hostile_text_is_words_or_code():
    pairs = list(folder(STARTER))
    files = hostile(pairs)
    before, after = build_library(pairs), build_library(files.items())
    assert after.framework_usable
    assert after.case("early-talk").exceptions[0].because == VISIBLE
    # A rating whose reasons name the framework's own titles.
    started = {path: raw for path, raw in files.items() if path != "reviews/early-talk/R02.yaml"}
    reasons = (build_library(started.items()), after)
    assert "  - What would lift it: `` “<img" in change_report(change_between(*reasons, AS_OF), "0" * 40)
    for sides in ((before, after), (after, before), reasons):
        change = change_between(*sides, AS_OF)
        text = change_report(change, "0" * 40)
        assert "@octocat" in text
        plain_text_only(text)
        answer = json_text(change_answer(change, "0" * 40))
        assert "##" not in answer
        assert not NOT_TEXT.search(answer), NOT_TEXT.search(answer)


def test_a_summary_of_very_much_is_cut_and_says_so():
    pairs = dict(folder(STARTER))
    case = pairs[CASE]
    many = {f"casestudies/new-{number:04}.yaml": case for number in range(300)}
    files = {f"casestudies/{'x' * 200}{number}.yaml": b"" for number in range(500)}
    before = build_library(pairs.items())
    change = change_between(before, build_library({**pairs, **many, **files}.items()), AS_OF)
    text = change_report(change, "0" * 40)
    assert "… and 240 more items.\n" in text
    assert len(text.encode()) <= LONGEST < 65_536
    assert "more files." in text or text.endswith("wwis-evidence diff --format json\n")
    for longest in (0, 200, 1000, 20_000):
        cut = change_report(change, "0" * 40, longest)
        assert cut.endswith("There is more than fits here. For all of it: wwis-evidence diff --format json\n")
        assert len(cut.encode()) <= max(longest, 100)
        assert text.startswith(cut[: cut.index("\nThere is more")])
    assert len(change_answer(change, "0" * 40)["items"]) == 300
