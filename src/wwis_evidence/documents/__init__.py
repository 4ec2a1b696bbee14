"""YAML text as plain data, with a place for every value, limits, and one canonical layout."""

from wwis_evidence.documents.layout import LayoutError, Order, canonical, emit, scalar_text
from wwis_evidence.documents.positions import Place, Positions
from wwis_evidence.documents.reader import Document, read

__all__ = [
    "Document",
    "LayoutError",
    "Order",
    "Place",
    "Positions",
    "canonical",
    "emit",
    "read",
    "scalar_text",
]
