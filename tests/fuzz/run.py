"""Fuzz every target for some seconds: ``make fuzz``, or ``make fuzz SECONDS=600``.

What a target finds is kept in ``build/fuzz`` for the next run. An input that breaks a promise is left there
too; it belongs into ``tests/hostile_input/corpus/found`` with the mend.
"""

import subprocess
import sys
from pathlib import Path

from changing import PLACES, seeds

from wwis_evidence.documents import read

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build/fuzz"
SECONDS = 120
MEGABYTES = 1000
LONGEST = 20_000  # bytes: several times a usual file; the tests make larger ones
LIMITS = [f"-rss_limit_mb={MEGABYTES}", "-timeout=20", f"-max_len={LONGEST}", "-print_final_stats=1"]
PLACE_NUMBER = {place: bytes([number]) for number, place in enumerate(PLACES)}


def fuzz(target, seconds):
    """Run one target; whether it kept every promise."""
    folder = BUILD / target
    for name in ("seeds", "kept", "broken"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, (place, raw) in enumerate(seeds()):
        if target == "reader":
            (folder / "seeds" / f"{number:04}").write_bytes(raw)
        elif not read(raw).problems:  # what the reader refuses goes no further
            (folder / "seeds" / f"{number:04}").write_bytes(PLACE_NUMBER[place] + raw)
    log = folder / "log.txt"
    command = [
        *(sys.executable, HERE / f"{target}.py", folder / "kept", folder / "seeds"),
        *(f"-max_total_time={seconds}", f"-artifact_prefix={folder / 'broken'}/", *LIMITS),
    ]
    with log.open("wb") as file:
        status = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, check=False).returncode
    lines = log.read_text("utf-8", "replace").splitlines()
    said = [line for line in lines if "DONE" in line or line.startswith("stat::")]
    if status:
        said = [*lines[-40:], f"A promise was broken: {folder / 'broken'}, and the whole of it is in {log}"]
    print("\n  ".join([f"{target}:", *said]), flush=True)
    return not status


def main():
    """Run all targets; 1 if any of them broke a promise."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    kept = [fuzz(target, seconds) for target in ("reader", "library")]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
