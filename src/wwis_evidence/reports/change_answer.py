"""What a change does, as the JSON that tools rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wwis_evidence.reports.answers import SCHEMA, indicator_answer

if TYPE_CHECKING:
    from wwis_evidence.change import Change, FindingsChange, ItemChange, Moved, Side
    from wwis_evidence.checks.excuses import Excuse
    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.explain import IndicatorExplanation


def change_answer(change: Change, base: str) -> dict[str, Any]:
    """What ``diff --format json`` prints: all of the change, however much that is."""
    old, new = change.frameworks
    return {
        "schema": SCHEMA,
        "base": base,
        "as_of": change.as_of.isoformat(),
        "framework": {"before": _framework(old), "after": _framework(new)},
        "items": [_item(item, change) for item in change.items],
        "register": [asdict(each) for each in change.register],
        "new": _findings(change.new),
        "gone": _findings(change.gone),
        "exceptions": [_exception(each) for each in change.exceptions],
        "files": [asdict(file) for file in change.files],
    }


def _framework(framework: Framework) -> dict[str, str]:
    return {"id": framework.id, "version": framework.version, "sha256": framework.sha256}


def _item(item: ItemChange, change: Change) -> dict[str, Any]:
    old, new = change.frameworks
    return {
        "slug": item.slug,
        "before": _side(item.before),
        "after": _side(item.after),
        "moved": {each.indicator: _moved(each, old, new) for each in item.moved},
        "causes": list(item.causes),
        "noted": [asdict(each) for each in item.noted],
        "reviews": [asdict(each) for each in item.reviews],
        "moderations": [asdict(each) for each in item.moderations],
        "files": [asdict(file) for file in item.files],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "status": side.status,
        "unrated": side.unrated,
        "basis": side.basis,
        "panel_complete": side.complete,
        "digest": side.digest or None,
        "text_digest": side.text_digest or None,
        "counting": [asdict(each) for each in side.counting],
        "due": side.due.isoformat() if side.due else None,
        "needs": asdict(side.needs) if side.needs else None,
    }


def _moved(moved: Moved, old: Framework, new: Framework) -> dict[str, Any]:
    return {
        "before": _rating(moved.before, old),
        "after": _rating(moved.after, new),
        "gained": list(moved.gained),
        "lost": list(moved.lost),
    }


def _rating(explained: IndicatorExplanation | None, framework: Framework) -> dict[str, Any] | None:
    """A rating that is public, as ``rate --format json`` gives it."""
    return indicator_answer(explained, framework) if explained else None


def _findings(found: FindingsChange) -> dict[str, Any]:
    return {
        "findings": [{"fingerprint": name, **asdict(finding)} for name, finding in found.told],
        "withheld": [asdict(each) for each in found.withheld],
    }


def _exception(each: Excuse) -> dict[str, Any]:
    line, column = each.place
    return {
        "file": each.file,
        "code": each.code,
        "field": each.field or None,
        "because": each.because or None,
        "until": each.until,
        "exception": {"path": each.path, "line": line, "column": column},
    }
