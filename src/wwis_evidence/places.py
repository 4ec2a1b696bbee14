"""Where each kind of file stands in a library, by its path alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "case-study",
    "review",
    "panel",
    "published-panel",
    "moderation",
    "reply",
    "appeal",
    "reviewer-register",
    "settings",
    "framework",
    "vocabulary",
]

_ONE_A_CASE: dict[str, Kind] = {"panel": "panel", "published-panel": "published-panel"}
_SEVERAL_A_CASE: dict[str, Kind] = {"moderation": "moderation", "reply": "reply", "appeal": "appeal"}
RESERVED = frozenset((*_ONE_A_CASE, *_SEVERAL_A_CASE))
"""Names of files beside a case's reviews: a reviewer cannot have one of them as id."""
_AT_THE_TOP: dict[str, Kind] = {
    "library.yaml": "settings",
    "framework.yaml": "framework",
    "vocabulary.yaml": "vocabulary",
    "reviews/reviewers.yaml": "reviewer-register",
}
_SLUG = r"(?P<slug>(?=.{3,80}/)[a-z0-9]+(-[a-z0-9]+)*)"
_CASE = re.compile(r"casestudies/(?P<slug>(?=.{3,80}\.yaml\Z)[a-z0-9]+(-[a-z0-9]+)*)\.yaml\Z", re.ASCII)
_BESIDE = re.compile(
    rf"reviews/{_SLUG}/(?P<name>[A-Za-z0-9]+(-[A-Za-z0-9]+)*)(\.(?P<sequence>[2-9]|[1-9][0-9]{{1,3}}))?\.yaml\Z",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says of a file: its kind, the case it belongs to, its own name and its number.

    ``name`` is the reviewer's id for a review; ``sequence`` is 1, or the number in ``R02.2.yaml``.
    """

    kind: Kind
    slug: str = ""
    name: str = ""
    sequence: int = 1


def place_of(path: str) -> Place | None:
    """What a path says of a file; None where no file of a library belongs."""
    if path in _AT_THE_TOP:
        return Place(_AT_THE_TOP[path])
    if match := _CASE.match(path):
        return Place("case-study", match["slug"])
    if match := _BESIDE.match(path):
        name, sequence = match["name"], int(match["sequence"] or 1)
        if name in _ONE_A_CASE:
            return Place(_ONE_A_CASE[name], match["slug"], name) if sequence == 1 else None
        return Place(_SEVERAL_A_CASE.get(name, "review"), match["slug"], name, sequence)
    return None
