"""A library's own settings (``library.yaml``, optional)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wwis_evidence.records.base import Items, Record, SchemaOne, Text, Url
from wwis_evidence.records.exceptions import LibraryException  # noqa: TC001 - pydantic reads it


class LibrarySettings(Record):
    """What a library says of itself.

    ``extra_local_areas`` are fictional: a library that declares any is marked as an example on every page.
    ``description`` says what the library is, in a sentence, for search engines and feeds.
    ``review_period_months`` is in months; without it the framework's own period holds.
    """

    schema_: SchemaOne = Field(default=1, alias="schema")
    title: Text = "Evidence library"
    description: Text = (
        "Local practice for children and young people with SEND: what was done, and how it is rated."
    )
    publisher: Text | None = None
    site_url: Url | None = None
    repository_url: Url | None = None
    contact: Text | None = None
    licence: Text = "OGL-UK-3.0"
    review_period_months: Annotated[int, Field(ge=1, le=240)] | None = None
    extra_local_areas: Items[Text] = ()
    exceptions: Items[LibraryException] = ()

    @property
    def fictional(self) -> bool:
        """Whether this is a worked example, to be marked as such wherever it appears."""
        return bool(self.extra_local_areas)
