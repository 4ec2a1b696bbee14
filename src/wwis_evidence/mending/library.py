"""Mending a library: round after round, as long as what was mended shows more that can be."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wwis_evidence.checks.rules import areas, known_people, known_words, source_ids
from wwis_evidence.checks.run import check_library, dotted
from wwis_evidence.documents import LayoutError, canonical
from wwis_evidence.files import MODELS
from wwis_evidence.library import build_library
from wwis_evidence.mending.file import Mend, Mended, fields_on, mend_file
from wwis_evidence.mending.proposal import Known
from wwis_evidence.records import CaseStudy, Moderation, Review, key_order
from wwis_evidence.records.framework import FrameworkRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wwis_evidence.findings import Finding, Problem
    from wwis_evidence.library import Library
    from wwis_evidence.sources import Pair

ROUNDS = 10  # at most; what one round mends can show more that can be mended
WORSE = "left, because with this mended another error would show here: mend both by hand"
LAYOUT = "layout"
LAID_OUT = "put into the canonical layout, as fmt does"


def mend_library(pairs: Iterable[Pair], as_of: date) -> dict[str, Mended]:
    """Mend every file of a library as far as that is safe.

    Args:
        pairs: Its (path, bytes) pairs.
        as_of: The day for which it is checked.

    Returns:
        By path, each file that would change (mended and, where nothing is wrong with it then, laid out) or
        has a plain mend that was not made.
        The framework is only laid out: a slip in the rule is for people to mend.
    """
    contents = dict(pairs)
    mended: dict[str, Mended] = {}
    refused: dict[str, Mended] = {}
    library = build_library(contents.items())
    tried: dict[str, Mended] = {}
    for _ in range(ROUNDS):
        tried = _round(library, refused)
        made = {path: each for path, each in tried.items() if each.mends}
        if not made:
            break
        before = library
        contents.update({path: each.raw for path, each in made.items()})
        library = build_library(contents.items())
        worse = _worse(before, library, made, as_of)
        if worse:
            refused.update({path: _refused(before.files[path].raw, made[path]) for path in worse})
            contents.update({path: before.files[path].raw for path in worse})
            library = build_library(contents.items())
        for path in made.keys() - worse:
            earlier = mended[path].mends if path in mended else ()
            mended[path] = Mended(made[path].raw, (*earlier, *made[path].mends))
    for path, each in {**tried, **refused}.items():
        mended[path] = replace(mended.get(path, each), left=each.left)
    return dict(sorted(_laid_out(library, mended).items()))


def _round(library: Library, refused: Mapping[str, Mended]) -> dict[str, Mended]:
    """Try to mend each file; those where something was done, or there is something to tell."""
    known = Known(library.areas.names(), tuple(library.register))
    problems = _problems(library)
    made: dict[str, Mended] = {}
    for path, found in problems.items():
        file = library.files[path]
        if not found or file.place is None or file.place.kind == "framework" or path in refused:
            continue
        reviewed = _reviewed(library, file.place.slug)
        each = mend_file(file.raw, MODELS[file.place.kind], known, found, reviewed)
        if each.mends or each.left:
            made[path] = each
    return made


def _problems(library: Library) -> Mapping[str, list[Problem]]:
    """By file, what the mends are made for, in the form in which rules give it."""
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for path, file in library.files.items():
        found[path] += [*file.problems, *known_people.check_register(file, library.common)]
        if isinstance(file.record, CaseStudy):
            for rule in (known_words.check, areas.check, source_ids.check):
                found[path] += rule(file.record, library.common)
    for folder in library.folders.values():
        for path, problem in known_people.check(folder, library.common):
            found[path].append(problem)
    return found


def _reviewed(library: Library, slug: str) -> frozenset[str]:
    """The evidence of which reviews and rulings of a case were made."""
    records = (file.record for file in library.beside(slug))
    return frozenset(record.digest for record in records if isinstance(record, Review | Moderation))


def _worse(before: Library, after: Library, made: Mapping[str, Mended], as_of: date) -> set[str]:
    """Files in which there is an error at a place that was mended, or one that can only come from the mend.

    A file whose record could not be made before was never looked at in full: other errors in it are old.
    """
    old = {_name(finding) for finding in _errors(before, as_of)}
    worse: set[str] = set()
    for finding in _errors(after, as_of):
        path = finding.path
        if path not in made or _name(finding) in old:
            continue
        touched = {dotted(field) for field in fields_on(made[path])}
        if before.files[path].record is not None or finding.field in touched:
            worse.add(path)
    return worse


def _refused(raw: bytes, made: Mended) -> Mended:
    return Mended(raw, left=tuple(replace(mend, words=WORSE) for mend in made.mends))


def _errors(library: Library, as_of: date) -> Iterable[Finding]:
    return (finding for finding in check_library(library, as_of) if finding.severity == "error")


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, finding.field


def _laid_out(library: Library, mended: Mapping[str, Mended]) -> dict[str, Mended]:
    """Put every file that has its shape into the canonical layout."""
    made = dict(mended)
    for path, file in library.files.items():
        # In a file at fault the layout can be what shows people the fault.
        if file.place is None or file.data is None or file.problems:
            continue
        model = FrameworkRecord if file.place.kind == "framework" else MODELS[file.place.kind]
        with contextlib.suppress(LayoutError):
            wanted = canonical(file.raw, key_order(model))
            if wanted != file.raw:
                earlier = made.get(path, Mended(wanted))
                mends = (*earlier.mends, Mend(1, 1, LAYOUT, LAID_OUT))
                made[path] = replace(earlier, raw=wanted, mends=mends)
    return made
