"""What the rules on changes share: where a file went, what in it differs, and which panels were complete."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from wwis_evidence.findings import Path, Problem
from wwis_evidence.places import place_of
from wwis_evidence.rating.counting import counting_reviews
from wwis_evidence.rating.rate import panel_complete

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wwis_evidence.files import File
    from wwis_evidence.library import Library
    from wwis_evidence.places import Place
    from wwis_evidence.rating.facts import Dossier

_MISSING = object()


@dataclass(frozen=True)
class Sides:
    """A library before and after a change; both may hold no more than the cases that changed.

    Attributes:
        before: The library without the change.
        after: The library with it.
        as_of: The day for which both are asked.
    """

    before: Library
    after: Library
    as_of: date

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Cases that have another name now, by the name that they had."""
        here = self.after.folders
        return {
            former: slug
            for slug, folder in here.items()
            for former in (folder.case.former_slugs if folder.case else ())
            if former in self.before.folders and (former not in here or here[former].case is None)
        }

    def edited(self) -> Iterator[Edited]:
        """Every file of a case that says something else now, or is no longer there."""
        for path, was in self.before.files.items():
            place = place_of(path)
            if place is None or not place.slug or was.data is None:
                continue
            slug = self.renamed.get(place.slug, place.slug)
            here = "/".join(slug if part == place.slug else part for part in path.split("/"))
            if place.kind == "case-study":
                here = f"casestudies/{slug}.yaml"
            now = self.after.files.get(here)
            if now is None or now.data != was.data:
                yield Edited(place, slug, was, now)


@dataclass(frozen=True, slots=True)
class Edited:
    """A file that changed: what it is, the name of its case now, the file before, and now if it is there."""

    place: Place
    slug: str
    was: File
    now: File | None

    @property
    def what(self) -> str:
        """What was done to it, in words."""
        return "changed" if self.now else "taken away"

    def problem(self, code: str, values: Mapping[str, str], field: Path | None = None) -> tuple[str, Problem]:
        """A problem at the first place that differs; at its old path for a file that is gone.

        Args:
            code: The check.
            values: What fills its words.
            field: The value at fault, where it is another.
        """
        if self.now is None:
            return self.was.path, Problem(code, values=values, mark=(1, 1))
        at = difference(self.was.data, self.now.data) if field is None else field
        return self.now.path, Problem(code, at, values=values)


def difference(old: Any, new: Any) -> Path:  # noqa: ANN401 - whatever files hold
    """Where two pieces of data first differ, as deep down as can be said."""
    pairs: Iterator[tuple[str | int, Any, Any]]
    if isinstance(old, dict) and isinstance(new, dict):
        keys = dict.fromkeys((*new, *old))
        pairs = ((key, old.get(key, _MISSING), new.get(key, _MISSING)) for key in keys)
    elif isinstance(old, list) and isinstance(new, list):
        pairs = ((at, *both) for at, both in enumerate(zip_longest(old, new, fillvalue=_MISSING)))
    else:
        return ()
    for step, was, now in pairs:
        if was != now:
            return (step, *difference(was, now))
    return ()


def reviewed_by_panels(dossier: Dossier, library: Library) -> frozenset[str]:
    """Digests of the evidence, as it is and as it was, that a whole panel has reviewed.

    Of earlier evidence it is not known any more who was waited for: as many reviewers as make a panel do.
    """
    rules = library.framework.panel
    reviewers: defaultdict[str, set[str]] = defaultdict(set)
    for review in dossier.reviews:
        if review.valid and review.digest != dossier.case.digest:
            reviewers[review.digest].add(review.reviewer)
    found = {digest for digest, names in reviewers.items() if len(names) >= rules.quorum}
    whole = complete(replace(dossier, set_aside=frozenset()), library)  # as it was before any appeal
    return frozenset(found | {dossier.case.digest} if whole else found)


def complete(dossier: Dossier, library: Library) -> bool:
    """Whether the panel of the evidence as it is was complete."""
    counting, _ = counting_reviews(dossier, library.framework, library.register)
    return library.framework_usable and panel_complete(dossier, counting, library.framework)


def once_public(dossier: Dossier, library: Library, as_of: date) -> bool:
    """Whether a case is or was in the public library, so that readers may have relied on it."""
    if not library.framework_usable:
        return False
    rating = library.rate(dossier.case.slug, as_of)
    if rating.public or rating.status in {"withdrawn", "superseded"}:
        return True
    reviewed = reviewed_by_panels(dossier, library)
    return bool(dossier.published or reviewed - {dossier.case.digest} or (dossier.set_aside and reviewed))
