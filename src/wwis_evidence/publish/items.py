"""Items for readers: what a page of the library needs to know of one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from wwis_evidence.publish import ratings
from wwis_evidence.publish.claims import Area, by_area, unclaimed
from wwis_evidence.publish.text import date_words, months_words, on_or_in
from wwis_evidence.publish.timeline import Timeline, timeline
from wwis_evidence.rating import rate
from wwis_evidence.records import Appeal, Panel, PublishedPanel, Reply
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wwis_evidence.library import Library
    from wwis_evidence.publish.ratings import Card
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.records.case_study import CaseStudy, Change, Evaluation, Source

Standing = Literal["public", "again", "ended", "waiting"]
"""How an item stands to the public library: in it, being reviewed again, no longer current, never in it."""

CONTENT = {"evidence", "correction"}
_ASKED_FOR = (
    ("trigger", "What started it"),
    ("approach", "What they did"),
    ("resources", "What it took"),
    ("limits", "Limits"),
    ("advice", "Advice to other areas"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One case with its rating in words and everything that stands beside it.

    ``again`` is the change that made an earlier full panel's reviews out of date, ``appealed`` the appeal
    that took reviews out of a full panel.
    """

    slug: str
    case: CaseStudy
    rating: Rating
    standing: Standing
    cards: tuple[Card, ...]
    published: PublishedPanel | None
    panel: Panel | None
    replies: tuple[Reply, ...]
    appeals: tuple[Appeal, ...]
    again: Change | None
    appealed: Appeal | None
    areas: tuple[str, ...]
    months: int | None
    changed_wording: bool

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"library/{self.slug}/" if self.standing != "waiting" else f"pipeline/{self.slug}/"

    @property
    def imported(self) -> bool:
        """Whether it was taken in from somebody else's page."""
        return self.case.origin.kind == "imported"

    @property
    def theme(self) -> str:
        """Its theme in words."""
        return ratings.term_label("themes", self.case.theme) if self.case.theme else "Theme not stated"

    @property
    def kind(self) -> str:
        """Case study or research report."""
        return "Research report" if self.case.kind == "research-report" else "Case study"

    @property
    def where(self) -> str:
        """Its local areas, or the organisations where there are none."""
        return ", ".join(self.areas or self.case.organisations) or "No area named"

    @property
    def provenance(self) -> str:
        """Whose rating it carries, in a few words for lists."""
        if self.rating.basis == "published-panel" and self.published:
            return f"As published by {self.published.publisher}, not re-reviewed here"
        if self.rating.status == "review-due":
            return "Reviewed here; due for review again"
        return "Reviewed here" if self.rating.basis == "own-panel" else ""

    @property
    def claims(self) -> tuple[Area, ...]:
        """What it says that changed, by area of impact."""
        return by_area(self.case)

    @property
    def unclaimed(self) -> tuple[str, ...]:
        """Areas of impact of which it says nothing."""
        return unclaimed(self.case)

    @property
    def untold(self) -> tuple[tuple[str, str], ...]:
        """What readers ask for and it does not tell: field and title."""
        return tuple((field, title) for field, title in _ASKED_FOR if not getattr(self.case, field))

    @property
    def other_enablers(self) -> tuple[str, ...]:
        """Ids of the enablers that it does not name."""
        named = {use.id for use in self.case.enablers}
        return tuple(identity for identity in load().terms("enablers") if identity not in named)

    @property
    def settled(self) -> tuple[str, ...]:
        """Titles of the indicators that a moderator settled."""
        pairs = zip(self.cards, self.rating.indicators, strict=False)
        return tuple(card.title for card, part in pairs if part.moderated is not None)

    @property
    def timeline(self) -> Timeline:
        """When what happened."""
        return timeline(self)

    @property
    def ending(self) -> Change | None:
        """The newest change that withdrew or replaced it."""
        return newest(c for c in self.case.changes if c.type in {"withdrawal", "supersession"})

    def not_stated(self, field: str) -> bool:
        """Whether its file says that the text seen does not state a field."""
        return field in self.case.not_stated

    def source(self, identity: str | None) -> Source | None:
        """A source by id."""
        return next((source for source in self.case.sources if source.id == identity), None)

    def sustained_words(self) -> str:
        """How long the work is known to have gone on, with the dates it rests on."""
        kept = self.case.sustained
        if kept is None or self.months is None:
            return ""
        if kept.at_least_months is not None:
            return f"At least {months_words(kept.at_least_months)}"
        start = date_words(kept.from_ or "")
        if kept.to and kept.to != "ongoing":
            return f"{months_words(self.months).capitalize()}: {start} to {date_words(kept.to)}"
        known = f", as known {on_or_in(kept.as_of)}" if kept.as_of else ""
        return f"At least {months_words(self.months)}: since {start}{known}"

    def evaluation_words(self, item: Evaluation) -> str:
        """Who evaluated and when, saying so where the text does not."""
        by = "by whom is not stated" if item.by == "not-stated" else f"by {item.by}"
        when = "date not stated" if item.date == "not-stated" else date_words(item.date)
        return f"{by}, {when}"


