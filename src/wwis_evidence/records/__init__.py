"""Typed, frozen records: what each kind of file in a library holds.

The models say the *shape* of a file: which keys there are and what each may hold. What ids mean, and what
must be present, are rules on data (see ``checks/``), so that a vocabulary or a framework can change without
a change of code.
"""

from wwis_evidence.records.base import Record
from wwis_evidence.records.case_study import CaseStudy
from wwis_evidence.records.panel import Appeal, Moderation, Panel, PublishedPanel, Reply
from wwis_evidence.records.register import ReviewerRegister
from wwis_evidence.records.review import Review
from wwis_evidence.records.settings import LibrarySettings
from wwis_evidence.records.shape import Shaped, key_order, shape
from wwis_evidence.records.vocabulary import OwnVocabulary

__all__ = [
    "Appeal",
    "CaseStudy",
    "LibrarySettings",
    "Moderation",
    "OwnVocabulary",
    "Panel",
    "PublishedPanel",
    "Record",
    "Reply",
    "Review",
    "ReviewerRegister",
    "Shaped",
    "key_order",
    "shape",
]
