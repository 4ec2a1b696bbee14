"""The page "Python functions and values": from the signatures and docstrings of the package."""

import re
from functools import cache
from inspect import getmodule

import griffe
from page_parts import code, fence, page, plain

import wwis_evidence

TITLE = "Python functions and values"
INTRODUCTION = """\
What `import wwis_evidence` offers, in full. [Use it from Python](use-it-from-python.md) shows how to begin,
with examples. Only what stands here is meant for other programs, and every change of it is told in the list
of changes.

Everything has types, so a type checker such as mypy can look over your program. Values never change once they
are made. A day is a `datetime.date`, and you always give it: the same files and the same day give the same
answer.
"""
FUNCTIONS = ("load", "check", "rate", "explain", "export")
VALUES = ("Library", "Finding", "Rating", "Explanation")
WITHIN = (
    "rating.rate.IndicatorRating",
    "rating.rate.CriterionResult",
    "rating.rate.RoleFinding",
    "rating.counting.CountingReview",
    "rating.counting.NotCounting",
    "rating.moderation.Moderated",
    "rating.explain.IndicatorExplanation",
    "rating.moves.Move",
    "rating.firmness.WithoutOne",
    "frameworks.framework.Framework",
    "frameworks.framework.Indicator",
)
"""What the values hold, for which a reader needs no import."""
SHOWN = {
    "Library": {"settings", "framework", "framework_usable", "slugs", "case", "publisher"},
    "Framework": {"id", "version", "title", "reference", "sha256", "bars", "indicators"},
    "Indicator": {"id", "title", "criteria", "scored", "computed"},
}
"""Of these values, what is for other programs. The rest may change at any time."""


@cache
def python_page():
    """The page's text."""
    package = griffe.load(
        "wwis_evidence", docstring_parser="google", docstring_options={"returns_multiple_items": False}
    )
    errors = [name for name in wwis_evidence.__all__ if name.endswith("Error")]
    return page(
        TITLE,
        "Every function and value that the package offers to programs of your own.",
        INTRODUCTION.strip(),
        "## Functions",
        *(part for name in FUNCTIONS for part in _function(package["api"][name])),
        "## Values",
        *(part for name in VALUES for part in _class(_found(package, name))),
        "## Values within those",
        "You meet these inside the values above. There is no need to import them.",
        *(part for path in WITHIN for part in _class(package[path])),
        "## Errors",
        *(part for name in sorted(errors, key=_is_special) for part in _error(package["api"][name])),
    )


def _found(package, name):
    """Where a value is defined."""
    module = getmodule(getattr(wwis_evidence, name)).__name__
    return package[f"{module}.{name}".removeprefix("wwis_evidence.")]


def _is_special(name):
    return name != "LibraryError"


def _function(function):
    yield f"### {function.name}"
    yield fence("python", _signature(function, ",\n    "))
    yield from (part for _, part in _sections(function))


def _class(its_class):
    yield f"### {its_class.name}"
    yield from (part for kind, part in _sections(its_class) if kind == "text")
    told = {each.name: each for each in _attributes(its_class)}
    yield "\n".join(
        _named(told[name]) if name in told else _member(member)
        for name, member in its_class.members.items()
        if not name.startswith("_") and name in SHOWN.get(its_class.name, {name})
    )


def _member(member):
    """A property, a method, or a field that its class does not explain."""
    assert member.docstring, f"{member.path} is not explained"
    shown = _signature(member) if member.is_function else f"{member.name}: {_type(member.annotation)}"
    return f"- {code(shown)}: {_words(member.docstring.value.splitlines()[0])}"


def _error(its_class):
    yield f"### {its_class.name}"
    yield fence("python", f"class {its_class.name}({', '.join(map(str, its_class.bases))})")
    yield from (part for _, part in _sections(its_class))


def _signature(function, between=", "):
    arguments = [
        f"{each.name}: {_type(each.annotation)}" for each in function.parameters if each.name != "self"
    ]
    first, last = ("\n    ", ",\n") if "\n" in between else ("", "")
    return f"{function.name}({first}{between.join(arguments)}{last}) -> {_type(function.returns)}"


def _type(annotation):
    """A type as it is written, but the names of lists of words as these lists."""
    return "".join(
        part if isinstance(part, str) else _words_of_a_list(part) or part.name
        for part in annotation.iterate()
    )


def _words_of_a_list(name):
    try:
        value = str(name.parent.modules_collection[name.canonical_path].value)
    except (KeyError, AttributeError):
        return ""
    return value if value.startswith("Literal[") else ""


def _attributes(its_class):
    sections = its_class.docstring.parsed
    return [each for section in sections if section.kind.value == "attributes" for each in section.value]


def _sections(documented):
    """The parts of a docstring, each with its kind."""
    for section in documented.docstring.parsed:
        match kind := section.kind.value:
            case "text":
                yield kind, _words(section.value)
            case "parameters":
                yield kind, "Arguments:"
                yield kind, "\n".join(_named(each) for each in section.value)
            case "returns":
                yield kind, f"Gives: {_words(section.value[0].description)}"
            case "raises":
                yield kind, "Raises:"
                told = [f"- {code(each.annotation)}: {_words(each.description)}" for each in section.value]
                yield kind, "\n".join(told)
            case "examples":
                yield from ((kind, fence("pycon", text)) for _, text in section.value)
            case "attributes":
                pass  # laid out with the class's other members
            case _:
                raise ValueError(f"{documented.path}: a section of the kind {kind} is not laid out here")


def _named(each):
    return f"- {code(f'{each.name}: {_type(each.annotation)}')}: {_words(each.description)}"


def _words(text):
    """A docstring's words: code stays code, and a reference to something else is a link or code."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(
        "".join(_word(part) for part in re.split(r"(:func:`\w+`|``.*?``)", paragraph))
        for paragraph in paragraphs
    )


def _word(part):
    if part.startswith(":func:"):
        name = part.removeprefix(":func:").strip("`")
        return f"[{code(name)}](#{name})"
    return code(part.strip("`")) if part.startswith("``") else plain(part)
