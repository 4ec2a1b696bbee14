"""Printed ratings stand beside the ceilings of their facts, and own ratings beside what decided them."""

import pytest
from audit_cases import AS_OF, ROOT, STARTER, library
from dossiers import BREADTH, FRAMEWORK, REGISTER, STRENGTH, dossier, moderation, review

from wwis_evidence.rating import rate
from wwis_evidence.rating.calibration import Own, Printed, calibration, compare
from wwis_evidence.rating.facts import PublishedBar


def calibrated(root):
    found = library(root)
    cases = [(found.dossiers[rating.slug], rating) for rating in found.ratings(AS_OF)]
    return calibration(cases, found.framework), cases, found.framework


@pytest.mark.parametrize(
    ("ceiling", "state", "expected"),
    [
        (2, "computed", "exactly"),
        (3, "computed", "above"),
        (1, "computed", "below"),
        (None, "none-confirmed", "below"),
        (None, "unknown", "unknown"),
    ],
)
def test_what_the_facts_allow_is_compared_with_the_printed_bar(ceiling, state, expected):
    assert compare(ceiling, state, 2) == expected


def test_the_programmes_printed_bars_are_compared_as_worked_out_by_hand():
    # See facts in the published records: of eleven, three have reasons that were not seen. For strength,
    # Gateshead, Herefordshire and Wiltshire are printed below what the stated facts allow.
    found, _, framework = calibrated(ROOT)
    assert found.facts(STRENGTH) == {"exactly": 5, "above": 3, "unknown": 3}
    assert found.facts(BREADTH) == {"exactly": 7, "above": 1, "unknown": 3}
    above = {row.slug.split("-")[0]: row for row in found.printed if row.facts == "above"}
    assert set(above) == {"gateshead", "herefordshire", "wiltshire"}
    assert framework.bars[above["wiltshire"].ceiling] == "good"
    assert found.own == ()


def test_a_printed_bar_that_its_stated_facts_cannot_bear_is_below():
    found, _, _ = calibrated(STARTER)
    rows = {(row.slug, row.indicator): row.facts for row in found.printed}
    assert rows["post-16-bridge", BREADTH] == "below"
    assert rows["post-16-bridge", STRENGTH] == "unknown"


def test_what_decided_is_counted_over_every_complete_panel():
    found, cases, _ = calibrated(STARTER)
    own = [rating for _, rating in cases if rating.basis == "own-panel"]
    for place, indicator in enumerate((STRENGTH, BREADTH)):
        decided = found.decided(indicator)
        assert sum(decided.values()) == len(own)
        for cause in ("ceiling", "both", "panel", "moderation"):
            assert decided[cause] == sum(rating.indicators[place].decided_by == cause for rating in own)


def test_an_item_with_a_printed_bar_and_a_panel_here_has_both_side_by_side():
    ours = library(ROOT)
    starter = library(STARTER)
    # The worked example's panel on an item that the programme has rated too.
    dossier, rating = starter.dossiers["early-talk"], starter.rate("early-talk", AS_OF)
    printed = ours.dossiers["manchester-supported-internships"].published
    with_both = type(dossier)(
        case=dossier.case, reviews=dossier.reviews, panel=dossier.panel, published=printed
    )
    found = calibration([(with_both, rating)], starter.framework)
    strength, breadth = found.both()
    assert (strength.bar, strength.printed) == (2, 2)
    assert (breadth.bar, breadth.printed) == (1, 2)
    assert [row.current for row in found.printed] == [False, False]


def test_a_row_holds_all_that_was_printed_and_all_that_made_the_bar_here():
    printed = {STRENGTH: PublishedBar("good", ("evaluated",), None)}
    file = dossier(published=printed)
    found = calibration([(file, rate(file, FRAMEWORK, REGISTER, AS_OF))], FRAMEWORK)
    assert found.printed == (Printed("a-case", STRENGTH, 2, 1, "computed", "below", current=True),)
    assert found.own == ()

    bars = [{STRENGTH: strength, BREADTH: "good"} for strength in ("promising", "good", "robust")]
    reviews = [review(f"R{n}", bar, met=["evaluated"]) for n, bar in enumerate(bars, 1)]
    file = dossier(*reviews, published=printed, moderations=(moderation(bar={STRENGTH: "robust"}),))
    found = calibration([(file, rate(file, FRAMEWORK, REGISTER, AS_OF))], FRAMEWORK)
    assert [row.current for row in found.printed] == [False]
    assert found.own == (
        Own("a-case", STRENGTH, 1, None, ceiling=1, panel=2, moderated=3, decided_by="ceiling", printed=2),
        Own("a-case", BREADTH, None, "not-evidenced", None, 2, None, None, None),
    )
    assert found.both() == found.own[:1]
