"""Asking somebody at a terminal, one question at a time."""

from __future__ import annotations

import sys
from textwrap import fill
from typing import TYPE_CHECKING

from wwis_evidence.reports.safe import no_commands
from wwis_evidence.reports.text import WIDTH
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Collection, Iterable


def add_no_input(parser: ArgumentParser) -> None:
    """Let a command be told to ask nothing."""
    parser.add_argument(
        "--no-input", action="store_true", help="ask nothing; leave what is not answered to be filled in"
    )


class Enough(Exception):  # noqa: N818 - no error: somebody has answered enough
    """Whoever answers has ended the questions."""


def may_ask(options: Namespace) -> bool:
    """Whether somebody is there to answer."""
    return not options.no_input and sys.stdin.isatty() and sys.stdout.isatty()


def say(*paragraphs: str) -> None:
    """Print paragraphs, folded."""
    for paragraph in paragraphs:
        inset = " " * (len(paragraph) - len(paragraph.lstrip(" ")))
        words = no_commands(printable(paragraph.strip()))
        print(fill(words, WIDTH, initial_indent=inset, subsequent_indent=inset))


def ask(
    question: str,
    *,
    choices: Collection[str] = (),
    wrong: Callable[[str], Iterable[str]] = lambda _: (),
) -> str:
    """Ask until the answer can be used; an empty one leaves the question open.

    Args:
        question: What to ask.
        choices: The only answers that will do, if they are few.
        wrong: What is wrong with an answer, in words.

    Raises:
        Enough: There is nobody to answer any more.
    """
    while True:
        if choices:
            say(f"  ({', '.join(choices)})")
        try:
            answer = input(f"{printable(question)} ").strip()
        except EOFError:
            print()
            raise Enough from None
        if not answer:
            return ""
        complaints = (
            [f"The answer is one of these: {', '.join(choices)}."]
            if choices and answer not in choices
            else [*wrong(answer)]
        )
        if not complaints:
            return answer
        say(*(f"  {complaint}" for complaint in complaints))
