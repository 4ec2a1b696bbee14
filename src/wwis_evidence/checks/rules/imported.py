"""What only an item taken in from a page may leave open: ``not-stated-submitted`` and its companions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules.known_words import unknown_word
from wwis_evidence.checks.rules.required import ALWAYS
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import CaseStudy
from wwis_evidence.records.base import NOT_STATED
from wwis_evidence.records.shape import key_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common


def may_be_not_stated() -> list[str]:
    """The keys of a case study that ``not_stated`` may name."""
    never = {"schema", "kind", "not_stated", "exceptions", *ALWAYS}
    return [key for key in key_order(CaseStudy) if key not in never]


def check(case: CaseStudy, common: Common) -> Iterator[Problem]:
    """``not_stated`` names real, open, absent fields, and only an imported item says "not-stated"."""
    del common
    known = may_be_not_stated()
    for index, name in enumerate(case.not_stated):
        field: Path = ("not_stated", index)
        if name not in known:
            yield unknown_word(field, name, known)
        elif name in case.model_fields_set:
            yield Problem("not-stated-but-given", field, values={"key": name})
    if case.origin.kind == "submitted":
        if case.not_stated:
            yield Problem("not-stated-submitted", ("not_stated",), "key", {"key": "what not_stated lists"})
        for field in _open(case):
            yield Problem("not-stated-submitted", field, values={"key": str(field[-1])})


def _open(case: CaseStudy) -> Iterator[Path]:
    if case.trigger and case.trigger.kind == NOT_STATED:
        yield ("trigger", "kind")
    for name, keys in (
        ("evaluation", ("by", "date")),
        ("replication", ("where", "date")),
        ("impact", ("area",)),
        ("sources", ("date",)),
    ):
        for index, item in enumerate(getattr(case, name)):
            yield from ((name, index, key) for key in keys if getattr(item, key) == NOT_STATED)
