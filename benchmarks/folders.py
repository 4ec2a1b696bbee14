"""The libraries that are measured: a large one with a few slips, and samples without any for other tools."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import schemas
from generate import SEED, generate

if TYPE_CHECKING:
    from pathlib import Path

SMALL_SAMPLE = 40
"""Case studies on which the slowest tool is measured."""
FLAT = ("casestudies", "reviews")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the libraries to be measured are: the large one, samples without slips, and the cache of ours."""

    library: Path
    sample: Path
    small: Path
    one: Path
    cache: Path


def make(build: Path, cases: int, sample: int) -> Folders:
    """Make the libraries in an empty folder, the large one and the samples of some sizes."""
    folders = Folders(*(build / name for name in ("library", "sample", "small-sample", "one", "cache")))
    processes = len(os.sched_getaffinity(0))
    generate(folders.library, cases, processes=processes)
    # Slips would let a peer stop early; without any, its answer also shows that its schema fits.
    generate(build / "whole", sample, seed=SEED + 1, slip_every=0, processes=processes)
    for folder, size in (
        (folders.sample, sample),
        (folders.small, min(sample, SMALL_SAMPLE)),
        (folders.one, 1),
    ):
        _flat(build / "whole", folder, size)
        schemas.write(folder)
    return folders


def _flat(library: Path, folder: Path, size: int) -> None:
    """Case studies and their reviews in two folders without further folders, as the peers like them."""
    for name in FLAT:
        (folder / name).mkdir(parents=True)
    for case in sorted((library / "casestudies").iterdir())[:size]:
        shutil.copy(case, folder / "casestudies")
        for review in (library / "reviews" / case.stem).glob("R*.yaml"):
            shutil.copy(review, folder / "reviews" / f"{case.stem}.{review.name}")


def files(folder: Path) -> int:
    """How many files a library has."""
    return sum(1 for _ in folder.rglob("*.yaml"))


def size(library: Path) -> dict[str, int]:
    """How large a library is."""
    raws = [path.read_bytes() for path in library.rglob("*.yaml")]
    return {
        "cases": len(list(library.glob("casestudies/*.yaml"))),
        "reviews": len(list(library.glob("reviews/*/R*.yaml"))),
        "files": len(raws),
        "lines": sum(raw.count(b"\n") for raw in raws),
        "bytes": sum(map(len, raws)),
    }
