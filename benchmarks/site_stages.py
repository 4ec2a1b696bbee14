"""Build a site in this process and tell the seconds of each step, as JSON.

python benchmarks/site_stages.py build --library FOLDER
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from typing import TYPE_CHECKING, Any

import mkdocs.commands.build as renderer
import mkdocs.structure.pages as renderer_pages

from wwis_evidence.cli import build as command
from wwis_evidence.cli.main import main as run
from wwis_evidence.publish import pages, site

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = {
    "reading the library": (command, "open_library"),
    "checking it": (command, "check_library"),
    "proof bundles": (pages, "make_bundle"),
    "making pages and data files": (site, "docs"),
    "writing them": (site, "_write"),
    "MkDocs: Markdown to HTML": (renderer_pages.Page, "render"),
    "MkDocs: the theme around it": (renderer, "_build_page"),
    "MkDocs: all else": (site, "_render"),
    "search index": (site, "write_index"),
}
"""Steps of a build, and the function that does each; time inside an inner one is its own only."""
REST = "putting it into place, and all else"
NAMES = (*STEPS, REST)


def main(arguments: list[str]) -> dict[str, float]:
    """Run the command, and give the seconds of each step."""
    seconds = dict.fromkeys(NAMES, 0.0)
    inner = [0.0]  # seconds of the steps inside the present one

    def measured(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function
            inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*values, **named)
            finally:
                took = time.perf_counter() - start
                seconds[name] += took - inner.pop()
                inner[-1] += took

        return timed

    for name, (owner, function) in STEPS.items():
        setattr(owner, function, measured(name, getattr(owner, function)))
    with contextlib.redirect_stdout(io.StringIO()):
        if measured(REST, run)(arguments):
            raise SystemExit(2)
    return seconds


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
