"""Agreement coefficients are those of the literature, of tables worked by hand, and of two other programs."""

import math
import random
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.rating.coefficients import Coefficients, coefficients

SCORES = st.integers(2, 5).flatmap(
    lambda steps: st.tuples(
        st.just(steps), st.lists(st.lists(st.integers(0, steps - 1), max_size=5), max_size=12)
    )
)


def test_krippendorffs_own_example_gives_the_alpha_that_he_printed():
    # Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), part C: four observers, twelve units,
    # values 1 to 5, missing ones as dots. Printed there: ordinal alpha 0.815.
    observers = ["1233214 12...", "12332241 25.3", ".3332342 251.", "12332441 251."]
    columns = zip(*(row.replace(" ", "") for row in observers), strict=True)
    units = [[int(value) - 1 for value in column if value != "."] for column in columns]
    assert len(units) == 12
    assert round(coefficients(units, 5).alpha, 3) == 0.815


def test_two_values_and_two_observers_give_the_alpha_that_krippendorff_printed():
    # The same paper, part A: ten units, two observers, values 0 and 1, so the level of measurement does not
    # matter. The observers differ on 4 units: o01 = 4. They gave
    # n0 = 14, n1 = 6, n = 20 values: alpha = 1 - 19 * 4 / (14 * 6) = 0.095.
    units = zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True)
    assert round(coefficients(list(units), 2).alpha, 3) == 0.095


def test_one_dominant_value_gives_the_ac1_that_gwet_printed():
    # Gwet (2008), on 125 subjects: 118 both yes, 5 and 2 of each disagreement, none both no. With two values
    # quadratic weights are no weights, so AC2 is AC1. Yes was said 123 and 120 times of 125: share 0.972.
    # Chance 2 * 0.972 * 0.028 = 0.054432; observed 118 / 125 = 0.944; (0.944 - 0.054432) / 0.945568 = 0.941.
    units = [[1, 1]] * 118 + [[1, 0]] * 5 + [[0, 1]] * 2
    result = coefficients(units, 2)
    assert result.percent == 0.944
    assert round(result.ac2, 3) == 0.941
    # Cohen's kappa is -0.023 there, the paradox; alpha suffers in the same way.
    assert result.alpha < 0


def test_a_table_of_three_items_is_as_worked_out_by_hand():
    # Four steps; items (0,0), (1,1), (2,3).
    # Same: 2 of 3.
    # Alpha: marginals 2 2 1 1, n = 6. Distances squared: 01 4, 02 12.25, 03 20.25, 12 2.25, 13 6.25, 23 1.
    #   Expected: 4*4 + 2*12.25 + 2*20.25 + 2*2.25 + 2*6.25 + 1*1 = 99, both ways 198.
    #   Observed: 1, both ways 2. 1 - 5 * 2 / 198 = 188 / 198.
    # AC2: weights 1, 8/9, 5/9, 0; their sum 4 + 6*8/9 + 4*5/9 = 104/9. Observed (1 + 1 + 8/9) / 3 = 26/27.
    #   Shares 1/3 1/3 1/6 1/6; sum of p(1-p) = 13/18. Chance 104/9 / 12 * 13/18 = 169/243.
    #   (234 - 169) / (243 - 169) = 65 / 74.
    assert coefficients([[0, 0], [1, 1], [2, 3]], 4) == Coefficients(2 / 3, 188 / 198, 65 / 74)


def test_an_item_with_one_score_counts_only_towards_the_shares_of_ac2():
    # As above with a fourth item (3): shares 1/4 1/4 1/8 3/8, sum of p(1-p) = 23/32. Chance
    #   26/27 * 23/32 = 299/432; observed 26/27 = 416/432; (416 - 299) / (432 - 299) = 117/133.
    assert coefficients([[0, 0], [1, 1], [2, 3], [3]], 4) == Coefficients(2 / 3, 188 / 198, 117 / 133)


