"""What is mended in a file, and what is left because it could mean something else."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wwis_evidence.documents import read
from wwis_evidence.documents.outline import comment_texts
from wwis_evidence.files import MODELS
from wwis_evidence.mending import MENDS, mend_file
from wwis_evidence.mending.proposal import Known
from wwis_evidence.places import place_of
from wwis_evidence.records import shape
from wwis_evidence.vocabulary import Areas

BASE = Path(__file__).parents[1] / "cases/base"
CASE, REVIEW, REGISTER = (
    "casestudies/early-talk.yaml",
    "reviews/early-talk/R03.yaml",
    "reviews/reviewers.yaml",
)
KNOWN = Known(Areas.load(("Exampleshire", "Testford", "Mockham")).names(), ("R01", "R02", "R03", "R09"))


def slip(path, before, after):
    text = (BASE / path).read_text("utf-8")
    assert before in text
    return text.replace(before, after, 1)


def mended(path, text):
    """What a file becomes, and the codes of what was mended."""
    done = mend_file(text.encode(), MODELS[place_of(path).kind], KNOWN)
    return done.raw.decode(), [mend.code for mend in done.mends]


SAFE = [
    # The slip, what becomes of it, and the code.
    (CASE, "summary:", "sumary:", "summary:", "unknown-key"),
    (CASE, "sources:", "sourcess:", "sources:", "unknown-key"),
    (CASE, "summary:", '"Summary":', '"summary":', "unknown-key"),
    (CASE, "    shared_with:", "    shared with:", "    shared_with:", "unknown-key"),
    (CASE, "title: Early talk in Exampleshire", "title: 2024", 'title: "2024"', "wrong-type"),
    (CASE, "staff: Half a post", "staff: 0.50", 'staff: "0.50"', "wrong-type"),
    (CASE, "value: 31", 'value: "31"', "value: 31", "wrong-type"),
    (CASE, "value: 31", "value: “31”", "value: 31", "wrong-type"),
    (CASE, "kind: case-study", "kind: Case Study", "kind: case-study", "wrong-value"),
    (CASE, "  date: 2024-02-01", "  date: “2024-02-01”", "  date: 2024-02-01", "wrong-date"),
    (CASE, "summary: Nurseries", "summary: Why: nurseries", 'summary: "Why: nurseries', "yaml-syntax"),
    (CASE, "title: Early", 'title: "Early', 'title: "Early', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: @home", 'staff: "@home"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: 50%: half", 'staff: "50%: half"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: %half", 'staff: "%half"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: `half`", 'staff: "`half`"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: > half a post", 'staff: "> half a post"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: * half", 'staff: "* half"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: “Half: a post”", 'staff: "Half: a post"', "yaml-syntax"),
    (CASE, "staff: Half a post", 'staff: "Half a post”', 'staff: "Half a post"', "yaml-syntax"),
    (CASE, "staff: Half a post", "staff: &Half post", 'staff: "&Half post"', "yaml-anchor"),
    (CASE, "staff: Half a post", "staff: *half", 'staff: "*half"', "yaml-alias"),
    (CASE, "  staff: Half", "\tstaff: Half", "  staff: Half", "yaml-tab"),
    (CASE, "    method: int", "\tmethod: int", "    method: int", "yaml-tab"),
    (REGISTER, "active_from:", "activefrom:", "active_from:", "unknown-key"),
    (REVIEW, "finding: met", "findng: met", "finding: met", "unknown-key"),
]


@pytest.mark.parametrize(("path", "right", "wrong", "becomes", "code"), SAFE, ids=lambda text: str(text)[:30])
def test_a_plain_slip_is_mended_and_every_other_byte_stays(path, right, wrong, becomes, code):
    text = slip(path, right, wrong)
    after, codes = mended(path, text)
    assert codes == [code]
    expected = slip(path, right, becomes)
    if wrong == 'title: "Early':  # the quotation mark that is missing stands at the line's end
        expected = expected.replace("in Exampleshire\n", 'in Exampleshire"\n', 1)
    if wrong.startswith("summary: Why"):
        expected = expected.replace("hard.\n", 'hard."\n', 1)
    assert after == expected
    assert mended(path, after) == (after, [])


UNSAFE = [
    # Nobody can tell which.
    (CASE, "title:", "titl: x\ntitel:"),
    (CASE, "    date: 2023-07", "    dat: 2023-07"),
    # The key is there already.
    (CASE, "kind: case-study\n", "kind: case-study\nlicense: x\n"),
    # A date has an order that only its author knows; a month has no day.
    (CASE, "  date: 2024-02-01", "  date: 3/4/2024"),
    (CASE, "  date: 2024-02-01", "  date: 01-02-2024"),
    (CASE, "  date: 2024-02-01", "  date: 2024-2-1"),
    # A comment, a second line, or a second key could be meant.
    (CASE, "staff: Half a post", "staff: Half: a post # now"),
    (CASE, "staff: Half a post", "staff: Half: a post\n    and more"),
    (CASE, "staff: Half a post", "staff: Half other: a post"),
    (CASE, "staff: Half a post", 'staff: "Half a post" : more'),
    (CASE, "staff: Half a post", "staff: 'Half a post"),
    (CASE, "staff: Half a post", "staff: [half, a post"),
    (CASE, "staff: Half a post", "staff: - half"),
    (CASE, "staff: Half a post", "staff: !half"),
    (CASE, "title: Early talk", "title: # Early talk"),
    (CASE, "staff: Half a post", "staff: no value\n   other: x"),
    (CASE, "staff: Half a post", "staff: \u2018Half: a post\u2019"),
    # An anchor that is used is one.
    (CASE, "staff: Half a post", "staff: &half post\n  other: *half"),
    # Several depths give different things, or none gives any.
    (CASE, "summary: Nurseries", "\tsummary: Nurseries"),
    (CASE, "  staff: Half", "  staff: |\n    a\n\tb\n  other: Half"),
    # What stands in quotation marks is no number, or no sort of truth.
    (CASE, "value: 31", 'value: "31 weeks"'),
    (CASE, "value: 31", 'value: "0x1F"'),
    (CASE, "title: Early talk in Exampleshire", "title: ~"),
    (CASE, "kind: case-study\n", "kind: case-study\ndraft: yes\n"),
    # Words by which a review counts are never guessed.
    (REVIEW, "finding: met", "finding: [met]"),
    (REVIEW, "reviewer: R03", "reviewer: [R03]"),
]


@pytest.mark.parametrize(("path", "right", "wrong"), UNSAFE, ids=lambda text: str(text)[:40])
def test_what_has_two_readings_or_none_is_left_byte_for_byte(path, right, wrong):
    text = slip(path, right, wrong)
    assert mended(path, text) == (text, [])
    data = read(text.encode()).data
    assert read(text.encode()).problems or shape(data, MODELS[place_of(path).kind]).problems


def test_several_slips_in_one_file_are_mended_together():
    text = slip(CASE, "title: Early", "tite: Early")
    text = text.replace("  staff: Half", "\tstaff: Half", 1).replace("limits: ", "limits: @", 1)
    text = text.replace("value: 31", 'value: "31"')
    after, codes = mended(CASE, text)
    assert sorted(codes) == ["unknown-key", "wrong-type", "yaml-syntax", "yaml-tab"]
    assert not shape(read(after.encode()).data, MODELS["case-study"]).problems


def test_a_file_that_cannot_be_read_afterwards_is_left_with_the_line_that_is_in_the_way():
    text = slip(CASE, "title: Early", "title: Why: early").replace("limits: ", "limits: [", 1)
    done = mend_file(text.encode(), MODELS["case-study"], KNOWN)
    assert (done.raw.decode(), done.mends) == (text, ())
    line = text[: text.index("limits:")].count("\n") + 1
    assert [mend.words.split(" is,")[0] for mend in done.left] == [f"can be mended once line {line}"]


def test_line_ends_and_a_byte_order_mark_stay():
    text = "\ufeff" + slip(CASE, "summary:", "sumary:").replace("\n", "\r\n")
    after, codes = mended(CASE, text)
    assert codes == ["unknown-key"]
    assert after == text.replace("sumary", "summary")
    spoilt = text.replace("sumary: Nurseries", "summary: @ Nurseries").replace("  staff", "\tstaff")
    after, codes = mended(CASE, spoilt)
    assert sorted(codes) == ["yaml-syntax", "yaml-tab"]
    assert after.count("\r\n") == after.count("\n") == text.count("\n")


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"\0", b"- a\n", b"[" * 5000, b"a: " + b"x" * 300_000])
def test_what_is_no_record_at_all_is_left(raw):
    assert mend_file(raw, MODELS["case-study"], KNOWN).raw == raw


LINES = (BASE / CASE).read_text("utf-8").split("\n")
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@st.composite
def spoilt_files(draw):
    """A case study in which a few characters were taken away, put in or replaced, with comments."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        start = draw(st.integers(0, min(len(line), 20)))
        end = draw(st.integers(start, min(len(line), start + 2)))
        signs = st.sampled_from(
            ["", "\t", '"', "“", "”", ": ", "@", "*", "&a ", "x", "-", " ", "#", "'", "|", "7"]
        )
        lines[at] = line[:start] + draw(signs) + line[end:]
        if draw(st.booleans()):
            lines.insert(at, "# a comment: here")
    return "\n".join(lines)


