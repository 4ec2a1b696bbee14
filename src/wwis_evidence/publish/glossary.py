"""Abbreviations and terms of the field: the page that explains them."""

from __future__ import annotations

from wwis_evidence.publish.render import page
from wwis_evidence.vocabulary import load


def glossary_pages() -> dict[str, bytes]:
    """The page that explains every term, abbreviations first."""
    terms = sorted(load().glossary.values(), key=lambda term: term.label.casefold())
    return {
        "glossary/index.md": page(
            "glossary.md.j2",
            "glossary/",
            load().about("glossary").title,
            "What abbreviations and terms mean, in plain words, with where each comes from.",
            about=load().about("glossary"),
            abbreviations=[term for term in terms if term.full],
            terms=[term for term in terms if not term.full],
        )
    }
