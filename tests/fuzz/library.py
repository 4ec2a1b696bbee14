"""Fuzz target: a valid library with one file in any bytes, which is checked, rated and reported.

The first byte of an input says which file it stands for.
"""

import random
import sys

import atheris

with atheris.instrument_imports(include=["wwis_evidence"]):
    from changing import changed
    from hostile_corpus import PLACES, hold_library, library_with

PATHS = list(PLACES.values())


def hold_at_place(raw):
    """Check the library with this file."""
    if raw:
        hold_library(library_with(PATHS[raw[0] % len(PATHS)], raw[1:]))


def change(raw, longest, seed):
    """Most changes leave the file YAML; libFuzzer's own are for the rest."""
    rng = random.Random(seed)
    if not raw or not rng.randrange(4):
        return atheris.Mutate(raw, longest)
    return (raw[:1] + changed(raw[1:], rng))[:longest]


if __name__ == "__main__":
    atheris.Setup(sys.argv, hold_at_place, custom_mutator=change)
    atheris.Fuzz()
