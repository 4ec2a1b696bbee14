"""After a mutation run: the score, and every small change of the rating code that no test noticed.

``make mutants`` runs this with the Python that mutmut is installed in. A change that cannot matter is listed
in ``accepted.yaml`` beside this file, with the reason; a change that is not listed there is a missing test,
and the exit status is 1. mutmut leaves properties as they are: those few are not part of the score.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from ruamel.yaml import YAML

HERE = Path(__file__).parent
# A change that hangs the tests, or ends Python, does not pass for the code as it was.
NOTICED = {"killed", "timeout", "segfault", "caught by type check"}
UNNOTICED = {"survived", "no tests"}


def main():
    """Print the score and the survivors that nobody has accounted for."""
    statuses, files = {}, {}
    for meta in sorted(Path("mutants/src").rglob("*.meta")):
        found = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        statuses |= {name: status_by_exit_code[status] for name, status in found.items()}
        files |= dict.fromkeys(found, meta.relative_to("mutants").with_suffix(""))
    if not statuses:
        sys.stdout.write("There is no mutation run to report on: make mutants\n")
        return 1
    accepted = YAML(typ="safe").load(HERE / "accepted.yaml") or []
    known = Counter((one["function"], one["was"], becomes) for one in accepted for becomes in one["becomes"])
    unnoticed = [_change(name, files[name]) for name, status in statuses.items() if status in UNNOTICED]
    left = list((Counter(unnoticed) - known).elements())
    untried = Counter(status for status in statuses.values() if status not in NOTICED | UNNOTICED)
    noticed = len(statuses) - len(unnoticed) - untried.total()
    lines = [
        f"{noticed} of {len(statuses)} small changes noticed ({100 * noticed / len(statuses):.1f}%);",
        f"{len(unnoticed)} not noticed, of which {len(unnoticed) - len(left)} are accepted with a reason.",
    ]
    lines += [_shown("", change) for change in left]
    lines += [_shown("no longer needed in accepted.yaml: ", change) for change in known - Counter(unnoticed)]
    lines += [f"\n{number} {status}: run it again." for status, number in untried.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(len(lines) > 2)


def _change(name, file):
    """A survivor as its function and the lines that differ, each without indentation."""
    lines = get_diff_for_mutant(name, path=file).splitlines()[2:]  # the first two name the file
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    becomes = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return name.rpartition("__mutmut_")[0], was, becomes


def _shown(before, change):
    function, was, becomes = change
    return f"\n{before}{function}\n  - {was}\n  + {becomes}"


if __name__ == "__main__":
    sys.exit(main())
