"""Facts as plain JSON data, and back, exactly: so that they can be sent, kept and compared.

Writing sorts sets, so that equal facts give equal text. Reading is strict: no value is turned into another
type, and facts that were written are read as they were.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from wwis_evidence.rating.facts import (
    CaseFacts,
    Dossier,
    ModerationFacts,
    PanelFacts,
    PublishedBar,
    RegisterFacts,
    ReviewFacts,
)

if TYPE_CHECKING:
    from wwis_evidence.findings import Path

T = TypeVar("T")

CASE = TypeAdapter(CaseFacts)
REVIEW = TypeAdapter(ReviewFacts)
PANEL = TypeAdapter(PanelFacts)
PUBLISHED = TypeAdapter(dict[str, PublishedBar])
MODERATION = TypeAdapter(ModerationFacts)
REGISTER = TypeAdapter(dict[str, tuple[RegisterFacts, ...]])
DOSSIER = TypeAdapter(Dossier)


class FactsError(Exception):
    """Data are not the facts that they should be; ``field`` leads to the first value at fault."""

    def __init__(self, field: Path) -> None:
        super().__init__(".".join(map(str, field)))
        self.field = field


def plain(value: Any) -> Any:  # noqa: ANN401 - any fact
    """Facts as mappings, lists, text, numbers, truth values and None; sets in order, dates as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(inner) for inner in value)
    return value.isoformat() if isinstance(value, date) else value


def read_facts(kind: TypeAdapter[T], data: object) -> T:
    """Read facts of a kind from plain data.

    Raises:
        FactsError: The data are something else.
    """
    try:
        # As JSON text, because only then does a strict reading take a list for a tuple and text for a date.
        return kind.validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise FactsError(error.errors()[0]["loc"]) from None
