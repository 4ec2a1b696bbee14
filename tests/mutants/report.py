"""After a mutation run: the score, and every small change of the rating code that no test noticed.

``make mutants`` runs this. A change that cannot matter is listed in ``accepted.yaml`` beside this file, with
the reason; a change that is not listed there is a missing test, and the exit status is 1.
"""

import json
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

HERE = Path(__file__).parent
SURVIVED = 0  # what the tests' exit status is where nothing failed


def main(mutmut):
    """Print the score and the survivors that nobody has accounted for."""
    statuses = {}
    for meta in sorted(Path("mutants/src").rglob("*.meta")):
        statuses |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    survivors = [name for name, status in statuses.items() if status == SURVIVED]
    unchecked = [name for name, status in statuses.items() if status is None]
    accepted = YAML(typ="safe").load(HERE / "accepted.yaml") or []
    known = {(entry["function"], entry["was"], entry["becomes"]) for entry in accepted}
    met = set()
    left = []
    for name in survivors:
        change = _change(name, mutmut)
        if change in known:
            met.add(change)
        else:
            left.append(change)
    noticed = len(statuses) - len(survivors) - len(unchecked)
    print(f"{noticed} of {len(statuses)} small changes noticed ({100 * noticed / len(statuses):.1f}%);")
    print(f"{len(survivors)} not noticed, of which {len(survivors) - len(left)} are accepted with a reason.")
    for function, was, becomes in left:
        print(f"\n{function}\n  - {was}\n  + {becomes}")
    for function, was, becomes in sorted(known - met):
        print(f"\nno longer needed in accepted.yaml: {function}\n  - {was}\n  + {becomes}")
    if unchecked:
        print(f"\n{len(unchecked)} were not tried: run it again.")
    return int(bool(left or unchecked))


def _change(name, mutmut):
    """A survivor as its function and the lines that differ."""
    shown = subprocess.run([mutmut, "show", name], capture_output=True, text=True, check=True).stdout
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    becomes = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return name.rpartition("__mutmut_")[0], was, becomes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
