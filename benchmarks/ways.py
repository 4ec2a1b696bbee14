"""How each row is measured: the commands, and what is done before them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure
from folders import FLAT, files
from measure import Time
from rows import CHECKING, STARTING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from folders import Folders

    Way = Callable[[], Time]

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
AS_OF = "2026-11-01"  # so that nothing depends on the day
PYTHON = sys.executable
COMMAND = str(Path(sys.executable).with_name("wwis-evidence"))


def ways(made: Folders, peers: Path) -> dict[str, Way]:
    """How each row is measured, in the order of the tables; what is not installed has none."""
    library = str(made.library)
    check = (COMMAND, "check", "--as-of", AS_OF, "--library")
    cold, kept = ways_to_check(made.cache)
    floor = partial(_printed, (PYTHON, str(HERE / "floor.py"), library))
    over = (PYTHON, str(HERE / "over_ruamel.py"))
    found: dict[str, Way] = {
        "floor": floor,
        "floor-2": partial(floor, "--processes", "2"),
        "objects": partial(floor, "--objects"),
        "cold": partial(_time, (*check, library, *cold)),
        "cold-1": partial(_time, (*check, library, *cold), processors=1),
        "over-ruamel": _scaled(made, made.sample, [lambda folder: (*over, str(folder))]),
        "over-ruamel-pure": _scaled(made, made.small, [lambda folder: (*over, str(folder), "--pure")]),
        "python": partial(_time, (PYTHON, "-c", "pass")),
        "argparse": partial(_time, (PYTHON, "-c", "import argparse")),
        "version": partial(_time, (COMMAND, "--version")),
        "own-cold": partial(_time, (*check, str(ROOT), *cold)),
    }
    if kept:
        found |= {
            "changed": partial(_changed, made.library, partial(_time, (*check, library), env=kept)),
            "warm": partial(_time, (*check, library), env=kept),
            "own-warm": partial(_time, (*check, str(ROOT)), env=kept),
        }
        for folder in (library, str(ROOT)):  # so that there is something to keep
            measure.run((*check, folder), env=kept)
    else:
        print("check keeps nothing between two runs yet: no warm check", file=sys.stderr)
    jsonschema, yamale = peers / "check-jsonschema", peers / "yamale"
    if jsonschema.exists() and yamale.exists():
        found["check-jsonschema"] = _scaled(
            made, made.sample, [partial(_jsonschema, str(jsonschema), name) for name in FLAT]
        )
        found["yamale"] = _scaled(made, made.sample, [partial(_yamale, str(yamale))])
    else:
        print(f"no peers in {peers}: make bench installs them", file=sys.stderr)
    return {row.key: found[row.key] for row in (*CHECKING, *STARTING) if row.key in found}


def ways_to_check(cache: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """What makes a check keep and use nothing, and what lets it keep its answers in our own folder."""
    told = measure.run((COMMAND, "check", "--help")).output
    return (("--no-cache",), {"WWIS_EVIDENCE_CACHE": str(cache)}) if "--no-cache" in told else ((), {})


def _time(command: tuple[str, ...], **how: Any) -> Time:  # noqa: ANN401 - as measure.run
    return measure.run(command, **how).time


def _printed(command: tuple[str, ...], *more: str) -> Time:
    return Time(*map(float, measure.run((*command, *more)).output.split()))


def _changed(library: Path, check: Way) -> Time:
    """Time a check after a case study got one more word than at the check before."""
    case = min(library.glob("casestudies/*.yaml"))
    raw = case.read_bytes()
    case.write_bytes(raw.replace(b"\ntitle: ", b"\ntitle: Further ", 1))
    return check()


def _scaled(made: Folders, sample: Path, commands: list[Callable[[Path], tuple[str, ...]]]) -> Way:
    """Time a tool on a sample, and scale what it needs beyond its start to the files of the library."""

    def time() -> Time:
        first, whole = (
            _together(_fault_free(command(folder), folder) for command in commands)
            for folder in (made.one, sample)
        )
        fewest, most, all_files = (files(folder) for folder in (made.one, sample, made.library))
        times = (all_files - fewest) / max(1, most - fewest)
        return Time(
            first.seconds + times * (whole.seconds - first.seconds),
            first.processor + times * (whole.processor - first.processor),
        )

    return time


def _together(times: Iterable[Time]) -> Time:
    """The time of commands that are run one after the other."""
    found = list(times)
    return Time(sum(one.seconds for one in found), sum(one.processor for one in found))


def _fault_free(command: tuple[str, ...], folder: Path) -> Time:
    """Time a tool that must find nothing: else its schema is at fault, and it did less than its work."""
    done = measure.run(command, cwd=folder)
    if done.status:
        raise RuntimeError(f"{command[0]} finds fault with files that have none: {done.output[-2000:]}")
    return done.time


def _jsonschema(command: str, name: str, folder: Path) -> tuple[str, ...]:
    found = (f"{name}/{path.name}" for path in sorted((folder / name).glob("*.yaml")))
    return (command, "--schemafile", f"{name}/schema.json", *found)


def _yamale(command: str, folder: Path) -> tuple[str, ...]:
    del folder
    return (command, "--cpu-num", "2", "--schema", "schema.yamale", *FLAT)
