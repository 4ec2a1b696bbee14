"""The pages for those who add or review: what happens to what they send, and the two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from wwis_evidence.publish.forms.data import FOLDER
from wwis_evidence.publish.forms.view import form_modules, views
from wwis_evidence.publish.items import still_needed
from wwis_evidence.publish.ratings import term_label
from wwis_evidence.publish.render import page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item

URL = "add-or-review/"
CASE_FORM, REVIEW_FORM = f"{URL}case-study/", f"{URL}review/"
_GUIDES = (
    ("guides/writing-a-case-study", "Writing a case study"),
    ("guides/reviewing", "Reviewing a case study"),
    ("guides/ten-slips", "Ten common slips"),
    ("guides/checking", "Checking files"),
)


def form_pages(shown: Iterable[Item], library: Library, hand_written: Collection[str]) -> dict[str, bytes]:
    """The overview, the two forms, and what each needs to be drawn; by path.

    Args:
        shown: The library's items; those that wait for reviewers can be opened in the review form.
        library: The library.
        hand_written: Paths of the hand-written pages, so that only those that there are get a link.
    """
    own, rules = library.settings, library.framework.panel
    waiting = [
        (item, still_needed(item, library)) for item in shown if item.rating.status == "awaiting-reviewers"
    ]
    common: dict[str, Any] = {
        "settings": own,
        "waiting": waiting,
        "data_folder": FOLDER,
        "modules": form_modules(),
        "guides": [(f"{path}/", title) for path, title in _GUIDES if f"{path}.md" in hand_written],
    }
    return {
        f"{URL}index.md": page(
            "add-or-review.md.j2",
            URL,
            "Add or review",
            "Send in a case study or review one, in the browser. What happens next, and how to object.",
            contact=own.contact,
            repository=own.repository_url,
            publisher=own.publisher,
            quorum=rules.quorum,
            roles=" or ".join(f"a {term_label('roles', role).lower()}" for role in rules.include_one_of),
            months=own.review_period_months or rules.review_period_months,
            questions=sum(len(indicator.scored) + 1 for indicator in library.framework.indicators.values()),
            bars=len(library.framework.bars),
            spread=rules.moderation_spread,
            **common,
        ),
        f"{CASE_FORM}index.md": page(
            "form.md.j2",
            CASE_FORM,
            "Send in a case study",
            "A form for a case study of local practice. It runs in your browser, and nothing leaves it.",
            kind="case-study",
            **common,
        ),
        f"{REVIEW_FORM}index.md": page(
            "form.md.j2",
            REVIEW_FORM,
            "Review a case study",
            "A form for a review of a case study that waits for reviewers. It runs in your browser.",
            kind="review",
            unread=True,
            **common,
        ),
        **{f"{URL}{kind}.json": to_json(view) + b"\n" for kind, view in views(library).items()},
    }
