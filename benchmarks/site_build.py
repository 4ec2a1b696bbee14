"""Measure how long a site is built, beside the renderer alone over as many plain Markdown pages.

``make bench-site`` runs this and writes the tables into ``site/pages/guides/speed.md``. Rounds take turns, so
that whatever else the machine does falls on all rows. It needs Linux.

    python benchmarks/site_build.py [--cases 1500] [--rounds 3] [--page FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import markdown_pages
import measure
import report
import site_report
from generate import generate
from run import BUSY, machine
from ways import AS_OF, COMMAND, HERE, PYTHON, ROOT

FULL = 1500
"""Case studies for which the page is written; fewer are for a quick look."""


def main() -> int:
    """Measure, show and write down."""
    options = _options()
    processors = len(os.sched_getaffinity(0))
    busy = os.getloadavg()[0] / processors > BUSY
    shutil.rmtree(options.build, ignore_errors=True)
    library = (options.build / "library").resolve()
    # Without slips: a library with errors is not published.
    generate(library, options.cases, slip_every=0, processes=processors)
    building = ("build", "--no-cache", "--as-of", AS_OF, "--library", str(library))
    stages = json.loads(
        _done(measure.run((PYTHON, str(HERE / "site_stages.py"), *building, "--jobs", "1"))).output
    )
    docs, site = library / "build/docs", library / "build/site"
    sizes = {
        key: markdown_pages.write(docs, site, options.build / key, as_long=key == "bytes")
        for key in ("bytes", "words")
    }
    commands = {"ours": (COMMAND, *building)} | {
        key: (
            PYTHON,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "-f",
            str((options.build / key / "mkdocs.yml").resolve()),
        )
        for key in sizes
    }
    times: dict[str, list[measure.Time]] = {row.key: [] for row in site_report.ROWS}
    for number in range(options.rounds):
        for key, found in times.items():
            found.append(_done(measure.run(commands[key], env={"NO_MKDOCS_2_WARNING": "1"})).time)
            print(f"  round {number + 1}: {key} {found[-1].seconds:.1f} s", file=sys.stderr)
    results = {
        "schema": 1,
        "machine": machine(),
        "busy": busy,
        "rounds": options.rounds,
        "cases": options.cases,
        "pages": sum(1 for _ in docs.rglob("*.md")),
        "bytes": sizes,
        "rows": {
            key: {"seconds": [one.seconds for one in found], "processor": [one.processor for one in found]}
            for key, found in times.items()
        },
        "stages": stages,
    }
    (options.build / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    text = site_report.tables(results)
    print(text)
    if options.page:
        report.put_into(options.page, text, site_report.MARKS)
    return 0


def _done(run: measure.Run) -> measure.Run:
    """A run that did its work: a build that was refused must never pass for a fast one."""
    if run.status:
        raise RuntimeError(f"a build failed: {run.output[-2000:]}")
    return run


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=FULL, help=f"case studies (default: {FULL})")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--build", type=Path, default=ROOT / "build/bench-site", help="folder for what is made"
    )
    parser.add_argument(
        "--page", type=Path, help="page to write the tables into (default: the guide, at full size)"
    )
    options = parser.parse_args()
    if options.page is None and options.cases >= FULL:
        options.page = ROOT / "site/pages/guides/speed.md"
    return options


if __name__ == "__main__":
    sys.exit(main())
