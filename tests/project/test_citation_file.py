"""The repository's own citation says what the package says."""

import tomllib
from pathlib import Path

from wwis_evidence.documents import read

ROOT = Path(__file__).parents[2]


def test_the_citation_file_fits_the_package():
    document = read((ROOT / "CITATION.cff").read_bytes())
    assert not document.problems
    told = document.data
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What the Citation File Format 1.2.0 asks for, then what must not drift.
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert told["cff-version"] == "1.2.0"
    assert told["type"] == "software"
    assert all(set(author) == {"name"} for author in told["authors"])
    assert str(told["version"]) == package["version"]
    assert told["license"] == package["license"].split(" AND ")
