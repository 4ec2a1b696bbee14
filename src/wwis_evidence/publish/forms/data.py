"""The two files that drive a form: ``form-data.json``, and ``form-areas.json`` with names of areas.

They hold what everyone may read already: schemas, framework, vocabulary, checks. No case study, no review.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.rules.abbreviations import known_abbreviations
from wwis_evidence.publish.forms.rules import rules
from wwis_evidence.publish.forms.shapes import KINDS, shapes
from wwis_evidence.records import key_order
from wwis_evidence.schemas import schemas
from wwis_evidence.vocabulary import in_force

if TYPE_CHECKING:
    from wwis_evidence.frameworks import Framework, Indicator
    from wwis_evidence.library import Library
    from wwis_evidence.vocabulary import Vocabulary

FOLDER = "add-or-review/"
LISTS = (
    *("themes", "enablers", "phases", "ingredients", "age-phases", "broad-areas-of-need", "support-levels"),
    *("preparing-for-adulthood", "sectors", "triggers", "evaluation-methods", "baselines", "shared-with"),
    *("impact-areas", "impact-kinds", "effects", "change-types", "roles"),
)
"""The lists of the vocabulary whose words records hold."""
_TOLD = ("severity", "title", "message", "hint", "hint_near", "private", "excusable", "in_form", "compares")


def form_files(library: Library) -> dict[str, bytes]:
    """What drives the forms of a library, by path."""
    with in_force(library.common.vocabulary):
        data = form_data(library)
    return {f"{FOLDER}form-data.json": _json(data), f"{FOLDER}form-areas.json": _areas(library)}


def form_data(library: Library) -> dict[str, Any]:
    """Everything but the names of areas; ``theme/assets/js/form/check.js`` says what is what."""
    settings = library.settings
    told = {name: getattr(settings, name) or "" for name in SETTINGS}
    made = schemas(library.framework)
    vocabulary = library.common.vocabulary
    return {
        "schema": 1,
        "library": {**told, "fictional": settings.fictional},
        "framework": _framework(library.framework),
        "schemas": {kind: made[kind] for kind in KINDS},
        "vocabulary": {
            name: [{"id": term.id, "label": term.label, "words": term.words} for term in terms.values()]
            for name in LISTS
            for terms in (vocabulary.terms(name),)
        },
        "checks": {
            code: {key: getattr(check, key) for key in _TOLD if getattr(check, key)}
            for code, check in catalogue().items()
        },
        "shapes": shapes(),
        "orders": {kind: key_order(model) for kind, model in KINDS.items()},
        "rules": rules(),
        "words": _words(vocabulary),
    }


SETTINGS = ("title", "publisher", "licence", "contact", "repository_url", "site_url")


def _framework(framework: Framework) -> dict[str, Any]:
    return {
        "reference": framework.reference,
        "id": framework.id,
        "version": framework.version,
        "title": framework.title,
        "accepts": framework.accepts,
        "confirms": framework.confirms,
        "bars": framework.bars,
        "findings": [
            {"id": name, "value": value, "cites": framework.needs_evidence(name)}
            for name, value in framework.findings.items()
        ],
        "indicators": [_indicator(indicator) for indicator in framework.indicators.values()],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    record = indicator.record
    return {
        "id": indicator.id,
        "title": indicator.title,
        "statement": record.statement or "",
        "kinds": indicator.kinds,
        "bars": [{"id": name, "statement": bar.statement} for name, bar in record.bars.items()],
        "criteria": [
            {
                "id": name,
                "title": criterion.title or name,
                "statement": criterion.statement,
                "guidance": criterion.guidance or "",
                "examples": [
                    {"finding": finding, "words": words} for finding, words in criterion.examples.items()
                ],
            }
            for name, criterion in record.criteria.items()
        ],
        "contests": [
            {
                "id": contested,
                "statement": " ".join(
                    rule.statement
                    for rule in record.computed.values()
                    if rule.contested_by == contested and rule.statement
                ),
            }
            for contested in sorted(indicator.contested_by)
        ],
    }


def _words(vocabulary: Vocabulary) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = json.loads(
        files("wwis_evidence.checks").joinpath("word_lists.json").read_text(encoding="utf-8")
    )
    del lists["common_abbreviations"]
    return {**lists, "known_abbreviations": sorted(known_abbreviations(vocabulary))}


def _areas(library: Library) -> bytes:
    return _json({"schema": 1, **library.areas.as_data()})


def _json(data: dict[str, Any]) -> bytes:
    return to_json(data) + b"\n"
