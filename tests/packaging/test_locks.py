"""The locks fit what is asked for, and every Python that is named is tested."""

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(name):
    """What a lock pins: (name, version, for which machines) by name; several where it differs."""
    found = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if match := re.match(r"([\w.-]+)==([^\s;\\]+)", line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def floors():
    """The oldest version of each package that is asked for."""
    asked = [re.match(r"([\w.-]+)(?:\[\w+\])?>=([\w.]+)", line) for line in PROJECT["dependencies"]]
    assert all(asked), "each dependency says its oldest version"
    return {match[1].replace(".", "-"): match[2] for match in asked}


def test_what_runs_is_pinned_to_what_is_tested():
    run, tested = pinned("requirements-run.lock"), pinned("requirements.lock")
    assert floors().keys() <= run.keys()
    assert {name: versions for name, versions in run.items() if tested.get(name) != versions} == {}


def test_what_only_developers_need_does_not_run_with_the_program():
    run = pinned("requirements-run.lock")
    assert not run.keys() & {"pytest", "mypy", "ruff", "hatchling", "uv", "playwright", "griffelib"}


@pytest.mark.parametrize(("name", "oldest"), floors().items())
def test_the_oldest_versions_are_the_ones_that_the_tests_can_be_run_on(name, oldest):
    def parts(version):
        numbers = [int(number) for number in version.split(".")]
        return numbers + [0] * (4 - len(numbers))

    assert [parts(version) for version in pinned("requirements-lowest.lock")[name]] == [parts(oldest)]


def test_every_python_that_the_package_names_is_tested():
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if ":: Python :: 3." in line]
    workflow = YAML(typ="safe").load(ROOT / ".github/workflows/main.yml")
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == named
    makefile = (ROOT / "Makefile").read_text("utf-8")
    newer = re.search(r"^NEWER := (.*)$", makefile, re.MULTILINE)[1].split()
    assert PROJECT["requires-python"] == f">={named[0]}"
    assert newer == [f"python{version}" for version in named[1:]]