def newest(changes: Iterable[Change]) -> Change | None:
    """The newest of changes; of several of one day the last in the file."""
    return max(reversed(tuple(changes)), key=lambda change: change.date, default=None)


def items(library: Library, as_of: date) -> tuple[Item, ...]:
    """Every case of a library but drafts, in the order of their slugs."""
    return tuple(_item(library, rating) for rating in library.ratings(as_of) if rating.status != "draft")


def public(shown: Iterable[Item]) -> list[Item]:
    """Items of the public library by theme, then title."""
    order = list(load().terms("themes"))
    return sorted(
        (item for item in shown if item.standing == "public"),
        key=lambda item: (
            order.index(item.case.theme) if item.case.theme in order else len(order),
            item.case.title,
        ),
    )


def _item(library: Library, rating: Rating) -> Item:
    slug, case = rating.slug, library.case(rating.slug)
    beside = [file.record for file in library.beside(slug)]
    published = next((r for r in beside if isinstance(r, PublishedPanel)), None)
    standing = _standing(library, rating)
    changes = [change for change in case.changes if change.type in CONTENT] or list(case.changes)
    resolved = [(name, library.areas.resolve(name)) for name in case.local_areas]
    return Item(
        slug=slug,
        case=case,
        rating=rating,
        standing=standing,
        cards=ratings.cards(rating, library.framework, published) if standing == "public" else (),
        published=published,
        panel=next((r for r in beside if isinstance(r, Panel)), None),
        replies=tuple(r for r in beside if isinstance(r, Reply)),
        appeals=tuple(r for r in beside if isinstance(r, Appeal)),
        again=newest(changes) if standing == "again" and _reviewed_before(library, slug) else None,
        appealed=_appealed(library, slug) if standing == "again" else None,
        areas=tuple(area.short_name if area else name for name, area in resolved),
        months=library.dossiers[slug].case.months,
        changed_wording=any(
            counted.review.text_digest not in {None, rating.text_digest} for counted in rating.counting
        ),
    )


def _standing(library: Library, rating: Rating) -> Standing:
    if rating.public:
        return "public"
    if rating.status in {"withdrawn", "superseded"}:
        return "ended"
    # A published outcome was shown until this library's own reviews took its place.
    published = library.dossiers[rating.slug].published
    once_public = published or _reviewed_before(library, rating.slug) or _appealed(library, rating.slug)
    return "again" if once_public else "waiting"


def before_appeals(dossier: Dossier, library: Library) -> Rating | None:
    """The rating that a case had before appeals took reviews out; None where there was none."""
    if not dossier.set_aside:
        return None
    # The day decides only whether a review is due, which is not asked here.
    rating = rate(replace(dossier, set_aside=frozenset()), library.framework, library.register, date.max)
    return rating if rating.public and rating.basis == "own-panel" else None


def _appealed(library: Library, slug: str) -> Appeal | None:
    """The newest appeal that took reviews out of a full panel."""
    if before_appeals(library.dossiers[slug], library) is None:
        return None
    beside = (file.record for file in library.beside(slug))
    upheld = [r for r in beside if isinstance(r, Appeal) and r.outcome == "upheld" and r.sets_aside]
    return max(upheld, key=lambda appeal: appeal.date, default=None)


def _reviewed_before(library: Library, slug: str) -> bool:
    """Whether there were once as many reviews as a panel needs, before the evidence changed."""
    dossier = library.dossiers[slug]
    before = {r.reviewer for r in dossier.reviews if r.valid and r.digest != dossier.case.digest}
    return len(before) >= library.framework.panel.quorum


def still_needed(item: Item, library: Library) -> tuple[str, ...]:
    """What an item waits for, in phrases; never who, and never what anyone scored."""
    if item.rating.status == "in-moderation":
        return ("a moderator, who talks with the reviewers before any rating is shown",)
    rules, counting = library.framework.panel, item.rating.counting
    needed = []
    missing = rules.quorum - len(counting)
    among = ""
    if rules.include_one_of and not any(review.role in rules.include_one_of for review in counting):
        roles = " or a ".join(ratings.term_label("roles", role).lower() for role in rules.include_one_of)
        among, missing = roles, max(missing, 1)
    if missing == 1:
        needed.append(f"one more reviewer{f', a {among}' if among else ''}")
    elif missing > 1:
        needed.append(f"{missing} more reviewers{f', at least one of them a {among}' if among else ''}")
    panel = library.dossiers[item.slug].panel
    if panel:
        waited = len(panel.members - panel.absent - {review.review.reviewer for review in counting})
        if waited:
            needed.append(f"{waited} of the panel that was named")
    return tuple(needed)
