"""What a private check found is shown by no other finding, in any format, wherever in a library it stands."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from test_personal_data import PERSONAL

from wwis_evidence.checks.private import STAND_IN, Private
from wwis_evidence.checks.run import outcome_of
from wwis_evidence.findings import Finding
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import check_answer
from wwis_evidence.reports.findings import Checked, github, gitlab, junit, markdown, sarif
from wwis_evidence.reports.findings import text as as_text
from wwis_evidence.sources import folder

AS_OF = date(2026, 11, 21)
BASE = dict(folder(Path(__file__).parent.parent / "cases/base"))
BUS = "casestudies/walking-bus.yaml"
R03 = "reviews/early-talk/R03.yaml"
# A value that is shown is plain to see; looking for a shorter one takes minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
FORMATS = (as_text, github, gitlab, junit, markdown, sarif)
# Each is a way in which a check that is not private would repeat what stands there.
SPOTS = {
    "a key": (BUS, "limits: One school only.", '"{}": One school only.'),
    "a key in an item": (BUS, "    kind: feedback", '    kind: feedback\n    "{}": yes'),
    "a word of a list": (BUS, "theme: universal-support", 'theme: "{}"'),
    "a local area": (BUS, "  - Testford", '  - "{}"'),
    "a source that is named": (BUS, "    source: log", '    source: "{}"'),
    "an id": (BUS, "  - id: attendance", '  - id: "{}"'),
    "an id of words": (BUS, "  - id: attendance", '  - id: "Those at {}"'),
    "a date": (BUS, "    date: 2024\n", '    date: "{}"\n'),
    "a date of words": (BUS, "    date: 2024\n", '    date: "written in the spring, then sent to {}"\n'),
    "a figure": (BUS, "    kind: feedback", '    kind: feedback\n    measure: "{}"'),
    "an address": (BUS, "    date: 2024\n", '    date: 2024\n    url: "{}"\n'),
    "what is said not to be stated": (BUS, "trigger:", 'not_stated:\n  - "{}"\ntrigger:'),
    "a key that stands twice": (BUS, "limits: One school only.", '"{0}": a\n"{0}": b'),
    "a name for later use": (BUS, "limits: One", "limits: &{} One"),
    "a file that cannot be read": (BUS, "limits: One school only.", 'limits: [One "{}"\n'),
    "a line that cannot be read": (BUS, "limits: One school only.", "limits: One: school {}: only"),
    "a reviewer": (R03, "reviewer: R03", 'reviewer: "{}"'),
    "a citation": (R03, "          - yearly-review\n", '          - "{}"\n'),
    "a criterion": (R03, "      replicated:", '      "{}":'),
    "a bar": (R03, "    bar: good", '    bar: "{}"'),
    "an exception's code": (BUS, "licence: OGL-UK-3.0", (
        'licence: X\nexceptions:\n  - code: "{}"\n    because: So.\n    until: 2027-01-01'
    )),
    "an exception's reason": (BUS, "limits: One school only.", (
        "limits: The TSB.\nexceptions:\n  - code: undefined-abbreviation\n"
        '    because: "It is {}."\n    until: 2027-01-01'
    )),
}  # fmt: skip
LONG = 6
"""Characters from which a part of a value does not stand in our own words by chance."""
ABBREVIATION = ("who could not get to school.", "who could not get to the TSB.")


def words_about(pairs):
    """All that every format says of a library."""
    library = build_library(pairs.items())
    findings, excused = outcome_of(library, AS_OF)
    checked = Checked.of(library, findings, excused=excused)
    answer = json.dumps(check_answer(Checked.of(library, findings, excused=excused)), ensure_ascii=False)
    return findings, "\n".join([answer, *(module.report(checked) for module in FORMATS)])


def planted(spot, value):
    path, old, new = SPOTS[spot]
    text = BASE[path].decode()
    assert old in text
    text = text.replace(old, new.format(value), 1)
    return {**BASE, path: text.replace(*ABBREVIATION).encode()}


@pytest.mark.parametrize("spot", SPOTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=UNSHRUNK)
@given(personal=PERSONAL)
def test_no_format_shows_a_private_value_wherever_it_stands(spot, personal):
    code, value = personal
    born = f"born {value}" if code == "birth-date" else value
    findings, words = words_about(planted(spot, born))
    assert code in {finding.code for finding in findings}
    assert value not in " ".join(words.split())
    for part in re.split(r"[\s@.,-]+", value):
        assert len(part) < LONG or part not in words, part


def test_each_spot_shows_other_values():
    """Else what is asserted above would hold of anything."""
    shown = {spot: "Qwertz77" in words_about(planted(spot, "Qwertz77"))[1] for spot in SPOTS}
    assert [spot for spot, seen in shown.items() if not seen] == []


def finding(message, path=BUS, field="", code="unknown-key"):
    return Finding(path, 1, 1, code, "error", message, "", field)


def private(raw, *fields, code="phone-number"):
    """What is kept out of words about a file that gives private findings at these places."""
    return Private([finding("", field=field, code=code) for field in fields or ("",)], {BUS: raw.encode()})


def test_without_private_findings_words_stay_as_they_are():
    plain = finding("Ring 01632 960983.")
    assert Private([plain], {BUS: b"Ring 01632 960983."}).hide(plain) == plain


def test_a_value_is_kept_out_of_message_hint_field_and_other_files():
    told = private("a: 01632 960983")
    number = "01632 960983"
    one = Finding(R03, 1, 1, "unknown-key", "error", f"On {number} now.", f"{number}?", f"a.{number}.b")
    hidden = told.hide(one)
    words = (hidden.message, hidden.hint, hidden.field)
    assert words == (f"On {STAND_IN} now.", f"{STAND_IN}?", f"a.{STAND_IN}.b")


@pytest.mark.parametrize(
    ("message", "hidden"),
    [
        ("Found 01632 9…, where", f"Found {STAND_IN}…, where"),
        ("Found 0163…, where", f"Found {STAND_IN}…, where"),
        ("Found 016…, where", "Found 016…, where"),
        ("Found 01633…, where", "Found 01633…, where"),
        ("01632 960983 or 01632 960983", f"{STAND_IN} or {STAND_IN}"),
        ("0163 01632 96098", "0163 01632 96098"),
    ],
    ids=["cut", "cut-early", "hardly-begun", "another", "twice", "less"],
)
def test_the_beginning_of_a_value_before_a_cut_is_kept_out_too(message, hidden):
    assert private("a: 01632 960983").hide_in(message) == hidden


def test_a_piece_of_a_value_is_kept_out_of_words_about_its_own_line():
    """YAML ends a name at the first dot: a message may repeat what stands before it, and no cut is marked."""
    told = private("a: shea.lee@example.org", code="email-address")
    piece = finding("Text cannot begin with & (&shea is an anchor).")
    assert told.hide(piece).message == f"Text cannot begin with & (&{STAND_IN} is an anchor)."
    elsewhere = replace(piece, line=2)
    assert told.hide(elsewhere) == elsewhere


def test_a_value_is_known_again_in_one_line_and_without_its_quotes():
    assert private("born 3 May\n     2012").hide_in("On 3 May 2012.") == f"On {STAND_IN}."
    assert private("'o''shea@example.org'").hide_in("o'shea@example.org") == STAND_IN
    assert private("'shea@example.org'").hide_in("shea@example.org") == STAND_IN


def test_the_longest_of_several_values_is_kept_out():
    assert private("a.b@mail.example.org b@mail.example.org").hide_in("To a.b@mail.example.org.") == (
        f"To {STAND_IN}."
    )


def test_more_values_than_are_told_are_kept_out():
    """Only the first fifty of a kind are findings; those after them are as private."""
    many = " ".join(f"person{n}@example.org" for n in range(200))
    assert private(many).hide_in("person199@example.org") == STAND_IN


SMALL = """impact:
  - id: a
    claim: So.
    measure:
      baseline: {value: 3, period: 2021, n: 1200}
      result: {value: 2, period: 2023}
  - id: b
    measure: {result: {value: 3, period: 2023}}