def test_an_item_with_many_raters_weighs_no_more_than_one_with_two():
    # Item 1: three of six pairs agree (0 0 0 1); item 2: the one pair does not. Mean (1/2 + 0) / 2.
    assert coefficients([[0, 0, 0, 1], [0, 1]], 2).percent == 0.25


def test_alpha_is_not_defined_where_every_score_is_the_same_and_ac2_is_full():
    assert coefficients([[1, 1], [1, 1, 1]], 4) == Coefficients(1.0, None, 1.0)


@pytest.mark.parametrize("units", [[], [[]], [[1], [2]]])
def test_without_two_scores_for_any_item_nothing_is_defined(units):
    assert coefficients(units, 4) == Coefficients(None, None, None)


@given(SCORES, st.randoms(use_true_random=False))
def test_no_order_of_items_or_raters_changes_the_last_digit(table, rng):
    steps, units = table
    shuffled = [rng.sample(unit, len(unit)) for unit in rng.sample(units, len(units))]
    assert coefficients(shuffled, steps) == coefficients(units, steps)


@given(SCORES)
def test_turning_the_scale_round_changes_nothing(table):
    steps, units = table
    turned = [[steps - 1 - score for score in unit] for unit in units]
    assert coefficients(turned, steps) == coefficients(units, steps)


@given(SCORES)
def test_full_agreement_is_one_and_nothing_exceeds_it(table):
    steps, units = table
    result = coefficients(units, steps)
    for value in (result.percent, result.alpha, result.ac2):
        assert value is None or value <= 1
    if result.percent == 1:
        assert result.ac2 == 1
        assert result.alpha in {None, 1}


@given(SCORES)
def test_alpha_does_not_depend_on_steps_that_nobody_used(table):
    steps, units = table
    assert coefficients(units, steps + 2).alpha == coefficients(units, steps).alpha


def _oracle(name):
    """Another program for the same figures, where somebody has put it there: no lock may hold either.

    krippendorff is under the GPL. irrCAC names no licence, and wants an older pandas than we test with.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = name.partition(".")[0]
        return pytest.importorskip(
            name,
            reason=f"no lock may hold it, for its licence; to compare: pip install {package}",
        )


def _random_tables(number):
    rng = random.Random(20)
    for _ in range(number):
        steps, raters, skew = rng.choice([2, 3, 4, 5]), rng.randint(2, 6), 1 + 4 * rng.random()
        rows = [
            [None if rng.random() < 0.2 else int(rng.random() ** skew * steps) for _ in range(raters)]
            for _ in range(rng.randint(2, 40))
        ]
        # The other programs want two items, one of them with two scores.
        scores = [sum(score is not None for score in row) for row in rows]
        if max(scores) > 1 and sum(map(bool, scores)) > 1:
            yield steps, rows, [[score for score in row if score is not None] for row in rows]


def test_alpha_agrees_with_the_krippendorff_package_on_random_tables():
    krippendorff = _oracle("krippendorff")
    for steps, rows, units in _random_tables(500):
        alpha = coefficients(units, steps).alpha
        if alpha is not None:
            data = [
                [math.nan if score is None else score for score in rater] for rater in zip(*rows, strict=True)
            ]
            expected = krippendorff.alpha(
                reliability_data=data, level_of_measurement="ordinal", value_domain=list(range(steps))
            )
            assert alpha == pytest.approx(expected, abs=1e-12)


def test_ac2_and_percent_agree_with_the_irrcac_package_on_random_tables():
    raw = _oracle("irrCAC.raw")
    pandas = _oracle("pandas")
    for steps, rows, units in _random_tables(200):
        table = pandas.DataFrame(rows, dtype=float).dropna(how="all")
        result = coefficients(units, steps)
        for weights, key, value in (
            ("quadratic", "coefficient_value", result.ac2),
            ("identity", "pa", result.percent),
        ):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                categories = [float(step) for step in range(steps)]
                found = raw.CAC(table, weights=weights, categories=categories, digits=12).gwet()["est"]
            assert value == pytest.approx(found[key], abs=1e-10)
