"""What holds of the repository itself: the lock, its content, and what the wheel carries."""

import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.checks.run import check_library
from wwis_evidence.cli.main import main
from wwis_evidence.documents import canonical
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
PACKAGE = Path(wwis_evidence.__file__).parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKS = sorted(ROOT.glob("requirements*.lock"))
# Folders of somebody's own machine.
LOCAL = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users|tmp|opt/pypi)/[\w.]")


def in_git():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not in a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_no_address_and_no_path(path):
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not LOCAL.search(text)
    for line in text.splitlines():
        assert re.match(r"(\w[\w.-]*==\S+|    --hash=sha256:[0-9a-f]{64}\b)", line), line


def test_every_entry_of_the_lock_has_hashes():
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 40
    for entry in entries:
        assert "--hash=sha256:" in entry, entry


def test_what_the_package_needs_is_locked():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = [name.replace(".", "-") for name in re.findall(r'^  "([\w.-]+?)[><=]', project, re.MULTILINE)]
    locked = {line.split("==")[0] for line in LOCK.splitlines() if "==" in line and not line.startswith(" ")}
    assert len(needed) > 15
    assert set(needed) <= locked


def test_a_folder_of_somebodys_machine_would_be_found():
    folder = "home"
    assert LOCAL.search(f"see /{folder}/someone/notes")
    assert not LOCAL.search("https://example.org/home/page and /usr/bin/env")


def test_no_file_names_a_folder_of_somebodys_machine():
    for path in in_git():
        if path.is_file() and path.suffix not in {".png", ".woff2", ".ico", ".bytes"}:
            found = LOCAL.search(path.read_text(encoding="utf-8"))
            assert not found, (path.name, found)


def test_every_file_is_ascii_named_and_ends_its_lines_with_lf():
    for path in in_git():
        assert path.name.isascii(), path
        if path.suffix in {".py", ".yaml", ".md", ".json", ".toml", ".txt"} and path.is_file():
            assert b"\r" not in path.read_bytes(), path


@pytest.mark.parametrize("root", [ROOT, PACKAGE / "starter"], ids=["own-library", "worked-example"])
def test_a_library_of_ours_has_the_canonical_layout_and_no_errors(root, capsys):
    assert main(["fmt", "--check", "--library", str(root)]) == 0, capsys.readouterr().out
    findings = check_library(build_library(folder(root)), date(2026, 11, 21))
    assert [finding for finding in findings if finding.severity == "error"] == []


def test_the_vocabularys_words_and_the_framework_have_the_canonical_layout():
    files = [*(PACKAGE / "vocabulary/data/words").glob("*.yaml"), *(PACKAGE / "frameworks").glob("*.yaml")]
    assert len(files) > 15
    for path in files:
        assert canonical(path.read_bytes(), {}) == path.read_bytes(), path.name


def test_the_worked_example_says_on_every_file_that_it_is_fictional():
    for path in (PACKAGE / "starter").rglob("*.yaml"):
        assert "fictional" in path.read_text(encoding="utf-8")[:300].lower(), path.name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the files in a freshly built wheel."""
    pytest.importorskip("hatchling")
    target = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1600000000"},
    )
    assert done.returncode == 0, done.stderr
    (path,) = target.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel):
    source = ROOT / "src"
    expected = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert {name for name in wheel if not name.split("/")[0].endswith(".dist-info")} == expected


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "checks/checks.json",
        "checks/examples.json",
        "frameworks/wwis-effective-practice-2024.1.yaml",
        "vocabulary/data/local_authorities.csv",
        "vocabulary/data/send_vocabulary.json",
        "vocabulary/data/words/themes.yaml",
        "starter/.gitignore",
        "starter/README.md",
        "starter/library.yaml",
        "starter/reviews/reviewers.yaml",
    ],
)
def test_the_wheel_holds_what_is_read_at_run_time(wheel, name):
    assert f"wwis_evidence/{name}" in wheel


def test_the_wheel_holds_the_licences(wheel):
    names = {name.split("/", 1)[1] for name in wheel if ".dist-info/licenses/" in name}
    assert {"licenses/LICENSE", "licenses/LICENSES/MIT.txt", "licenses/LICENSES/OGL-UK-3.0.txt"} <= names
