"""A program that uses the package is looked over by a type checker with the package's own types."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

GOOD = """
from datetime import date
from pathlib import Path

import wwis_evidence
from wwis_evidence import Explanation, Finding, Library, LibraryError, Rating
from wwis_evidence import check, explain, export, load, rate

DAY = date(2026, 11, 21)


def errors(library: Library) -> list[Finding]:
    return [finding for finding in check(library, DAY) if finding.severity == "error"]


def names(library: Library, rating: Rating) -> list[str]:
    return [library.framework.bars[part.bar] for part in rating.indicators if part.bar is not None]


def main(folder: Path) -> str:
    try:
        library = load(folder)
        explanation: Explanation = explain(library, "early-talk", DAY)
        paths: tuple[str, ...] = export(library, "data", DAY)
    except LibraryError as error:
        return str(error)
    found = names(library, rate(library, "early-talk", DAY))
    return " ".join([*found, *paths, explanation.rating.slug, wwis_evidence.__version__])
"""
BAD = {
    "load(3)": "arg-type",
    'rate(load("x"), "slug", "2026-11-21")': "arg-type",
    'check(load("x"))': "call-arg",
    'rate(load("x"), "slug", DAY).indicators[0].bar + 1': "operator",
    'load("x").slugs.append("y")': "attr-defined",
    "wwis_evidence.lode": "attr-defined",
}


def test_a_good_program_passes_and_each_slip_of_a_bad_one_is_found(tmp_path):
    mypy = pytest.importorskip("mypy.api", reason="mypy is not installed here")
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD + "\n\n" + "\n".join(BAD) + "\n", encoding="utf-8")
    # The settings and cache that `make test` has just used: else all the package would be looked over anew.
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    out, err, status = mypy.run([*settings, "--no-error-summary", str(good), str(bad)])
    first = len(GOOD.splitlines()) + 3
    found = [line for line in out.splitlines() if "error:" in line]
    assert status == 1, out + err
    assert not [line for line in found if "good.py" in line]
    for number, code in enumerate(BAD.values(), first):
        assert [line for line in found if f"bad.py:{number}:" in line and f"[{code}]" in line], (number, out)
    assert len(found) == len(BAD)
