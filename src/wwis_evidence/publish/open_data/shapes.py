"""The parts of which the JSON Schemas of the files are made."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
CODE: Schema = {"type": "string", "minLength": 1}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
PATH: Schema = {
    "type": "string",
    "pattern": "^[^/:]+(/[^:]*)?$",
    "description": "Address from the site's root",
}
SHA: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def either_null(schema: Schema) -> Schema:
    """A value or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def by_id(schema: Schema) -> Schema:
    """A mapping whose keys are ids."""
    return {"type": "object", "propertyNames": ID, "additionalProperties": schema}


def record(**keys: Schema) -> Schema:
    """A mapping that has these keys, and may have more."""
    return {"type": "object", "properties": keys, "required": list(keys)}


FRAMEWORK = record(id=ID, version=TEXT, sha256=SHA)
BAR = either_null(ID)
MOVES = either_null(
    many(
        {
            "type": "object",
            "properties": {"criteria": many(ID), "panel": ID, "moderated": ID},
            "required": ["criteria"],
        }
    )
)
INDICATOR = record(
    bar=BAR,
    position=either_null({"type": "integer", "minimum": 1}),
    of=COUNT,
    no_bar=either_null(ID),
    ceiling=BAR,
    ceiling_state=ID,
    panel=BAR,
    moderated=BAR,
    decided_by=either_null(ID),
    confirmed=either_null(many(ID)),
    stated_count=either_null(COUNT),
    lowest=BAR,
    highest=BAR,
    fragile=either_null(FLAG),
    moves_up=MOVES,
    moves_down=MOVES,
    lived_experience_differs=either_null(many(ID)),
    criteria=many(
        record(
            id=ID,
            findings=many(record(role=ID, finding=ID, cites=many(ID))),
            consensus=either_null({"type": "integer"}),
            confirmed=FLAG,
        )
    ),
    without_one=many(record(role=ID, bar=BAR)),
)
RATING = record(
    slug=ID,
    kind=ID,
    status=ID,
    basis=ID,
    digest=DIGEST,
    text_digest=DIGEST,
    counting=many(CODE),
    not_counting=many(record(reviewer=CODE, file=TEXT, reason=ID)),
    moderations=many(record(indicator=ID, moderator=CODE, file=TEXT, bar=TEXT, reason=either_null(ID))),
    panel_fixed_in_advance=FLAG,
    due=either_null(DAY),
    indicators=by_id(INDICATOR),
)
OUTCOME = record(
    bar=BAR, position=either_null({"type": "integer", "minimum": 1}), of=COUNT, no_bar=either_null(ID)
)
MOMENT = record(
    date=DAY,
    because=many(ID),
    status=ID,
    basis=ID,
    reviews=COUNT,
    indicators=by_id(OUTCOME),
)
SUMMARY = record(
    id=ID,
    title=TEXT,
    item_kind=ID,
    summary=TEXT,
    theme=either_null(TEXT),
    local_areas=many(record(id=either_null(CODE), name=TEXT, region=either_null(TEXT))),
    organisations=many(TEXT),
    enablers=many(ID),
    phases=many(TEXT),
    ingredients=many(TEXT),
    facets=record(
        age_phases=many(TEXT),
        broad_areas_of_need=many(TEXT),
        support_levels=many(TEXT),
        preparing_for_adulthood=many(TEXT),
        sectors=many(TEXT),
    ),
    sustained_months=either_null(COUNT),
    status={"enum": ["vetted", "review-due"]},
    basis={"enum": ["own-panel", "published-panel"]},
    published_by=either_null(record(publisher=TEXT, url=ADDRESS)),
    bars=by_id(record(bar=BAR, position=either_null({"type": "integer", "minimum": 1}), of=COUNT)),
    item_licence=TEXT,
    changed=either_null(DAY),
    former_ids=many(ID),
    page=PATH,
    data=PATH,
    bundle=PATH,
    citations=many(PATH),
)
SOURCE = either_null(record(title=TEXT, url=ADDRESS))
TERM = record(id=ID, label=TEXT, words=TEXT, points=many(TEXT), source=SOURCE)
AGREEMENT = record(
    items=COUNT,
    paired=COUNT,
    scores=COUNT,
    missing=either_null(COUNT),
    missing_share=either_null(NUMBER),
    percent=either_null(NUMBER),
    alpha=either_null(NUMBER),
    ac2=either_null(NUMBER),
    too_few=FLAG,
)
ROLES = {
    "allOf": [
        record(first=many(ID), second=many(ID), lower=COUNT, higher=COUNT),
        AGREEMENT,
    ]
}
