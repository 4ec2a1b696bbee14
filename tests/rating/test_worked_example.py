"""The worked example's ratings are those of the hand-made table beside this file."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import wwis_evidence
from wwis_evidence.library import build_library
from wwis_evidence.reports.answers import rate_answer
from wwis_evidence.sources import folder

STARTER = Path(wwis_evidence.__file__).parent / "starter"
TABLE = YAML(typ="safe").load(Path(__file__).with_name("expected_worked_example.yaml"))
AS_OF = date.fromisoformat(str(TABLE["as_of"]))


def answer(pairs):
    library = build_library(pairs)
    return rate_answer(library.ratings(AS_OF), library, AS_OF)


@pytest.fixture(scope="module")
def items():
    return {item["slug"]: item for item in answer(folder(STARTER))["items"]}


def test_the_table_holds_every_case_of_the_worked_example(items):
    assert list(items) == sorted(TABLE["items"])


@pytest.mark.parametrize("slug", sorted(TABLE["items"]))
def test_the_item_is_rated_as_worked_out_by_hand(slug, items):
    expected, found = TABLE["items"][slug], items[slug]
    for key in ("status", "basis", "counting", "not_counting"):
        assert found[key] == expected[key], key
    for indicator, fields in expected["indicators"].items():
        for key, value in fields.items():
            if key != "why":
                assert found["indicators"][indicator][key] == value, (indicator, key)


def test_the_moderation_that_does_not_count_is_listed_with_its_reason(items):
    reasons = {(m["moderator"], m["reason"]) for m in items["travel-training"]["moderations"]}
    assert reasons == {("R09", None), ("R11", "conflict")}


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_is_the_same_byte_for_byte_whatever_the_order_of_files(seed):
    pairs = list(folder(STARTER))
    shuffled = random.Random(seed).sample(pairs, len(pairs))
    assert json.dumps(answer(shuffled)) == json.dumps(answer(pairs))
