"""Answers that somebody gives beforehand, and how they go into a form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.bounds import MAX_BYTES
from wwis_evidence.documents import read
from wwis_evidence.reports.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wwis_evidence.findings import Path


class AnswersError(ValueError):
    """Answers that cannot be used, and why, in one line."""


def read_answers(raw: bytes) -> dict[str, Any]:
    """Read answers from JSON or from the YAML of records.

    Raises:
        AnswersError: They cannot be read.
    """
    if len(raw) > MAX_BYTES:
        raise AnswersError(f"the answers are larger than {MAX_BYTES:,} bytes")
    if raw.lstrip().startswith(b"{"):
        raw = _plain_json(raw)
    document = read(raw)
    if document.data is None or document.problems:
        first = document.problems[0].code if document.problems else "not-a-mapping"
        raise AnswersError(
            f"the answers cannot be read ({first}). To read more: wwis-evidence explain {first}"
        )
    return document.data


def _plain_json(raw: bytes) -> bytes:
    """The same JSON without what YAML reads otherwise, such as tabs, so that one reader judges both."""
    try:
        data = json.loads(raw.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, AnswersError) else "they are not the JSON that they begin as"
        raise AnswersError(f"the answers cannot be read: {reason}") from None
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise AnswersError("a key stands twice")
    return data


def merged(form: Mapping[str, Any], answers: Mapping[str, Any], fixed: frozenset[str]) -> dict[str, Any]:
    """A form with the answers in it.

    Args:
        form: The form's data, with empty text where an answer is to stand.
        answers: The answers, in the shape of the record.
        fixed: Top keys that the form itself decides.

    Raises:
        AnswersError: The answers say otherwise about one of these.
    """
    for key in fixed & answers.keys():
        if answers[key] != form.get(key):
            raise AnswersError(
                f"the answers have {key} {visible(str(answers[key]))[:80]}, but here it is {form.get(key)}"
            )
    return _into(form, answers)


def _into(form: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(form)
    for key, value in answers.items():
        there = whole.get(key)
        whole[key] = _into(there, value) if isinstance(there, dict) and isinstance(value, dict) else value
    return whole


def blanks(data: Mapping[str, Any], here: Path = ()) -> Iterator[Path]:
    """The places that are still to be filled in."""
    for key, value in data.items():
        if value == "":
            yield (*here, key)
        elif isinstance(value, dict):
            yield from blanks(value, (*here, key))
