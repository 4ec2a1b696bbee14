"""The data files of both libraries, made once for all tests of a worker."""

from __future__ import annotations

import pytest
from data_files import LIBRARIES, files_of


@pytest.fixture(scope="session", params=list(LIBRARIES))
def data(request):
    """Data files by path of each library in turn."""
    return files_of(request.param)


@pytest.fixture(scope="session")
def example():
    """Data files by path of the worked example."""
    return files_of("example")
