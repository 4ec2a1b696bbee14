"""Mends of what a check found, where one reading is plain; everything else in a file stays as it is."""

from wwis_evidence.mending.file import Mend, Mended, mend_file
from wwis_evidence.mending.library import mend_library
from wwis_evidence.mending.mends import MENDS

__all__ = ["MENDS", "Mend", "Mended", "mend_file", "mend_library"]
