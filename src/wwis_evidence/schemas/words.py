"""The words that a framework knows (indicators, criteria, findings, bars), as choices in schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wwis_evidence.frameworks import Framework, Indicator

Schema = dict[str, Any]


def one_of(part: Schema, choices: Mapping[str, str]) -> None:
    """Let a word be one of a list, each with what it means beside it (``enumDescriptions``, as editors read).

    A list that may be left empty keeps its ``null``.
    """
    may_be_empty = "null" in part["type"]
    for key in ("pattern", "maxLength"):
        part.pop(key, None)
    part["enum"] = [*choices, *([None] if may_be_empty else [])]
    part["enumDescriptions"] = [*choices.values(), *(["Left empty."] if may_be_empty else [])]


def known_to(framework: Framework, schemas: dict[str, Schema]) -> None:
    """Put a framework's words into the schemas of what is made under it."""
    _review(framework, schemas["review"])
    for name, definition in (("published-panel", "PublishedIndicator"), ("moderation", "ModeratedIndicator")):
        schema = schemas[name]
        shape = schema["$defs"].pop(definition)
        schema["$defs"] = {
            indicator.id: _of_indicator(framework, indicator, shape)
            for indicator in framework.indicators.values()
        }
        _only(schema["properties"]["indicators"], framework)


def _only(indicators: Schema, framework: Framework) -> None:
    """Let a mapping hold the framework's indicators and no others."""
    indicators.pop("patternProperties", None)
    indicators.pop("propertyNames", None)
    indicators["properties"] = {name: {"$ref": f"#/$defs/{name}"} for name in framework.indicators}
    indicators["additionalProperties"] = False


def _bars(framework: Framework, indicator: Indicator) -> dict[str, str]:
    told = indicator.record.bars
    return {bar: told[bar].statement if bar in told else bar for bar in framework.bars}


def _of_indicator(framework: Framework, indicator: Indicator, shape: Schema) -> Schema:
    properties = {key: dict(part) for key, part in shape["properties"].items()}
    one_of(properties["bar"], _bars(framework, indicator))
    if "confirmed" in properties:
        criteria = {"type": "string"}
        one_of(criteria, {name: indicator.record.criteria[name].statement for name in indicator.scored})
        word, listed = properties["confirmed"]["anyOf"]
        properties["confirmed"]["anyOf"] = [word, {**listed, "items": criteria}]
    return {**shape, "title": indicator.record.title, "properties": properties}


def _review(framework: Framework, schema: Schema) -> None:
    """Hold a review to the framework, unless it names another one: those are kept as they were made."""
    strict: Schema = {"type": "object", "required": list(framework.indicators)}
    for indicator in framework.indicators.values():
        schema["$defs"][indicator.id] = _reviewed(framework, indicator, schema["$defs"])
    _only(strict, framework)
    accepted = [version if "@" in version else f"{framework.id}@{version}" for version in framework.accepts]
    schema["if"] = {"properties": {"framework": {"enum": [framework.reference, None]}}}
    schema["then"] = {"properties": {"indicators": strict}}
    schema["properties"]["framework"]["examples"] = [framework.reference, *accepted]


def _reviewed(framework: Framework, indicator: Indicator, shapes: Mapping[str, Schema]) -> Schema:
    """What a review holds on one indicator: a finding on each scored criterion, and a bar."""
    shape, finding_shape = shapes["IndicatorReview"], shapes["CriterionFinding"]
    findings = {name: _finding(framework, indicator, name, finding_shape) for name in indicator.scored}
    for name in sorted(indicator.contested_by - findings.keys()):
        findings[name] = _finding(framework, indicator, name, finding_shape)
    bar = dict(shape["properties"]["bar"])
    one_of(bar, _bars(framework, indicator))
    told = {key: shape["properties"]["findings"][key] for key in ("title", "description")}
    listed = {
        **told,
        "type": "object",
        "properties": findings,
        "required": list(indicator.scored),
        "additionalProperties": False,
    }
    return {
        **shape,
        "title": indicator.record.title,
        "description": indicator.record.statement or shape["description"],
        "properties": {**shape["properties"], "findings": listed, "bar": bar},
    }


def _finding(framework: Framework, indicator: Indicator, name: str, shape: Schema) -> Schema:
    criterion = indicator.record.criteria.get(name)
    finding = dict(shape["properties"]["finding"])
    examples = criterion.examples if criterion else {}
    one_of(finding, {word: examples.get(word, word) for word in framework.findings})
    if criterion is None:
        words = "Optional: what you know that contests the dates given."
    else:
        words = " ".join(part for part in (criterion.statement, criterion.guidance) if part)
    return {
        **shape,
        "title": (criterion and criterion.title) or name.replace("-", " ").capitalize(),
        "description": words,
        "properties": {**shape["properties"], "finding": finding},
    }
