"""A panel is not picked after the fact.

Codes ``panel-after-the-fact`` and, which one state of the library shows, ``panel-after-review``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.checks.rules._kept import Edited, complete
from wwis_evidence.findings import Problem
from wwis_evidence.places import place_of
from wwis_evidence.records import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.case_folder import CaseFolder
    from wwis_evidence.checks.rules._kept import Sides
    from wwis_evidence.common import Common
    from wwis_evidence.rating.facts import ReviewFacts

CODE = "panel-after-the-fact"


def check_dates(folder: CaseFolder, common: Common) -> Iterator[tuple[str, Problem]]:
    """A panel's record that is dated after a review of the evidence as it is."""
    del common
    dossier = folder.dossier
    panel = dossier.panel if dossier else None
    if dossier is None or panel is None:
        return
    earlier = [
        r for r in dossier.reviews if r.valid and r.digest == dossier.case.digest and r.date < panel.date
    ]
    if earlier:
        first = min(earlier, key=lambda review: review.age_key)
        values = {"date": panel.date, "reviewer": first.reviewer, "day": first.date}
        yield panel.path, Problem("panel-after-review", ("date",), values=values)


def check(sides: Sides) -> Iterator[tuple[str, Problem]]:
    """Every panel's record that came, changed or went once there were reviews to let in or leave out."""
    edited = {each.slug: each for each in sides.edited() if each.place.kind == "panel"}
    for each in edited.values():
        yield from _changed(each, sides)
    for path, now in sides.after.files.items():
        place = place_of(path)
        if place and place.kind == "panel" and place.slug not in edited and path not in sides.before.files:
            yield from ((path, problem) for problem in _added(place.slug, now.record, sides))


def _changed(edited: Edited, sides: Sides) -> Iterator[tuple[str, Problem]]:
    before = sides.before.folders[edited.place.slug]
    was, now = edited.was.record, edited.now.record if edited.now else None
    reviews = _in_already(before, sides.after.folders.get(edited.slug))
    if not reviews or before.dossier is None or not isinstance(was, Panel):
        return
    if edited.now is None:
        yield edited.problem(CODE, {"what": "was taken away after reviews had come in"})
    if not isinstance(now, Panel):
        return
    moved = sorted({r.reviewer for r in reviews} & (set(was.reviewers) ^ set(now.reviewers)))
    due = sides.before.rate(edited.place.slug, sides.as_of).status == "review-due"
    if moved:
        done = "takes in" if moved[0] in now.reviewers else "leaves out"
        values = {"what": f"now {done} {moved[0]}, whose review was in already"}
        yield edited.problem(CODE, values, ("reviewers",))
    elif complete(before.dossier, sides.before) and not due and _named(was) != _named(now):
        yield edited.problem(CODE, {"what": "was changed after the panel was complete"})
    elif now.date != was.date and any(now.date <= review.date for review in reviews):
        yield edited.problem(CODE, {"what": "has another date now, and reviews were in already"}, ("date",))


def _added(slug: str, panel: object, sides: Sides) -> Iterator[Problem]:
    former = next((old for old, new in sides.renamed.items() if new == slug), slug)
    before = sides.before.folders.get(former)
    reviews = _in_already(before, sides.after.folders.get(slug)) if before else []
    if not reviews or not isinstance(panel, Panel):
        return
    left_out = sorted({r.reviewer for r in reviews} - set(panel.reviewers))
    late = [r for r in reviews if panel.date <= r.date]
    if left_out:
        values = {"what": f"leaves out {left_out[0]}, whose review was in already"}
        yield Problem(CODE, ("reviewers",), values=values)
    elif late:
        first = min(late, key=lambda review: review.age_key)
        what = f"is dated {panel.date}, but the review by {first.reviewer} of {first.date} was in before it"
        yield Problem(CODE, ("date",), values={"what": what})


def _named(panel: Panel) -> tuple[object, ...]:
    """What a panel's record says of who was asked and when."""
    return panel.date, frozenset(panel.reviewers), frozenset(each.reviewer for each in panel.absent)


def _in_already(before: CaseFolder, after: CaseFolder | None) -> list[ReviewFacts]:
    """Reviews of the evidence that were there before the change; none where that changed too."""
    if before.dossier is None or after is None or after.dossier is None:
        return []
    digest = before.dossier.case.digest
    if after.dossier.case.digest != digest:
        return []  # nobody has reviewed it as it is now
    return [review for review in before.dossier.reviews if review.valid and review.digest == digest]
