"""What the ids in records mean to readers: terms by list, the self-evaluation grid and the crosswalk.

The lists that say what a programme looks at may be a library's own; those that name what the program itself
does, such as statuses, may not. Checks take a
library's words from what its cases have in common. Pages and reports ask :func:`load` for the words in force,
since one library at a time is published or told of.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from wwis_evidence.vocabulary._files import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from that restate somebody else's: a title and an address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """One id of a list, in words for readers.

    Attributes:
        id: What records hold; a slug.
        label: Short name, as on a page.
        words: One to three plain sentences.
        points: The key points of the longer terms (enablers, phases, ingredients).
        full: What an abbreviation stands for; empty for other terms.
        source: What the words restate, if they restate something.
    """

    id: str
    label: str
    words: str
    points: tuple[str, ...] = ()
    full: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one enabler looks like in one phase of the improvement cycle."""

    enabler: str
    phase: str
    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """What comes nearest to an enabler in two other studies: this project's own reading, but for ``stated``.

    Attributes:
        enabler: Id of the enabler.
        ingredients: Ids of ingredients.
        trust_ways: Ids of the ways in which school trusts give support.
        words: What is alike, and what differs.
        stated: Ids of those ingredients to which the source of the enablers itself points.
    """

    enabler: str
    ingredients: tuple[str, ...]
    trust_ways: tuple[str, ...]
    words: str
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What the page of a list says before its terms: its title, and paragraphs that introduce it."""

    title: str
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The shipped words, or a library's own in their place.

    Attributes:
        own: The lists that are a library's own, by name.
        own_about: What their pages say first, by name of the list; ``grid`` too.
        own_grid: The library's own grid; None where the shipped one holds.
    """

    own: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    own_about: Mapping[str, About] = field(default_factory=dict)
    own_grid: Mapping[tuple[str, str], Cell] | None = None

    def terms(self, name: str) -> Mapping[str, Term]:
        """Give the terms of a list by id, in the order in which readers meet them.

        Args:
            name: Name of a list, for example ``themes`` or ``evaluation-methods``.

        Raises:
            KeyError: There is no such list.
        """
        return self.own[name] if name in self.own else _terms(name)

    def about(self, name: str) -> About:
        """What the page of a list, or of the ``grid``, says before its terms."""
        return self.own_about[name] if name in self.own_about else _about(name)

    @property
    def grid(self) -> Mapping[tuple[str, str], Cell]:
        """The self-evaluation grid by (enabler, phase), in the order of enablers, then phases."""
        return _grid() if self.own_grid is None else self.own_grid

    @property
    def crosswalk(self) -> tuple[CrosswalkRow, ...]:
        """The enablers beside the ingredients and the ways of trusts, in the order of enablers.

        Empty where a library's own words stand in place of either: then nobody has compared them.
        """
        return () if {"enablers", "ingredients"} & self.own.keys() else _crosswalk()

    @property
    def glossary(self) -> Mapping[str, Term]:
        """Abbreviations and terms of the field by id, in alphabetical order."""
        return self.terms("glossary")


SHIPPED = Vocabulary()
"""The words that come with the package; its files are read as they are asked for."""
_in_force: ContextVar[Vocabulary] = ContextVar("vocabulary", default=SHIPPED)


def load() -> Vocabulary:
    """Give the words in force: the shipped ones, or those of the library that is being told of."""
    return _in_force.get()


def put_in_force(vocabulary: Vocabulary) -> None:
    """Let a library's words hold from here on, for a command that is about this library alone."""
    _in_force.set(vocabulary)


@contextmanager
def in_force(vocabulary: Vocabulary) -> Iterator[None]:
    """Let a library's words hold for a while."""
    token = _in_force.set(vocabulary)
    try:
        yield
    finally:
        _in_force.reset(token)


@cache
def _terms(name: str) -> Mapping[str, Term]:
    data = _read(name)
    if "terms" not in data:
        raise KeyError(name)
    source = _source(data)
    return MappingProxyType(
        {
            item["id"]: Term(
                id=item["id"],
                label=item["label"],
                words=item["words"],
                points=tuple(item.get("points", ())),
                full=item.get("full", ""),
                source=_source(item) or source,
            )
            for item in data["terms"]
        }
    )


@cache
def _about(name: str) -> About:
    data = _read(name)
    return About(data["title"], tuple(data["introduction"]))


@cache
def _grid() -> Mapping[tuple[str, str], Cell]:
    data = _read("grid")
    source = Source(**data["source"])
    cells = (Cell(**item, source=source) for item in data["cells"])
    return MappingProxyType({(cell.enabler, cell.phase): cell for cell in cells})


@cache
def _crosswalk() -> tuple[CrosswalkRow, ...]:
    return tuple(
        CrosswalkRow(
            enabler=item["enabler"],
            ingredients=tuple(item["ingredients"]),
            trust_ways=tuple(item["trust_ways"]),
            words=item["words"],
            stated=tuple(item.get("stated", ())),
        )
        for item in _read("crosswalk")["rows"]
    )


def _source(data: dict[str, Any]) -> Source | None:
    return Source(**data["source"]) if "source" in data else None


def _read(name: str) -> dict[str, Any]:
    # The reader brings in the YAML parser; a command that needs no words does without it.
    from wwis_evidence.documents import read  # noqa: PLC0415

    document = read(words(name))
    if document.data is None or document.problems:  # a slip of ours: tests read every file
        raise ValueError(f"words/{name}.yaml: {document.problems}")
    return document.data
