"""What waits for whom: who was asked about each case, who has reviewed it, and what is still needed.

Nothing here tells a score. What depends on scores, such as a need for moderation, is told only once the panel
is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from wwis_evidence.contributing.eligible import not_open, role_on
from wwis_evidence.contributing.writing import listed
from wwis_evidence.files import usable
from wwis_evidence.rating.rate import panel_complete
from wwis_evidence.records import Appeal, CaseStudy, Panel
from wwis_evidence.reports.text import counted
from wwis_evidence.reports.wording import role_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.rating.facts import Dossier
    from wwis_evidence.rating.result import Rating

Need = Literal["author", "members", "ruling", "again", "reviewers", "moderation", "due", "appeal"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was asked about a case, or who reviewed it.

    Attributes:
        reviewer: Their id.
        role: The role they act in; empty for somebody who is not on the register.
        asked: Whether the panel's record names them.
        state: ``counting``, ``waiting``, ``absent``, or why their newest review does not count.
    """

    reviewer: str
    role: str
    asked: bool
    state: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a case still needs: what sort of thing, from whom, and in words."""

    need: Need
    who: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case, and what it waits for.

    Attributes:
        slug: Its name.
        title: Its title.
        status: Its status.
        basis: What its rating rests on.
        fixed: The day on which the panel was fixed; None where there is no record of a panel.
        in_advance: Whether that was before any review that counts.
        complete: Whether everybody who is needed has reviewed.
        people: Who was asked or has reviewed, by id.
        wanted: What is still needed; nothing where nothing waits.
    """

    slug: str
    title: str
    status: str
    basis: str
    fixed: str | None
    in_advance: bool
    complete: bool
    people: tuple[Person, ...]
    wanted: tuple[Wanted, ...]


def waiting(slug: str, library: Library, as_of: date) -> Waiting:
    """What one case waits for."""
    dossier, rating = library.dossiers[slug], library.rate(slug, as_of)
    panel = usable(library.files.get(f"reviews/{slug}/panel.yaml"), Panel)
    people = tuple(_people(dossier, rating, library, as_of))
    complete = panel_complete(dossier, rating.counting, library.framework)
    case = library.files[f"casestudies/{slug}.yaml"].record
    return Waiting(
        slug=slug,
        title=case.title if isinstance(case, CaseStudy) else "",
        status=rating.status,
        basis=rating.basis,
        fixed=panel.date if panel else None,
        in_advance=rating.panel_fixed_in_advance,
        complete=complete,
        people=people,
        wanted=tuple(_wanted(dossier, rating, people, library, complete=complete)),
    )


def _people(dossier: Dossier, rating: Rating, library: Library, as_of: date) -> Iterator[Person]:
    asked = dossier.panel.members if dossier.panel else frozenset[str]()
    absent = dossier.panel.absent if dossier.panel else frozenset[str]()
    counting = {counted.review.reviewer: counted for counted in rating.counting}
    newest: dict[str, str] = {}
    for left in rating.not_counting:  # each reviewer's, oldest first
        if left.reason != "superseded":
            newest[left.reviewer] = left.reason
    for reviewer in sorted(asked | counting.keys() | newest.keys()):
        if reviewer in counting:
            role, state = counting[reviewer].role, "counting"
        else:
            role = role_on(reviewer, as_of.isoformat(), library)
            state = "absent" if reviewer in absent else newest.get(reviewer, "waiting")
        yield Person(reviewer, role, reviewer in asked, state)


def _wanted(
    dossier: Dossier, rating: Rating, people: Sequence[Person], library: Library, *, complete: bool
) -> Iterator[Wanted]:
    if rating.status == "draft":
        yield Wanted("author", (), "the author: it is still a draft")
    beside = (file.record for file in library.beside(dossier.case.slug))
    if any(isinstance(record, Appeal) and record.outcome == "pending" for record in beside):
        yield Wanted("appeal", (), "a moderator: an appeal has not been decided")
    if not_open(dossier, library) or (rating.basis == "published-panel" and not people):
        return
    if complete:
        if rating.status == "in-moderation":
            yield Wanted("moderation", (), "a moderator: the reviewers are far apart")
        if rating.status == "review-due":
            since = f" since {rating.due.isoformat()}" if rating.due else ""
            yield Wanted("due", (), f"reviewers: a new review has been due{since}")
        return
    yield from _from_whom(dossier, people)
    yield from _more(dossier, people, library)


