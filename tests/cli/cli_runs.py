"""Run a command as people do, in this process or in one of its own."""

import os
import subprocess
import sys
from typing import NamedTuple

from wwis_evidence.cli import main


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def say(capsys, monkeypatch, *arguments):
    """Run a command in this process."""
    monkeypatch.setattr(sys, "argv", ["wwis-evidence", *map(str, arguments)])
    try:
        main.run()
    except SystemExit as ended:
        status = ended.code or 0
    captured = capsys.readouterr()
    return Said(status, captured.out, captured.err)


def command(*arguments):
    """The command line of a process of its own."""
    return [sys.executable, "-m", "wwis_evidence", *map(str, arguments)]


def spawn(*arguments, cwd=None, **more):
    """Run a command in a process of its own."""
    more.setdefault("stdout", subprocess.PIPE)
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color"},
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
        **more,
    )
    return Said(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def one_line(text):
    """Whether a complaint is one clear line."""
    return text.startswith("wwis-evidence: ") and text.count("\n") == 1 and text.endswith("\n")
