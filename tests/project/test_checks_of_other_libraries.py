"""What the guide gives to other libraries, run as it stands in real git repositories.

On GitHub the guide's workflows with the action, on GitLab the templates. A change that rewrites what may not
be rewritten fails in each of them, and one that is in order passes.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from runner import SHELL, Runner, Step, copy_program, git, prepared

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/cases/base"
GUIDE = (ROOT / "site/pages/guides/automatic-checks.md").read_text("utf-8")
TEMPLATES = sorted((ROOT / "templates").glob("*.yml"))
HERE = "/opt/wwis-evidence"
NOTHING = "0" * 40

REVIEW, CASE = "reviews/early-talk/R01.yaml", "casestudies/walking-bus.yaml"
TEXTS = {path: (BASE / path).read_text("utf-8") for path in (REVIEW, CASE)}
GOOD = {CASE: TEXTS[CASE].replace("title: ", "title: The ", 1)}
REWRITTEN = {REVIEW: TEXTS[REVIEW].replace("bar: good", "bar: robust", 1)}
REMOVED = {REVIEW: None}
BRANCH = "a;touch${IFS}planted;$(touch${IFS}planted)"
"""A name that git allows, and that would make a file if a shell read it."""
PLANT = "import pathlib; pathlib.Path('planted').touch()\n"
BESIDE = {
    "sitecustomize.py": PLANT,
    "wwis_evidence/__init__.py": PLANT,
    "Makefile": "$(shell touch planted)\n",
    "notes/$(touch planted).md": "-\n",
}
"""What would run if the program, or a part of it, were taken from the change."""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program's own repository."""
    root = tmp_path_factory.mktemp("program") / "repository"
    root.mkdir()
    copy_program(root)
    _begin(root)
    return root


@pytest.fixture(scope="module")
def installed(program, tmp_path_factory):
    """The program as a template fetches and installs it, by its own lines."""
    before, *others = {tuple(_jobs(path)[_first(path)]["before_script"]) for path in TEMPLATES}
    assert not others, "all templates fetch it alike"
    place = tmp_path_factory.mktemp("opt") / "wwis-evidence"
    env = {"PROGRAM": str(program), "PROGRAM_COMMIT": git(program, "rev-parse", "HEAD")}
    *fetch, make = (line.replace(HERE, str(place)) for line in before)
    assert _shell(fetch, place.parent, env).status == 0
    prepared(place, installed=True)
    assert _shell([make], place.parent, env).status == 0
    return place


@pytest.fixture
def repository(tmp_path):
    """A library in a repository of its own, apart from the program's."""
    return Library(tmp_path)


class Library:
    """The repository of a library, to which somebody brings a change."""

    def __init__(self, tmp):
        self.origin, self.tmp = tmp / "origin", tmp
        shutil.copytree(BASE, self.origin)
        _begin(self.origin)
        git(self.origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        self.base = git(self.origin, "rev-parse", "HEAD")

    def change(self, files):
        """Commit a change on a branch, something else on the main branch, and both together."""
        git(self.origin, "switch", "-qc", BRANCH)
        self._commit(files)
        self.head = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "switch", "-q", "main")
        self._commit({"notes/later.md": "Something else.\n"})
        self.main = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "switch", "-q", "--detach", "main")
        git(self.origin, "merge", "-q", "--no-ff", "-m", "merge", BRANCH)
        self.merged = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "update-ref", "refs/merge-requests/1/merge", self.merged)
        return self

    def _commit(self, files):
        for path, text in files.items():
            place = self.origin / path
            if text is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        git(self.origin, "add", "-A")
        git(self.origin, "commit", "-qm", "change")


def _begin(root):
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")


# GitLab: a stand-in for its runner. What is replaced is the place where the program is, which wants rights.


def _jobs(path):
    _, jobs = YAML(typ="safe").load_all(path)
    return jobs


def _first(path):
    return next(iter(_jobs(path)))


