"""What the README tells a newcomer to type works, line by line."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_every_line_of_the_readme_s_example_runs(tmp_path):
    block = re.search(r"## Try it\n\n```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)[1]
    lines = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    assert lines[0].startswith("source ")
    typed = "\n".join([f'wwis-evidence() {{ "{sys.executable}" -m wwis_evidence "$@"; }}', *lines[1:]])
    run = subprocess.run(
        ["bash", "-e", "-c", typed], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Nothing to mend" in run.stdout or "Warnings can stay" in run.stdout
    assert (tmp_path / "example/build/site/library/early-talk/index.html").is_file()
