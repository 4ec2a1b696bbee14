"""What would move a rating and how firm it is, against every subset of the criteria tried in turn."""

from dataclasses import replace

import pytest
from dossiers import AS_OF, FRAMEWORK, STRENGTH, moderation, random_case, rated, review
from hypothesis import given, settings
from random_frameworks import ceiling, closed, compiled, every_criterion, seeded, seeds, sound_data, subsets

from wwis_evidence.rating import rate
from wwis_evidence.rating.counting import CountingReview
from wwis_evidence.rating.facts import FindingFact, PublishedBar
from wwis_evidence.rating.firmness import WithoutOne, is_fragile, leave_one_out
from wwis_evidence.rating.moves import Move, moves_down, moves_up
from wwis_evidence.rating.rate import rate_indicator
from wwis_evidence.rating.result import IndicatorRating


def lower(one, other):
    return None if one is None else min(one, other)


def height(place):
    return -1 if place is None else place


def minimal(changes):
    """Those of (criteria, judged) of which no other asks for less."""
    return {
        (chosen, judged)
        for chosen, judged in changes
        if not any(
            (less, other) != (chosen, judged) and less <= chosen and other in {None, judged}
            for less, other in changes
        )
    }


def brute_up(data, part, confirmed, judged):
    """Every smallest set of unconfirmed criteria, with the bar judged, that lifts the rating."""
    now = lower(ceiling(data, part, confirmed), judged)
    missing = [name for name in every_criterion(part) if name not in confirmed]
    found = set()
    for chosen in subsets(missing):
        best = ceiling(data, part, confirmed | chosen)
        # The bar judged need rise no further than to the next bar.
        for new in (None, 0 if now is None else now + 1):
            if new is None or judged < new < len(data["bars"]):
                result = lower(best, judged if new is None else new)
                if height(result) > height(now):
                    found.add((chosen, new))
    return minimal(found)


def brute_down(data, part, confirmed, judged):
    """Every smallest set of confirmed criteria that drops the rating, and the bar judged that would."""
    now = lower(ceiling(data, part, confirmed), judged)
    if now is None:
        return set()
    found = {(frozenset(), now - 1)} if now > 0 else set()
    for chosen in subsets(sorted(confirmed)):
        if height(lower(ceiling(data, part, confirmed - chosen), judged)) < now:
            found.add((chosen, None))
    return minimal(found)


def as_pairs(moves):
    pairs = [(frozenset(move.criteria), move.judged) for move in moves]
    assert len(set(pairs)) == len(pairs)
    return set(pairs)


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_moves_are_every_smallest_change_and_no_other(seed):
    rng = seeded(seed)
    data = sound_data(rng)
    part, framework = data["indicators"]["i0"], compiled(data)
    indicator = framework.indicators["i0"]
    sets = [chosen for chosen in subsets(every_criterion(part)) if closed(chosen, part) == chosen]
    for confirmed in rng.sample(sets, min(3, len(sets))):
        for judged in range(len(data["bars"])):
            by_moderator = rng.random() < 0.3
            rating = IndicatorRating(
                id="i0",
                ceiling=ceiling(data, part, confirmed),
                panel=rng.randrange(len(data["bars"])) if by_moderator else judged,
                moderated=judged if by_moderator else None,
                confirmed=confirmed,
            )
            up, down = moves_up(rating, indicator), moves_down(rating, indicator)
            assert as_pairs(up) == brute_up(data, part, confirmed, judged)
            assert as_pairs(down) == brute_down(data, part, confirmed, judged)
            assert {move.moderated for move in (*up, *down)} <= {by_moderator}
            for moves in (up, down):
                criteria = [move.criteria for move in moves if move.criteria or move.judged is None]
                places = [[indicator.criteria.index(c) for c in chosen] for chosen in criteria]
                assert places == sorted(places, key=lambda p: (len(p), p))
                assert all(p == sorted(p) for p in places)


def strength(*met, bar="good", **more):
    reviews = [review(f"R{n}", bar, met=met) for n in (1, 2, 3)]
    return rated(*reviews, **more).indicators[0]


def move(*criteria, judged=None, moderated=False):
    return Move(criteria, judged, moderated)


def both(rating):
    indicator = FRAMEWORK.indicators[STRENGTH]
    return moves_up(rating, indicator), moves_down(rating, indicator)


def test_a_ceiling_below_the_panel_is_lifted_by_criteria_alone():
    up, down = both(strength("evaluated"))
    assert up == (move("findings-shared"), move("external-review"))
    assert down == (
        move("reviewed", "evaluated"),
        move("sustained-12-months", "sustained-36-months"),
        move(judged=0),
    )


def test_a_panel_below_the_ceiling_is_lifted_by_its_own_bar_alone():
    up, down = both(strength("evaluated", "findings-shared", bar="promising"))
    assert up == (move(judged=2),)
    assert down[-1] == move(judged=0)


