"""``wwis-evidence``: chooses a command and imports only what it needs."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from contextvars import copy_context
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from wwis_evidence import __version__
from wwis_evidence.cli.errors import CommandError
from wwis_evidence.sources import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

COMMANDS = {
    "check": "find everything that is wrong with a library, and say how to mend it",
    "checks": "list every check that there is",
    "explain": "explain one check: why it matters, how to mend what it finds, and an example",
    "rate": "show the ratings, or one item's rating and what made it",
    "merge": "put shares of a check or of ratings together that several machines worked out",
    "diff": "tell what a change since a git revision does to items, ratings and findings",
    "history": "show an item's rating at each commit that changed it",
    "bundle": "write one item's rating, and all that it rests on, as a proof bundle",
    "verify": "work proof bundles out again, and name whatever differs",
    "build": "build the public site",
    "serve": "show the built site on this computer",
    "audit": "ask how ratings agree, fit together and would change",
    "fmt": "put files into the one canonical layout",
    "new": "begin a case study or a review: a file to fill in, at its place",
    "review": "what waits for whom, who is to be asked, and reviews that come by post",
    "schemas": "write the JSON Schemas by which editors help to fill in files",
    "init": "copy the worked example into a folder, to try things out",
}
CANNOT_RUN, INTERRUPTED = 2, 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one clear line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and where help is."""
        raise CommandError(f"{printable(message)}. For help: {self.prog} --help")


def run() -> NoReturn:
    """Run the command that the arguments name, and exit: 0 all well, 1 findings, 2 it could not run."""
    if sys.stdout is None:  # closed by whoever started the command
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except CommandError as error:
        print(f"wwis-evidence: {error}", file=sys.stderr)
        status = CANNOT_RUN
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has had enough, for example `head`.
        _discard_output()
        status = 0
    except OSError as error:
        # A full disk, a folder that may not be written to: what no command foresaw is still one line.
        _discard_output()
        where = f" ({printable(str(error.filename))})" if error.filename else ""
        print(f"wwis-evidence: {error.strerror or error}{where}", file=sys.stderr)
        status = CANNOT_RUN
    sys.exit(status)


def _discard_output() -> None:
    """Let what is still unwritten go nowhere, or the interpreter would complain when it ends."""
    with contextlib.suppress(OSError, ValueError):  # where standard output is no file, there is no need
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str]) -> int:
    """Run a command and give its exit status.

    Raises:
        CommandError: The command could not run.
    """
    chosen = next((argument for argument in arguments if not argument.startswith("-")), None)
    parser = parser_of({chosen} if chosen else ())
    options = parser.parse_args(arguments)
    # Whose words hold while it runs is the command's own business.
    return int(copy_context().run(import_module(f"wwis_evidence.cli.{options.command}").run, options))


def parser_of(described: Collection[str]) -> Parser:
    """The parser of all commands. Arguments are described of those named, since it imports their modules."""
    parser = Parser(
        prog="wwis-evidence",
        description="Check, rate and publish evidence of what works in SEND.",
        epilog="Every command has its own help, for example: wwis-evidence check --help",
    )
    parser.add_argument("--version", action="version", version=f"wwis-evidence {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name in described:
            import_module(f"wwis_evidence.cli.{name}").configure(command)
    return parser
