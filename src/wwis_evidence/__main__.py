"""``python -m wwis_evidence``."""

from wwis_evidence.cli.main import run

run()
