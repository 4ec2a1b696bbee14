"""Which evidence items can support a criterion, and how long work has been sustained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.records.base import NOT_STATED, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wwis_evidence.records.case_study import CaseStudy, Sustained
    from wwis_evidence.records.framework import Selector


def evidence_ids(case: CaseStudy) -> Iterator[str]:
    """Ids of every evaluation, replication and impact item, in the file's order."""
    for items in (case.evaluation, case.replication, case.impact):
        yield from (item.id for item in items)


def own_names(case: CaseStudy) -> tuple[str, ...]:
    """Names of those whose work this is: its areas, organisations and submitters."""
    return (*case.local_areas, *case.organisations, *case.submitted_by)


def supporting(
    case: CaseStudy,
    selectors: Iterable[Selector],
    own: frozenset[str],
    keys: Callable[[str], frozenset[str]],
) -> frozenset[str]:
    """Ids of the evidence items that any of the selectors picks."""
    return frozenset(
        item.id
        for selector in selectors
        for item in getattr(case, selector.list_)
        if _fits(item, selector, own, keys)
    )


def _fits(item: Any, selector: Selector, own: frozenset[str], keys: Callable[[str], frozenset[str]]) -> bool:  # noqa: ANN401 - an item of any evidence list
    for name, wanted in selector.fields.items():
        if getattr(item, name) not in wanted:
            return False
    for name, unwanted in selector.fields_not.items():
        if getattr(item, name) in unwanted:
            return False
    if selector.has is not None and not _has(item, selector.has.split(".")):
        return False
    if selector.by_outsider:
        # Someone who is not named cannot be shown to be an outsider.
        by = getattr(item, "by", NOT_STATED)
        return by != NOT_STATED and not (keys(by) & own)
    return True


def _has(item: object, names: list[str]) -> bool:
    for name in names:
        item = getattr(item, name, None)
    return item is not None


def months_sustained(sustained: Sustained | None) -> int | None:
    """Whole months that the work is known to have gone on; None where nothing is said of it.

    From the last day that the start can mean to the first day that the end can mean, so that a partial date
    never claims too much.
    """
    if sustained is None:
        return None
    if sustained.at_least_months is not None:
        return sustained.at_least_months
    end = sustained.as_of if sustained.to in {None, "ongoing"} else sustained.to
    if sustained.from_ is None or end is None:
        return None
    start, finish = last_day(sustained.from_), first_day(end)
    months = 12 * (finish.year - start.year) + finish.month - start.month - (finish.day < start.day)
    return max(months, 0)
