"""Appeals: only a moderator who took no part sets reviewers aside, and who took part is told how."""

import pytest
from dossiers import FRAMEWORK, REGISTER, dossier, moderation, review

from wwis_evidence.rating.appeals import set_aside, took_part
from wwis_evidence.records import Appeal

THREE = (review("R1"), review("R2"), review("M2"))
FILE = dossier(*THREE, moderations=(moderation("M4"),))


def appeal(decided_by="M1", outcome="upheld", aside=("R1",), **more):
    told = {"because": "Said in full.", "decided_by": decided_by} if outcome != "pending" else {}
    return Appeal.model_validate(
        {
            "schema": 1,
            "kind": "appeal",
            "by": "An area",
            "date": "2025-06-01",
            "grounds": "A tie that nobody told.",
            "outcome": outcome,
            "sets_aside": aside,
            **told,
            **more,
        }
    )


def aside(*appeals):
    return set_aside(appeals, FILE, FRAMEWORK, REGISTER)


def test_an_upheld_appeal_sets_aside_whom_it_names():
    assert aside(appeal(aside=("R1", "R2"))) == {"R1", "R2"}


def test_several_appeals_set_aside_together_whatever_stands_between_them():
    without = [appeal(outcome="pending"), appeal(outcome="not-upheld"), appeal("R4"), appeal("M4")]
    for other in without:
        assert aside(appeal(aside=("R1",)), other, appeal(aside=("R2",))) == {"R1", "R2"}
        assert aside(other) == frozenset()


@pytest.mark.parametrize("decider", ["R4", "R99", "M2", "M3", "M4"])
def test_who_is_no_moderator_or_took_part_sets_nobody_aside(decider):
    assert aside(appeal(decider)) == frozenset()


@pytest.mark.parametrize(
    ("person", "part"),
    [
        ("M1", None),
        ("R4", None),
        ("R99", None),
        ("R1", "reviewed this case"),
        ("M4", "moderated this case"),
        ("M3", "has a tie to those whose work it is"),
        ("R8", "has a tie to those whose work it is"),
    ],
)
def test_what_part_somebody_took_is_said(person, part):
    assert took_part(person, "2025-06-01", FILE, REGISTER) == part


def test_a_tie_counts_on_the_day_of_the_appeal():
    assert took_part("R6", "2019-12-31", FILE, REGISTER) is None
    assert took_part("R6", "2025-06-01", FILE, REGISTER) == "has a tie to those whose work it is"
