"""A former name leads to one case and is no other's own: code ``former-slug-taken``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wwis_evidence.findings import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wwis_evidence.checks.trace import Trace


def check(
    traces: Mapping[str, Trace], content: Callable[[str], bytes]
) -> Iterator[tuple[str, Problem, frozenset[str]]]:
    """Every former name that is a case's own, or that two cases say they had."""
    del content
    had: defaultdict[str, list[str]] = defaultdict(list)
    for slug, trace in traces.items():
        for former in dict.fromkeys(trace.former):
            had[former].append(slug)
    for slug, trace in traces.items():
        for index, former in enumerate(trace.former):
            # A case study whose file is at fault is there all the same.
            alive = former in traces and traces[former].on_file
            others = [other for other in had[former] if other != slug]
            if alive or others or former in trace.former[:index]:
                if alive:
                    why = "is the name of a case study that is here"
                else:
                    why = f"is claimed by {others[0]} too" if others else "stands here twice"
                values = {"former": former, "why": why}
                problem = Problem("former-slug-taken", ("former_slugs", index), values=values)
                yield f"casestudies/{slug}.yaml", problem, frozenset({slug, former, *others})
