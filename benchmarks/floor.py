"""The floor: how long libyaml alone needs for the bytes of a library that are in memory already.

PyYAML's parser has ``raw_parse``: it has libyaml, which is C, make every event, and throws each away without
making a Python object. Nothing that reads YAML with libyaml can be faster. With ``--objects`` every event
becomes a Python object, the least that a reader written in Python has to wait for.

    python benchmarks/floor.py FOLDER [--processes 2] [--objects]     prints seconds, and of all processors
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from yaml._yaml import CParser
from yaml.error import YAMLError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier


def events(raw: bytes) -> None:
    """Have libyaml make the events of a file and forget them."""
    CParser(raw).raw_parse()


def event_objects(raw: bytes) -> None:
    """Have libyaml make the events of a file, each as a Python object."""
    following = CParser(raw).get_event
    while following() is not None:
        pass


def seconds(raws: list[bytes], parse: Callable[[bytes], None], processes: int) -> tuple[float, float]:
    """Time from when all begin together to when the last has ended, and what processors worked for it."""
    forked = multiprocessing.get_context("fork")  # so that all have the bytes without being sent them
    barrier = forked.Barrier(processes)
    ends = []
    for number in range(processes):
        ours, theirs = forked.Pipe(duplex=False)
        forked.Process(target=_share, args=(raws[number::processes], parse, barrier, theirs)).start()
        ends.append(ours)
    starts, stops, worked = zip(*(end.recv() for end in ends), strict=True)
    return max(stops) - min(starts), sum(worked)


def _share(raws: list[bytes], parse: Callable[[bytes], None], barrier: Barrier, answer: Connection) -> None:
    barrier.wait()
    start, worked = time.perf_counter(), time.process_time()
    for raw in raws:
        with suppress(YAMLError):  # a few files have a slip
            parse(raw)
    answer.send((start, time.perf_counter(), time.process_time() - worked))


def main() -> int:
    """Print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--objects", action="store_true")
    options = parser.parse_args()
    raws = [path.read_bytes() for path in sorted(options.folder.rglob("*.yaml"))]
    print(*seconds(raws, event_objects if options.objects else events, options.processes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
