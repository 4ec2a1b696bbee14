"""Say whether a pull request changes data or code, and refuse one that changes both.

Run on a checkout of the merge commit that GitHub makes, whose first parent is the branch it goes into:
``python3 sort_changes.py DIR``. Writes ``kind=data`` or ``kind=code`` where a later step reads it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kinds import BOTH, is_data, kind_of

SHOWN = 20


def changed(folder: str) -> list[str]:
    """The paths that the merge changes; a renamed file counts with both names."""
    command = ["git", "-C", folder, "diff", "--name-only", "--no-renames", "-z", "HEAD^1", "HEAD"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - fixed words
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def main() -> int:
    """Print what was found; 1 where both kinds change."""
    paths = changed(sys.argv[1])
    kind = kind_of(paths)
    print(f"{len(paths)} files change: {kind}")
    for path in paths[:SHOWN]:
        # In quotes and in ASCII, so that no name can pass for a command to the build service.
        print(f"  {'data' if is_data(path) else 'code'} {path!a}")
    if kind == "both":
        print(f"::error title=Data and code in one pull request::{BOTH}")
        return 1
    output = os.environ.get("GITHUB_OUTPUT")
    if output:
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"kind={kind}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
