"""The JSON answers that tools rely on; their keys are the data contract (schema 1)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wwis_evidence.rating.firmness import is_fragile, leave_one_out
from wwis_evidence.rating.moves import Move, moves_down, moves_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wwis_evidence.findings import Finding
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.library import Library
    from wwis_evidence.rating import IndicatorRating, Rating

SCHEMA = 1


def check_answer(findings: Iterable[Finding], library: Library) -> dict[str, Any]:
    """What ``check --format json`` prints."""
    kinds = [file.place.kind for file in library.files.values() if file.place]
    return {
        "schema": SCHEMA,
        "findings": [asdict(finding) for finding in findings],
        "checked": {"case_studies": kinds.count("case-study"), "reviews": kinds.count("review")},
    }


def rate_answer(ratings: Iterable[Rating], library: Library, as_of: date) -> dict[str, Any]:
    """What ``rate --format json`` prints: items by slug, reviewers by id, criteria in framework order."""
    framework = library.framework
    return {
        "schema": SCHEMA,
        "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256},
        "as_of": as_of.isoformat(),
        "items": [item_answer(rating, library) for rating in ratings],
    }


def item_answer(rating: Rating, library: Library) -> dict[str, Any]:
    """One item of ``rate --format json``."""
    return {
        "slug": rating.slug,
        "kind": rating.kind,
        "status": rating.status,
        "basis": rating.basis,
        "digest": rating.digest,
        "text_digest": rating.text_digest,
        "counting": [counted.review.reviewer for counted in rating.counting],
        "not_counting": [asdict(left) for left in rating.not_counting],
        "moderations": [asdict(moderated) for moderated in rating.moderations],
        "panel_fixed_in_advance": rating.panel_fixed_in_advance,
        "due": rating.due.isoformat() if rating.due else None,
        "indicators": {part.id: indicator_answer(part, rating, library) for part in rating.indicators},
    }


def indicator_answer(part: IndicatorRating, rating: Rating, library: Library) -> dict[str, Any]:
    """One indicator of an item. Without a rating every field of it is null."""
    framework = library.framework
    indicator = framework.indicators[part.id]
    rated = part.confirmed is not None
    own = rated and rating.basis == "own-panel"
    fragile: bool | None = None
    if own:
        months = library.dossiers[rating.slug].case.months
        fragile = is_fragile(part, leave_one_out(part, indicator, rating.counting, months, framework))
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
        "fragile": fragile,
        "moves_up": _moves(moves_up(part, indicator, framework), framework) if rated else None,
        "moves_down": _moves(moves_down(part, indicator, framework), framework) if rated else None,
        "lived_experience_differs": None if differs is None else list(differs),
    }


def _bar(position: int | None, framework: Framework) -> str | None:
    return None if position is None else framework.bars[position]


def _moves(moves: Sequence[Move], framework: Framework) -> list[dict[str, Any]]:
    answers = []
    for move in moves:
        answer: dict[str, Any] = {"criteria": list(move.criteria)}
        if move.judged is not None:
            answer["moderated" if move.moderated else "panel"] = framework.bars[move.judged]
        answers.append(answer)
    return answers
