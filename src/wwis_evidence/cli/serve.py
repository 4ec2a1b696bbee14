"""``wwis-evidence serve``."""

from __future__ import annotations

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from wwis_evidence.cli.common import add_library
from wwis_evidence.cli.errors import CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOST = "127.0.0.1"  # this computer only


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet."""


def configure(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_library(parser)
    parser.add_argument(
        "--port", type=int, default=8000, help="where to answer (default: 8000; 0: any free port)"
    )


def run(options: Namespace) -> int:
    """Serve the built site until the command is stopped."""
    site = options.library / "build" / "site"
    if not os.path.isfile(site / "index.html"):  # noqa: PTH113 - unlike Path.is_file, it never raises
        raise CommandError("there is no site yet. To build it: wwis-evidence build")
    try:
        server = ThreadingHTTPServer((HOST, options.port), partial(Handler, directory=str(site)))
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"port {options.port} cannot be used ({error}); choose another with --port"
        ) from None
    with server:
        print(f"The site is at http://{HOST}:{server.server_port}/ until you press Ctrl+C.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