def _shell(lines, folder, env):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST_"))}
    ran = subprocess.run(
        [*SHELL, "\n".join(lines)], cwd=folder, env=kept | env, capture_output=True, text=True, check=False
    )
    return Step("", ran.returncode, ran.stdout + ran.stderr)


def _holds(rule, known):
    """Whether a rule holds: a variable is a word, or another variable."""
    name, word, other = re.fullmatch(r'\$(\w+) == (?:"(\w+)"|\$(\w+))', rule).groups()
    return known.get(name) == (word or known.get(other))


def gitlab(path, library, installed, known, only=None):
    """Run a template's jobs, each in a clone of its own; what each did, by its name."""
    spec, jobs = YAML(typ="safe").load_all(path)
    given = {"program": "-", "commit": "-", "shards": 2}
    inputs = {name: given.get(name, told.get("default")) for name, told in spec["spec"]["inputs"].items()}
    artefacts, done = library.tmp / "artefacts", {}
    for name, own in jobs.items():
        if name.startswith(".") or name != (only or name):
            continue
        job = jobs[own["extends"]] | own
        told = jobs[own["extends"]]["variables"] | own.get("variables", {})
        if not any(_holds(rule["if"], known) for rule in job["rules"]):
            continue
        env = {key: str(_input(value, inputs)) for key, value in told.items()} | known
        number = _input(job.get("parallel", 1), inputs)
        for place in range(1, number + 1):
            folder = library.tmp / f"job-{name}-{place}"
            _clone(library.origin, folder, int(told.get("GIT_DEPTH", 1)), known["CI_COMMIT_SHA"])
            if "needs" in job:
                shutil.copytree(artefacts, folder, dirs_exist_ok=True)
            nodes = {"CI_NODE_INDEX": str(place), "CI_NODE_TOTAL": str(number)}
            lines = [line.replace(HERE, str(installed)) for line in job["script"]]
            step = _shell(lines, folder, env | nodes)
            after = [line.replace(HERE, str(installed)) for line in job.get("after_script", ())]
            step.out += _shell(after, folder, env | nodes).out
            done.setdefault(name, []).append(step)
            for kept in job["artifacts"].get("paths", ()):
                shutil.copytree(folder / kept, artefacts / kept, dirs_exist_ok=True)
            assert not list(folder.rglob("planted")), "something of the change was run"
    return done


def _input(value, inputs):
    found = re.fullmatch(r"\$\[\[ inputs\.(\w+) \]\]", str(value))
    return inputs[found[1]] if found else value


def _clone(origin, folder, depth, commit):
    """Fetch one commit with as many before it; with all of them where the depth is 0."""
    folder.mkdir()
    git(folder, "init", "-q")
    wanted = ["--depth", str(depth), origin.as_uri(), commit]
    if not depth:
        wanted = [origin.as_uri(), commit, "+refs/heads/*:refs/remotes/origin/*"]
    git(folder, "fetch", "-q", *wanted)
    git(folder, "checkout", "-q", "--detach", commit)


def of_a_merge_request(library, **more):
    return {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_COMMIT_SHA": library.head,
        "CI_COMMIT_REF_NAME": BRANCH,
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": BRANCH,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": library.base,
        "CI_COMMIT_BEFORE_SHA": NOTHING,
        "CI_DEFAULT_BRANCH": "main",
        "CI_PIPELINE_CREATED_AT": "2026-11-21T23:59:59Z",
        **more,
    }


def of_a_push(library, before):
    return {
        "CI_PIPELINE_SOURCE": "push",
        "CI_COMMIT_SHA": library.merged,
        "CI_COMMIT_BRANCH": "main",
        "CI_COMMIT_BEFORE_SHA": before,
        "CI_DEFAULT_BRANCH": "main",
    }


ALL = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
CHANGE = "evidence-change"


@ALL
def test_a_good_change_passes_every_job_of_a_template_and_nothing_of_it_is_run(path, repository, installed):
    library = repository.change(GOOD | BESIDE)
    done = gitlab(path, library, installed, of_a_merge_request(library))
    assert CHANGE in done
    assert {step.status for steps in done.values() for step in steps} == {0}, done


