"""Counting reviews, ratings and dossiers made of a few facts, for the tests of the audits."""

from datetime import date
from pathlib import Path

import wwis_evidence
from wwis_evidence.documents import read
from wwis_evidence.frameworks import compile_framework, shipped_framework_bytes
from wwis_evidence.library import build_library
from wwis_evidence.rating.counting import CountingReview
from wwis_evidence.rating.facts import FindingFact, ReviewFacts
from wwis_evidence.rating.result import IndicatorRating, Rating
from wwis_evidence.sources import folder

ROOT = Path(__file__).parents[2]
STARTER = Path(wwis_evidence.__file__).parent / "starter"
STANDARDS = ROOT / "tests/libraries/standards"
AS_OF = date(2026, 11, 21)

SMALL = """
schema: 1
kind: framework
id: small
version: "1"
title: Small
bars: [low, middle, high]
findings: {yes: 2, partly: 1, no: 0, unsure: 0}
confirms: "yes"
missing: unsure
consensus: lower-median
panel: {quorum: 2, include_one_of: [parent-carer], moderation_spread: 2, review_period_months: 24}
indicators:
  worth:
    title: Worth
    basis: inferred
    criteria:
      a: {statement: A., basis: inferred}
      b: {statement: B., basis: inferred}
      c: {statement: C., basis: inferred}
      d: {statement: D., basis: inferred}
    computed:
      year: {months_of: sustained, at_least: 12}
    requires:
      middle: {at_least: {n: 2, of: all}}
      high: {all_of: [year, {at_least: {n: 3, of: all}}]}
"""


def framework(text=SMALL):
    """A framework from its text."""
    raw = text.encode()
    made, problems = compile_framework(raw, read(raw).data or {})
    assert made is not None, problems
    return made


def edited(*changes, name="wwis-effective-practice-2024.1.yaml"):
    """A shipped framework with some texts replaced, each of which must be there."""
    text = shipped_framework_bytes(name).decode()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return framework(text)


def library(root):
    """The library in a folder."""
    return build_library(folder(root))


def review(role, bar, findings=None, indicator="worth"):
    """A counting review by someone in a role; findings by criterion."""
    facts = ReviewFacts(
        path=f"{role}.yaml",
        reviewer=role,
        sequence=1,
        valid=True,
        bars={indicator: bar},
        findings={indicator: {name: FindingFact(found) for name, found in (findings or {}).items()}},
    )
    return CountingReview(facts, role)


def rating(slug, part, status="vetted"):
    """A rating of one indicator."""
    return Rating(
        slug=slug,
        kind="case-study",
        status=status,
        basis="own-panel",
        digest="",
        text_digest="",
        counting=(),
        not_counting=(),
        moderations=(),
        indicators=(part,),
        panel_fixed_in_advance=False,
        due=None,
    )


def item(slug, bar, confirmed="", stated_count=None, **other):
    """A rated item with criteria of one letter each (``y``: the year), and a state or status."""
    names = frozenset("year" if letter == "y" else letter for letter in confirmed)
    part = IndicatorRating(
        "worth",
        bar=bar,
        ceiling=bar,
        ceiling_state=other.get("state", "computed"),
        confirmed=names,
        stated_count=stated_count,
    )
    return rating(slug, part, other.get("status", "vetted"))
