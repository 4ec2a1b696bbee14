"""Run a command and measure it from outside: its time on the clock, and its memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KB = 1024
_BETWEEN_LOOKS = 0.02  # seconds between two looks at the memory of a running command
_SELDOM = 0.1  # the same, where time is measured too


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds from start to end, and those that processors worked for it: all of its processes together."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: its time, what it wrote, and its exit status (0 or 1)."""

    time: Time
    output: str
    status: int


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory that a command used, in bytes: its largest process, and all of them together."""

    largest: int
    together: int


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    processors: int | None = None,
    cwd: Path | None = None,
) -> Run:
    """Run a command to its end, on as many processors as are asked for (all, if nothing is said).

    Raises:
        RuntimeError: It could not do its work: its status is neither 0 (all well) nor 1 (something found).
    """
    allowed = os.sched_getaffinity(0)
    if processors:  # what a process may use, those that it starts may use, and no more
        os.sched_setaffinity(0, sorted(allowed)[:processors])
    start, worked = time.perf_counter(), _worked()
    try:
        done = subprocess.run(command, capture_output=True, env=_environment(env), cwd=cwd, check=False)
    finally:
        os.sched_setaffinity(0, allowed)
    took = Time(time.perf_counter() - start, _worked() - worked)
    # Python ends with 1 too when a program fails, and such a run must never pass for a fast one.
    if done.returncode not in {0, 1} or b"Traceback" in done.stderr:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')[-2000:]}")
    return Run(took, done.stdout.decode(errors="replace"), done.returncode)


def _worked() -> float:
    """Processor time of all commands that have ended, and of what they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Memory:
    """Run a command and look at its memory all the while; what processes share is counted once."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(env)
    )
    together = 0
    while True:
        pid, _, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = 0  # it is waited for already
            break
        together = max(together, sum(_proportional(one) for one in _family(process.pid)))
        time.sleep(_BETWEEN_LOOKS)
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else _KB)
    return Memory(largest, max(together, largest))


@dataclass(frozen=True, slots=True)
class Measured:
    """Time and memory of one run."""

    time: Time
    memory: Memory


def measured(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end, looking at its memory now and then so that this hardly takes time.

    Raises:
        RuntimeError: Its status is not 0: it did not do its work.
    """
    start, worked = time.perf_counter(), _worked()
    together = 0
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told, env=_environment(env))
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            together = max(together, sum(_proportional(one) for one in _family(process.pid)))
            time.sleep(_SELDOM)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        if process.returncode:
            told.seek(0)
            raise RuntimeError(f"{command[0]}: {told.read().decode(errors='replace')[-2000:]}")
    took = Time(time.perf_counter() - start, _worked() - worked)
    largest = ended[2].ru_maxrss * (1 if sys.platform == "darwin" else _KB)
    return Measured(took, Memory(largest, max(together, largest)))


def own_peak() -> int:
    """The most memory that this process has used, in bytes; what it was started from is not counted in."""
    # Not ru_maxrss: that begins with the peak of the process that started this one.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * _KB for line in lines if line.startswith("VmHWM:"))


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(env or {})}


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for one in found:
        with suppress(OSError):  # it may have ended meanwhile
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
            found += [int(child) for child in children.split()]
    return found


def _proportional(pid: int) -> int:
    """Bytes of memory of a process, where what it shares with others is divided among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * _KB
    return 0
