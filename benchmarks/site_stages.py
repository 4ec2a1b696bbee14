"""Build a site in this process and tell the seconds of each step, as JSON.

python benchmarks/site_stages.py build --no-cache --jobs 1 --library FOLDER
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
from wwis_evidence.publish import item_pages, rendering, site

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: dict[str, tuple[tuple[Any, str], ...]] = {
    "reading the library": ((command, "_as_checked"),),
    "checking it": ((command.Checking, "answer"),),
    "proof bundles": ((item_pages, "make_bundle"),),
    "making pages and data files": ((site, "Pages"), (site.Pages, "of"), (site.Pages, "beside")),
    "writing them": ((site, "_write"),),
    "MkDocs: Markdown to HTML": ((renderer_pages.Page, "render"),),
    "MkDocs: the theme around it": ((renderer, "_build_page"),),
    "MkDocs: all else": ((rendering, "render"),),
    "search index": ((site, "write_index"),),
}
"""Steps of a build, and the functions that do each; time inside an inner one is its own only."""
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

    for name, functions in STEPS.items():
        for owner, function in reversed(functions):  # methods before their class is hidden behind a function
            setattr(owner, function, measured(name, getattr(owner, function)))
    with contextlib.redirect_stdout(io.StringIO()):
        if measured(REST, run)(arguments):
            raise SystemExit(2)
    return seconds


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
