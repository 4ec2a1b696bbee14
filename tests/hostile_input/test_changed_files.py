"""Files changed at random, without a fuzzer: a little of what ``make fuzz`` does, in every test run."""

import random
import sys
from pathlib import Path

import pytest
from hostile_corpus import PLACES, hold, hold_reading

sys.path.append(str(Path(__file__).parents[1] / "fuzz"))
from changing import changed, seeds

SEEDS = list(seeds())


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_file_gives_findings_with_places_in_it_and_nothing_else(seed):
    rng = random.Random(seed)
    for _ in range(20):
        place, raw = rng.choice(SEEDS)
        raw = changed(raw, rng)
        hold_reading(raw)
        hold(PLACES[place], raw)


def test_changes_leave_most_files_something_to_read():
    rng = random.Random(0)
    whole = [raw for _, raw in SEEDS[:6]]
    results = {changed(raw, rng) for raw in whole for _ in range(50)}
    assert len(results) > 250
    assert all(len(result) > 50 for result in results)
