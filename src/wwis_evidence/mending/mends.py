"""The mend of each check that has one; ``checks.json`` tells people of it under ``mend``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.mending import syntax, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wwis_evidence.findings import Problem
    from wwis_evidence.mending.proposal import Proposal, Source

MENDS: Mapping[str, Callable[[Problem, Source], Iterable[Proposal]]] = {
    "yaml-syntax": syntax.quotes,
    "yaml-tab": syntax.tabs,
    "yaml-anchor": syntax.references,
    "yaml-alias": syntax.references,
    "unknown-key": words.near_key,
    "wrong-type": words.quoting,
    "wrong-value": words.same_choice,
    "wrong-date": words.without_quotes,
    "wrong-id": words.without_quotes,
    "wrong-digest": words.without_quotes,
    "wrong-url": words.without_quotes,
    "unknown-word": words.near_word,
    "unknown-area": words.near_area,
    "unknown-source": words.same_id,
    "unknown-reviewer": words.same_person,
    "unknown-indicator": words.same_id,
    "unknown-criterion": words.same_id,
    "unknown-finding": words.same_id,
    "unknown-bar": words.same_id,
    "unknown-evidence": words.same_id,
}
