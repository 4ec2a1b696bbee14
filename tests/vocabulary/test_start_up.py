"""What importing the vocabulary costs."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import wwis_evidence.vocabulary
print([name for name in opened if "vocabulary" in name and "data" in name.replace("\\\\", "/").split("/")])
print([name for name in ("pydantic", "ruamel", "wwis_evidence.documents") if name in sys.modules])
"""


def test_importing_reads_no_data_and_no_parser():
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "[]"]