def places(data, where=()):
    """Every single value of the data, by its place."""
    if isinstance(data, dict):
        return [each for key, value in data.items() for each in places(value, (*where, key))]
    if isinstance(data, list):
        return [each for index, value in enumerate(data) for each in places(value, (*where, index))]
    return [json.dumps(data)]


@SLOW
@given(spoilt_files())
def test_a_mend_changes_no_other_line_and_leaves_less_wrong(text):
    done = mend_file(text.encode(), MODELS["case-study"], KNOWN)
    after = done.raw.decode()
    before_lines, after_lines = text.split("\n"), after.split("\n")
    assert len(before_lines) == len(after_lines)
    changed = {
        number
        for number, pair in enumerate(zip(before_lines, after_lines, strict=True), 1)
        if pair[0] != pair[1]
    }
    assert changed == done.lines
    assert bool(changed) == bool(done.mends)
    assert {mend.code for mend in done.mends} <= set(MENDS)
    if not done.mends:
        return
    assert not read(done.raw).problems
    again = mend_file(done.raw, MODELS["case-study"], KNOWN)
    assert (again.raw, again.mends) == (done.raw, ())
    before = read(text.encode())
    if not before.problems:  # what could be read before holds the same values but for those that were mended
        old, new = places(before.data), places(read(done.raw).data)
        assert len(old) == len(new)
        assert sum(one != other for one, other in zip(old, new, strict=True)) <= len(done.mends)
        assert comment_texts(text) == comment_texts(after)
        wrong = {(p.code, p.field) for p in shape(read(done.raw).data, MODELS["case-study"]).problems}
        assert wrong < {(p.code, p.field) for p in shape(before.data, MODELS["case-study"]).problems}
