"""JSON Schemas of the files under ``api/v1/``, published beside them.

They are open: a key that they do not name may be added within a version, so whoever keeps a copy of a schema
is not broken by it. Ids of vocabulary and framework are data, and so only their form is told.
"""

from __future__ import annotations

from typing import Any

from wwis_evidence.publish.open_data.shapes import (
    ADDRESS,
    AGREEMENT,
    CODE,
    COUNT,
    DAY,
    FLAG,
    FRAMEWORK,
    ID,
    MOMENT,
    NUMBER,
    PATH,
    RATING,
    ROLES,
    SOURCE,
    SUMMARY,
    TERM,
    TEXT,
    Schema,
    by_id,
    either_null,
    many,
    record,
)
from wwis_evidence.records import CaseStudy


def schemas() -> dict[str, Schema]:
    """Every schema by the kind of file that it describes."""
    return {
        "index": _file(
            "index",
            "What there is",
            counts=record(items=COUNT),
            each_item=record(path=TEXT, media_type=TEXT, schema=PATH),
            files=many(record(path=PATH, media_type=TEXT, schema=either_null(PATH))),
            documentation=PATH,
        ),
        "items": _file("items", "Every item of the public library in short", items=many(SUMMARY)),
        "item": _item(),
        "ratings": _file(
            "ratings",
            "Every rating with all that it was worked out from",
            framework=FRAMEWORK,
            items=many(RATING),
        ),
        "areas": _file(
            "areas",
            "Local areas of England, present and past, with the items from each",
            reference_data=TEXT,
            areas=many(
                record(
                    id=CODE,
                    name=TEXT,
                    region=either_null(TEXT),
                    authority=TEXT,
                    status=ID,
                    valid_to=either_null(DAY),
                    successors=many(CODE),
                    boards=many(
                        record(id=CODE, name=TEXT, share={**NUMBER, "minimum": 0, "maximum": 1}, main=FLAG)
                    ),
                    items=many(ID),
                    page=PATH,
                )
            ),
        ),
        "enablers": _file(
            "enablers",
            "The enablers, what each looks like in each phase, and the items that show it",
            enablers=many(
                {
                    "allOf": [
                        TERM,
                        record(
                            items=many(ID),
                            phases=many(record(phase=ID, words=TEXT, source=SOURCE, items=many(ID))),
                        ),
                    ]
                }
            ),
        ),
        "phases": _file(
            "phases",
            "The phases of the improvement cycle, and the items that name each",
            phases=many({"allOf": [TERM, record(items=many(ID))]}),
        ),
        "vocabulary": _file("vocabulary", "What the ids in the other files mean", lists=by_id(many(TERM))),
        "framework": _file(
            "framework",
            "The rule by which the library rates, as in its file",
            framework=FRAMEWORK,
            file=PATH,
            rule=record(
                id=ID,
                version=TEXT,
                bars=many(ID),
                panel={"type": "object"},
                indicators=by_id({"type": "object"}),
            ),
        ),
        "agreement": _file(
            "agreement",
            "How far reviewers agree, on the complete panels of the public library",
            framework=FRAMEWORK,
            panels=COUNT,
            panels_left_out=COUNT,
            least_items=COUNT,
            indicators=by_id(
                record(
                    bars=AGREEMENT,
                    criteria=by_id(AGREEMENT),
                    lived_experience=either_null(ROLES),
                    roles=many(ROLES),
                )
            ),
        ),
        "changes": _file(
            "changes",
            "What changed, newest first",
            changes=many(
                record(
                    id={"type": "string", "pattern": "^[a-z0-9-]+/[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]+$"},
                    date=DAY,
                    item=ID,
                    title=TEXT,
                    type=TEXT,
                    note=TEXT,
                    superseded_by=either_null(ID),
                    in_library=FLAG,
                    page=PATH,
                )
            ),
        ),
    }


def _file(kind: str, title: str, /, **keys: Schema) -> Schema:
    """The schema of a file: what every file begins with, and its own keys."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **record(
            **{"$schema": TEXT},
            schema={"const": 1},
            kind={"const": kind},
            library=record(title=TEXT, publisher=either_null(TEXT), url=either_null(ADDRESS), fictional=FLAG),
            licence=record(id=TEXT, url=either_null(ADDRESS)),
            attribution=TEXT,
            as_of=DAY,
            **keys,
        ),
    }


def _item() -> Schema:
    """An item's file; the shape of its account is that of the YAML file's record."""
    account = CaseStudy.model_json_schema(by_alias=True)
    definitions = account.pop("$defs")
    schema = _file(
        "item",
        "One item: in short, its rating with derivation and over time, and its account as in its file",
        framework=FRAMEWORK,
        **SUMMARY["properties"],
        rating=RATING,
        over_time=many(MOMENT),
        case=_opened(account),
    )
    return {**schema, "$defs": _opened(definitions)}


def _opened(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """A record's schema without the titles and defaults of its library, and open for further keys."""
    if isinstance(schema, dict):
        return {
            key: {name: _opened(part) for name, part in value.items()}
            if key == "properties"
            else _opened(value)
            for key, value in schema.items()
            if key != "default"
            and not (key == "title" and isinstance(value, str))
            and not (key == "additionalProperties" and value is False)
        }
    return [_opened(part) for part in schema] if isinstance(schema, list) else schema
