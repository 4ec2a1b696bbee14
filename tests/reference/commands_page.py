"""The page "Commands": what ``--help`` says of every command, from the parsers themselves.

It is laid out here and not by argparse, whose lines differ with the terminal and from Python to Python.
"""

import argparse
import textwrap

from page_parts import code, fence, page, plain, told

from wwis_evidence.cli.main import COMMANDS, parser_of

TITLE = "Commands"
WIDTH = 34  # what a phone shows in one line
INTRODUCTION = """\
Everything that you can do with a library from a terminal. A terminal is a window in which you type a command
and press Enter.

Each command tells the same of itself if you add `--help`, for example `wwis-evidence check --help`. What
stands in square brackets can be left out. Words in capitals stand for something of your own: `DIR` is a
folder, `SLUG` is the name of a case study's file without `.yaml`.

New here? Begin with `wwis-evidence init example`: it puts a worked example, which is fictional, into a new
folder.
"""
FOOT = "`wwis-evidence --version` says which version you have."


def commands_page():
    """The page's text."""
    described = _inner(parser_of(COMMANDS))
    listed = [f"- [{code(name)}](#{name}): {plain(COMMANDS[name])}" for name in described]
    parts = [part for name, parser in described.items() for part in _command(name, parser, "##")]
    return page(
        TITLE,
        "Every command, with every option and what it does.",
        INTRODUCTION.strip(),
        "\n".join(listed),
        FOOT,
        *parts,
    )


def _inner(parser):
    """The commands below a parser, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    return {}


def _command(name, parser, level):
    yield f"{level} {name}"
    yield told(parser.description)
    inner = _inner(parser)
    if not inner:
        yield fence("text", _usage(parser))
        yield "\n".join(_told(action) for action in _arguments(parser))
    for step, its_parser in inner.items():
        yield from _command(f"{name} {step}", its_parser, f"{level}#")
    if parser.epilog and not any(its_parser.epilog == parser.epilog for its_parser in inner.values()):
        yield told(parser.epilog)


def _arguments(parser):
    return [action for action in parser._actions if "--help" not in action.option_strings]


def _usage(parser):
    """How a command is written, in lines that are broken only between its arguments."""
    words = [parser.prog, *(_in_usage(action) for action in _arguments(parser))]
    unbroken = " ".join(word.replace(" ", "\N{NO-BREAK SPACE}") for word in words)
    lines = textwrap.wrap(unbroken, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def _in_usage(action):
    if not action.option_strings:
        return {"?": "[{}]", "+": "{0} [{0} ...]", "*": "[{} ...]", None: "{}"}[action.nargs].format(
            _stands_for(action)
        )
    written = _written(action)
    return written if action.required else f"[{written}]"


def _written(action):
    option = action.option_strings[-1]
    return option if action.nargs == 0 else f"{option} {_stands_for(action)}"


def _stands_for(action):
    if action.metavar is None and action.choices:
        return "{" + ",".join(action.choices) + "}"
    return action.metavar or action.dest.upper()


def _told(action):
    assert action.help, f"{action.option_strings or action.dest} does not say what it does"
    shown = _written(action) if action.option_strings else _stands_for(action)
    needed = " (must be given)" if action.required and action.option_strings else ""
    return f"- {code(shown)}: {told(action.help)}{needed}"
