"""Two frameworks over one library: which ratings move, from what to what, and by which rule."""

from dataclasses import replace

import pytest
from audit_cases import AS_OF, ROOT, STANDARDS, STARTER, edited, framework, library
from hypothesis import given
from hypothesis import strategies as st

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.rating.carry_over import Bars, carry_over
from wwis_evidence.rating.framework_change import framework_change
from wwis_evidence.rating.rate import rate

STARTER_LIBRARY = library(STARTER)
NESTA = "nesta-standards-of-evidence-2013.yaml"
STRENGTH, BREADTH = "strength-of-evidence", "breadth-of-impact"
GOOD_ASKS = """              - findings-shared
              - external-review
          - sustained-12-months
"""


def change(other, here=STARTER_LIBRARY):
    dossiers = here.dossiers.values()
    return framework_change(dossiers, here.register, (here.framework, other), AS_OF)


def moves(other, here=STARTER_LIBRARY):
    return {(row.slug, row.indicator): row for row in change(other, here).moved}


@pytest.mark.parametrize("root", [ROOT, STARTER, STANDARDS])
def test_under_the_same_framework_nothing_moves(root):
    here = library(root)
    found = change(here.framework, here)
    assert (found.moved, found.printed, found.not_comparable) == ((), (), ())
    assert found.compared == len(here.dossiers)


def test_a_bar_that_asks_for_more_drops_a_rating_and_the_criterion_is_named():
    other = edited((GOOD_ASKS, GOOD_ASKS + "          - baseline\n"))
    ((_, row),) = [(key, row) for key, row in moves(other).items()]
    assert (row.slug, row.indicator, row.old, row.new) == (
        "family-link-workers",
        STRENGTH,
        "good",
        "promising",
    )
    (rule,) = row.rules
    assert (rule.name, rule.under, rule.bar, rule.criteria) == (
        "requirement",
        "new",
        "good",
        (("baseline",),),
    )


def test_a_bar_that_asks_for_less_lifts_a_rating_and_names_what_is_no_longer_asked():
    other = edited((GOOD_ASKS, GOOD_ASKS + "          - baseline\n"))
    # From the stricter to the shipped one: the same move, the other way round.
    here = library(STARTER)
    found = framework_change(here.dossiers.values(), here.register, (other, shipped_framework()), AS_OF)
    # Reviews made under 2024.1 are not the stricter one's own, but it has the same reference here.
    (row,) = found.moved
    assert (row.slug, row.old, row.new) == ("family-link-workers", "promising", "good")
    (rule,) = row.rules
    assert (rule.name, rule.under, rule.bar, rule.criteria) == (
        "requirement",
        "old",
        "good",
        (("baseline",),),
    )


def test_a_criterion_that_old_reviews_do_not_have_counts_as_one_that_could_not_be_told():
    fresh = "      replicated:\n        title: Taken up elsewhere"
    added = (
        "      ethical:\n        title: Ethical\n        statement: It was fair.\n        basis: inferred\n"
    )
    robust = "          - findings-shared\n          - sustained-36-months\n"
    asked = [(bar, bar + "          - ethical\n") for bar in (GOOD_ASKS, robust)]
    other = edited((fresh, added + fresh), *asked)
    found = [row for row in moves(other).values() if row.indicator == STRENGTH]
    assert {(row.old, row.new) for row in found} == {("good", "promising"), ("robust", "promising")}
    assert {rule.criteria for row in found for rule in row.rules} == {(("ethical",),)}


def test_a_longer_time_drops_what_it_no_longer_confirms():
    other = edited(("        at_least: 36\n", "        at_least: 600\n"))
    row = moves(other)["transition-passport", STRENGTH]
    assert (row.old, row.new) == ("robust", "good")
    (rule,) = row.rules
    assert (rule.name, rule.under, rule.criteria) == ("confirmed", "old", (("sustained-36-months",),))


def test_a_higher_quorum_leaves_items_waiting():
    found = moves(edited(("  quorum: 3\n", "  quorum: 4\n")))
    assert found
    assert {(row.new, row.new_no_bar) for row in found.values()} == {(None, "awaiting-reviewers")}
    assert {rule.name for row in found.values() for rule in row.rules} == {"quorum"}


def test_other_roles_that_a_panel_must_include_leave_items_waiting_or_complete_them():
    other = edited(("    - parent-carer\n    - young-person\n", "    - research\n"))
    found = moves(other)
    assert {rule.name for row in found.values() for rule in row.rules} == {"panel-roles"}
    assert found["advice-line", STRENGTH].old_no_bar == "awaiting-reviewers"


def test_another_spread_withholds_or_frees():
    found = moves(edited(("  moderation_spread: 2\n", "  moderation_spread: 3\n")))
    assert found["inclusion-hub", STRENGTH].old_no_bar == "in-moderation"
    assert {rule.name for row in found.values() for rule in row.rules} <= {"moderation-spread", "moderation"}


