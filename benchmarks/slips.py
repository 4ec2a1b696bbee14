"""Ordinary slips for a made-up library, each with the code of the one finding that it must lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Data = dict[str, Any]


def _misspelt_area(case: Data) -> None:
    case["local_areas"][0] += "shyre"


def _above_a_hundred(case: Data) -> None:
    result = {"value": 107, "period": case["impact"][0]["measure"]["result"]["period"]}
    case["impact"][0]["measure"] = {"name": "sessions filled", "unit": "per cent", "result": result}


def _misspelt_key(case: Data) -> None:
    case["limit"] = case.pop("limits")


def _no_limits(case: Data) -> None:
    del case["limits"]


def _unlisted_source(case: Data) -> None:
    case["trigger"]["source"] = "board-paper"


def _thirteenth_month(case: Data) -> None:
    case["consent"]["date"] = case["consent"]["date"][:4] + "-13"


def _plain_link(case: Data) -> None:
    case["sources"][0]["url"] = case["sources"][0]["url"].replace("https://", "http://")


def _telephone(case: Data) -> None:
    case["advice"] += " Ring 020 7946 0123 to hear more."  # a number kept for drama


def _old_digest(reviews: list[Data]) -> None:
    reviews[0]["digest"] = "sha256:" + "0" * 64


def _no_citation(reviews: list[Data]) -> None:
    findings = reviews[0]["indicators"]["strength-of-evidence"]["findings"]
    findings["reviewed"] = {"finding": "met", "because": findings["reviewed"]["because"]}


def _misspelt_bar(reviews: list[Data]) -> None:
    reviews[0]["indicators"]["breadth-of-impact"]["bar"] = "promissing"


def _copied(reviews: list[Data]) -> None:
    words = "The sessions were counted each month by someone outside the team, and families were asked twice."
    for review in reviews[:2]:
        review["indicators"]["breadth-of-impact"]["because"] = words


def _tab(raw: bytes) -> bytes:
    return raw.replace(b"\n  age_phases:", b"\n\tage_phases:", 1)


def _open_quote(raw: bytes) -> bytes:
    return raw.replace(b"\nlicence: ", b'\nlicence: "', 1)


# Where a slip is made: in the evidence, before it is reviewed; in words that no rating rests on; in the
# reviews; in how a case study's file is written.
IN_EVIDENCE: Mapping[str, Callable[[Data], None]] = {
    "unknown-area": _misspelt_area,
    "impossible-figure": _above_a_hundred,
}
IN_WORDS: Mapping[str, Callable[[Data], None]] = {
    "unknown-key": _misspelt_key,
    "no-limits": _no_limits,
    "unknown-source": _unlisted_source,
    "wrong-date": _thirteenth_month,
    "link-not-https": _plain_link,
    "phone-number": _telephone,
}
IN_REVIEWS: Mapping[str, Callable[[list[Data]], None]] = {
    "review-not-counting": _old_digest,
    "missing-citation": _no_citation,
    "unknown-bar": _misspelt_bar,
    "copied-reason": _copied,
}
IN_BYTES: Mapping[str, Callable[[bytes], bytes]] = {
    "yaml-tab": _tab,
    "yaml-syntax": _open_quote,
}
CODES = (*IN_WORDS, *IN_REVIEWS, *IN_BYTES, *IN_EVIDENCE)
