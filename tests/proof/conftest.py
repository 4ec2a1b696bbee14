"""The worked example and its bundles."""

import json

import pytest
from proof_example import AS_OF, STARTER

from wwis_evidence.library import build_library
from wwis_evidence.proof import make_bundle
from wwis_evidence.sources import folder


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
