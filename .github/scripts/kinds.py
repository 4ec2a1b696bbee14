"""Which files of this repository are contributed data; everything else is the program and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDERS = ("casestudies/", "reviews/")
FILES = ("library.yaml", "framework.yaml", "vocabulary.yaml")

Kind = Literal["data", "code", "both"]

BOTH = (
    "This pull request changes contributed data (case studies, reviews, settings) and the program in one. "
    "Please make two of it: data is checked by the program as it stands, so the two cannot change together."
)


def is_data(path: str) -> bool:
    """Whether a path from the repository's root is contributed data."""
    return path.startswith(FOLDERS) or path in FILES


def kind_of(paths: Iterable[str]) -> Kind:
    """What a change of these paths is; one of no path counts as code, which has the stricter tests."""
    found = {is_data(path) for path in paths}
    if found == {True, False}:
        return "both"
    return "data" if found == {True} else "code"
