"""Measure how work and memory grow with a library: the same steps at several sizes.

``make bench-scale`` runs this, and writes the tables into ``site/pages/guides/how-it-grows.md``. It needs
Linux.

    python benchmarks/scale.py [--sizes 500 1000 2000 5000] [--page FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure
import report
import scale_report
from generate import generate
from run import BUSY, machine
from ways import AS_OF, COMMAND, HERE, PYTHON, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (500, 1000, 2000, 5000)
"""Case studies in the libraries for which the page is written; others are for a quick look."""
_PACK = 6  # as most servers pack


def main() -> int:
    """Measure, show and write down."""
    options = _options()
    busy = os.getloadavg()[0] / len(os.sched_getaffinity(0)) > BUSY
    shutil.rmtree(options.build, ignore_errors=True)
    results: dict[str, Any] = {"schema": 1, "machine": machine(), "busy": busy, "sizes": {}}
    for size in options.sizes:
        results["sizes"][str(size)] = _size(options.build / "library", size, options.build / "kept")
    (options.build / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    text = scale_report.tables(results)
    print(text)
    if options.page:
        report.put_into(options.page, text, scale_report.MARKS)
    return 0


def _size(library: Path, size: int, kept: Path) -> dict[str, Any]:
    """Everything about a library of one size; it is removed again."""
    library = library.resolve()
    generate(library, size, slip_every=0, processes=len(os.sched_getaffinity(0)))
    rows = {}
    for key, measured in _rows(library, kept.resolve()):
        rows[key] = {
            "seconds": measured.time.seconds,
            "processor": measured.time.processor,
            "memory": measured.memory.together,
        }
        print(f"  {size:,}: {key} {measured.time.seconds:.1f} s", file=sys.stderr)
    site = library / "build/site"
    found = {
        "reviews": sum(1 for path in library.glob("reviews/*/*.yaml")),
        "pages": sum(1 for _ in site.rglob("*.html")),
        "bytes": sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
        "rows": rows,
        "loads": {key: _packed(site, names) for key, names in scale_report.LOADS.items()},
    }
    shutil.rmtree(library)
    shutil.rmtree(kept)
    return found


def _rows(library: Path, kept: Path) -> Iterator[tuple[str, measure.Measured]]:
    """Each step by its key. A step may rest on one before it."""
    where = ("--as-of", AS_OF, "--library", str(library))
    env = {"WWIS_EVIDENCE_CACHE": str(kept), "NO_MKDOCS_2_WARNING": "1"}
    yield "floor", _floor(library)
    yield "check", measure.measured((COMMAND, "check", "--no-cache", *where))
    yield "rate", measure.measured((COMMAND, "rate", "--format", "json", *where))
    for audit in ("agreement", "consistency", "calibration"):
        yield audit, measure.measured((COMMAND, "audit", audit, *where))
    yield "data", measure.measured((PYTHON, str(HERE / "open_data.py"), str(library), AS_OF))
    build = (COMMAND, "build", *where)
    yield "build", measure.measured(build, env=env)
    yield "same", measure.measured(build, env=env)
    case = min(library.glob("casestudies/*.yaml"))
    case.write_bytes(case.read_bytes().replace(b"\nsummary: ", b"\nsummary: In short, ", 1))
    yield "changed", measure.measured(build, env=env)
    yield "copy", _copy(library / "build/site", library / "build/copy")


def _floor(library: Path) -> measure.Measured:
    """What libyaml alone needs; its memory is that of the files, and tells nothing."""
    seconds, worked = map(float, measure.run((PYTHON, str(HERE / "floor.py"), str(library))).output.split())
    return measure.Measured(measure.Time(seconds, worked), measure.Memory(0, 0))


def _copy(site: Path, copy: Path) -> measure.Measured:
    """What the system alone needs to write a site's bytes once."""
    start, worked = time.perf_counter(), time.process_time()
    shutil.copytree(site, copy)
    took = measure.Time(time.perf_counter() - start, time.process_time() - worked)
    return measure.Measured(took, measure.Memory(0, 0))


def _packed(site: Path, names: tuple[str, ...]) -> int:
    """Bytes of some files as a server sends them: packed, but for those that are packed already."""
    found = [max(site.glob(name), key=lambda path: path.stat().st_size) for name in names]
    return sum(
        path.stat().st_size
        if path.suffix in {".pf_meta", ".pf_index", ".pf_fragment", ".pagefind", ".woff2"}
        else len(gzip.compress(path.read_bytes(), _PACK))
        for path in found
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="case studies in each library")
    parser.add_argument(
        "--build", type=Path, default=ROOT / "build/bench-scale", help="folder for what is made"
    )
    parser.add_argument(
        "--page", type=Path, help="page to write the tables into (default: the guide, at the full sizes)"
    )
    options = parser.parse_args()
    if options.page is None and tuple(options.sizes) == SIZES:
        options.page = ROOT / "site/pages/guides/how-it-grows.md"
    return options


if __name__ == "__main__":
    sys.exit(main())
