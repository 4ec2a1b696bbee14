"""The answers in text that are kept in expected/. To refresh: ``python tests/cli/stored_answers.py``."""

import contextlib
import io
import shutil
import tempfile
from pathlib import Path

import wwis_evidence
from wwis_evidence.cli.main import main

HERE = Path(__file__).parent
STARTER = Path(wwis_evidence.__file__).parent / "starter"
CASES = HERE.parent / "cases"
DAY = ("--as-of", "2026-11-21")
REFRESH = "python tests/cli/stored_answers.py"

ON_THE_WORKED_EXAMPLE = {
    "check": ("check",),
    "rate": ("rate",),
    "rate-agreement": ("rate", "family-link-workers"),
    "rate-moderated": ("rate", "travel-training"),
    "rate-in-moderation": ("rate", "transition-passport"),
    "rate-several-reviews": ("rate", "sensory-schools"),
    "rate-published": ("rate", "post-16-bridge"),
    "rate-waiting": ("rate", "sibling-group"),
    "rate-draft": ("rate", "sleep-workshops"),
    "rate-withdrawn": ("rate", "keyworker-pilot"),
}
ON_A_BAD_CASE = {
    "check-errors": (
        "unknown-key/in-a-list-item",
        "unsuitable-evidence/other-area",
        "yaml-syntax/colon-in-text",
    ),
}


def answers():
    """Each stored answer's name and its text as it is now."""
    for name, arguments in ON_THE_WORKED_EXAMPLE.items():
        yield name, spoken(*arguments, "--library", str(STARTER), *DAY)
    for name, cases in ON_A_BAD_CASE.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "library"
            shutil.copytree(CASES / "base", root)
            for number, case in enumerate(cases):
                for path in (CASES / "bad" / case).rglob("*.yaml"):
                    if path.name != "expected.yaml":
                        target = root / path.relative_to(CASES / "bad" / case)
                        if target.parent.name == "casestudies":
                            target = target.with_stem(f"{target.stem}-{number}")
                        shutil.copy(path, target)
            yield name, spoken("check", "--library", str(root), *DAY)


def spoken(*arguments):
    """What a command prints to standard output."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        main(arguments)
    return printed.getvalue()


if __name__ == "__main__":
    for stored, text in answers():
        (HERE / "expected" / f"{stored}.txt").write_text(text, encoding="utf-8")
