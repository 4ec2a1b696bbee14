"""What may tell who somebody is: found with its place, told without the value, and found in good time."""

import json
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.rules import (
    _units,
    abbreviations,
    durations,
    figures,
    links,
    plain_english,
)
from wwis_evidence.checks.rules._personal import _UPN_LETTERS, KINDS, is_nhs_number, is_pupil_number
from wwis_evidence.checks.run import check_library
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import check_answer
from wwis_evidence.reports.findings import Checked, github, gitlab, junit, markdown, sarif
from wwis_evidence.reports.findings import text as as_text
from wwis_evidence.words import words_of

AS_OF = date(2026, 11, 21)


def found(code, text):
    return [text[start:end] for start, end in KINDS[code](text)]


def test_published_test_numbers_of_the_nhs_are_numbers():
    for number in ("9434765919", "9876543210", "4010232137"):
        assert is_nhs_number(number), number


def test_a_check_of_eleven_counts_as_nought_and_one_of_ten_is_never_given_out():
    assert is_nhs_number("3000000040") is (-(3 * 10 + 4 * 2) % 11 == 0)
    # 10 x 1 leaves a remainder of 10, so the check would be 1; 10 x 4 + 9 x 6 leaves 6, so 5.
    assert is_nhs_number("1000000001")
    assert is_nhs_number("4600000005")
    # 10 x 1 + 9 x 1 + 8 x 1 + 7 x 1 leaves a remainder of 1, so the check would be 10.
    assert not any(is_nhs_number(f"111100000{last}") for last in range(10))


@given(st.from_regex(r"[3-79][0-9]{8}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_no_nhs_number(nine, place, more):
    good = next((nine + str(last) for last in range(10) if is_nhs_number(nine + str(last))), None)
    if good:
        wrong = good[:place] + str((int(good[place]) + more) % 10) + good[place + 1 :]
        assert not is_nhs_number(wrong)


def test_the_check_letter_of_a_pupil_number_is_worked_by_hand():
    # 8x2 + 0 + 1x4 + 2x5 + 1x10 + 1x13 = 53, and 53 = 2 x 23 + 7: the letter after A to G is H.
    assert is_pupil_number("H801200001001")
    assert is_pupil_number("h801200001001")
    assert not is_pupil_number("J801200001001")
    # A temporary number ends in a letter: 8x2 + 1x4 + 2x5 + 1x10 + 0 (A) = 40 = 23 + 17: T is at 16, U at 17.
    assert is_pupil_number("U80120000100A")


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("nhs-number", "His number is 943 476 5919.", "943 476 5919"),
        ("nhs-number", "943-476-5919", "943-476-5919"),
        ("pupil-number", "(H801200001001)", "H801200001001"),
        ("birth-date", "born on the 3rd of May 2012", "3rd of May 2012"),
        ("birth-date", "Date of birth:\n    2012-05-03", "2012-05-03"),
        ("birth-date", "DOB 3.5.12", "3.5.12"),
        ("birth-date", "born May 3, 2012", "May 3, 2012"),
        ("email-address", "(a.b+c@mail.example.org)", "a.b+c@mail.example.org"),
        ("phone-number", "Tel: 01632 960983", "01632 960983"),
        ("phone-number", "call (01632) 960 983 now", "(01632) 960 983"),
        ("phone-number", "+447700900123", "+447700900123"),
        ("postcode", "at SW1A 1AA in", "SW1A 1AA"),
        ("postcode", "at M11AE in", "M11AE"),
        ("child-name", "It helped Seán, aged 7, most.", "Seán, aged 7"),
        ("child-name", "Mary-Ann is 7 and likes it.", "Mary-Ann is 7"),
        ("child-name", "Then Jo (9) came.", "Jo (9"),
        ("child-name", "Jo, 9, came.", "Jo, 9"),
        ("child-name", "For Amira, aged 7, it helped.", "Amira, aged 7"),
        ("child-name", "This is Amira who is now aged 7", "Amira who is now aged 7"),
        ("child-name", "a 9-year-old Jo came", "9-year-old Jo"),
    ],
)
def test_it_is_found_whole(code, text, value):
    assert found(code, text) == [value]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nhs-number", "943 476 5918"),  # wrong check digit
        ("nhs-number", "1943 476 59190"),
        ("pupil-number", "J801200001001"),
        ("pupil-number", "XH801200001001"),
        ("birth-date", "children born in 2012 or later"),
        ("birth-date", "The project was born of need. On 3 May 2012 it began."),
        ("email-address", "framework: wwis-effective-practice@2024.1"),
        ("email-address", "two @ signs @@ here@there"),
        ("phone-number", "0.123456789012"),
        ("phone-number", "2024-03-20 and 000000000000"),
        ("postcode", "Years 1 2AB and Y1 2nd"),
        ("child-name", "Children aged 4 to 11 and Pupils aged 7 came."),
        ("child-name", "See Table (7), page 9, and Year 9, or March 12, 2024."),
        ("child-name", "Mary, 47, is a parent."),
        ("child-name", "Gateshead had 7 schools."),
        ("child-name", "In the Local Offer (3) and with Young Voices (14)."),
    ],
)
def test_what_is_none_is_left_alone(code, text):
    assert found(code, text) == []


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize(
    "unit",
    [*"aA@0 .(-'9\n", "A1", "Ab ", "Ab, ", "a.", "a@", "a@b.", "0 ", "01 ", "(0", "+44", "born ", "born is ",
     "dob:", "3 May ", "Aa-", "Aa Bb ", "Aa aged ", "9-year-old ", "SW1", "H8", "943 ", "\u00e9", "://"],
)  # fmt: skip
def test_no_text_is_slow_to_look_through(code, unit):
    text = (unit * 20_000)[:20_000]
    began = time.process_time()
    list(KINDS[code](text))
    assert time.process_time() - began < 0.05


