"""A library's own words (``vocabulary.yaml``, optional), in place of the shipped lists of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from wwis_evidence.records.base import Id, Items, Record, SchemaOne, Text, Url

if TYPE_CHECKING:
    from collections.abc import Iterator


class WordsSource(Record):
    """Where words come from that restate somebody else's."""

    title: Text
    url: Url


class OwnTerm(Record):
    """One id of a list, in words for readers. ``full`` is what an abbreviation stands for."""

    id: Id
    label: Text
    words: Text
    full: Text | None = None
    points: Items[Text] = ()
    source: WordsSource | None = None


class OwnList(Record):
    """A whole list in place of the shipped one. If it has a page, title and introduction stand on that."""

    title: Text | None = None
    introduction: Items[Text] = ()
    source: WordsSource | None = None
    terms: Annotated[Items[OwnTerm], Field(min_length=1)]


class OwnCell(Record):
    """What one enabler looks like in one phase."""

    enabler: Id
    phase: Id
    words: Text


class OwnGrid(Record):
    """A cell for each enabler in each phase, and whose thoughts they are."""

    title: Text | None = None
    introduction: Items[Text] = ()
    source: WordsSource
    cells: Items[OwnCell]


class OwnVocabulary(Record):
    """The lists that a programme has of its own. What is not here stays as it is shipped."""

    schema_: SchemaOne = Field(alias="schema")
    kind: Literal["vocabulary"]
    themes: OwnList | None = None
    enablers: OwnList | None = None
    phases: OwnList | None = None
    grid: OwnGrid | None = None
    ingredients: OwnList | None = None
    triggers: OwnList | None = None
    evaluation_methods: OwnList | None = None
    impact_areas: OwnList | None = None
    age_phases: OwnList | None = None
    broad_areas_of_need: OwnList | None = None
    support_levels: OwnList | None = None
    preparing_for_adulthood: OwnList | None = None
    sectors: OwnList | None = None
    roles: OwnList | None = None
    glossary: OwnList | None = None

    def lists(self) -> Iterator[tuple[str, str, OwnList]]:
        """The lists that it holds: the key, the name by which the vocabulary knows it, and the list."""
        for key in type(self).model_fields:
            value = getattr(self, key)
            if isinstance(value, OwnList):
                yield key, key.replace("_", "-"), value
