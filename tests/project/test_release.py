"""Releases: the tag fits the files, rights are where they are needed, and the container is safe by form."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
WORKFLOW = YAML(typ="safe").load(ROOT / ".github/workflows/release.yml")
CONTAINER = (ROOT / "Containerfile").read_text("utf-8")
SAID = ("pyproject.toml", "CITATION.cff", "src/wwis_evidence/__init__.py", ".github/scripts/release.py")


@pytest.fixture
def project(tmp_path):
    """The files that say a version, all of them 1.2.3."""
    for name in SAID:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name, now, then in (
        ("pyproject.toml", r'(?m)^version = ".*"$', 'version = "1.2.3"'),
        ("CITATION.cff", r"(?m)^version: .*$", "version: 1.2.3"),
        ("src/wwis_evidence/__init__.py", r'(?m)^__version__ = ".*"$', '__version__ = "1.2.3"'),
    ):
        text, number = re.subn(now, then, (tmp_path / name).read_text("utf-8"))
        assert number == 1
        (tmp_path / name).write_text(text, "utf-8")
    told = "# Changes\n\n## 1.2.3 (2027-01-31)\n\n- New.\n\n## 1.2.2 (2026-12-01)\n\n- Old.\n"
    (tmp_path / "CHANGELOG.md").write_text(told, "utf-8")
    return tmp_path


def asked(project, tag):
    command = [sys.executable, project / ".github/scripts/release.py", tag]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_tag_that_fits_gives_the_notes_of_its_version_and_of_no_other(project):
    done = asked(project, "v1.2.3")
    assert (done.returncode, done.stdout, done.stderr) == (0, "- New.\n", "")


@pytest.mark.parametrize("tag", ["1.2.3", "v1.2", "v1.2.3; ls", "v1.2.3\n", "latest"])
def test_what_is_no_tag_of_a_version_is_refused(project, tag):
    done = asked(project, tag)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not a tag such as v1.2.3" in done.stderr
    assert done.stderr.count("\n") == 1


def test_every_file_that_says_another_version_is_named(project):
    done = asked(project, "v1.3.0")
    assert (done.returncode, done.stdout) == (1, "")
    for name in ("pyproject.toml", "CITATION.cff", "src/wwis_evidence/__init__.py", "CHANGELOG.md"):
        assert name in done.stderr


def test_a_version_whose_notes_have_no_day_is_not_released(project):
    (project / "CHANGELOG.md").write_text("## 1.2.3 (not released yet)\n\n- New.\n", "utf-8")
    assert "CHANGELOG.md has no part" in asked(project, "v1.2.3").stderr


def test_the_files_here_say_one_version():
    done = asked(ROOT, "v999.0.0")
    said = set(re.findall(r"says '(.*?)'", done.stderr))
    assert len(said) == 1


def steps(name):
    return WORKFLOW["jobs"][name]["steps"]


def test_only_the_jobs_that_sign_may_sign_and_nothing_of_the_project_runs_there():
    signing = {
        name for name, job in WORKFLOW["jobs"].items() if job["permissions"].get("id-token") == "write"
    }
    assert signing == {"attest", "publish"}
    for name in signing:
        assert not [step for step in steps(name) if "run" in step]
        assert not [step for step in steps(name) if "checkout" in step["uses"]]


def test_what_is_published_is_what_was_built_tested_and_signed():
    assert set(WORKFLOW["jobs"]["attest"]["needs"]) == {"test", "build"}
    assert WORKFLOW["jobs"]["publish"]["needs"] == "attest"
    assert WORKFLOW["jobs"]["publish"]["environment"]["name"] == "pypi"
    (*_, publish) = steps("publish")
    (fetch, *_) = steps("publish")
    assert publish["uses"].startswith("pypa/gh-action-pypi-publish@")
    assert publish["with"]["packages-dir"] == fetch["with"]["path"]
    assert publish["with"]["attestations"] is True
    assert not {"password", "user"} & publish["with"].keys()
    kept = {
        step["with"]["name"]: step["with"]["path"]
        for step in steps("build")
        if "upload" in step.get("uses", "")
    }
    assert kept == {"dist": "build/dist", "parts": "build/parts"}
    assert fetch["with"]["name"] == "dist"


def test_no_workflow_but_the_release_may_write_files_of_the_repository():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for name, job in YAML(typ="safe").load(path)["jobs"].items():
            writes = job["permissions"].get("contents") == "write"
            assert not writes or (path.stem, name) == ("release", "page"), (path.name, name)


def test_the_container_stands_on_an_exact_image_and_checks_what_it_installs():
    images = re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)
    assert len(images) == 2
    assert len(set(images)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}", images[0])
    installs = re.findall(
        r"pip --python \S+ install (.*?)(?:&&|\n\n)", CONTAINER.replace("\\\n", " "), re.DOTALL
    )
    assert len(installs) == 2
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)


def test_the_container_runs_as_somebody_without_rights_and_holds_nothing_else():
    last = CONTAINER[CONTAINER.rindex("\nFROM ") :]
    user, entry = last.index("\nUSER 10001"), last.index("\nENTRYPOINT ")
    assert last.rindex("\nRUN ") < user < entry
    assert last.count("\nUSER ") == 1
    ignored = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    assert [line for line in ignored if not line.startswith("#")] == [
        "*",
        "!requirements-run.lock",
        "!build/dist/*.whl",
    ]
    copied = re.findall(r"^COPY (?!--from)(.*) /from/$", CONTAINER, re.MULTILINE)
    assert copied == ["requirements-run.lock build/dist/*.whl"]
