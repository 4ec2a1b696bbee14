"""Where the worked example is, and the day for which its bundles are made."""

from datetime import date
from pathlib import Path

import wwis_evidence

STARTER = Path(wwis_evidence.__file__).parent / "starter"
AS_OF = date(2026, 11, 1)
