"""The JSON answers that tools rely on; their keys are the data contract (schema 1)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wwis_evidence.checks.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wwis_evidence.checks.excuses import Excused
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import Rating
    from wwis_evidence.rating.explain import IndicatorExplanation
    from wwis_evidence.rating.moderation import Moderated
    from wwis_evidence.rating.moves import Move
    from wwis_evidence.reports.findings import Checked

SCHEMA = 1


def check_answer(checked: Checked) -> dict[str, Any]:
    """What ``check --format json`` prints."""
    return {
        "schema": SCHEMA,
        "findings": [asdict(finding) for finding in checked.findings],
        "checked": {"case_studies": checked.case_studies, "reviews": checked.reviews},
        "excused": [_excused_answer(each) for each in checked.excused],
    }


def _excused_answer(each: Excused) -> dict[str, Any]:
    """A finding that is let stand, why and until when, and where the exception stands."""
    excuse = each.excuse
    line, column = excuse.place
    exception = {"path": excuse.path, "line": line, "column": column}
    return {**asdict(each.finding), "because": excuse.because, "until": excuse.until, "exception": exception}


def checks_answer() -> dict[str, Any]:
    """What ``checks --format json`` prints: every check, in the order of the catalogue."""
    keys = (
        "code", "severity", "family", "title", "why", "message", "hint", "private", "excusable", "in_form",
        "mend", "compares",
    )  # fmt: skip
    listed = [{key: getattr(check, key) for key in keys} for check in catalogue().values()]
    return {"schema": SCHEMA, "checks": listed}


def rate_answer(ratings: Iterable[Rating], library: Library, as_of: date) -> dict[str, Any]:
    """What ``rate --format json`` prints: items by slug, reviewers by id, criteria in framework order."""
    return items_answer([item_answer(rating, library) for rating in ratings], library.framework, as_of)


def items_answer(items: Sequence[dict[str, Any]], framework: Framework, as_of: date) -> dict[str, Any]:
    """The same of items that were answered for already."""
    return {
        "schema": SCHEMA,
        "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256},
        "as_of": as_of.isoformat(),
        "items": list(items),
    }


def item_answer(rating: Rating, library: Library) -> dict[str, Any]:
    """One item of ``rate --format json``."""
    explanation = library.explain(rating)
    return {
        "slug": rating.slug,
        "kind": rating.kind,
        "status": rating.status,
        "basis": rating.basis,
        "digest": rating.digest,
        "text_digest": rating.text_digest,
        "counting": [counted.review.reviewer for counted in rating.counting],
        "not_counting": [asdict(left) for left in rating.not_counting],
        "moderations": [_moderation(moderated, rating) for moderated in rating.moderations],
        "panel_fixed_in_advance": rating.panel_fixed_in_advance,
        "due": rating.due.isoformat() if rating.due else None,
        "indicators": {
            part.rating.id: indicator_answer(part, library.framework) for part in explanation.indicators
        },
    }


def indicator_answer(explained: IndicatorExplanation, framework: Framework) -> dict[str, Any]:
    """One indicator of an item. Without a rating every field of it is null."""
    part = explained.rating
    indicator = framework.indicators[part.id]
    differs = part.lived_experience_differs
    return {
        "bar": _bar(part.bar, framework),
        "position": None if part.bar is None else part.bar + 1,
        "of": len(framework.bars),
        "no_bar": part.no_bar,
        "ceiling": _bar(part.ceiling, framework),
        "ceiling_state": part.ceiling_state,
        "panel": _bar(part.panel, framework),
        "moderated": _bar(part.moderated, framework),
        "decided_by": part.decided_by,
        "confirmed": list(indicator.in_order(part.confirmed)) if part.confirmed is not None else None,
        "stated_count": part.stated_count,
        "lowest": _bar(part.lowest, framework),
        "highest": _bar(part.highest, framework),
        "fragile": explained.fragile,
        "moves_up": _moves(explained.moves_up, framework),
        "moves_down": _moves(explained.moves_down, framework),
        "lived_experience_differs": None if differs is None else list(differs),
        "criteria": [asdict(result) for result in part.criteria],
        "without_one": [{"role": each.role, "bar": _bar(each.bar, framework)} for each in explained.without],
    }


def _moderation(moderated: Moderated, rating: Rating) -> dict[str, Any]:
    """One moderation; without its bar while the panel is not complete, so that nobody is led by it."""
    answer = asdict(moderated)
    return {**answer, "bar": None} if rating.status == "awaiting-reviewers" else answer


def _bar(position: int | None, framework: Framework) -> str | None:
    return None if position is None else framework.bars[position]


def _moves(moves: Sequence[Move] | None, framework: Framework) -> list[dict[str, Any]] | None:
    if moves is None:
        return None
    answers = []
    for move in moves:
        answer: dict[str, Any] = {"criteria": list(move.criteria)}
        if move.judged is not None:
            answer["moderated" if move.moderated else "panel"] = framework.bars[move.judged]
        answers.append(answer)
    return answers
