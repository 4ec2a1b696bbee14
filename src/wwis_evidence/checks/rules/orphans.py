"""Records of a case that is not there: code ``unknown-case-study``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wwis_evidence.checks.trace import Trace

MOST_SUGGESTIONS = 20


def check(
    traces: Mapping[str, Trace], content: Callable[[str], bytes]
) -> Iterator[tuple[str, Problem, frozenset[str]]]:
    """Every file beside a case study that the library does not have."""
    del content
    slugs = sorted(slug for slug, trace in traces.items() if trace.on_file)
    orphans = [trace for trace in traces.values() if not trace.on_file]
    for index, trace in enumerate(orphans):
        # Each suggestion looks at every name, so no more are made than anyone would read.
        near = get_close_matches(trace.slug, slugs, n=1) if index < MOST_SUGGESTIONS else []
        values = {"slug": trace.slug, "near": near[0] if near else ""}
        for path in trace.beside:
            yield path, Problem("unknown-case-study", values=values), frozenset({trace.slug})
