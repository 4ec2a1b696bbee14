"""What every record shares: strictness, and the few types that a YAML file is made of.

Errors carry a check's code as their type (``wrong-date``, ``wrong-id`` …) and the values its message names;
``shape.py`` turns them into problems. Pydantic's own texts and inputs are never shown: they can be huge.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

SHOWN_CHARACTERS = 60  # of a value that a message repeats
LONGEST_TEXT = 20_000  # characters: about 3,000 words, several times the longest published case study
NOT_STATED = "not-stated"

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?\Z", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_REVIEWER_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
# No user name or password in an address, nothing that would need escaping in HTML, and a host in the letters
# in which names are looked up: another script's letters can look the same and lead elsewhere.
_HOST = r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?"
_URL = re.compile(rf"https?://{_HOST}([/?#][^\s<>\x22'`\\^{{}}|]*)?\Z")
_LONGEST_ID = 80
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200


class Record(BaseModel):
    """Anything read from a file: strict, frozen, and refusing keys that it does not know."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        serialize_by_alias=True,
    )


def shown(value: object) -> str:
    """A short, one-line form of a value for a message; never the whole of a long one."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


def refuse(code: str, **values: str) -> PydanticCustomError:
    """An error that carries a check's code and the values for its message."""
    # Pydantic asks for a literal template; the words come from checks.json, so the code serves as one.
    return PydanticCustomError(code, code, values)


def _date_text(value: object) -> str:
    # YAML reads a bare year as a number.
    text = f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value
    match = _PARTIAL_DATE.match(text) if isinstance(text, str) else None
    if match and _EARLIEST_YEAR <= int(match["year"]) <= _LATEST_YEAR:
        try:
            date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            pass
        else:
            return match[0]
    raise refuse("wrong-date", found=shown(value), expected="2024, 2024-03 or 2024-03-20")


def _full_date(value: object) -> str:
    try:
        text = _date_text(value)
    except PydanticCustomError:
        text = ""
    if len(text) != len("2024-03-20"):
        raise refuse("wrong-date", found=shown(value), expected="a whole date such as 2024-03-20")
    return text


def _date_or(word: str) -> BeforeValidator:
    return BeforeValidator(lambda value: word if value == word else _date_text(value))


def _period(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _text(value: str) -> str:
    if not value.strip():
        raise refuse("empty-text")
    if len(value) > LONGEST_TEXT:
        raise refuse("text-too-long", found=f"{len(value):,}", limit=f"{LONGEST_TEXT:,}")
    return value


def _word(value: str) -> str:
    if not value.strip():
        raise refuse("empty-text")
    if len(value) > _LONGEST_ID:
        raise refuse("text-too-long", found=f"{len(value):,}", limit=str(_LONGEST_ID))
    return value


def _matching(pattern: re.Pattern[str], code: str, longest: int = _LONGEST_ID) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > longest or not pattern.match(value):
            raise refuse(code, found=shown(value))
        return value

    return AfterValidator(check)


def _one(value: int) -> int:
    if value != 1:
        raise refuse("wrong-value", found=shown(value), expected="1")
    return value


# What the validators above refuse, as far as JSON Schema can say it: for editors and forms (``schemas/``).
_YEAR = rf"({_EARLIEST_YEAR // 100}\d\d|2[01]\d\d|{_LATEST_YEAR})"
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DATE = f"{_YEAR}(-{_MONTH}(-{_DAY})?)?"
_TEXT_SCHEMA = {"type": "string", "maxLength": LONGEST_TEXT, "pattern": r"\S"}


def _date_schema(pattern: str) -> WithJsonSchema:
    # YAML reads a bare year as a number.
    years = {"minimum": _EARLIEST_YEAR, "maximum": _LATEST_YEAR}
    return WithJsonSchema({"type": ["string", "integer"], "pattern": f"^({pattern})$", **years})


def _pattern_schema(pattern: re.Pattern[str], longest: int = _LONGEST_ID) -> WithJsonSchema:
    inner = pattern.pattern.removesuffix(r"\Z")
    return WithJsonSchema({"type": "string", "maxLength": longest, "pattern": f"^({inner})$"})


Text = Annotated[str, AfterValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
PartialDate = Annotated[str, BeforeValidator(_date_text), _date_schema(_DATE)]
FullDate = Annotated[
    str,
    BeforeValidator(_full_date),
    WithJsonSchema({"type": "string", "pattern": f"^{_YEAR}-{_MONTH}-{_DAY}$"}),
]
DateOrNotStated = Annotated[str, _date_or(NOT_STATED), _date_schema(f"{_DATE}|{NOT_STATED}")]
DateOrOngoing = Annotated[str, _date_or("ongoing"), _date_schema(f"{_DATE}|ongoing")]
Period = Annotated[
    str,
    BeforeValidator(_period),
    AfterValidator(_text),
    WithJsonSchema({**_TEXT_SCHEMA, "type": ["string", "integer"]}),
]
# A word of a list in the vocabulary or framework; which words there are is a rule's business, so that
# whoever writes another is shown the list.
Word = Annotated[
    str, AfterValidator(_word), WithJsonSchema({"type": "string", "maxLength": _LONGEST_ID, "pattern": r"\S"})
]
Id = Annotated[str, _matching(_ID, "wrong-id"), _pattern_schema(_ID)]
ReviewerId = Annotated[str, _matching(_REVIEWER_ID, "wrong-id"), _pattern_schema(_REVIEWER_ID)]
Digest = Annotated[str, _matching(_DIGEST, "wrong-digest"), _pattern_schema(_DIGEST)]
Url = Annotated[str, _matching(_URL, "wrong-url", LONGEST_TEXT), _pattern_schema(_URL, LONGEST_TEXT)]
Count = Annotated[int, Field(ge=0, le=10**9)]
# RFC 8785 numbers are those that every JSON reader keeps exactly.
Number = Annotated[float, Field(ge=-(10**12), le=10**12)]
# A literal 1 would let true and 1.0 pass.
SchemaOne = Annotated[int, AfterValidator(_one), WithJsonSchema({"type": "integer", "const": 1})]

T = TypeVar("T")
# A list in the file, a tuple in the frozen record (strict mode would ask for a tuple in the file).
Items = Annotated[tuple[T, ...], Field(strict=False, max_length=1000)]


def is_slug(text: str) -> bool:
    """Whether a text can be a case study's slug: 3 to 80 of ``a-z``, ``0-9`` and single hyphens."""
    return bool(_ID.match(text)) and 3 <= len(text) <= _LONGEST_ID  # noqa: PLR2004 - the contract's numbers


@lru_cache(maxsize=10_000)
def first_day(text: str) -> date:
    """The first day that a partial date can mean."""
    return date.fromisoformat((text + "-01-01")[:10])


@lru_cache(maxsize=10_000)
def last_day(text: str) -> date:
    """The last day that a partial date can mean."""
    year, *rest = (int(part) for part in text.split("-"))
    if len(rest) == 2:  # noqa: PLR2004 - month and day
        return date(year, rest[0], rest[1])
    month = rest[0] if rest else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


Data = dict[str, Any]
"""A file's top mapping as the reader gives it."""
