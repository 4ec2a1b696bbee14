"""Two libraries compared: what came, what went, what moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wwis_evidence.change.items import Items
from wwis_evidence.change.values import Change, FindingsChange, RegisterChange, Shared, Withheld
from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.exceptions import excuses_in
from wwis_evidence.checks.private import Private
from wwis_evidence.checks.run import outcome_of
from wwis_evidence.history import FileChange
from wwis_evidence.places import place_of
from wwis_evidence.rating.counting import counting_reviews
from wwis_evidence.rating.rate import panel_complete
from wwis_evidence.reports.findings import Checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from wwis_evidence.checks.excuses import Excuse
    from wwis_evidence.checks.run import Outcome
    from wwis_evidence.files import File
    from wwis_evidence.findings import Finding
    from wwis_evidence.library import Library

TELL_NO_SCORE = frozenset({"panel", "published-panel", "reply", "appeal"})
"""Kinds of files beside reviews in which nobody of the library's own panel scores anything."""


def change_between(before: Library, after: Library, as_of: date) -> Change:
    """What a change of a library does.

    Args:
        before: The library without the change.
        after: The library with it.
        as_of: The day for which both are asked: what time alone does is no part of a change.
    """
    files = tuple(_files(before, after))
    checked = [outcome_of(before, as_of), outcome_of(after, as_of, before)]
    hide = _hiding((before, after), checked)
    rules = tuple((side.framework.sha256, side.framework_usable) for side in (before, after))
    shared: list[Shared] = []
    if before.register != after.register:
        shared.append("register")
    if rules[0] != rules[1]:
        shared.append("framework")
    if before.settings != after.settings:
        shared.append("settings")
    of_items: defaultdict[str, list[FileChange]] = defaultdict(list)
    for file in files:
        place = place_of(file.path)
        if place and place.slug:
            of_items[place.slug].append(file)
    items = Items((before, after), as_of, shared, hide)
    looked_at = {*before.folders, *after.folders} if shared else set(of_items)
    changes = (items.change(slug, tuple(of_items.get(slug, ()))) for slug in sorted(looked_at))
    new, gone = _findings(before, after, checked)
    return Change(
        as_of=as_of,
        frameworks=(before.framework, after.framework),
        framework_changed=rules[0] != rules[1],
        files=files,
        items=tuple(change for change in changes if change),
        register=tuple(_register(before, after)),
        new=new,
        gone=gone,
        exceptions=tuple(_exceptions(before, after, hide)),
    )


def _hiding(sides: tuple[Library, Library], checked: list[Outcome]) -> Callable[[str], str]:
    """What puts a stand-in for each value of either side that may be about a person."""
    old, new = (
        Private(
            {*found.findings, *(each.finding for each in found.excused)},
            {path: file.raw for path, file in library.files.items()},
        )
        for library, found in zip(sides, checked, strict=True)
    )
    return lambda text: new.hide_in(old.hide_in(text))


def _files(before: Library, after: Library) -> Iterator[FileChange]:
    for path in sorted({*before.files, *after.files}):
        old, new = before.files.get(path), after.files.get(path)
        if old is None:
            yield FileChange(path, "added")
        elif new is None:
            yield FileChange(path, "removed")
        elif _content(old) != _content(new):
            yield FileChange(path, "changed")


def _content(file: File) -> object:
    """A file's bytes, or why there are none."""
    return file.raw or file.problems


def _register(before: Library, after: Library) -> Iterator[RegisterChange]:
    for reviewer in sorted({*before.register, *after.register}):
        old, new = before.register.get(reviewer), after.register.get(reviewer)
        if old is None:
            yield RegisterChange(reviewer, "added")
        elif new is None:
            yield RegisterChange(reviewer, "removed")
        elif old != new:
            yield RegisterChange(reviewer, "changed")


def _findings(
    before: Library, after: Library, checked: list[Outcome]
) -> tuple[FindingsChange, FindingsChange]:
    """Findings that came and that went; one that is only excused now has not gone."""
    old, new = (
        list(Checked.of(library, found.findings, excused=found.excused).with_fingerprints())
        for library, found in zip((before, after), checked, strict=True)
    )
    was = {name for _, name, excuse in old if excuse is None}
    now = {name for _, name, _ in new}
    came = [(name, finding) for finding, name, excuse in new if excuse is None and name not in was]
    went = [(name, finding) for finding, name, excuse in old if excuse is None and name not in now]
    return _told(came, (after,)), _told(went, (before, after))


def _told(findings: Iterable[tuple[str, Finding]], sides: tuple[Library, ...]) -> FindingsChange:
    told: list[tuple[str, Finding]] = []
    withheld: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, finding in findings:
        # What was rewritten is told by its place alone, and it was complete before.
        if catalogue()[finding.code].compares or may_be_told(finding.path, sides):
            told.append((name, finding))
        else:
            withheld[finding.path][finding.severity] += 1
    numbers = (Withheld(path, n["error"], n["warning"]) for path, n in withheld.items())
    return FindingsChange(tuple(told), tuple(numbers))


def may_be_told(path: str, sides: Iterable[Library]) -> bool:
    """Whether what was found in a file tells no score of an incomplete panel.

    The message, the place and even the field of a finding can tell one: only of a criterion that somebody
    found met is it asked which evidence it rests on.
    """
    match path.split("/"):
        case ["reviews", slug, _, *_]:  # also a file with a name that no record can have
            place = place_of(path)
            told = place is not None and place.kind in TELL_NO_SCORE
            return told or all(_complete(slug, library) for library in sides)
    return True


def _complete(slug: str, library: Library) -> bool:
    dossier = library.dossiers.get(slug)
    if dossier is None or not library.framework_usable:
        return False
    counting, _ = counting_reviews(dossier, library.framework, library.register)
    return panel_complete(dossier, counting, library.framework)


def _exceptions(before: Library, after: Library, hide: Callable[[str], str]) -> Iterator[Excuse]:
    """Exceptions that one file has now and had not, wherever in it they stand."""
    known = {_said(each) for each in excuses_in(before.files.values())}
    for each in excuses_in(after.files.values()):
        if _said(each) in known:
            continue
        if may_be_told(each.file, (after,)):
            yield replace(each, because=hide(each.because), field=hide(each.field))
        else:
            yield replace(each, because="", field="")


def _said(each: Excuse) -> tuple[str, ...]:
    return each.path, each.file, each.code, each.field, each.because, each.until
