"""An explanation holds, for each indicator, all that would move the rating and how firm it is."""

import pytest
from dossiers import CASE, FRAMEWORK, STRENGTH, rated, review

from wwis_evidence.rating.explain import IndicatorExplanation, explain
from wwis_evidence.rating.facts import PublishedBar
from wwis_evidence.rating.firmness import WithoutOne
from wwis_evidence.rating.moves import moves_down, moves_up

ROLES = ("parent-carer", "health", "local-authority")


def explained(*reviews, **more):
    rating = rated(*reviews, **more)
    explanation = explain(rating, CASE.months, FRAMEWORK)
    assert explanation.rating is rating
    assert [one.rating for one in explanation.indicators] == list(rating.indicators)
    return explanation.indicators


@pytest.mark.parametrize(
    ("said", "without", "fragile"),
    [
        # Robust wants 36 months: without the case's months none of these would be.
        (("robust", "robust", "robust"), (3, 3, 3), False),
        (("good", "good", "robust"), (2, 2, 2), False),
        (("good", "robust", "robust"), (3, 2, 2), True),
    ],
)
def test_a_panels_rating_has_its_moves_and_the_bar_without_each_reviewer(said, without, fragile):
    for found in explained(*(review(f"R{n}", bar) for n, bar in enumerate(said, 1))):
        indicator = FRAMEWORK.indicators[found.rating.id]
        assert found.moves_up == moves_up(found.rating, indicator)
        assert found.moves_down == moves_down(found.rating, indicator)
        assert found.moves_down
        assert found.without == tuple(map(WithoutOne, ROLES, without))
        assert found.fragile is fragile


def test_a_printed_outcome_has_no_moves_and_cannot_be_tested():
    strength, breadth = explained(published={STRENGTH: PublishedBar("good", ("evaluated",), None)})
    assert strength == IndicatorExplanation(strength.rating, (), (), (), None)
    assert breadth == IndicatorExplanation(breadth.rating, None, None, (), None)


def test_where_there_is_no_rating_there_is_nothing_to_move():
    for found in explained(review("R1")):
        assert found == IndicatorExplanation(found.rating, None, None, (), None)
