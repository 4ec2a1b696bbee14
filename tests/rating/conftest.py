"""Let these tests use the random frameworks that stand beside the frameworks' own tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "frameworks"))
