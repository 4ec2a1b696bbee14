"""A stand-in for the machine on which a forge runs workflows: each ``run`` line goes through bash as it is.

What is replaced is the forge's own, and nothing else:

- ``actions/checkout`` is a git fetch of as many commits from a repository on disk;
- ``actions/setup-python`` gives each folder with a Makefile the Python and the locked packages of these
  tests, as a cache would: ``make .venv/installed`` then builds and installs the program itself (or, where a
  test says so, finds it installed). ``make test`` cannot run all tests from within one: pytest is asked for
  its version, and mypy for nothing;
- artefacts are folders beside the workspace; Pages, its address and the signed statement are noted;
- values of the event and of earlier steps (``${{ … }}``) come from a table, and one that is not in it fails.
"""

import os
import re
import shutil
import site
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
EXPRESSION = re.compile(r"\$\{\{ *([^}]*?) *\}\}")
PAGES = "github-pages"
ROOT = Path(__file__).parents[2]
PROGRAM = (
    *("Makefile", "pyproject.toml", "README.md", "LICENSE", "LICENSES", "requirements.lock", "src"),
    *(".github", ".gitignore", "mkdocs.yml", "action.yml"),
)
OWN_ACTION = "OWNER/REPOSITORY"
EVEN_AFTER_A_FAILURE = "!cancelled()"


def git(folder, *words):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [
        "git",
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        *words,
    ]
    env = kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        command, cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout.strip()


def copy_program(root):
    """Put the program, as far as a workflow needs it, into a folder."""
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)


@dataclass
class Step:
    """What a step did."""

    name: str
    status: int
    out: str


@dataclass
class Runner:
    """One runner with an empty workspace, and what its forge knows."""

    root: Path
    origin: Path
    commit: str
    values: dict[str, str]
    artefacts: Path
    installed: bool = False
    program: Path | None = None
    noted: list[str] = field(default_factory=list)

    def job(self, workflow, name, env=None):
        """Run a job's steps in order, and give what each ``run`` line did."""
        done, failed = [], False
        self.root.mkdir(parents=True, exist_ok=True)
        for step in YAML(typ="safe").load(workflow)["jobs"][name]["steps"]:
            condition = step.get("if", "")
            if failed and EVEN_AFTER_A_FAILURE not in condition:
                continue
            ran = self._use(step) if "uses" in step else [self._run(step, env or {})]
            done += ran
            failed = failed or any(one.status for one in ran)
        return done

    @property
    def summary(self):
        path = self.root / "summary"
        return path.read_text("utf-8") if path.exists() else ""

    def value(self, text):
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def _run(self, step, env):
        (self.root / "output").touch()
        own = {name: self.value(text) for name, text in step.get("env", {}).items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST_"))}
        ran = subprocess.run(
            [*SHELL, step["run"]],
            cwd=self.root / step.get("working-directory", "."),
            env=kept | {
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_OUTPUT": str(self.root / "output"),
                "GITHUB_STEP_SUMMARY": str(self.root / "summary"),
                **env,
                **own,
            },
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        for line in (self.root / "output").read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step.get('id', '')}.outputs.{key}"] = value
        return Step(step.get("name", ""), ran.returncode, ran.stdout + ran.stderr)

    def _use(self, step):
        name, given = step["uses"].partition("@")[0], step.get("with", {})
        if name == OWN_ACTION:
            return self._act(given)
        self._stand_in(name, step, given)
        return []

    def _stand_in(self, name, step, given):
        match name:
            case "actions/checkout":
                self._checkout(given)
            case "actions/setup-python":
                self._prepare()
            case "actions/upload-artifact" | "actions/upload-pages-artifact":
                _keep(
                    self.root / self.value(given["path"]),
                    self.artefacts / self.value(given.get("name", PAGES)),
                )
            case "actions/download-artifact":
                for kept in self.artefacts.glob(given.get("pattern") or given["name"]):
                    shutil.copytree(kept, self.root / given.get("path", "."), dirs_exist_ok=True)
            case "actions/configure-pages":
                self.values[f"steps.{step['id']}.outputs.base_url"] = "https://them.example/library"
            case "actions/attest":
                assert (self.root / given["subject-path"]).is_file()
                self.noted.append(name)
            case "actions/deploy-pages":
                assert (self.artefacts / PAGES / "index.html").is_file()
                self.noted.append(name)
            case _:
                raise AssertionError(f"nothing stands in for {name}")

    def _act(self, given):
        """Do the steps of this repository's own action, which the forge fetches to a folder of its own."""
        action = YAML(typ="safe").load(self.program / "action.yml")
        for name, told in action["inputs"].items():
            self.values[f"inputs.{name}"] = self.value(str(given.get(name, told["default"])))
        self.values["github.action_path"] = str(self.program)
        return [self._run(step, {}) for step in action["runs"]["steps"] if "run" in step]

    def _prepare(self):
        for makefile in (self.root / "Makefile", *self.root.glob("*/Makefile")):
            if makefile.exists():
                prepared(makefile.parent, installed=self.installed)

    def _checkout(self, given):
        folder = self.root / given.get("path", ".")
        folder.mkdir(exist_ok=True)
        depth = int(given.get("fetch-depth", 1))
        git(folder, "init", "-q")
        commit = self.value(given["ref"]) if "ref" in given else self.commit
        only = ["--depth", str(depth)] if depth else []
        git(folder, "fetch", "-q", *only, self.origin.as_uri(), commit)
        if "sparse-checkout" in given:
            git(folder, "sparse-checkout", "set", given["sparse-checkout"])
        git(folder, "checkout", "-q", "--detach", "FETCH_HEAD")


def _keep(what, folder):
    if what.is_dir():
        shutil.copytree(what, folder)
    else:
        folder.mkdir(parents=True)
        shutil.copy(what, folder)


def prepared(folder, *, installed):
    """Give a folder a virtual environment with the locked packages, with the program or without."""
    place = folder / ".venv"
    venv.EnvBuilder(symlinks=True, with_pip=False).create(place)
    packages = folder.parent / f"{folder.name}-packages"
    packages.mkdir()
    for entry in Path(site.getsitepackages()[0]).iterdir():
        if installed or not entry.name.startswith("wwis_evidence"):
            (packages / entry.name).symlink_to(entry)
    (own,) = place.glob("lib/python*/site-packages")
    (own / "locked.pth").write_text(f"{packages}\n", encoding="utf-8")
    (place / "bin/ruff").symlink_to(Path(sys.executable).parent / "ruff")
    _command(place, "hatchling", "from hatchling.cli import hatchling; hatchling()")
    _command(place, "mypy", "")
    (place / "locked").touch()
    if installed:
        _command(place, "wwis-evidence", "from wwis_evidence.cli.main import run; run()")
        (place / "installed").touch()


def _command(place, name, line):
    script = place / "bin" / name
    script.write_text(f"#!{place}/bin/python\n{line}\n", encoding="utf-8")
    script.chmod(0o755)