"""


def test_figures_beside_a_small_one_are_kept_out_of_words_about_the_same_item():
    told = private(SMALL, "impact.0.measure.result.value", code="small-count")
    message = "It went from 3 to 2 of 1,200 in 2021, not 30, 2.5 or 12."
    assert told.hide(finding(message, field="impact.0.effect")).message == (
        f"It went from {STAND_IN} to {STAND_IN} of {STAND_IN} in 2021, not 30, 2.5 or 12."
    )
    for elsewhere in ("impact.1.effect", "evaluation.0.date", "", "impact"):
        assert told.hide(finding(message, field=elsewhere)).message == message
    small = finding("Fewer than 3.", field="impact.0.measure.result.value", code="small-count")
    assert told.hide(small) == small


def test_an_effect_against_small_numbers_is_told_without_them():
    measure = """    kind: measured
    measure:
      name: taking part
      unit: children
      better: higher
      baseline: {value: 4, period: 2021}
      result: {value: 3, period: 2023}"""
    raw = BASE[BUS].replace(b"    kind: feedback", measure.encode())
    findings, _ = words_about({**BASE, BUS: raw})
    assert [f.code for f in findings] == ["effect-against-numbers", "small-count", "small-count"]
    assert f"from {STAND_IN} to {STAND_IN}, where higher" in findings[0].message


@pytest.mark.parametrize("data", ["impact: 3", "impact: [3]", "impact: []", "- 3", "[", "impact: {0: {}}"])
def test_a_file_of_another_shape_has_no_figures(data):
    told = private(data, "impact.0", "impact.x", "impact.0.measure", code="small-count")
    assert told.hide(finding("3 of 3", field="impact.0.effect")).message == "3 of 3"


def test_no_line_of_a_file_that_cannot_be_read_is_shown_where_it_holds_a_private_value():
    raw = b"schema: 1\ntitle: [open\nlimits: Ring 01632 960983: or not\n"
    findings, _ = words_about({**BASE, BUS: raw})
    assert {"yaml-syntax", "phone-number"} <= {f.code for f in findings}
    library = build_library({**BASE, BUS: raw}.items())
    assert " | " not in as_text.report(Checked.of(library, findings))


def test_no_line_is_shown_where_the_private_finding_is_excused():
    raw = BASE[BUS].replace(b"One school only.", b"Ring 01632 960983.").replace(b"universal-", b"unversal-")
    raw += b"exceptions:\n  - code: phone-number\n    because: The office.\n    until: 2027-01-01\n"
    findings, words = words_about({**BASE, BUS: raw})
    assert [f.code for f in findings] == ["unknown-word"]
    assert "excused  phone-number" in words
    assert " | theme" not in words
    assert "01632" not in words
