"""A superseded case names one that exists: code ``unknown-case-study``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wwis_evidence.checks.trace import Trace


def check(
    traces: Mapping[str, Trace], content: Callable[[str], bytes]
) -> Iterator[tuple[str, Problem, frozenset[str]]]:
    """Every change record whose ``superseded_by`` is no case of the library."""
    del content
    # A case study whose file is at fault is there all the same.
    slugs = {slug for slug, trace in traces.items() if trace.on_file}
    for slug, trace in traces.items():
        for index, successor in trace.successors:
            if successor == slug or successor not in slugs:
                near = get_close_matches(successor, sorted(slugs - {slug}), n=1)
                values = {"slug": successor, "near": near[0] if near else ""}
                problem = Problem("unknown-case-study", ("changes", index, "superseded_by"), values=values)
                yield f"casestudies/{slug}.yaml", problem, frozenset({slug, successor})
