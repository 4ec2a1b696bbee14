"""A library: what its cases have in common, and each case with all that stands beside it.

One bad file never hides the others: what cannot be read stays in ``files`` with its problems.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.case_folder import CaseFolder, build_case_folder
from wwis_evidence.common import Common, build_common
from wwis_evidence.places import place_of
from wwis_evidence.rating.explain import Explanation, explain
from wwis_evidence.rating.rate import rate
from wwis_evidence.records import CaseStudy, LibrarySettings, PublishedPanel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wwis_evidence.files import File
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.facts import Dossier, Register
    from wwis_evidence.rating.result import Rating
    from wwis_evidence.sources import Pair
    from wwis_evidence.vocabulary import Areas


@dataclass(frozen=True, slots=True)
class Library:
    """A library's files, records and dossiers; immutable once built.

    Attributes:
        common: What all its cases have in common.
        folders: Every case by slug, in order; also a slug that has reviews and no case study.
        files: Every file by path, in order.
        dossiers: All that stands on file for each case whose file could be read, by slug, in order.
    """

    common: Common
    folders: Mapping[str, CaseFolder]
    files: Mapping[str, File] = field(repr=False)
    dossiers: Mapping[str, Dossier] = field(repr=False)

    @property
    def settings(self) -> LibrarySettings:
        """The library's own settings, or the defaults."""
        return self.common.settings

    @property
    def framework(self) -> Framework:
        """The rule by which it rates."""
        return self.common.framework

    @property
    def framework_usable(self) -> bool:
        """Whether anything may be rated: not where the library's own framework file is at fault."""
        return self.common.framework_usable

    @property
    def areas(self) -> Areas:
        """Local areas by name, with the library's fictional ones."""
        return self.common.areas

    @property
    def register(self) -> Register:
        """Who may review, by reviewer id."""
        return self.common.register

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every case that can be rated, in order."""
        return tuple(self.dossiers)

    def nearest(self, slug: str) -> str:
        """The case that somebody may have meant by a slug; empty where none is like it."""
        # People remember a slug by its first word, often the area.
        first_words = {known.split("-")[0]: known for known in self.dossiers}
        near = get_close_matches(slug, self.dossiers, n=1) or [
            first_words[word] for word in get_close_matches(slug.split("-", maxsplit=1)[0], first_words, n=1)
        ]
        return next(iter(near), "")

    def at_site(self, url: str) -> Library:
        """The same library, to be published at an address whatever its own settings say."""
        settings = self.common.settings.model_copy(update={"site_url": url})
        return replace(self, common=replace(self.common, settings=settings))

    def case(self, slug: str) -> CaseStudy:
        """A case study's record, whose fields are the keys of its file.

        Raises:
            KeyError: There is no such case, or its file could not be read.
        """
        case = self.folders[slug].case
        if case is None:
            raise KeyError(slug)
        return case

    def publisher(self, slug: str) -> str:
        """Who published an outcome for a case; empty where nobody did."""
        records = (file.record for file in self.beside(slug))
        return next((record.publisher for record in records if isinstance(record, PublishedPanel)), "")

    def beside(self, slug: str) -> tuple[File, ...]:
        """Every file in a case's reviews folder, in the order of their paths."""
        return self.folders[slug].beside if slug in self.folders else ()

    def rate(self, slug: str, as_of: date) -> Rating:
        """Rate one case as of a day."""
        period = self.settings.review_period_months
        return rate(self.dossiers[slug], self.framework, self.register, as_of, period)

    def explain(self, rating: Rating) -> Explanation:
        """Explain a rating of this library: what decided, what would move it, how firm it is."""
        return explain(rating, self.dossiers[rating.slug].case.months, self.framework)

    def ratings(self, as_of: date) -> tuple[Rating, ...]:
        """Rate every case whose file could be read, in the order of their slugs."""
        return tuple(self.rate(slug, as_of) for slug in self.dossiers)


def build_library(pairs: Iterable[Pair], *, lean: bool = False) -> Library:
    """Make a library from (path, bytes) pairs, in whatever order they come.

    Args:
        pairs: Every file.
        lean: Whether to forget the cases' bytes and plain data once their records are made. That halves the
            memory, and is enough to rate and to publish a library that was checked.
    """
    shared, of_cases = by_case(pairs)
    common = build_common(shared)
    folders = {}
    for slug in tuple(of_cases):
        made = build_case_folder(slug, of_cases.pop(slug), common)
        folders[slug] = _lean(made) if lean else made
    files = {path: file for folder in folders.values() for path, file in folder.files.items()}
    return Library(
        common,
        folders,
        files=dict(sorted({**common.files, **files}.items())),
        dossiers={slug: folder.dossier for slug, folder in folders.items() if folder.dossier},
    )


def _lean(folder: CaseFolder) -> CaseFolder:
    files = {path: replace(file, raw=b"", data=None) for path, file in folder.files.items()}
    return replace(folder, files=files)


def by_case(pairs: Iterable[Pair]) -> tuple[list[Pair], dict[str, list[Pair]]]:
    """Pairs that belong to no case, and those of each case by slug; all in order."""
    shared: list[Pair] = []
    of_cases: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: pair[0]):
        place = place_of(pair[0])
        (of_cases[place.slug] if place and place.slug else shared).append(pair)
    return shared, dict(sorted(of_cases.items()))
