"""Where a field stands, where a missing key belongs, and what field a place lies in."""

import pytest

from wwis_evidence.documents import Positions

KEYS = ("schema", "title", "summary", "impact", "limits", "sources")
FILE = b"""schema: 1
title: Bus
impact:
  - id: a # beside
    claim: |
      Two
      lines
  - id: b
odd: 1
"""


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("title", (2, 8)),
        ("summary", (2, 1)),
        ("limits", (3, 1)),
        ("sources", (3, 1)),
        ("unheard-of", (1, 1)),
    ],
)
def test_a_missing_key_belongs_after_the_one_that_it_usually_follows(key, place):
    assert Positions(FILE).find((key,), keys=KEYS) == place


def test_a_missing_key_with_nothing_before_it_belongs_at_the_beginning():
    assert Positions(b"# Note.\ntitle: Bus\n").find(("schema",), keys=KEYS) == (2, 1)
    assert Positions(b"").find(("limits",), keys=KEYS) == (1, 1)


def test_keys_that_stand_in_another_order_are_followed_in_the_usual_one():
    assert Positions(b"impact: []\ntitle: Bus\n").find(("limits",), keys=KEYS) == (1, 1)
    assert Positions(b"impact: []\ntitle: Bus\n").find(("summary",), keys=KEYS) == (2, 1)


def test_a_key_that_is_missing_in_an_item_is_placed_at_the_item():
    assert Positions(FILE).find(("impact", 1, "title"), keys=KEYS) == (8, 5)


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ((1, 1), ("schema",)),
        ((1, 9), ("schema",)),
        ((2, 9), ("title",)),
        ((4, 5), ("impact", 0, "id")),
        ((4, 14), ("impact", 0, "id")),
        ((7, 9), ("impact", 0, "claim")),
        ((8, 9), ("impact", 1, "id")),
        ((9, 2), ("odd",)),
        ((99, 1), ("odd",)),
    ],
)
def test_a_place_lies_in_the_last_field_that_begins_before_it(place, field):
    assert Positions(FILE).around(place) == field


def test_a_place_before_everything_or_in_nothing_lies_in_no_field():
    assert Positions(b"# Note.\ntitle: Bus\n").around((1, 3)) == ()
    assert Positions(b"\xff").around((1, 1)) == ()
