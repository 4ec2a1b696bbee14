"""What a change of a library does: to items and ratings, to findings, and to what all items rest on.

Reviewers score independently. So what these values hold of an incomplete panel is who and how many, and
never what anybody scored: a report made from them cannot tell more.
"""

from wwis_evidence.change.values import (
    Change,
    FindingsChange,
    ItemChange,
    ModerationChange,
    Moved,
    Needs,
    Noted,
    RegisterChange,
    ReviewChange,
    Side,
    Withheld,
)
from wwis_evidence.change.whole import change_between

__all__ = [
    "Change",
    "FindingsChange",
    "ItemChange",
    "ModerationChange",
    "Moved",
    "Needs",
    "Noted",
    "RegisterChange",
    "ReviewChange",
    "Side",
    "Withheld",
    "change_between",
]
