"""Fuzz target: any bytes to the reader, to the places of what it read, and to the canonical layout."""

import random
import sys

import atheris

with atheris.instrument_imports(include=["wwis_evidence"]):
    from changing import changed
    from hostile_corpus import hold_reading


def change(raw, longest, seed):
    """Half of the changes are libFuzzer's own."""
    rng = random.Random(seed)
    return atheris.Mutate(raw, longest) if rng.randrange(2) else changed(raw, rng)[:longest]


if __name__ == "__main__":
    atheris.Setup(sys.argv, hold_reading, custom_mutator=change)
    atheris.Fuzz()
