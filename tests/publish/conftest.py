"""Sites built once for all tests of a worker: the repository's own library and the worked example."""

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from wwis_evidence.library import build_library
from wwis_evidence.publish import build_site
from wwis_evidence.sources import folder

AS_OF = date(2026, 11, 21)
REPOSITORY = Path(__file__).parents[2]


def copied(root, *names):
    """Copy parts of the repository's own library into a folder of the test's."""
    for name in names:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    return root


def built(root):
    """Build a library's site; give its folder and the library."""
    library = build_library(folder(root))
    return build_site(root, library, AS_OF, lambda _: None), library


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """Folder of a copy of the repository's own library, with its site built."""
    root = copied(
        tmp_path_factory.mktemp("own"), "casestudies", "reviews", "site", "library.yaml", "mkdocs.yml"
    )
    built(root)
    return root


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """Folder of a copy of the worked example, with its site built."""
    root = tmp_path_factory.mktemp("example") / "library"
    shutil.copytree(Path(str(files("wwis_evidence") / "starter")), root)
    built(root)
    return root
