"""Digests: what a review was made of, so that a change of evidence makes it stale and a typo does not.

RFC 8785 canonical JSON of the named keys, only those that stand in the file, dates as text, lists in their
order; then SHA-256.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from wwis_evidence.records.case_study import CaseStudy

EVIDENCE_KEYS = (
    "kind",
    "local_areas",
    "organisations",
    "submitted_by",
    "sustained",
    "evaluation",
    "replication",
    "impact",
)
SOURCE_KEYS = ("id", "title", "publisher", "date")
TEXT_KEYS = ("title", "summary", "trigger", "approach", "co_production", "resources", "limits", "advice")


def evidence_bearing(case: CaseStudy) -> dict[str, Any]:
    """The parts of a case that a rating can rest on, as plain data."""
    return _evidence(_stated(case))


def digests(case: CaseStudy) -> tuple[str, str]:
    """The digest of the evidence, which a review must carry to count, and the digest of the words.

    A change of the words is shown, and leaves reviews standing.
    """
    data = _stated(case)
    words = {key: data[key] for key in TEXT_KEYS if key in data}
    return digest_of(_evidence(data)), digest_of(words)


def _evidence(data: dict[str, Any]) -> dict[str, Any]:
    chosen = {key: data[key] for key in EVIDENCE_KEYS if key in data}
    if "sources" in data:
        chosen["sources"] = [
            {key: source[key] for key in SOURCE_KEYS if key in source} for source in data["sources"]
        ]
    return chosen


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of the RFC 8785 form of plain data, as ``sha256:…``."""
    return "sha256:" + hashlib.sha256(rfc8785.dumps(data)).hexdigest()


def _stated(case: CaseStudy) -> dict[str, Any]:
    return case.model_dump(mode="json", exclude_unset=True, by_alias=True)
