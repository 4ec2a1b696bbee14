"""The functions that other programs call; :mod:`wwis_evidence` offers them and the values that they give.

Nothing here prints, asks or exits, and nothing reads a clock: days come in as arguments.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.checks.run import check_library
from wwis_evidence.findings import Finding
from wwis_evidence.library import Library, build_library
from wwis_evidence.rating.explain import Explanation
from wwis_evidence.rating.result import Rating
from wwis_evidence.reports.text import counted
from wwis_evidence.sources import folder, is_library, printable

if TYPE_CHECKING:
    import os
    from datetime import date

__all__ = [
    "Explanation",
    "FaultyLibraryError",
    "Finding",
    "Library",
    "LibraryError",
    "NoLibraryError",
    "Rating",
    "UnknownItemError",
    "check",
    "explain",
    "export",
    "load",
    "rate",
]


class LibraryError(Exception):
    """Something could not be done with a library. Its text is for people; each reason has its own class."""


class NoLibraryError(LibraryError):
    """There is no library at a path: nothing is there, or a file, or a folder without ``casestudies/``."""


class UnknownItemError(LibraryError):
    """A library has no case study of that name, or its file has errors so that it cannot be rated."""


class FaultyLibraryError(LibraryError):
    """A library has errors that stand in the way. :func:`check` names each of them."""


def load(path: str | os.PathLike[str]) -> Library:
    """Read the library in a folder.

    A file that cannot be read does not stand in the way of the others: :func:`check` says what is wrong.

    Args:
        path: The folder that holds ``casestudies/`` and ``reviews/``.

    Returns:
        The library. It stays as it is, whatever happens to the files afterwards.

    Raises:
        NoLibraryError: There is no library at that path.
        OSError: A file or folder fails while it is being read.

    Examples:
        >>> library = load("example")
        >>> library.settings.title
        "Exampleshire's worked example (fictional)"
        >>> library.slugs[:2]
        ('advice-line', 'early-talk')
    """
    root = Path(path)
    if not is_library(root):
        raise NoLibraryError(_why_none(root))
    return build_library(folder(root))


def check(library: Library, as_of: date) -> tuple[Finding, ...]:
    """Find everything that is wrong with a library and that no exception lets stand.

    Args:
        library: What :func:`load` gave.
        as_of: Today, for what is dated in the future and for what an exception lets stand until a day.

    Returns:
        Findings in the order of files, lines and columns. While one of them has the severity ``error``,
        nothing of the library is published; a ``warning`` can stay.

    Examples:
        >>> from datetime import date
        >>> for finding in check(load("slip"), date(2026, 11, 21)):
        ...     print(finding.line, finding.code, finding.hint)
        20 missing-key Add method.
        21 unknown-key Did you mean method?
    """
    return check_library(library, as_of)


def rate(library: Library, slug: str, as_of: date) -> Rating:
    """Rate one case study by the library's own rule.

    Args:
        library: What :func:`load` gave.
        slug: The case study: its file's name without ``.yaml``, one of ``library.slugs``.
        as_of: The day on which the rating is asked. It decides only whether the item is due for review.

    Returns:
        The rating. Where ``public`` is false there is none to show, and what reviewers found is not to be
        told either.

    Raises:
        UnknownItemError: There is no such case study, or its file has errors.
        FaultyLibraryError: The library's own ``framework.yaml`` has errors, so that nothing can be rated.

    Examples:
        >>> from datetime import date
        >>> library = load("example")
        >>> rating = rate(library, "early-talk", date(2026, 11, 21))
        >>> rating.status, rating.basis
        ('vetted', 'own-panel')
        >>> [library.framework.bars[part.bar] for part in rating.indicators]
        ['good', 'promising']
    """
    if not library.framework_usable:
        raise FaultyLibraryError("framework.yaml has errors, so nothing can be rated; check() names them")
    if slug not in library.dossiers:
        raise UnknownItemError(_why_unknown(library, slug))
    return library.rate(slug, as_of)


def explain(library: Library, slug: str, as_of: date) -> Explanation:
    """Explain the rating of one case study: what decided it, what would move it, and how firm it is.

    Args:
        library: What :func:`load` gave.
        slug: The case study, one of ``library.slugs``.
        as_of: The day on which the rating is asked.

    Returns:
        The rating as :func:`rate` gives it, with an explanation of each of its indicators.

    Raises:
        UnknownItemError: There is no such case study, or its file has errors.
        FaultyLibraryError: The library's own ``framework.yaml`` has errors, so that nothing can be rated.

    Examples:
        >>> from datetime import date
        >>> strength, breadth = explain(load("example"), "early-talk", date(2026, 11, 21)).indicators
        >>> strength.rating.decided_by, strength.fragile
        ('both', False)
        >>> [move.criteria for move in breadth.moves_up]
        [('professional-feedback',), ('outcomes',)]
    """
    return library.explain(rate(library, slug, as_of))


def export(library: Library, target: str | os.PathLike[str], as_of: date) -> tuple[str, ...]:
    """Write the open data of a library into a folder: JSON, CSV, feeds and citations, as on its site.

    Only items of the public library are in it. The files are written beside the folder and moved into place
    together, so that whoever reads them finds the old ones or the new ones.

    Args:
        library: What :func:`load` gave.
        target: A folder that is not there yet, is empty, or holds an earlier export, which is replaced.
        as_of: The day on which ratings are asked. The same day gives the same bytes.

    Returns:
        The files' paths within the folder, in order.

    Raises:
        FaultyLibraryError: The library has errors; nothing was written.
        FileExistsError: The folder holds something else; nothing was written.
        OSError: A file could not be written; an earlier export is as it was.

    Examples:
        >>> from datetime import date
        >>> paths = export(load("example"), "data", date(2026, 11, 21))
        >>> [path for path in paths if path.endswith("ratings.csv")]
        ['api/v1/csv/ratings.csv']
    """
    errors = sum(finding.severity == "error" for finding in check_library(library, as_of))
    if errors:
        raise FaultyLibraryError(f"the library has {counted(errors, 'error')}; check() names them all")
    # Pages come with it, and they take long to import.
    from wwis_evidence.publish.export import data_files, write_data  # noqa: PLC0415

    files = data_files(library, as_of)
    write_data(Path(target), files)
    return tuple(files)


def _why_none(root: Path) -> str:
    shown = printable(str(root))
    if not root.exists():
        return f"no library here: there is no folder {shown}"
    if not root.is_dir():
        return f"no library here: {shown} is not a folder"
    return f"no library here: {shown} has no casestudies folder"


def _why_unknown(library: Library, slug: str) -> str:
    if f"casestudies/{slug}.yaml" in library.files:
        return f"{printable(slug)} has errors and cannot be rated; check() names them"
    near = library.nearest(slug)
    return f"there is no case study {printable(slug)}" + (f"; did you mean {near}?" if near else "")
