"""How each kind of personal data is told from other text: pairs of where it begins and ends.

Patterns begin with something rare, such as a digit, and look back from there: the engine skips quickly to
what a pattern begins with. None repeats a repetition, so that no text can make them slow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Finds = Callable[[str], Iterator[tuple[int, int]]]

_EMAIL_DOMAIN = re.compile(r"@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])", re.ASCII)
_EMAIL_NAME = re.compile(r"[\w%+-][\w.%+'-]{0,63}\Z", re.ASCII)
_LONG_NUMBER = re.compile(r"\d[\d ()-]{8,}", re.ASCII)
_PHONE = re.compile(
    r"[0+(](?<![\w.+/-][0+(])(?:(?<=\+)44|(?<=\()0|(?<=0))[\d ()-]{8,18}\d(?![\w/])", re.ASCII
)
_POSTCODE_END = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}(?![\w/-])", re.ASCII)
_POSTCODE_START = re.compile(r"(?<![\w/-])(?:[A-PR-UWYZ][A-HK-Y]?\d[0-9A-HJKMNP-Y]?|GIR) {0,2}\Z", re.ASCII)
_NHS_NUMBER = re.compile(r"[3-79](?<![\w./-][3-79])\d\d([ -]?)\d{3}\1\d{4}(?![\w/-])", re.ASCII)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters of a unique pupil number: I, O and S look too much like figures."""
_PUPIL_NUMBER = re.compile(
    rf"\d(?<=[{_UPN_LETTERS}]\d)(?<!\w\w\d)\d{{10}}[\d{_UPN_LETTERS}](?!\w)", re.ASCII | re.IGNORECASE
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BIRTH_DATE = re.compile(
    r"\b(?:born|dob|d\.o\.b|(?:date of )?birth|birthday)\b[\s:.,=(]{0,40}"
    r"(?:(?:is|was|on|the|date)[\s:]{1,40}){0,3}"
    rf"(?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
    rf"|{_DAY}\s{{1,40}}(?:of\s{{1,40}})?{_MONTH},?\s{{1,40}}(?:\d{{4}}|\d\d)"
    rf"|{_MONTH}\s{{1,40}}{_DAY},?\s{{1,40}}\d{{4}})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_BIRTH_WORDS = ("born", "birth", "dob", "d.o.b")
_NAME = r"[A-Z][a-z'\u00e0-\u00ff]{1,19}(?:[ -][A-Z][a-z]{0,19})?"
_AGE = r"(?P<age>\d{1,2})(?!\d|\s?(?:to|and|or|[-\u2013/%])\s?\d)"
_NAME_AND_AGE = re.compile(
    rf"\b(?P<name>{_NAME})(?:(?:,? who)?(?: is| was)?(?: now)?,? aged | \((?:aged )?){_AGE}", re.MULTILINE
)
# Without the word "aged", what follows must show that the number is no count of something.
_NAME_AND_NUMBER = re.compile(
    rf"\b(?P<name>{_NAME})(?:,(?: who (?:is|was))?(?: now)?| is| was) {_AGE}"
    r"(?=[),.;:]|$| years?[ -]old| and | who | was | is | has | had | from )",
    re.MULTILINE,
)
_AGE_AND_NAME = re.compile(rf"\b(?P<age>\d{{1,2}})[ -]years?[ -]old (?P<name>{_NAME})\b")
_MAYBE_AGE = re.compile(
    r"\d(?:(?<=[( ]\d)(?:(?<=\(\d)|(?<=aged \d)|(?<=, \d)|(?<=is \d)|(?<=was \d)|(?<=now \d))"
    r"|(?=\d?[ -]year))\d?(?!\d)",
    re.ASCII,
)
_BEFORE, _AFTER = 80, 60
"""Characters on each side of a possible age in which a name is looked for."""
_ADULT = 26
"""SEND reaches to the age of 25."""


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last checks the others, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = -total % 11
    return check == int(digits[9])  # a check of 10 is no digit: such numbers are never given out


def is_pupil_number(text: str) -> bool:
    """Whether 13 characters are a unique pupil number (UPN): the first letter checks the rest, modulo 23.

    The last is a digit, or a letter in a temporary number.
    """
    upper = text.upper()
    values = (int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in upper[1:])
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return _UPN_LETTERS[total % len(_UPN_LETTERS)] == upper[0]


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for match in _EMAIL_DOMAIN.finditer(text):
        name = _EMAIL_NAME.search(text, max(0, match.start() - 64), match.start())
        if name:
            yield name.start(), match.end()


def has_long_number(text: str) -> bool:
    """Whether ten digits stand together: in most files they do not, and the long numbers need no search."""
    return any(sum(map(str.isdigit, number)) >= 10 for number in _LONG_NUMBER.findall(text))  # noqa: PLR2004 - the fewest of any kind


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        for prefix in ("0044", "44"):
            if digits.startswith(prefix):
                digits = "0" + digits.removeprefix(prefix).removeprefix("0")
        if len(digits) in {10, 11} and digits[1] in "123578":
            yield match.span()


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for match in _POSTCODE_END.finditer(text):
        start = _POSTCODE_START.search(text, max(0, match.start() - 6), match.start())
        if start:
            yield start.start(), match.end()


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _NHS_NUMBER.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match[0])):
            yield match.span()


def _pupil_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _PUPIL_NUMBER.finditer(text):
        start, end = match.start() - 1, match.end()
        if is_pupil_number(text[start:end]):
            yield start, end


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if any(word in lower for word in _BIRTH_WORDS):
        yield from (match.span("date") for match in _BIRTH_DATE.finditer(text))


def _names(text: str) -> Iterator[tuple[int, int]]:
    for near, far in _around_ages(text):
        for pattern in (_NAME_AND_AGE, _NAME_AND_NUMBER, _AGE_AND_NAME):
            for match in pattern.finditer(text, near, far):
                first, *rest = match["name"].split(" ")
                # A sentence may begin right before the name: "For Amira, aged 7, …".
                skipped = len(first) + 1 if rest and first.lower() in word_list("sentence_starts") else 0
                name = (rest or [first])[-1].lower()
                if rest and not skipped and text[match.end("name") : match.start("age")] == " (":
                    continue  # "Local Offer (3)": titles of things are counted so more often than people
                if int(match["age"]) < _ADULT and name not in word_list("not_names"):
                    start, end = match.span()
                    yield (start + skipped if match.start("name") == start else start), end


def _around_ages(text: str) -> list[tuple[int, int]]:
    """Stretches of a text in which a name may stand beside an age; those that touch are one."""
    stretches: list[tuple[int, int]] = []
    for age in _MAYBE_AGE.finditer(text):
        near, far = max(0, age.start() - _BEFORE), age.end() + _AFTER
        if stretches and near <= stretches[-1][1]:
            near = stretches.pop()[0]
        stretches.append((near, far))
    return stretches


LONG_NUMBERS = frozenset({"nhs-number", "pupil-number", "phone-number"})
"""Kinds of which each has ten digits at least."""
KINDS: Mapping[str, Finds] = {
    "nhs-number": _nhs_numbers,
    "pupil-number": _pupil_numbers,
    "birth-date": _birth_dates,
    "email-address": _emails,
    "phone-number": _phones,
    "postcode": _postcodes,
    "child-name": _names,
}
"""Where each kind stands in a text, by the code of its findings."""
