"""Every step of every workflow, run as it stands, in real git repositories.

``runner.py`` says what is replaced.
"""

import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from forge import REPOSITORY, GitHub, pull, zipped
from ruamel.yaml import YAML
from runner import Runner, copy_program, git

from wwis_evidence.documents import emit
from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/cases/base"
WORKFLOWS = ROOT / ".github/workflows"
PLANTED = "A reason that nobody may see yet."


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A repository with the program and a small library: one case rated, one published, one that waits."""
    root = tmp_path_factory.mktemp("origin") / "repository"
    shutil.copytree(BASE, root)
    copy_program(root)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")
    return root


@pytest.fixture
def runner(origin, tmp_path):
    """A runner for the main branch, or for a pull request that changes files."""

    def start(changes=None, name="pr", *, installed=False):
        base = git(origin, "rev-parse", "main")
        commit, head = base, base
        if changes is not None:
            work = tmp_path / f"{name}-work"
            git(tmp_path, "clone", "-q", origin, work)
            git(work, "switch", "-qc", name)
            for path, text in changes.items():
                (work / path).parent.mkdir(parents=True, exist_ok=True)
                (work / path).write_text(text, encoding="utf-8")
            git(work, "add", "-A")
            git(work, "commit", "-qm", "change")
            head = git(work, "rev-parse", "HEAD")
            git(work, "switch", "-q", "main")
            git(work, "merge", "-q", "--no-ff", "-m", "merge", name)
            commit = git(work, "rev-parse", "HEAD")
            git(work, "push", "-qf", "origin", f"{commit}:refs/pull/{name}/merge")
        values = {"github.event.pull_request.base.sha": base, "github.event.before": base}
        root = tmp_path / f"{name}-workspace"
        made = Runner(root, origin, commit, values, tmp_path / f"{name}-artefacts", installed)
        made.values["head"] = head
        return made

    return start


def passed(steps):
    assert steps
    assert not [step for step in steps if step.status], steps
    return steps


def review_of_the_case_that_waits():
    library = build_library(folder(BASE))
    scored = {
        name: {
            "findings": {each: {"finding": "not-met", "because": PLANTED} for each in indicator.scored},
            "bar": "emerging",
            "because": PLANTED,
        }
        for name, indicator in shipped_framework().indicators.items()
    }
    return emit(
        {
            "schema": 1,
            "kind": "review",
            "reviewer": "R02",
            "date": "2026-11-02",
            "digest": library.dossiers["walking-bus"].case.digest,
            "interests": "none",
            "indicators": scored,
        },
        {},
    ).decode()


def gate(run, kind, data="skipped", code="skipped"):
    run.values |= {"needs.sort.result": "success", "needs.data.result": data, "needs.code.result": code}
    assert run.values["steps.sort.outputs.kind"] == kind
    return run.job(WORKFLOWS / "pull-request.yml", "gate")


def test_a_review_that_comes_in_is_checked_by_the_base_and_commented_without_a_score(runner, tmp_path):
    run = runner({"reviews/walking-bus/R02.yaml": review_of_the_case_that_waits()})
    passed(run.job(WORKFLOWS / "pull-request.yml", "sort"))
    shutil.rmtree(run.root)  # each job has a machine of its own
    steps = passed(run.job(WORKFLOWS / "pull-request.yml", "data"))
    assert steps[0].name == "Install the program of the base branch"
    report = (run.artefacts / "report/report.md").read_text("utf-8")
    assert "R02 (parent carer): a new review, which counts." in report
    assert "2 more reviews that count" in report
    preview = run.artefacts / "preview"
    shown = [path.read_bytes() for path in preview.rglob("*") if path.is_file()]
    assert (preview / "pipeline/walking-bus/index.html").is_file()
    assert not any(PLANTED.encode() in content for content in (*shown, report.encode(), run.summary.encode()))
    passed(gate(run, "data", data="success"))
    posted = comment(runner, tmp_path, run, report, "success")
    assert "All checks of this pull request passed." in posted
    assert "Reviews that count: 1 of 3" in posted


def comment(runner, tmp_path, checked, report, conclusion):
    """What the comment job posts after a run, on the main branch's files alone."""
    github = GitHub()
    head = checked.values["head"]
    github.pulls, github.archive = [pull(sha=head)], zipped(report)
    facts = {
        "id": 7,
        "head_sha": head,
        "head_branch": "pr",
        "head_repository": {"owner": {"login": "someone"}},
        "conclusion": conclusion,
    }
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"workflow_run": facts}), encoding="utf-8")
    job = runner(name=f"comment-{conclusion}")
    job.values["github.token"] = "the-token"
    env = {
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_API_URL": github.address,
        "GITHUB_SERVER_URL": "https://github.example",
    }
    try:
        passed(job.job(WORKFLOWS / "comment.yml", "comment", env))
    finally:
        github.shutdown()
        github.server_close()
    assert not (job.root / "src").exists(), "no more than the scripts is fetched"
    ((_, _, body),) = github.sent
    return body


