"""Measure how fast a library is checked, beside the floor and what a user might pick instead.

Every round measures each row once, one after the other, so that whatever else the machine does falls on all
of them; the medians of the rounds are shown. ``make bench`` runs this and writes the tables into
``site/pages/guides/speed.md``. It needs Linux.

    python benchmarks/run.py [--cases 5000] [--rounds 5] [--page FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from pathlib import Path

import folders
import measure
import report
from ways import AS_OF, COMMAND, HERE, PYTHON, ROOT, ways, ways_to_check

FULL = 5000
"""Case studies for which the page is written; fewer are for a quick look."""
SAMPLE = 200
"""Case studies on which slower tools are measured; their time is scaled to the number of files."""
BUSY = 0.3
"""Share of the processors' time that other programs may take before the page tells of it."""


def main() -> int:
    """Measure, show and write down."""
    options = _options()
    busy = os.getloadavg()[0] / len(os.sched_getaffinity(0)) > BUSY
    print(f"Making a library of {options.cases:,} case studies …", file=sys.stderr)
    shutil.rmtree(options.build, ignore_errors=True)  # what is there may be of an earlier generator
    made = folders.make(options.build, options.cases, min(options.sample, options.cases))
    rows = ways(made, options.peers)
    print(f"{options.rounds} rounds of {len(rows)} measurements …", file=sys.stderr)
    times: dict[str, list[measure.Time]] = {key: [] for key in rows}
    for number in range(options.rounds):
        for key, one in rows.items():
            times[key].append(one())
            print(f"  round {number + 1}: {key} {times[key][-1].seconds:.3f} s", file=sys.stderr)
    results = {
        "schema": 1,
        "machine": machine(),
        "busy": busy,
        "rounds": options.rounds,
        "library": folders.size(made.library),
        "scaled": {"sample": folders.files(made.sample), "small-sample": folders.files(made.small)},
        "rows": {
            key: {"seconds": [one.seconds for one in found], "processor": [one.processor for one in found]}
            for key, found in times.items()
        },
        "memory": _memory(made.library),
        **_stages(made.library),
    }
    (options.build / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    text = report.tables(results)
    print(text)
    if options.page:
        report.put_into(options.page, text)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=FULL, help=f"case studies (default: {FULL})")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="case studies for the slower tools")
    parser.add_argument(
        "--peers", type=Path, default=ROOT / ".venv-bench/bin", help="where the peers' commands are"
    )
    parser.add_argument("--build", type=Path, default=ROOT / "build/bench", help="folder for what is made")
    parser.add_argument(
        "--page", type=Path, help="page to write the tables into (default: the guide, at full size)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="a tiny library and one round, to see that it runs"
    )
    options = parser.parse_args()
    if options.quick:
        options.cases, options.rounds, options.sample = 8, 1, 4
    if options.page is None and options.cases >= FULL:
        options.page = ROOT / "site/pages/guides/speed.md"
    return options


def _memory(library: Path) -> dict[str, int]:
    cold, _ = ways_to_check(library)
    used = measure.memory((COMMAND, "check", "--as-of", AS_OF, "--library", str(library), *cold))
    return {"largest": used.largest, "together": used.together}


def _stages(library: Path) -> dict[str, dict[str, float]]:
    cold, _ = ways_to_check(library)
    arguments = ("check", "--as-of", AS_OF, "--library", str(library), *cold)
    found: dict[str, dict[str, float]] = json.loads(
        measure.run((PYTHON, str(HERE / "stages.py"), *arguments)).output
    )
    return found


def machine() -> str:
    """The kind of machine in a few words."""
    kind = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [
            line for line in information.read_text(encoding="utf-8").splitlines() if "model name" in line
        ]
        kind = names[0].partition(": ")[2] if names else kind
    processors = len(os.sched_getaffinity(0))
    return f"{processors} processors ({kind}), {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
