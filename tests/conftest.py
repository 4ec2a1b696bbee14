"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine makes no test fail: how long things take is the benchmarks' business.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _kept_answers_of_this_test_only(tmp_path_factory, monkeypatch):
    """What checks keep goes to a folder of the test's own, never to the user's."""
    monkeypatch.setenv("WWIS_EVIDENCE_CACHE", str(tmp_path_factory.mktemp("kept")))
    assert Path.home()  # no test may change where a person's files are
