"""The worked example's bundles, and ways to alter them."""

import json
from datetime import date
from pathlib import Path

import pytest

import wwis_evidence
from wwis_evidence.library import build_library
from wwis_evidence.proof import make_bundle
from wwis_evidence.sources import folder

STARTER = Path(wwis_evidence.__file__).parent / "starter"
AS_OF = date(2026, 11, 1)


@pytest.fixture(scope="session")
def worked_example():
    return build_library(folder(STARTER))


@pytest.fixture(scope="session")
def bundle_text(worked_example):
    """The text of an item's bundle, each made once."""
    made = {}

    def text(slug):
        if slug not in made:
            made[slug] = json.dumps(make_bundle(worked_example, slug, AS_OF))
        return made[slug]

    return text
