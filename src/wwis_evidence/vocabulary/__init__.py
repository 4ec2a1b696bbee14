"""Words and places: what the ids in records mean to readers, and the local areas of England.

Nothing is read when this package is imported; each file is read once, when it is first needed.
"""

from wwis_evidence.vocabulary.areas import Area, Areas
from wwis_evidence.vocabulary.places import BoardShare, hexes, icbs
from wwis_evidence.vocabulary.terms import (
    SHIPPED,
    About,
    Cell,
    CrosswalkRow,
    Source,
    Term,
    Vocabulary,
    in_force,
    load,
    put_in_force,
)

__all__ = [
    "SHIPPED",
    "About",
    "Area",
    "Areas",
    "BoardShare",
    "Cell",
    "CrosswalkRow",
    "Source",
    "Term",
    "Vocabulary",
    "hexes",
    "icbs",
    "in_force",
    "load",
    "put_in_force",
]
