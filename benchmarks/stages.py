"""Where the time of a check goes: look every few milliseconds at what it is just doing, in a single process.

Looking from outside, rather than noting every call, leaves the time as it is: noting would make code of many
small calls seem slow.

    python benchmarks/stages.py FOLDER     prints the seconds of each stage as JSON
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

EVERY = 0.001  # seconds of processor time, or as often as the system lets a clock ring
STARTING, RULES, OTHER = "starting up and imports", "rules", "putting it together, and all else"
_PACKAGE = "/wwis_evidence/"
# The innermost part of the program that is at work says which stage it is; what it calls of other packages
# (libyaml's wrapper, pydantic) counts with it.
_STAGES = (
    ("sources.py", "reading files"),
    ("documents/positions", "places and words of findings"),
    ("checks/catalogue", "places and words of findings"),
    ("documents/", "YAML to data"),
    ("records/digests", "facts and digests"),
    ("rating/facts", "facts and digests"),
    ("rating/evidence", "facts and digests"),
    ("rating/validity", "facts and digests"),
    ("records/", "shape"),
    ("rating/", "rating"),
    ("checks/rules/", RULES),
    ("checks/trace", RULES),
    ("checks/", "places and words of findings"),
    ("reports/", "report"),
)
NAMES = (
    STARTING,
    "reading files",
    "YAML to data",
    "shape",
    "facts and digests",
    "rating",
    RULES,
    "places and words of findings",
    "report",
    OTHER,
)


def stage_of(frame: FrameType | None) -> str:
    """The stage that a stack of calls belongs to."""
    found = ""
    while frame:
        where = frame.f_code.co_filename
        if where.startswith("<frozen importlib"):
            return STARTING  # whatever a module does while it is imported
        if not found and _PACKAGE in where:
            part = where.rpartition(_PACKAGE)[2]
            found = next((stage for prefix, stage in _STAGES if part.startswith(prefix)), "")
        frame = frame.f_back
    return found or OTHER


def rule_of(frame: FrameType | None) -> str:
    """The module of the rule that is at work."""
    name = ""
    while frame:
        part = frame.f_code.co_filename.rpartition(_PACKAGE)[2]
        if part.startswith("checks/rules/") and not part.endswith("__init__.py"):
            name = Path(part).stem  # the outermost: what rules share counts with the one that asked
        frame = frame.f_back
    return name


def measure(arguments: list[str]) -> dict[str, dict[str, float]]:
    """Run the command with some arguments, and give the seconds of each stage and of each rule."""
    stages: Counter[str] = Counter()
    rules: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        stage = stage_of(frame)
        stages[stage] += 1
        if stage == RULES:
            rules[rule_of(frame) or "all together"] += 1

    started = time.process_time()  # the interpreter's own beginning
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    from wwis_evidence.cli.main import main as command  # noqa: PLC0415 - importing it is a stage

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        command(arguments)
    signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - started
    share = seconds / max(1, stages.total())
    shown = {name: stages[name] * share for name in NAMES}
    shown[STARTING] += started
    return {"stages": shown, "rules": {name: looks * share for name, looks in rules.most_common()}}


def main() -> int:
    """Print where the time of a cold check goes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "arguments", nargs="+", help="what the command gets, for example: check --library DIR"
    )
    options, more = parser.parse_known_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one processor: so no further process is started
    json.dump(measure([*options.arguments, *more]), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