@ALL
def test_a_review_that_was_rewritten_fails_the_job_that_looks_at_the_change(path, repository, installed):
    library = repository.change(REWRITTEN)
    only = CHANGE if "shards" in path.name else None  # the others look at no change
    done = gitlab(path, library, installed, of_a_merge_request(library), only)
    assert {name for name, steps in done.items() if any(step.status for step in steps)} == {CHANGE}
    (step,) = done[CHANGE]
    assert step.status == 1
    assert f"{REVIEW}\n  39:10  error  review-edited" in step.out
    report = (library.tmp / f"job-{CHANGE}-1/change.xml").read_text("utf-8")
    assert "review-edited" in report


def test_what_is_taken_away_is_found_in_a_merge_request_as_it_would_be_merged(repository, installed):
    library = repository.change(REMOVED)
    known = of_a_merge_request(
        library, CI_COMMIT_SHA=library.merged, CI_MERGE_REQUEST_TARGET_BRANCH_SHA=library.main
    )
    (step,) = gitlab(TEMPLATES[0], library, installed, known, CHANGE)[CHANGE]
    assert step.status == 1
    assert REVIEW in step.out


@pytest.mark.parametrize(("files", "status"), [(GOOD, 0), (REWRITTEN, 1)], ids=["good", "rewritten"])
def test_a_push_round_the_merge_request_is_compared_with_what_was_there_before(
    repository, installed, files, status
):
    library = repository.change(files)
    (step,) = gitlab(TEMPLATES[0], library, installed, of_a_push(library, library.main), CHANGE)[CHANGE]
    assert step.status == status


def test_a_first_push_has_nothing_to_be_compared_with_and_says_so(repository, installed):
    library = repository.change(GOOD)
    (step,) = gitlab(TEMPLATES[0], library, installed, of_a_push(library, NOTHING), CHANGE)[CHANGE]
    assert step.status == 0
    assert step.out.startswith("Nothing was here before")


@pytest.mark.parametrize("base", ["", "f" * 40, "$(touch planted)"])
def test_a_base_that_is_not_known_fails_and_is_never_taken_for_none(repository, installed, base):
    library = repository.change(REWRITTEN)
    known = of_a_merge_request(library, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    (step,) = gitlab(TEMPLATES[0], library, installed, known, CHANGE)[CHANGE]
    assert step.status
    assert "review-edited" not in step.out, "it was not looked at"


# GitHub: the guide's workflows, with the action.


def _workflows():
    blocks = (YAML(typ="safe").load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    return {found["name"]: found for found in blocks if found and "jobs" in found}


def github(library, installed, name, job):
    """Run a job of one of the guide's workflows for each value of its matrix; the status of each step."""
    path = library.tmp / "workflow.yml"
    YAML().dump(_workflows()[name], path)
    matrix = _workflows()[name]["jobs"][job].get("strategy", {}).get("matrix", {"shard": [0]})
    found = []
    for shard in matrix["shard"]:
        run = Runner(
            library.tmp / f"{job}-{shard}",
            library.origin,
            library.merged,
            {"matrix.shard": str(shard)},
            library.tmp / "kept",
            program=installed,
        )
        found += [step.status for step in run.job(path, job)]
        assert not list(run.root.rglob("planted")), "something of the change was run"
    assert found
    return found


@pytest.mark.parametrize("name", _workflows())
def test_a_good_change_passes_every_job_of_the_guides_workflow(repository, installed, name):
    library = repository.change(GOOD | BESIDE)
    for job in _workflows()[name]["jobs"]:
        assert set(github(library, installed, name, job)) == {0}, job


@pytest.mark.parametrize(("name", "job"), [("Check", "check"), ("Check in shares", "change")])
def test_a_review_that_was_rewritten_fails_the_guides_workflow(repository, installed, name, job):
    library = repository.change(REWRITTEN)
    assert github(library, installed, name, job)[-1] == 1