def test_another_consensus_is_named_where_the_panels_bar_moved():
    found = moves(edited(("consensus: lower-median\n", "consensus: minimum\n")))
    assert found
    assert {rule.name for row in found.values() for rule in row.rules} <= {"consensus", "confirmed"}
    assert any(rule.name == "consensus" for row in found.values() for rule in row.rules)


def test_a_lowest_bar_given_where_there_was_none_is_named():
    # Without no_bar_below an indicator gives its lowest bar whatever its requirement says of it.
    other = edited(
        ("    no_bar_below: emerging\n", ""),
        ("      emerging:\n        at_least:\n          n: 1\n          of: all\n", ""),
    )
    row = moves(other)["quiet-mentors", "breadth-of-impact"]
    assert (row.old, row.old_no_bar, row.new) == (None, "not-evidenced", "emerging")


def test_where_only_the_lowest_bar_given_differs_that_is_said():
    other = edited(
        (
            "    requires:\n      promising:\n",
            "    no_bar_below: promising\n    requires:\n      promising:\n",
        )
    )
    found = moves(other)
    assert {(row.old, row.new, row.new_no_bar) for row in found.values()} == {
        ("emerging", None, "not-evidenced")
    }
    assert {(rule.name, rule.bar) for row in found.values() for rule in row.rules} == {
        ("no-bar-below", "emerging")
    }


def test_a_bar_put_in_between_withholds_what_is_now_further_apart_and_says_so():
    asks = "      good:\n        all_of:\n          - evaluated\n"
    counts = "      good:\n        at_least:\n          n: 3\n"
    between = (
        "      fair: {all_of: [reviewed, sustained-12-months]}\n",
        "      fair: {at_least: {n: 2, of: all}}\n",
    )
    other = edited(
        ("  - good\n", "  - fair\n  - good\n"), (asks, between[0] + asks), (counts, between[1] + counts)
    )
    found = change(other)
    assert (found.bars.by, found.bars.only_new) == ("name", ("fair",))
    withheld = [row for row in found.moved if row.new_no_bar == "in-moderation"]
    assert withheld
    assert {rule.name for row in withheld for rule in row.rules} == {"bars"}


def test_a_printed_bar_never_moves_but_its_ceiling_may():
    here = library(ROOT)
    found = change(edited((GOOD_ASKS, GOOD_ASKS + "          - baseline\n")), here)
    assert found.moved == ()
    assert {row.indicator for row in found.printed} == {STRENGTH}
    rows = {row.slug.split("-")[0]: row for row in found.printed}
    assert set(rows) == {
        "barking", "gateshead", "herefordshire", "islington", "manchester", "northumbria", "wiltshire",
    }  # fmt: skip
    assert (rows["manchester"].printed, rows["manchester"].old, rows["manchester"].new) == (
        "good", "good", "promising",
    )  # fmt: skip


def test_a_printed_count_against_a_bar_that_asks_for_more_names_the_bar_but_no_criterion():
    here = library(ROOT)
    other = edited(
        (
            "      good:\n        at_least:\n          n: 3\n",
            "      good:\n        at_least:\n          n: 4\n",
        )
    )
    rows = {row.slug.split("-")[0]: row for row in change(other, here).printed}
    (rule,) = rows["manchester"].rules
    assert (rule.name, rule.bar, rule.criteria) == ("requirement", "good", ())
    (rule,) = rows["islington"].rules
    assert rule.criteria == (("activity",),)


def test_indicators_that_only_one_has_are_said_and_not_compared():
    found = change(shipped_framework(NESTA))
    assert found.shared == ()
    assert found.only_old == ("strength-of-evidence", "breadth-of-impact")
    assert found.only_new == ("confidence-in-impact",)
    assert (found.compared, found.moved) == (0, ())


@pytest.mark.parametrize("kept", [(STRENGTH,), (BREADTH,), (BREADTH, STRENGTH)])
def test_indicators_that_both_have_are_compared_in_whatever_order_they_stand(kept):
    here = STARTER_LIBRARY.framework
    found = change(replace(here, indicators={name: here.indicators[name] for name in kept}))
    assert found.shared == tuple(name for name in here.indicators if name in kept)
    assert found.only_old == tuple(name for name in here.indicators if name not in kept)
    assert (found.compared, found.moved, found.printed) == (len(STARTER_LIBRARY.dossiers), (), ())


def renamed(*changes):
    """The Nesta framework with other bars, and its library."""
    return edited(*changes, name=NESTA)


def test_as_many_bars_of_other_names_are_compared_by_position():
    levels = [(f"level-{n}", f"stage-{n}") for n in range(1, 6)]
    found = change(renamed(*levels), library(STANDARDS))
    assert found.bars.by == "position"
    assert found.bars.only_old == tuple(level for level, _ in levels)
    assert found.bars.only_new == tuple(stage for _, stage in levels)
    assert (found.moved, found.compared) == ((), 8)


