"""The page that lists a site's guides, by whom each is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wwis_evidence.publish.abbreviations import with_abbreviations
from wwis_evidence.publish.render import assemble, fragment

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = "guides/"
GROUPS = {
    "authors": ("For authors", "You did something and want to tell others what came of it."),
    "reviewers": ("For reviewers", "You were asked to judge what somebody else sent in."),
    "moderators": ("For moderators", "Reviewers are far apart, or somebody has a tie to the work."),
    "maintainers": ("For those who run a library", "You keep the files, the register and the site."),
    "files": ("For everyone who writes files", "What the checks say, and how files are laid out."),
    "readers": (
        "For readers of ratings",
        "You want to know why a rating is what it is, or whether it is right.",
    ),
    "tools": ("About the program", "How it holds up: speed, safety, tests."),
}
"""What ``for:`` in a guide's first lines may say, with the heading and the words above those guides."""
_OTHERS = ("More guides", "")


class Guide(NamedTuple):
    """A guide as the list shows it."""

    url: str
    title: str
    description: str
    readers: str


def guides_page(guides: Iterable[Guide]) -> bytes:
    """The list of guides; those that do not say for whom they are come last."""
    by_group: dict[str, list[Guide]] = {group: [] for group in (*GROUPS, "")}
    for guide in sorted(guides, key=lambda guide: guide.title):
        by_group[guide.readers].append(guide)
    groups = [(*GROUPS.get(group, _OTHERS), found) for group, found in by_group.items() if found]
    listed = with_abbreviations(fragment("guides.md.j2", FOLDER, groups=groups), FOLDER)
    return assemble("Guides", "How to write, review, decide, run a library and read its ratings.", listed)
