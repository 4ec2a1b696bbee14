"""The JSON answers of the audits; their keys are part of the data contract (schema 1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wwis_evidence.rating.agreement import LEAST_ITEMS
from wwis_evidence.reports.answers import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from wwis_evidence.frameworks import Framework
    from wwis_evidence.rating.agreement import Agreement, IndicatorAgreement, RolesAgreement
    from wwis_evidence.rating.calibration import Calibration
    from wwis_evidence.rating.change_rules import Rule
    from wwis_evidence.rating.consistency import IndicatorConsistency
    from wwis_evidence.rating.framework_change import FrameworkChange


def _head(framework: Framework, as_of: date) -> dict[str, Any]:
    return {"schema": SCHEMA, "framework": _identity(framework), "as_of": as_of.isoformat()}


def _identity(framework: Framework) -> dict[str, str]:
    return {"id": framework.id, "version": framework.version, "sha256": framework.sha256}


def agreement_answer(
    parts: Sequence[IndicatorAgreement], panels: int, framework: Framework, as_of: date
) -> dict[str, Any]:
    """What ``audit agreement --format json`` prints."""
    return {
        **_head(framework, as_of),
        "panels": panels,
        "least_items": LEAST_ITEMS,
        "indicators": {
            part.id: {
                "bars": _agreement(part.bars),
                "criteria": {criterion.id: _agreement(criterion.agreement) for criterion in part.criteria},
                "lived_experience": _roles(part.lived_experience) if part.lived_experience else None,
                "roles": [_roles(pair) for pair in part.roles],
            }
            for part in parts
        },
    }


def _agreement(part: Agreement) -> dict[str, Any]:
    figures = part.figures
    return {
        "items": part.items,
        "paired": part.paired,
        "scores": part.scores,
        "missing": part.missing,
        "missing_share": part.missing_share,
        "percent": figures.percent if figures else None,
        "alpha": figures.alpha if figures else None,
        "ac2": figures.ac2 if figures else None,
        "too_few": figures is None,
    }


def _roles(pair: RolesAgreement) -> dict[str, Any]:
    return {
        "first": list(pair.first),
        "second": list(pair.second),
        "lower": pair.lower,
        "higher": pair.higher,
        **_agreement(pair.agreement),
    }


def consistency_json(parts: Iterable[IndicatorConsistency]) -> Iterator[str]:
    """What ``audit consistency --format json`` prints, a pair at a time: there may be millions."""
    yield f'{{\n  "schema": {SCHEMA},\n  "pairs": ['
    before = "\n"
    for part in parts:
        for pair in part.pairs():
            answer = {
                "indicator": pair.indicator,
                "lower": pair.lower,
                "higher": pair.higher,
                "criteria": pair.criteria,
            }
            yield f"{before}    {json.dumps(answer, ensure_ascii=False)}"
            before = ",\n"
    yield "]\n}\n" if before == "\n" else "\n  ]\n}\n"


def calibration_answer(found: Calibration, framework: Framework, as_of: date) -> dict[str, Any]:
    """What ``audit calibration --format json`` prints."""

    def bar(position: int | None) -> str | None:
        return None if position is None else framework.bars[position]

    return {
        **_head(framework, as_of),
        "counts": {
            name: {"printed": dict(found.facts(name)), "own": dict(found.decided(name))}
            for name in framework.indicators
        },
        "printed": [
            {
                "slug": row.slug,
                "indicator": row.indicator,
                "bar": bar(row.bar),
                "ceiling": bar(row.ceiling),
                "ceiling_state": row.ceiling_state,
                "facts": row.facts,
                "current": row.current,
            }
            for row in found.printed
        ],
        "own": [
            {
                "slug": row.slug,
                "indicator": row.indicator,
                "bar": bar(row.bar),
                "no_bar": row.no_bar,
                "ceiling": bar(row.ceiling),
                "panel": bar(row.panel),
                "moderated": bar(row.moderated),
                "decided_by": row.decided_by,
                "printed": bar(row.printed),
            }
            for row in found.own
        ],
    }


def framework_answer(found: FrameworkChange, old: Framework, new: Framework, as_of: date) -> dict[str, Any]:
    """What ``audit framework OTHER.yaml --format json`` prints."""
    return {
        **_head(old, as_of),
        "other": _identity(new),
        "bars": {
            "compared_by": found.bars.by,
            "only_here": list(found.bars.only_old),
            "only_other": list(found.bars.only_new),
        },
        "indicators": {
            "shared": list(found.shared),
            "only_here": list(found.only_old),
            "only_other": list(found.only_new),
        },
        "compared": found.compared,
        "not_comparable": list(found.not_comparable),
        "moved": [
            {
                "slug": row.slug,
                "indicator": row.indicator,
                "from": row.old,
                "from_no_bar": row.old_no_bar,
                "to": row.new,
                "to_no_bar": row.new_no_bar,
                "rules": [_rule(rule) for rule in row.rules],
            }
            for row in found.moved
        ],
        "printed_ceilings": [
            {
                "slug": row.slug,
                "indicator": row.indicator,
                "printed": row.printed,
                "from": row.old,
                "to": row.new,
                "rules": [_rule(rule) for rule in row.rules],
            }
            for row in found.printed
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    under = {None: None, "old": "here", "new": "other"}[rule.under]
    criteria = [list(way) for way in rule.criteria]
    return {"rule": rule.name, "under": under, "bar": rule.bar, "criteria": criteria}
