"""Strict reading of YAML: plain data, or a list of everything that is wrong.

The parser hands over events, one for each value and each end of a list or mapping. Building the data from
them in one loop means that nothing here calls itself, so that no file, however deeply nested, can exhaust
the stack; building nodes first, as YAML libraries do, ends the interpreter on such a file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal, NoReturn

from _ruamel_yaml import CParser
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from wwis_evidence.bounds import shown
from wwis_evidence.documents.limits import (
    MAX_DEPTH,
    MAX_EVENTS,
    MAX_PROBLEMS,
    MAX_SCALAR,
    admit,
    end_of,
    forbidden_in,
    without_forbidden,
)
from wwis_evidence.documents.scalars import NUMBER_START, WORDS, NumberError, resolve
from wwis_evidence.documents.syntax import explain
from wwis_evidence.findings import Path, Problem

STANDARD_TAGS = "tag:yaml.org,2002:"
MERGE_KEY = "<<"
NOT_KEYS = frozenset((*WORDS, MERGE_KEY))
"""Unquoted words that are no text where a key is expected; the empty word is one of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds.

    Attributes:
        data: Mappings, lists, text, numbers, truth values and None only. None when reading had to stop or
            the file holds no mapping. Where there are problems, the data is what could be made of the
            file: the first of two equal keys, and None for an alias.
        problems: Everything wrong, by place; empty for a file that may be used.
    """

    data: dict[str, Any] | None
    problems: tuple[Problem, ...]


class _Dropped:
    """Stands for a key whose value is read for its problems only."""

    __slots__ = ("name",)

    def __init__(self, name: str | None) -> None:
        self.name = name


class _StopError(Exception):
    """Reading cannot go on; the problem is in the list already."""


def read(raw: bytes) -> Document:
    """Read a file strictly.

    Args:
        raw: The bytes of the file.

    Returns:
        The data and the problems. Never raises for what a file holds.
    """
    admitted, problems = admit(raw)
    if admitted is None:
        return Document(None, tuple(problems))
    data: Any = None
    try:
        data = _Reading(problems).build(admitted)
    except YAMLError as error:
        problems.append(explain(error, admitted.decode().split("\n")))
    except _StopError:
        pass
    else:
        if not isinstance(data, dict):
            problems.append(Problem("not-a-mapping", values={"found": _kind(data)}, mark=(1, 1)))
            data = None
    if problems:
        end = end_of(admitted)
        problems = [replace(problem, mark=min(problem.mark or (1, 1), end)) for problem in problems]
        problems.sort(key=lambda problem: problem.mark or (1, 1))
    return Document(data, tuple(problems))


def _kind(data: object) -> str:
    if data is None:
        return "nothing"
    if isinstance(data, list):
        return "a list"
    return "text" if isinstance(data, str) else "a single value"


class _Reading:
    """One pass over one file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        # Around the container being filled, outermost first: the container, the key and the marks to go
        # on with when what is inside it ends, and the key that what is inside it belongs to.
        self.stack: list[tuple[Any, _Dropped | None, dict[str, Any] | None, Any]] = []
        self.dropped: list[tuple[dict[Any, Any], _Dropped]] = []

    def build(self, raw: bytes) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - one loop is what makes it fast
        """Build the data of the first document from the parser's events."""
        # Without these signs there can be no anchor or tag, and in a short file no long text.
        careful = b"&" in raw or b"!" in raw or len(raw) > MAX_SCALAR
        stack = self.stack
        words, not_keys = WORDS, NOT_KEYS
        # `container` is what is being filled, `key` the mapping's key that waits for its value, `marks`
        # the places of the mapping's keys so far; None in a list.
        container: Any = []
        key: Any = None
        marks: dict[str, Any] | None = None
        root = container
        event: Any = None
        # The parser gives None after the last event.
        for event in islice(iter(CParser(raw).get_event, None), MAX_EVENTS):
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                if careful:
                    self.refuse_properties(event, container, key)
                    if len(value) > MAX_SCALAR:
                        self.stop("characters in one text", MAX_SCALAR, event, container, key)
                style = event.style
                if style == '"' and (character := forbidden_in(value)):
                    self.add("forbidden-character", event, container, key, character=character)
                    value = without_forbidden(value)
                if key is None and marks is not None:
                    doubtful = not style and (value in not_keys or value[0] in NUMBER_START)
                    if doubtful and not self.is_text_key(value, event, container):
                        key = self.drop(value, container)
                    elif value in marks:
                        first = str(marks[value].line + 1)
                        values = {"key": shown(value), "first": first}
                        self.add("yaml-duplicate-key", event, container, value, at="key", **values)
                        key = self.drop(value, container)
                    else:
                        marks[value] = event.start_mark
                        key = value
                    continue
                if not style:
                    if value and value[0] not in NUMBER_START:
                        value = words.get(value, value)
                    else:
                        try:
                            value = resolve(value)
                        except NumberError:
                            self.add("yaml-number", event, container, key, number=shown(value))
                if marks is None:
                    container.append(value)
                else:
                    container[key] = value
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if careful:
                    self.refuse_properties(event, container, key)
                if len(stack) >= MAX_DEPTH:
                    self.stop(
                        "levels of lists and mappings inside each other", MAX_DEPTH, event, container, key
                    )
                inner: Any = {} if kind is MappingStartEvent else []
                after = None
                if marks is None:
                    container.append(inner)
                elif key is None:
                    self.add("yaml-key-not-text", event, container, None, at="key")
                    after = self.drop(None, container)
                else:
                    container[key] = inner
                stack.append((container, after, marks, key))
                container, key = inner, None
                marks = {} if kind is MappingStartEvent else None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key, marks, _ = stack.pop()
            elif kind is AliasEvent:
                self.add("yaml-alias", event, container, key, name=shown(event.anchor))
                if marks is None:
                    container.append(None)
                elif key is None:
                    key = self.drop(None, container)
                else:
                    container[key] = None
                    key = None
            elif kind is DocumentStartEvent:
                if root:
                    self.add("yaml-second-document", event, root, None)
                    break
                if event.version or event.tags:
                    self.add("yaml-directive", event, root, None)
        else:
            if event.__class__ is not StreamEndEvent:
                self.stop("keys and values", MAX_EVENTS, event, container, key)
        for mapping, stand_in in self.dropped:
            mapping.pop(stand_in, None)
        return root[0] if root else None

    def path(self, container: Any, key: Any) -> Path:  # noqa: ANN401 - mapping or list
        """Give the keys and indexes to a value that is about to be put into a container."""
        steps: list[str | int] = []
        for around, _, _, inner_key in self.stack[1:]:
            steps.append(len(around) - 1 if isinstance(around, list) else _name(inner_key))
        if self.stack:
            steps.append(len(container) if isinstance(container, list) else _name(key))
        return tuple(step for step in steps if step != "")

    def add(
        self,
        code: str,
        event: Any,  # noqa: ANN401 - the parser is not typed
        container: Any,  # noqa: ANN401 - mapping or list
        key: Any,  # noqa: ANN401 - text or a stand-in
        /,
        *,
        at: Literal["key", "value"] = "value",
        **values: str,
    ) -> None:
        """Note a problem at an event's place."""
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        field = self.path(container, key)
        self.problems.append(Problem(code, field, at, values, place))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopError

    def stop(self, what: str, limit: int, event: Any, container: Any, key: Any) -> NoReturn:  # noqa: ANN401 - as add
        """Note that a limit is passed, and end the reading."""
        self.add("yaml-limit", event, container, key, what=what, limit=f"{limit:,}")
        raise _StopError

    def refuse_properties(self, event: Any, container: Any, key: Any) -> None:  # noqa: ANN401 - as add
        """Note an anchor and a tag, if there are any."""
        if event.anchor is not None:
            self.add("yaml-anchor", event, container, key, name=shown(event.anchor))
        if event.tag is not None:
            tag = event.tag
            if tag.startswith(STANDARD_TAGS):
                tag = "!!" + tag.removeprefix(STANDARD_TAGS)
            self.add("yaml-tag", event, container, key, tag=shown(tag))

    def is_text_key(self, plain: str, event: Any, container: Any) -> bool:  # noqa: ANN401 - as add
        """Note an unquoted key that is a merge key, a number, a truth value or nothing."""
        if plain == MERGE_KEY:
            self.add("yaml-merge-key", event, container, plain, at="key")
            return False
        if not _is_text(plain):
            self.add("yaml-key-not-text", event, container, plain, at="key")
            return False
        return True

    def drop(self, name: str | None, container: dict[Any, Any]) -> _Dropped:
        """Make the key under which a value is kept until the end of the reading only."""
        stand_in = _Dropped(name)
        self.dropped.append((container, stand_in))
        return stand_in


def _name(key: str | _Dropped | None) -> str:
    return (key.name if isinstance(key, _Dropped) else key) or ""


def _is_text(plain: str) -> bool:
    try:
        return isinstance(resolve(plain), str)
    except NumberError:
        return False