@pytest.mark.parametrize(
    "unit", ["a", "A", " ", "A ", "a a ", ".", "12 ", "2012", "in place ", "lasted for ", "per "]
)
def test_no_text_is_slow_for_the_other_rules(unit):
    text = (unit * 20_000)[:20_000]
    began = time.process_time()
    for pattern in (
        abbreviations._CAPITALS,
        durations._CLAIM,
        figures._YEARS,
    ):
        pattern.findall(text)
    for pattern in (_units._PERCENTAGE, _units._PEOPLE, links._EXAMPLE, links._NUMBERS_ONLY):
        pattern.match(text)
    plain_english.readability_index(text)
    words_of(text)
    assert time.process_time() - began < 0.1


CASE = """schema: 1
kind: case-study
title: Walking bus
summary: Volunteers walk with children.
approach: {text}
impact:
  - id: attendance
    area: outcomes
    claim: More came.
    kind: measured
    measure:
      name: children who came
      unit: children
      better: higher
      result:
        value: {value}
        period: 2024
        n: {base}
    source: log
sources:
  - id: log
    title: Log
    publisher: Testford Council
"""


def told(text, value=60, base=60):
    """Every private finding of a case that holds a text, in each format, and the findings themselves."""
    raw = CASE.format(text=json.dumps(text, ensure_ascii=False), value=value, base=base).encode()
    library = build_library([("casestudies/walking-bus.yaml", raw)])
    findings = [f for f in check_library(library, AS_OF) if catalogue()[f.code].private]
    answer = json.dumps(check_answer(Checked.of(library, findings)), ensure_ascii=False)
    checked = Checked.of(library, findings)
    formats = [module.report(checked) for module in (as_text, github, gitlab, junit, markdown, sarif)]
    return findings, "\n".join([answer, *formats])


def _nhs():
    nine = st.from_regex(r"[3-79][0-9]{8}", fullmatch=True)
    whole = nine.flatmap(lambda n: st.sampled_from([n + str(d) for d in range(10)]))
    return whole.filter(is_nhs_number).flatmap(
        lambda n: st.sampled_from([n, f"{n[:3]} {n[3:6]} {n[6:]}", f"{n[:3]}-{n[3:6]}-{n[6:]}"])
    )


def _upn():
    digits = st.from_regex(r"[0-9]{12}", fullmatch=True)
    return digits.map(lambda rest: next(c + rest for c in _UPN_LETTERS if is_pupil_number(c + rest)))


