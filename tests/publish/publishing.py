"""Libraries to publish: copies of the repository's own and of the worked example."""

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

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


def own_library(root):
    """Copy the repository's own library into a folder."""
    root.mkdir(exist_ok=True)
    return copied(root, "casestudies", "reviews", "site", "library.yaml", "mkdocs.yml")


def example_library(root):
    """Copy the worked example into a folder that is not there yet."""
    shutil.copytree(Path(str(files("wwis_evidence") / "starter")), root)
    return root


def play_library(root):
    """Copy another programme's library into a folder that is not there yet."""
    shutil.copytree(REPOSITORY / "tests" / "libraries" / "play-partnership", root)
    return root
