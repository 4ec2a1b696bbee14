"""The properties that the framework text promises, for random sound frameworks and for the shipped one."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from dossiers import (
    AS_OF,
    CASE,
    DIGEST,
    EVERYTHING,
    FRAMEWORK,
    OTHER_DIGEST,
    REGISTER,
    bar_of,
    counts,
    entry,
    moderation,
    panel,
    random_case,
    random_review,
    rated,
    review,
)
from hypothesis import given, settings
from random_frameworks import ceiling, closed, seeded, seeds

from wwis_evidence.rating import rate
from wwis_evidence.rating.facts import Dossier, FindingFact, ModerationFacts

often = settings(max_examples=150, deadline=None)


def height(place):
    """Bars in order, no bar lowest."""
    return -1 if place is None else place


def shipped_case(rng: Random, near=None):
    """As ``random_case``, under the shipped framework."""
    names = [f"R{n}" for n in range(1, rng.randint(3, 6) + 1)]
    near = rng.randrange(4) if near is None and rng.random() < 0.5 else near
    reviews = tuple(replace(random_review(rng, FRAMEWORK, name, near=near), framework=None) for name in names)
    people = {name: (entry(name, "parent-carer"),) for name in names} | {"M1": REGISTER["M1"]}
    return FRAMEWORK, Dossier(replace(CASE, months=rng.choice([None, 6, 12, 40])), reviews), people


def any_case(rng: Random, near=None):
    if rng.random() < 0.3:
        return shipped_case(rng, near)
    return random_case(rng, indicators=rng.randint(1, 2), near=near)[1:]


def moderated_too(rng, framework, file):
    """The dossier with a moderation record for every indicator, somewhere on the scale."""
    bars = {name: rng.choice(framework.bars) for name in framework.indicators}
    record = ModerationFacts("reviews/a-case/moderation.yaml", "M1", 1, "2025-12-01", DIGEST, bars)
    return replace(file, moderations=(record,))


def with_review(file, place, changed):
    reviews = list(file.reviews)
    reviews[place] = changed
    return replace(file, reviews=tuple(reviews))


def raise_a_finding(rng, framework, file):
    """The dossier with one finding of one review made higher, where one can be."""
    place = rng.randrange(len(file.reviews))
    one = file.reviews[place]
    options = [
        (name, criterion, higher)
        for name, found in one.findings.items()
        for criterion, finding in found.items()
        for higher, value in framework.findings.items()
        if value > framework.findings[finding.finding]
    ]
    if not options:
        return file
    name, criterion, higher = rng.choice(options)
    findings = {**one.findings, name: {**one.findings[name], criterion: FindingFact(higher)}}
    return with_review(file, place, replace(one, findings=findings))


def raise_a_bar(rng, framework, file):
    place = rng.randrange(len(file.reviews))
    one = file.reviews[place]
    name = rng.choice([*one.bars])
    at = framework.position(one.bars[name])
    return with_review(file, place, replace(one, bars={**one.bars, name: rng.choice(framework.bars[at:])}))


def shuffled(rng, mapping):
    return dict(rng.sample([*mapping.items()], len(mapping)))


@given(seeds)
@often
def test_nothing_depends_on_the_order_of_anything(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    file = moderated_too(rng, framework, file)
    extra = replace(file.moderations[0], path="reviews/a-case/moderation.2.yaml", sequence=2)
    file = replace(file, moderations=(*file.moderations, extra))
    mixed = replace(
        file,
        reviews=tuple(
            replace(
                one,
                bars=shuffled(rng, one.bars),
                findings=shuffled(rng, {n: shuffled(rng, found) for n, found in one.findings.items()}),
            )
            for one in rng.sample(file.reviews, len(file.reviews))
        ),
        moderations=file.moderations[::-1],
    )
    assert rate(mixed, framework, shuffled(rng, people), AS_OF) == rate(file, framework, people, AS_OF)


@given(seeds)
@often
def test_each_step_gives_what_the_text_says(seed):
    """The whole rule once more, straight from the text, on the framework's file rather than the engine's."""
    rng = seeded(seed)
    data, framework, file, people = random_case(rng, indicators=2)
    rating = rate(file, framework, people, AS_OF)
    roles = [people[one.reviewer][0].roles[0] for one in file.reviews]
    include = data["panel"]["include_one_of"]
    complete = len(file.reviews) >= data["panel"]["quorum"] and (not include or bool({*include} & {*roles}))
    assert (rating.basis == "own-panel") == complete
    values, confirming = data["findings"], data["findings"][data["confirms"]]

    def consensus(of):
        return min(of) if data["consensus"] == "minimum" else sorted(of)[(len(of) - 1) // 2]

    for found in rating.indicators:
        if not complete:
            assert (found.bar, found.no_bar, found.ceiling, found.panel) == (
                None,
                "awaiting-reviewers",
                None,
                None,
            )
            continue
        part = data["indicators"][found.id]

        def given_findings(criterion, indicator=found.id):
            return [one.findings[indicator].get(criterion) for one in file.reviews]

        confirmed = {
            criterion
            for criterion in part["criteria"]
            if consensus([values[f.finding] if f else 0 for f in given_findings(criterion)]) == confirming
        }
        said = [values[f.finding] for f in given_findings("kept-going") if f]
        for name, rule in part["computed"].items():
            contested = "contested_by" in rule and said and consensus(said) < confirming
            if file.case.months is not None and file.case.months >= rule["at_least"] and not contested:
                confirmed.add(name)
        bars = [data["bars"].index(one.bars[found.id]) for one in file.reviews]
        best, judged = ceiling(data, part, confirmed), consensus(bars)
        assert found.confirmed == closed(confirmed, part)
        assert {c.id for c in found.criteria if c.confirmed} == found.confirmed
        assert (found.ceiling, found.panel, found.moderated) == (best, judged, None)
        assert (found.lowest, found.highest) == (min(bars), max(bars))
        if max(bars) - min(bars) >= data["panel"]["moderation_spread"]:
            assert (found.bar, found.no_bar, found.decided_by) == (None, "in-moderation", None)
        elif best is None:
            assert (found.bar, found.no_bar, found.decided_by) == (None, "not-evidenced", None)
        else:
            decided = "both" if best == judged else "ceiling" if best < judged else "panel"
            assert (found.bar, found.no_bar, found.decided_by) == (min(best, judged), None, decided)
    withheld = any(found.no_bar == "in-moderation" for found in rating.indicators)
    assert (rating.status == "in-moderation") == withheld


@given(seeds)
@often
def test_a_higher_finding_never_lowers_a_ceiling_or_rating_and_never_withholds(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    if rng.random() < 0.5:
        file = moderated_too(rng, framework, file)
    higher = raise_a_finding(rng, framework, file)
    before, after = (rate(one, framework, people, AS_OF) for one in (file, higher))
    for was, now in zip(before.indicators, after.indicators, strict=True):
        assert height(was.ceiling) <= height(now.ceiling)
        assert height(was.worked_out) <= height(now.worked_out)
        assert (was.confirmed or set()) <= (now.confirmed or set())
        assert (was.panel, was.withheld, was.moderated) == (now.panel, now.withheld, now.moderated)
        if not was.withheld:
            assert height(was.bar) <= height(now.bar)


@given(seeds)
@often
def test_a_higher_bar_never_lowers_the_panel_and_lowers_the_rating_only_by_withholding_it(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    spread = framework.panel.moderation_spread
    higher = raise_a_bar(rng, framework, file)
    before, after = (rate(one, framework, people, AS_OF) for one in (file, higher))
    for was, now in zip(before.indicators, after.indicators, strict=True):
        assert height(was.panel) <= height(now.panel)
        assert was.ceiling == now.ceiling
        assert height(was.worked_out) <= height(now.worked_out)
        if was.panel is None:
            continue
        assert was.withheld == (was.highest - was.lowest >= spread)
        assert now.withheld == (now.highest - now.lowest >= spread)
        if not was.withheld and not now.withheld:
            assert height(was.bar) <= height(now.bar)
        if now.withheld:
            assert now.bar is None


@given(seeds)
@often
def test_a_moderated_rating_never_falls_with_the_moderated_bar_and_stays_within_the_reviewers_range(seed):
    rng = seeded(seed)
    framework, file, people = any_case(rng)
    by_bar = []
    for bar in framework.bars:
        record = ModerationFacts(
            "reviews/a-case/moderation.yaml",
            "M1",
            1,
            "2025-12-01",
            DIGEST,
            dict.fromkeys(framework.indicators, bar),
        )
        by_bar.append(rate(replace(file, moderations=(record,)), framework, people, AS_OF))
    for place, rating in enumerate(by_bar):
        for found in rating.indicators:
            if found.panel is None:
                continue
            settles = (
                found.highest - found.lowest >= framework.panel.moderation_spread
                and found.lowest <= place <= found.highest
            )
            assert found.moderated == (place if settles else None)
            if settles:
                assert not found.withheld
                assert found.bar == (None if found.ceiling is None else min(found.ceiling, place))
                assert height(found.bar) <= found.highest
    for lower, higher in pairwise(by_bar):
        for was, now in zip(lower.indicators, higher.indicators, strict=True):
            if was.moderated is not None and now.moderated is not None:
                assert height(was.bar) <= height(now.bar)


ADDED = {
    "invalid": review("R9", "robust", valid=False),
    "superseded": review("R1", "emerging", met=(), date="2025-05-31"),
    "stale": review("R9", "emerging", met=(), digest=OTHER_DIGEST),
    "other-framework": review("R9", "robust", framework="another@1"),
    "not-on-register": review("R0", "emerging", met=()),
    "not-active": review("R7", "emerging", met=()),
    "conflict": review("R6", "robust"),
    "interest": review("R9", "emerging", met=(), interest="undecided"),
    "not-on-panel": review("R2", "robust"),
    "set-aside": review("R4", "robust"),
}
PEOPLE = {**REGISTER, "R9": (entry("R9", "parent-carer"),)}


@pytest.mark.parametrize("kept", [1, 2, 3])
@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("reason", ADDED)
def test_a_review_that_does_not_count_changes_nothing_but_the_list_of_those(reason, settled, kept):
    low = "emerging" if settled else "promising"
    reviews = [review("R1", low), review("R3"), review("R5", met=EVERYTHING["breadth-of-impact"])][:kept]
    on_file = {
        "people": PEOPLE,
        "set_aside": frozenset({"R4"}),
        "panel": None if reason != "not-on-panel" else panel("R1", "R3", "R5"),
        "moderations": (moderation(bar="promising"),) if settled else (),
    }
    before = rated(*reviews, **on_file)
    after = rated(ADDED[reason], *reviews, **on_file)
    (added,) = after.not_counting
    assert (added.file, added.reason) == (ADDED[reason].path, reason)
    assert replace(after, not_counting=()) == before


def test_a_newer_valid_review_of_the_same_evidence_takes_its_reviewers_older_ones_place():
    """Even where the newer one then does not count itself: this is the text's literal rule."""
    reviews = [review("R1"), review("R2"), review("R3")]
    newer = review("R2", "robust", n=2, date="2025-06-02")
    assert counts(rated(*reviews, newer)) == (["R1", "R2", "R3"], [("R2", "superseded")])
    under_other_rules = replace(newer, framework="another@1")
    expected = (["R1", "R3"], [("R2", "superseded"), ("R2.2", "other-framework")])
    assert counts(rated(*reviews, under_other_rules)) == expected
    assert bar_of(rated(*reviews, under_other_rules)) is None