PERSONAL = st.one_of(
    st.tuples(st.just("nhs-number"), _nhs()),
    st.tuples(st.just("pupil-number"), _upn()),
    st.tuples(st.just("birth-date"), st.dates(date(2000, 1, 1), AS_OF).map(lambda d: f"{d.day} {d:%B %Y}")),
    st.tuples(
        st.just("email-address"), st.from_regex(r"[a-z]{3,9}\.[a-z]{3,9}@[a-z]{3,9}\.org", fullmatch=True)
    ),
    st.tuples(st.just("phone-number"), st.from_regex(r"07[0-9]{3} [0-9]{6}", fullmatch=True)),
    st.tuples(
        st.just("postcode"), st.from_regex(r"[A-HJ-P]{1}[2-9] [1-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)
    ),
    st.tuples(st.just("child-name"), st.from_regex(r"Z[a-z]{4,9}, aged [3-9]", fullmatch=True)),
)
PROSE = st.text(st.sampled_from("abc defé,. \n"), max_size=40).map(lambda text: f"{text} ")


@settings(max_examples=150, deadline=None)
@given(PERSONAL, PROSE, PROSE)
def test_a_finding_never_repeats_the_value_in_any_format(personal, before, after):
    code, value = personal
    lead = "born " if code == "birth-date" else ""
    findings, words = told(f"{before}{lead}{value} {after}")
    assert code in {finding.code for finding in findings}
    assert value not in words
    for part in re.split(r"[\s@.,-]+", value):
        assert len(part) < 5 or part not in words, part


@given(st.integers(1, 4))
@settings(max_examples=10, deadline=None)
def test_a_small_number_is_told_without_the_number(few):
    for findings, words in (told("Walks.", value=few), told("Walks.", base=few, value=0)):
        assert {finding.code for finding in findings} <= {"small-count", "small-base"}
        assert len(findings) == 1
        sentences = f"{findings[0].message} {findings[0].hint}"
        assert not re.search(r"\d", sentences)
        assert sentences.split(maxsplit=1)[0] in words


def test_the_place_is_that_of_the_value_within_the_text():
    (finding,), _ = told("We saw Zora, aged 7, on the day.")
    assert (finding.line, finding.column) == (5, 19)


def test_a_file_that_cannot_be_read_is_looked_through_all_the_same():
    library = build_library([("casestudies/walking-bus.yaml", b"schema: [1\n# 943 476 5919\n")])
    codes = [(f.code, f.line, f.column) for f in check_library(library, AS_OF)]
    assert ("nhs-number", 2, 3) in codes


def test_a_local_area_with_a_count_is_no_child():
    assert told("Islington (5), Kent (9), Wiltshire, 7.")[0] == []


def test_a_file_full_of_addresses_is_told_in_part():
    findings, _ = told("a@b.org " * 2000)
    assert len(findings) == 50


def test_a_librarys_own_contact_address_is_nobodys_secret():
    library = build_library([("library.yaml", b"schema: 1\ntitle: Ours\ncontact: send@council.gov.uk\n")])
    assert check_library(library, AS_OF) == ()


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("email-address", r"jo\x40example.org"),
        ("email-address", r"jo\u0040example.org"),
        ("email-address", r"jo\U00000040example.org"),
        ("nhs-number", r"943\x20476\x205919"),
        ("nhs-number", "943 \\\n      476 5919"),
        ("nhs-number", r"\x39434765919"),
        ("nhs-number", r"943476591\x39"),
        ("postcode", r"SW1A\u00201AA"),
        ("phone-number", r"\u0030\u0031632 960983"),
        ("child-name", r"\x5aora, aged 7"),
    ],
)
def test_what_is_written_in_escapes_is_found_where_it_is_written_and_never_repeated(code, written):
    raw = CASE.format(text=f'"\\tWe: {written}\\tand so on"', value=60, base=60).encode()
    library = build_library([("casestudies/walking-bus.yaml", raw)])
    (finding,) = [f for f in check_library(library, AS_OF) if catalogue()[f.code].private]
    assert (finding.code, finding.line, finding.column) == (code, 5, 18)
    assert f"{len(written)} characters" in finding.message
    checked = Checked.of(library, [finding])
    for module in (as_text, github, gitlab, junit, markdown, sarif):
        assert "5919" not in module.report(checked)


def test_what_is_found_as_written_is_not_told_again_for_an_escape_beside_it():
    findings, _ = told("Write to\tjo@example.org\tand jo@example.org.")
    assert [finding.column for finding in findings] == [22, 42]
    assert {finding.code for finding in findings} == {"email-address"}


def test_a_file_of_nothing_but_escapes_is_done_soon():
    raw = CASE.format(text='"' + r"\x40" * 200_000 + '"', value=60, base=60).encode()
    began = time.process_time()
    check_library(build_library([("casestudies/walking-bus.yaml", raw)]), AS_OF)
    assert time.process_time() - began < 5
