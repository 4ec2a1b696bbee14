"""The review record of an item: who found what, by role and never by name, before and after moderation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wwis_evidence.publish import ratings
from wwis_evidence.rating.counting import acting_role
from wwis_evidence.records import Moderation, Review
from wwis_evidence.reports.wording import criterion_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.records.review import CriterionFinding


@dataclass(frozen=True, slots=True)
class Cell:
    """One reviewer's finding on one criterion: who (by role), what, why and on which evidence."""

    role: str
    finding: str
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion with every counting reviewer's finding and what came of them.

    ``lived_experience_differs``: it is found met together, though by nobody with lived experience. ``dates``
    is what dates decide, for a criterion that no reviewer is asked about.
    """

    title: str
    cells: tuple[Cell, ...]
    outcome: str
    lived_experience_differs: bool = False
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One indicator's review record: criteria by role, each reviewer's own best bar, and the middle one."""

    title: str
    roles: tuple[str, ...]
    rows: tuple[Row, ...]
    bars: tuple[Cell, ...]
    middle: str
    moderated: tuple[tuple[str, str, str], ...]


def grids(item: Item, library: Library) -> tuple[Grid, ...]:
    """The review record of an item with its own panel, by indicator; reviewers by role only."""
    if item.rating.basis != "own-panel" or item.standing != "public":
        return ()
    return tuple(_grid(item, library, part.id) for part in item.rating.indicators)


def _grid(item: Item, library: Library, identity: str) -> Grid:
    framework = library.framework
    indicator = framework.indicators[identity]
    part = next(part for part in item.rating.indicators if part.id == identity)
    reviews = list(_reviews(item, library))
    contested = sorted(indicator.contested_by)
    rows = []
    for result in part.criteria:
        scored = result.id in indicator.scored
        cells = [
            _cell(role, review.indicators[identity].findings.get(result.id))
            for role, review in reviews
            if scored
        ]
        outcome = "Confirmed" if result.confirmed else "Not confirmed"
        dates = "" if scored else f"From dates: {item.sustained_words() or 'no length stated'}"
        differs = result.id in (part.lived_experience_differs or ())
        rows.append(Row(criterion_title(indicator, result.id), tuple(cells), outcome, differs, dates))
    for extra in contested:
        given = [
            (role, finding)
            for role, review in reviews
            if (finding := review.indicators[identity].findings.get(extra))
        ]
        if given:
            cells = [_cell(role, finding) for role, finding in given]
            rows.append(
                Row("What reviewers say of how long it was sustained", tuple(cells), "Set beside the dates")
            )
    bars = [
        Cell(
            role,
            ratings.bar_words(framework, framework.position(review.indicators[identity].bar)),
            because,
            (),
        )
        for role, review in reviews
        for because in (review.indicators[identity].because,)
    ]
    moderated = [
        (
            ratings.bar_words(framework, framework.position(m.bar)),
            ratings.term_label("moderation-reasons", m.reason) if m.reason else "",
            _moderated_because(library, m.file, identity),
        )
        for m in item.rating.moderations
        if m.indicator == identity and m.bar in framework.bars
    ]
    roles = tuple(role for role, _ in reviews)
    middle = f"Middle view: {ratings.bar_words(framework, part.panel)}"
    return Grid(indicator.title, roles, tuple(rows), tuple(bars), middle, tuple(moderated))


def _reviews(item: Item, library: Library) -> Iterator[tuple[str, Review]]:
    """Counting reviews with a label by role; several of one role are numbered."""
    roles = [ratings.term_label("roles", counted.role) for counted in item.rating.counting]
    for place, counted in enumerate(item.rating.counting):
        record = library.files[counted.review.path].record
        if isinstance(record, Review):
            same = roles.count(roles[place]) > 1
            yield (
                (f"{roles[place]} {roles[: place + 1].count(roles[place])}" if same else roles[place]),
                record,
            )


def _cell(role: str, finding: CriterionFinding | None) -> Cell:
    if finding is None:
        return Cell(role, "Not asked", "", ())
    return Cell(role, finding.finding.replace("-", " ").capitalize(), finding.because, finding.cites)


def _moderated_because(library: Library, path: str, indicator: str) -> str:
    record = library.files[path].record
    if isinstance(record, Moderation) and indicator in record.indicators:
        return record.indicators[indicator].because
    return ""


def counting_roles(item: Item) -> tuple[tuple[str, str], ...]:
    """Reviews that count: who by role, and when, in the order of the record's columns."""
    return tuple((ratings.term_label("roles", c.role), c.review.date) for c in item.rating.counting)


def roles_in_words(item: Item) -> tuple[str, ...]:
    """Roles of the reviewers that count, each once, with how many there are if there are several."""
    roles = Counter(who for who, _ in counting_roles(item))
    return tuple(role if number == 1 else f"{role} ({number})" for role, number in roles.items())


def set_aside_roles(item: Item, library: Library) -> tuple[tuple[str, str, str], ...]:
    """Reviews that do not count: who by role (else by id), the reason, and its words."""
    listed = []
    for other in item.rating.not_counting:
        entries = library.register.get(other.reviewer, ())
        role = acting_role(entries[0], library.framework) if entries else ""
        who = ratings.term_label("roles", role) if role else f"Reviewer {other.reviewer}"
        reason = ratings.term_label("not-counting-reasons", other.reason)
        listed.append((who, reason, ratings.term_words("not-counting-reasons", other.reason)))
    return tuple(listed)