def test_reviews_moderations_and_printed_bars_are_all_carried_over_by_position():
    changes = [("    no_bar_below: emerging\n", "    no_bar_below: first\n")]
    for old, new in zip(("emerging", *BARS), ("first", "second", "third", "fourth"), strict=True):
        changes += [(f"  - {old}\n", f"  - {new}\n"), (f"      {old}:\n", f"      {new}:\n")]
    other = edited(*changes)
    for here in (STARTER_LIBRARY, library(ROOT)):
        found = change(other, here)
        assert (found.bars.by, found.moved, found.printed, found.not_comparable) == ("position", (), (), ())


def test_a_moderation_that_counts_under_one_only_is_named():
    found = moves(edited(("  moderator_role: moderator\n", "  moderator_role: education\n")))
    row = found["travel-training", STRENGTH]
    assert (row.new, row.new_no_bar) == (None, "in-moderation")
    assert [rule.name for rule in row.rules] == ["moderation"]


def test_a_printed_criterion_that_the_other_does_not_have_confirms_nothing_there():
    here, text = library(ROOT), shipped_framework().raw.decode()
    start, end = (
        text.index("      external-review:\n        title"),
        text.index("      baseline:\n        title"),
    )
    other = framework(
        (text[:start] + text[end:]).replace(
            "              - external-review\n          - sus", "          - sus"
        )
    )
    rows = {row.slug.split("-")[0]: row for row in change(other, here).printed}
    # Both rest on the review from outside; the others' findings were shared.
    assert {place: (row.old, row.new) for place, row in rows.items()} == {
        "islington": ("good", "promising"),
        "wiltshire": ("good", "promising"),
    }
    # The bar no longer takes it in place of sharing, and it is not confirmed either: each alone is enough.
    asks, lost = rows["islington"].rules
    assert (asks.name, asks.under, asks.criteria) == ("requirement", "new", (("findings-shared",),))
    assert (lost.name, lost.under, lost.criteria) == ("confirmed", "old", (("external-review",),))


def test_another_number_of_bars_is_compared_by_name_and_the_rest_is_left_out():
    text = shipped_framework(NESTA).raw.decode()
    text = text.replace("  - level-5\n", "")
    asks, words = text.index("      level-5:\n"), text.rindex("      level-5:\n")
    other = framework(text[:asks] + text[text.index("    bars:\n      level-1:") : words])
    found = change(other, library(STANDARDS))
    assert (found.bars.by, found.bars.only_old, found.bars.only_new) == ("name", ("level-5",), ())
    assert found.not_comparable == ("first-words",)  # both reviewers gave it level 5
    assert found.compared == len(library(STANDARDS).dossiers) - 1
    assert found.moved == ()


def test_a_review_that_was_not_accepted_here_does_not_count_there():
    here = library(STARTER)
    other = edited(('version: "2024.1"', 'version: "1999.1"'))
    stranger = [
        r
        for d in here.dossiers.values()
        for r in d.reviews
        if not here.framework.accepts_review_under(r.framework)
    ]
    bars = Bars.between(here.framework, other)
    for dossier in here.dossiers.values():
        carried = carry_over(dossier, here.framework, other, bars)
        for before, after in zip(dossier.reviews, carried.reviews, strict=True):
            assert other.accepts_review_under(after.framework) == (before.valid and before not in stranger)


def test_the_other_version_may_have_any_reference_and_reviews_are_taken_as_accepted():
    assert (
        moves(
            edited(('version: "2024.1"', 'version: "2031.7"'), ("id: wwis-effective-practice", "id: other"))
        )
        == {}
    )


BARS = ("promising", "good", "robust")
CRITERIA = (
    "reviewed",
    "evaluated",
    "findings-shared",
    "external-review",
    "baseline",
    "independent",
    "replicated",
)


@given(st.lists(st.sets(st.sampled_from(CRITERIA)), min_size=3, max_size=3))
def test_every_move_is_the_difference_of_two_ratings_and_has_a_rule(asked):
    # Each bar asks for all that the one below asks for and more, so any such framework is sound.
    here, text = STARTER_LIBRARY, STARTER_LIBRARY.framework.raw.decode()
    start, end = text.index("    requires:\n      promising:"), text.index("    bars:\n      emerging:")
    below, lines = set(), ["    requires:"]
    for bar, more in zip(BARS, asked, strict=True):
        below |= more
        lines += [f"      {bar}: {{at_least: {{n: {len(below)}, of: [{', '.join(sorted(below))}]}}}}"]
    other = framework(text[:start] + "\n".join(lines) + "\n" + text[end:])
    found = change(other)
    expected = {}
    for slug, dossier in here.dossiers.items():
        before = rate(dossier, here.framework, here.register, AS_OF, 24)
        after = rate(carry_over(dossier, here.framework, other, found.bars), other, here.register, AS_OF, 24)
        for old, new in zip(before.indicators, after.indicators, strict=True):
            if (old.bar, old.no_bar) != (new.bar, new.no_bar):
                expected[slug, old.id] = (old.bar, new.bar)
    places = {bar: place for place, bar in enumerate(here.framework.bars)}
    assert {(row.slug, row.indicator): (places[row.old], places[row.new]) for row in found.moved} == expected
    assert all(rule.name == "requirement" and rule.criteria for row in found.moved for rule in row.rules)
    assert all(row.rules for row in found.moved)
