"""Sites built once for all tests of a worker: the own library, the worked example, another programme's."""

import pytest
from publishing import built, example_library, own_library, play_library


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """Folder of a copy of the repository's own library, with its site built."""
    root = own_library(tmp_path_factory.mktemp("own"))
    built(root)
    return root


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """Folder of a copy of the worked example, with its site built."""
    root = example_library(tmp_path_factory.mktemp("example") / "library")
    built(root)
    return root


@pytest.fixture(scope="session")
def play(tmp_path_factory):
    """Folder of a copy of another programme's library, with its site built."""
    root = play_library(tmp_path_factory.mktemp("play") / "library")
    built(root)
    return root