def _from_whom(dossier: Dossier, people: Sequence[Person]) -> Iterator[Wanted]:
    """What an incomplete panel waits for from those whom it has."""
    unruled = tuple(person.reviewer for person in people if person.state == "interest")
    if unruled:
        words = f"a moderator's ruling on the interest that {listed(unruled, 'and')} declared"
        yield Wanted("ruling", unruled, words)
    again = tuple(p.reviewer for p in people if p.state in _AGAIN and _expected(p, dossier))
    if again:
        words = f"{listed(again, 'and')}, to look again: what they reviewed has changed"
        yield Wanted("again", again, words)
    unusable = tuple(p.reviewer for p in people if p.state == "invalid" and _expected(p, dossier))
    if unusable:
        yield Wanted(
            "members", unusable, f"{listed(unusable, 'and')}, whose review is unfinished or has errors"
        )
    silent = tuple(person.reviewer for person in people if person.state == "waiting")
    if silent:
        yield Wanted("members", silent, f"{listed(silent, 'and')}, who {_have(silent)} not reviewed yet")


_AGAIN = {"stale", "other-framework"}
_MAY_YET_COUNT = {"counting", "waiting", "interest", "invalid", *_AGAIN}


def _expected(person: Person, dossier: Dossier) -> bool:
    """Whether a review by somebody would count, as far as the panel goes."""
    return dossier.panel is None or (person.asked and person.reviewer not in dossier.panel.absent)


def _have(who: Sequence[str]) -> str:
    return "has" if len(who) == 1 else "have"


def _more(dossier: Dossier, people: Sequence[Person], library: Library) -> Iterator[Wanted]:
    """Reviewers whom nobody has asked yet, beyond those from whom a review is expected."""
    rules = library.framework.panel
    expected = [p for p in people if p.state in _MAY_YET_COUNT and _expected(p, dossier)]
    missing = max(rules.quorum - len(expected), 0)
    lived = not rules.include_one_of or any(person.role in rules.include_one_of for person in expected)
    number = max(missing, 0 if lived else 1)
    if number:
        roles = f"a {listed(role_in_words(role) for role in rules.include_one_of)}"
        words = "one more reviewer" if number == 1 else f"{number} more reviewers"
        if not lived:
            words += f", {roles}" if number == 1 else f", one of them {roles}"
        yield Wanted("reviewers", (), words)


def waiting_json(found: Waiting) -> dict[str, Any]:
    """What a case waits for, as an answer for tools."""
    return {
        "slug": found.slug,
        "title": found.title,
        "status": found.status,
        "basis": found.basis,
        "panel_fixed": found.fixed,
        "panel_fixed_in_advance": found.in_advance,
        "panel_complete": found.complete,
        "people": [
            {"reviewer": p.reviewer, "role": p.role or None, "asked": p.asked, "state": p.state}
            for p in found.people
        ],
        "needed": [{"need": w.need, "who": list(w.who), "words": w.words} for w in found.wanted],
    }


def waiting_report(found: Sequence[Waiting], *, whole: bool) -> Iterator[str]:
    """Lines for people.

    Args:
        found: The cases.
        whole: Whether to show cases that wait for nothing.
    """
    shown = [each for each in found if whole or each.wanted]
    for number, each in enumerate(shown):
        if number:
            yield ""
        yield f"{each.slug}: {each.status}"
        if each.people:
            fixed = f"fixed on {each.fixed}" if each.fixed else "not fixed in advance"
            if each.fixed and not each.in_advance:
                fixed = f"named on {each.fixed}, when reviews had begun"
            yield f"  panel {fixed}, {'complete' if each.complete else 'not complete'}"
        for person in each.people:
            role = role_in_words(person.role) if person.role else "not on the register"
            yield f"    {person.reviewer}  {role}: {_state_in_words(person)}"
        for wanted in each.wanted:
            yield f"  waits for {wanted.words}"
        if not each.wanted:
            yield "  waits for nothing"
    if not whole:
        yield ""
        rest = len(found) - len(shown)
        yield f"{counted(len(shown), 'case waits', 'cases wait')}; {rest} wait for nothing."


def _state_in_words(person: Person) -> str:
    words = {
        "counting": "has reviewed",
        "waiting": "has not reviewed yet",
        "absent": "absent",
        "stale": "reviewed earlier evidence",
        "other-framework": "reviewed under another framework",
        "invalid": "review unfinished or with errors",
        "interest": "waits for a ruling on an interest",
        "not-on-panel": "reviewed, but was not asked",
        "set-aside": "set aside after an appeal",
        "conflict": "reviewed, but has a conflict",
        "not-on-register": "reviewed, but is not on the register",
        "not-active": "reviewed outside their time on the register",
        "sits-out": "sits out",
    }
    return words.get(person.state, person.state)
