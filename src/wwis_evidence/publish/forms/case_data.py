"""What the form of a review needs of the case study, for ``pipeline/<slug>/case.json``; never a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wwis_evidence.library import Library


def case_data(library: Library, slug: str, status: str) -> dict[str, Any]:
    """A case study that waits for reviewers, and which of its evidence can support which criterion.

    Args:
        library: The library.
        slug: The case study's name.
        status: Its status, as ``rate --format json`` has it.
    """
    facts = library.dossiers[slug].case
    return {
        "schema": 1,
        "slug": slug,
        "status": status,
        "notice": "Not yet reviewed",
        "framework": library.framework.reference,
        "digest": facts.digest,
        "text_digest": facts.text_digest,
        "evidence": sorted(facts.evidence),
        "supports": {
            indicator: {
                criterion: {"fully": sorted(support.fully), "partly": sorted(support.partly)}
                for criterion, support in criteria.items()
            }
            for indicator, criteria in facts.supports.items()
        },
        "case": library.case(slug).model_dump(mode="json", by_alias=True, exclude_unset=True),
    }
