"""What others install: the source archive is whole, and its wheel runs with no repository near."""

import hashlib
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed here: make test runs this")

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-21")


def built(source, kind, target):
    """Build a source archive or a wheel, as `make` does."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1600000000"},
    )
    assert done.returncode == 0, done.stderr
    (path,) = (path for path in target.iterdir() if path.suffix in {".whl", ".gz"})
    return path


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The source archive, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built(ROOT, "sdist", folder)) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel that is built from nothing but the source archive."""
    return built(sdist, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in an environment of its own, which borrows only what the package needs from the lock's."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--quiet"]
    offline = ["--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*pip, *offline, wheel], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if not name.endswith("/RECORD")
        }


def test_the_source_archive_holds_every_file_of_the_project(sdist):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not in a git checkout")
    held = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    tracked = {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}
    assert len(tracked) > 500
    assert tracked - held == set()
    assert not {name for name in held if name.split("/")[0] in {".git", ".venv", "build"}}


def test_the_source_archive_builds_the_same_wheel_as_the_repository(wheel, tmp_path):
    assert contents(built(ROOT, "wheel", tmp_path)) == contents(wheel)


def test_the_wheel_says_for_whom_it_is(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(name))
    versions = {line.rpartition(" ")[2] for line in told.get_all("Classifier") if ":: Python :: 3." in line}
    assert versions == {"3.11", "3.12", "3.13", "3.14"}
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in versions
    assert told["Requires-Python"] == ">=3.11"
    assert told["Description-Content-Type"] == "text/markdown"


@pytest.fixture(scope="module")
def run(installed, tmp_path_factory):
    """Run the installed command in an empty folder, with an empty home."""
    empty, home = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("home")

    def run(*arguments, within="."):
        done = subprocess.run(
            [installed / "bin" / arguments[0], *arguments[1:]],
            cwd=empty / within,
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run.folder = empty
    return run


def test_it_is_the_wheel_that_runs_and_nothing_of_the_repository(run, installed):
    where = run(
        "python", "-c", "import wwis_evidence.api, sys; print(wwis_evidence.__file__, *sys.path, sep='\\n')"
    )
    file, *path = where.splitlines()
    assert Path(file).is_relative_to(installed)
    assert not [place for place in path if place in {str(ROOT), str(ROOT / "src")}]


def test_in_an_empty_folder_it_makes_an_example_checks_and_rates_it_and_builds_its_site(run):
    assert "worked example" in run("wwis-evidence", "init")
    assert "; no errors." in run("wwis-evidence", "check", *DAY)
    assert "Good, 3rd of 4" in run("wwis-evidence", "rate", *DAY)
    assert "Built a site" in run("wwis-evidence", "build", *DAY)
    site = run.folder / "build/site"
    page = (site / "library/early-talk/index.html").read_text("utf-8")
    assert "Good, 3rd of 4" in page
    for needed in ("404.html", "assets/wwis.css", "pagefind/pagefind.js", "api/v1/index.json"):
        assert (site / needed).is_file(), needed


def test_a_program_can_use_it_from_an_empty_folder(run):
    told = run(
        "python",
        "-c",
        "import datetime, importlib.resources, wwis_evidence\n"
        "library = wwis_evidence.load(importlib.resources.files(wwis_evidence) / 'starter')\n"
        "print(wwis_evidence.rate(library, 'early-talk', datetime.date(2026, 11, 21)).status)",
    )
    assert told == "vetted\n"
