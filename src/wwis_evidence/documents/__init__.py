"""YAML text as plain data, with a place for every value, limits, and one canonical layout."""

from wwis_evidence.documents.limits import shown
from wwis_evidence.documents.reader import Document, read

__all__ = ["Document", "read", "shown"]