def test_where_both_decide_both_must_move():
    up, _ = both(strength("evaluated", "findings-shared"))
    assert up == (move("baseline", "independent", judged=3),)


def test_a_moderated_bar_is_named_as_such():
    apart = [review(f"R{n}", bar) for n, bar in enumerate(("promising", "good", "robust"), 1)]
    up, down = both(rated(*apart, moderations=(moderation(),)).indicators[0])
    assert up == (move(judged=3, moderated=True),)
    assert down[-1] == move(judged=1, moderated=True)


def test_at_either_end_there_is_nowhere_to_go():
    everything = FRAMEWORK.indicators[STRENGTH].scored
    up, down = both(strength(*everything, bar="robust"))
    assert up == ()
    assert len(down) == 6
    assert both(strength("reviewed", bar="emerging"))[1] == ()


def test_a_printed_bar_and_one_not_rated_have_no_moves():
    printed = {STRENGTH: PublishedBar("good", ("evaluated",), None)}
    assert both(rated(published=printed).indicators[0]) == ((), ())
    assert both(rated().indicators[0]) == ((), ())


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_a_move_up_made_in_the_reviews_themselves_lifts_the_rating(seed):
    rng = seeded(seed)
    _, framework, file, people = random_case(rng, reviewers=(3, 5))
    for found in rate(file, framework, people, AS_OF).indicators:
        indicator = framework.indicators[found.id]
        for change in moves_up(found, indicator):
            if {*change.criteria} & {*indicator.computed}:
                continue
            reviews = []
            for one in file.reviews:
                findings = dict(one.findings[found.id])
                findings |= {c: FindingFact(framework.confirms) for c in change.criteria}
                bars = one.bars
                if change.judged is not None:
                    bars = {**bars, found.id: framework.bars[change.judged]}
                reviews.append(replace(one, bars=bars, findings={**one.findings, found.id: findings}))
            again = rate(replace(file, reviews=tuple(reviews)), framework, people, AS_OF).indicators[0]
            assert height(again.worked_out) > height(found.worked_out)


def without_quorum_or_spread(framework):
    rules = framework.panel.model_copy(
        update={"quorum": 1, "include_one_of": (), "moderation_spread": len(framework.bars)}
    )
    return replace(framework, panel=rules)


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_leaving_one_out_is_rating_the_others_alone(seed):
    rng = seeded(seed)
    _, framework, file, people = random_case(rng, indicators=2)
    rating, alone = rate(file, framework, people, AS_OF), without_quorum_or_spread(framework)
    for place, found in enumerate(rating.indicators):
        if found.panel is None:
            continue
        results = leave_one_out(
            found, framework.indicators[found.id], rating.counting, file.case.months, framework
        )
        expected = []
        for left_out in rating.counting if len(rating.counting) > 1 else ():
            rest = tuple(one for one in file.reviews if one is not left_out.review)
            again = rate(replace(file, reviews=rest), alone, people, AS_OF).indicators[place]
            expected.append(WithoutOne(left_out.role, again.bar))
        assert list(results) == expected
        assert is_fragile(found, results) == any(one.bar != found.worked_out for one in expected)


@pytest.mark.parametrize("moderated", [None, 0, 1, 2, 3])
def test_leaving_one_out_keeps_a_moderated_bar(moderated):
    said = (("promising", "health"), ("good", "research"), ("robust", "health"))
    counting = [CountingReview(review(f"R{n}", bar), role) for n, (bar, role) in enumerate(said, 1)]
    indicator = FRAMEWORK.indicators[STRENGTH]
    rating = rate_indicator(indicator, counting, 48, FRAMEWORK, moderated=moderated)
    bars = [one.bar for one in leave_one_out(rating, indicator, counting, 48, FRAMEWORK)]
    # Of two bars the lower one: good of good and robust, otherwise promising.
    assert bars == ([2, 1, 1] if moderated is None else [moderated] * 3)
    roles = [one.role for one in leave_one_out(rating, indicator, counting, 48, FRAMEWORK)]
    assert roles == ["health", "research", "health"]


def test_a_rating_is_fragile_where_one_reviewer_decides_it():
    firm = [review(f"R{n}") for n in (1, 2, 3)]
    split = [review("R1", "promising"), review("R2"), review("R3")]
    for reviews, fragile in ((firm, False), (split, True)):
        rating = rated(*reviews)
        found = rating.indicators[0]
        indicator = FRAMEWORK.indicators[STRENGTH]
        results = leave_one_out(found, indicator, rating.counting, 48, FRAMEWORK)
        assert is_fragile(found, results) is fragile
    assert is_fragile(found, ()) is False


def test_a_single_reviewer_cannot_be_left_out():
    one = CountingReview(review("R1"), "health")
    indicator = FRAMEWORK.indicators[STRENGTH]
    rating = rate_indicator(indicator, [one], 48, FRAMEWORK, moderated=None)
    assert leave_one_out(rating, indicator, [one], 48, FRAMEWORK) == ()
