"""Is this tag ready to be released? Then its part of the list of changes: ``release.py v1.2.3``."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_TAG = re.compile(r"v\d+\.\d+\.\d+", re.ASCII)


def faults(tag: str, root: Path) -> list[str]:
    """Everything that does not fit the tag, in words for people."""
    if not _TAG.fullmatch(tag):
        return [f"{tag!r} is not a tag such as v1.2.3."]
    version = tag.removeprefix("v")
    package = (root / "src/wwis_evidence/__init__.py").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = {
        "pyproject.toml": project["version"],
        "src/wwis_evidence/__init__.py": _first(r'^__version__ = "(.*)"$', package),
        "CITATION.cff": _first(r"^version: (.*)$", (root / "CITATION.cff").read_text(encoding="utf-8")),
    }
    found = [f"{path} says {other!r}, the tag {version}." for path, other in said.items() if other != version]
    if not notes(version, root):
        found.append(f"CHANGELOG.md has no part that begins with: ## {version} (YYYY-MM-DD)")
    return found


def notes(version: str, root: Path) -> str:
    """A version's part of the list of changes; empty where it has none, or no day."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    return _first(rf"(?ms)^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)\n(.*?)(?=^## |\Z)", text).strip()


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1] if found else ""


def main(arguments: list[str]) -> int:
    """Write the notes to standard output; 1 where something does not fit."""
    (tag,) = arguments
    root = Path(__file__).parents[2]
    found = faults(tag, root)
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(notes(tag.removeprefix("v"), root))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