def test_a_review_that_is_rewritten_is_refused_and_the_comment_says_what_to_do(runner, tmp_path):
    path = "reviews/early-talk/R01.yaml"
    text = (BASE / path).read_text("utf-8").replace("bar: good", "bar: robust", 1)
    run = runner({path: text}, installed=True)
    passed(run.job(WORKFLOWS / "pull-request.yml", "sort"))
    shutil.rmtree(run.root)
    steps = {step.name: step for step in run.job(WORKFLOWS / "pull-request.yml", "data")}
    assert steps["Check what the change can affect"].status == 1
    assert (
        f"::error file={path},line=39,col=10,title=review-edited::"
        in steps["Check what the change can affect"].out
    )
    assert steps["Write the report"].status == 0, "it is written all the same"
    assert "Build the pages as they would be" not in steps
    assert gate(run, "data", data="failure")[0].status == 1
    report = (run.artefacts / "report/report.md").read_text("utf-8")
    posted = comment(runner, tmp_path, run, report, "failure")
    assert "Something has to be mended" in posted
    assert "wwis-evidence new review early-talk" in posted.replace("`", "")


def test_a_change_of_the_program_is_tested_as_it_would_be_merged(runner):
    run = runner({"src/wwis_evidence/planted.py": '"""Planted."""\n'})
    passed(run.job(WORKFLOWS / "pull-request.yml", "sort"))
    shutil.rmtree(run.root)
    (step,) = passed(run.job(WORKFLOWS / "pull-request.yml", "code", {"MAKEFLAGS": "ARGS=--version"}))
    assert "pytest" in step.out
    assert list(run.root.glob(".venv/lib/python*/site-packages/wwis_evidence/planted.py"))
    passed(gate(run, "code", code="success"))


def test_what_is_merged_is_tested_built_with_its_address_attested_and_published(runner):
    run = runner(installed=True)
    steps = passed(run.job(WORKFLOWS / "main.yml", "test", {"MAKEFLAGS": "ARGS=--version"}))
    assert [step.name for step in steps][1:] == [
        "Check the whole library",
        "Check that nothing was rewritten that may not be",
    ]
    shutil.rmtree(run.root)
    shutil.rmtree(run.root.parent / f"{run.root.name}-packages")
    passed(run.job(WORKFLOWS / "main.yml", "build"))
    page = (run.artefacts / "github-pages/library/early-talk/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://them.example/library/library/early-talk/"' in page
    packed = (run.root / "site.tar").read_bytes()
    pack = next(step for step in steps_of("main.yml", "build") if step["name"].startswith("Pack"))
    run._run(pack, {})
    assert (run.root / "site.tar").read_bytes() == packed
    assert (run.artefacts / "site/site.tar").read_bytes() == packed
    shutil.rmtree(run.root)
    run.job(WORKFLOWS / "main.yml", "attest")
    run.job(WORKFLOWS / "main.yml", "deploy")
    assert run.noted == ["actions/attest", "actions/deploy-pages"]


def steps_of(workflow, job):
    return YAML(typ="safe").load(WORKFLOWS / workflow)["jobs"][job]["steps"]


class Pages(BaseHTTPRequestHandler):
    """Answers with the status that the address names."""

    def do_GET(self):
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Keep the tests' output to itself."""


def test_the_night_lists_what_waits_and_the_links_that_lead_nowhere(runner):
    run = runner(installed=True)
    passed(run.job(WORKFLOWS / "nightly.yml", "due"))
    assert "### Waiting for reviewers (1)\n\n- `walking-bus`" in run.summary
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        named = [path for path in BASE.rglob("*.yaml") if "url: " in path.read_text("utf-8")]
        for status, expected in ((200, 0), (404, 1)):
            texts = {
                path.relative_to(BASE).as_posix(): "".join(
                    f"{line.split('url: ')[0]}url: {place}/{status}\n" if "url: " in line else f"{line}\n"
                    for line in path.read_text("utf-8").splitlines()
                )
                for path in named
            }
            night = runner(texts, f"links-{status}", installed=True)
            steps = night.job(WORKFLOWS / "nightly.yml", "links")
            assert [step.status for step in steps] == [0, expected], steps
            assert f"`{place}/{status}`: answers" in night.summary or not expected
        server.shutdown()


ELSEWHERE = {
    "main.yml": {
        "lowest": "it fetches the oldest packages that are allowed",
        "others": "it fetches other people's programs, and runs tests alone",
    },
    "release.yml": dict.fromkeys(
        ("test", "build", "attest", "publish", "page"), "what a release is made of has tests of its own"
    ),
}
"""Jobs that no test here runs, each with its reason."""


def test_every_job_of_every_workflow_is_run_by_one_of_these_tests_or_has_its_reason():
    text = Path(__file__).read_text("utf-8")
    for path in WORKFLOWS.glob("*.yml"):
        for job in YAML(typ="safe").load(path)["jobs"]:
            here = f'"{path.name}", "{job}"' in text
            assert here != bool(ELSEWHERE.get(path.name, {}).get(job)), (path.name, job)
