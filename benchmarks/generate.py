"""Make a fictional library of any size, to measure how fast it is checked.

Every case study has about 150 lines, a register of reviewers stands behind it, and three to five of them have
reviewed it. A few files hold one ordinary slip each (``slips.py``), so that there is something to find; all
else is in order. The same size and seed give the same bytes on every machine.

    python benchmarks/generate.py FOLDER --cases 500
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from math import gcd
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import slips
from evidence import case_study
from panels import Desk, Reviewer, seats

from wwis_evidence.documents.layout import emit
from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.rating.facts import case_facts
from wwis_evidence.records import (
    CaseStudy,
    LibrarySettings,
    Moderation,
    Panel,
    Reply,
    Review,
    ReviewerRegister,
    key_order,
)
from wwis_evidence.vocabulary import Areas

if TYPE_CHECKING:
    from wwis_evidence.records import Record

SEED = 2026
SLIP_EVERY = 40
"""One case study in so many has a slip, in its own file or in a review of it."""
_FIRST_LINE = b"# Fictional: made up to measure speed. No real area, person or service is meant.\n"
_BESIDE: dict[str, type[Record]] = {"panel": Panel, "moderation": Moderation, "reply": Reply}
_AT_ONCE = 25  # case studies that one process makes before it takes more


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that was made on purpose: the file that its finding must name, and the finding's code."""

    path: str
    code: str


@dataclass(frozen=True, slots=True)
class Made:
    """One case study with all that stands beside it: bytes by path, and the slips in them."""

    files: dict[str, bytes] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()


def generate(
    folder: Path, cases: int, *, seed: int = SEED, slip_every: int = SLIP_EVERY, processes: int = 1
) -> list[Slip]:
    """Write a library into an empty or new folder.

    Args:
        folder: Where it goes.
        cases: How many case studies.
        seed: Another seed gives another library.
        slip_every: One case study in so many gets a slip; 0 for none.
        processes: How many to work with; the result is the same.

    Returns:
        Every slip that was made, by path.

    Raises:
        ValueError: There are not enough different titles for so many.
        OSError: The folder cannot be written to.
    """
    if cases > titles():
        raise ValueError(f"at most {titles()} case studies have different titles")
    for name in ("casestudies", "reviews"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write(folder, {"library.yaml": _settings(), "reviews/reviewers.yaml": _register(cases, seed)})
    work = partial(one_case, cases=cases, seed=seed, slip_every=slip_every)
    if processes == 1:
        made = [slip for one in map(work, range(cases)) for slip in _keep(folder, one)]
    else:
        with ProcessPoolExecutor(processes) as pool:
            results = pool.map(work, range(cases), chunksize=_AT_ONCE)
            made = [slip for one in results for slip in _keep(folder, one)]
    return sorted(made, key=lambda slip: (slip.path, slip.code))


def _keep(folder: Path, made: Made) -> tuple[Slip, ...]:
    _write(folder, made.files)
    return made.slips


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)


def one_case(number: int, *, cases: int, seed: int, slip_every: int) -> Made:
    """Make one case study of a library, the same whatever the others are."""
    random = Random(f"{seed}:{number}")
    words = phrases()
    area, work, group = _title_of(number, seed)
    slug = f"{area.lower().replace(' ', '-')}-{work['slug']}-{group['slug']}"
    case, submitted = case_study(random, words, area, work, group)
    code = _slip(number, slip_every)
    if code in slips.IN_EVIDENCE:
        slips.IN_EVIDENCE[code](case)
    path = f"casestudies/{slug}.yaml"
    record = CaseStudy.model_validate(case)
    facts = case_facts(slug, path, record, shipped_framework(), _areas().keys)
    beside = Desk(random, words, facts).everything(_pool(cases, seed), submitted, settled=not code)
    scored = [data for name, data in beside.items() if name not in _BESIDE]
    if code in slips.IN_WORDS:
        slips.IN_WORDS[code](case)
    elif code in slips.IN_REVIEWS:
        slips.IN_REVIEWS[code](scored)
    raw = _emitted(case, CaseStudy)
    files = {path: slips.IN_BYTES[code](raw) if code in slips.IN_BYTES else raw}
    files |= {
        f"reviews/{slug}/{name}.yaml": _emitted(data, _BESIDE.get(name, Review))
        for name, data in beside.items()
    }
    if not code:
        return Made(files)
    at_fault = {"copied-reason": 1}.get(code, 0)  # of two reviews, the second is the copy
    where = f"reviews/{slug}/{scored[at_fault]['reviewer']}.yaml" if code in slips.IN_REVIEWS else path
    return Made(files, (Slip(where, code),))


def _slip(number: int, every: int) -> str:
    """The code of the slip that a case study gets, each in its turn; nothing for most of them."""
    chosen = every and number % every == 1 % every
    return slips.CODES[number // every % len(slips.CODES)] if chosen else ""


@cache
def phrases() -> dict[str, Any]:
    """The words that texts are made from."""
    words: dict[str, Any] = json.loads(Path(__file__).with_name("phrases.json").read_text(encoding="utf-8"))
    return words


@cache
def area_names() -> tuple[str, ...]:
    """The fictional areas that the library declares."""
    areas = phrases()["areas"]
    return tuple(before + name for before in areas["before"] for name in areas["names"])


def titles() -> int:
    """How many different titles there are."""
    return len(area_names()) * len(phrases()["works"]) * len(phrases()["groups"])


def _title_of(number: int, seed: int) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Area, work and group of a case study: all different, and no two on end alike."""
    total = titles()
    step = next(step for step in range(total * 5 // 8, total) if gcd(step, total) == 1)
    place = (number * step + seed) % total
    works, groups = phrases()["works"], phrases()["groups"]
    place, group = divmod(place, len(groups))
    area, work = divmod(place, len(works))
    return area_names()[area], works[work], groups[group]


@cache
def _areas() -> Areas:
    return Areas.load(area_names())


@cache
def _entries(cases: int, seed: int) -> tuple[dict[str, Any], ...]:
    return seats(Random(f"{seed}:register"), cases, area_names(), phrases()["organisations"])


@cache
def _pool(cases: int, seed: int) -> tuple[Reviewer, ...]:
    return tuple(Reviewer(entry, _ties(entry)) for entry in _entries(cases, seed))


def _ties(entry: dict[str, Any]) -> frozenset[str]:
    return frozenset().union(*(_areas().keys(name) for name in (*entry["areas"], *entry["organisations"])))


def _settings() -> bytes:
    settings = {
        "schema": 1,
        "title": "A library made up to measure speed (fictional)",
        "publisher": "Exampleshire Partnership (fictional)",
        "licence": "OGL-UK-3.0",
        "review_period_months": 36,
        "extra_local_areas": list(area_names()),
    }
    return _emitted(settings, LibrarySettings)


def _register(cases: int, seed: int) -> bytes:
    register = {"schema": 1, "kind": "reviewer-register", "reviewers": list(_entries(cases, seed))}
    return _emitted(register, ReviewerRegister)


def _emitted(data: dict[str, Any], model: type[Record]) -> bytes:
    return _FIRST_LINE + emit(data, key_order(model))


def main() -> int:
    """Write a library where the arguments say, and tell the slips in it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    for slip in generate(options.folder, options.cases, seed=options.seed, processes=2):
        print(slip.path, slip.code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
