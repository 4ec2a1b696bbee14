"""The examples of the Python API, on its page and in its docstrings, do what stands there.

After a change that is meant to alter the page, refresh it and look at what changed in it:
``REFRESH_EXAMPLES=1 python -m pytest -n 0 tests/api/test_python_pages.py``
"""

import contextlib
import doctest
import io
import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from wwis_evidence import api
from wwis_evidence.cli.main import main
from wwis_evidence.publish.handwritten import FROM_PYTHON
from wwis_evidence.publish.open_data import open_data

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "site/pages/guides/use-it-from-python.md"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```\n", re.DOTALL)


@pytest.fixture
def _here(tmp_path, monkeypatch, capsys):
    """The worked example and a library with a slip, in the folder where the test runs."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "example"]) == 0
    capsys.readouterr()
    for part in ("base", "bad/unknown-key/in-a-list-item"):
        shutil.copytree(ROOT / "tests/cases" / part, "slip", dirs_exist_ok=True)


@pytest.mark.usefixtures("_here")
def test_the_examples_of_the_page_print_what_stands_below_them():
    known = {}

    def run(example):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(example["code"], GUIDE.name, "exec"), known)  # noqa: S102 - our own page
        assert said.getvalue()
        return f"```python\n{example['code']}```\n\n```text\n{said.getvalue()}```\n"

    page = GUIDE.read_text("utf-8")
    fresh = EXAMPLE.sub(run, page)
    if os.environ.get("REFRESH_EXAMPLES"):
        GUIDE.write_text(fresh, "utf-8")
    assert page == fresh, "to refresh the page, see the top of this file"
    assert page.count("```python\n") == len(EXAMPLE.findall(page)), "an example was not run"


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("name", ["load", "check", "rate", "explain", "export"])
def test_the_examples_of_the_docstrings_give_what_stands_below_them(name):
    (test,) = doctest.DocTestFinder(recurse=False).find(getattr(api, name), name, globs=vars(api).copy())
    told = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.attempted > 1
    assert not result.failed, "".join(told)


def test_the_page_names_every_function():
    page = GUIDE.read_text("utf-8")
    named = set(re.findall(r"\[`(\w+)`\]\(python-reference\.md#\w+\)", page))
    assert named == {name for name in api.__all__ if name.islower()}


def test_the_page_about_the_data_leads_to_the_guide_where_there_is_one():
    library = api.load(ROOT / "tests/cases/base")
    for guide, leads in (("guides/use-it-from-python/", True), ("", False)):
        page = open_data((), library, date(2026, 11, 21), guide)["data/index.md"].decode()
        assert ('href="../guides/use-it-from-python/"' in page) is leads
    assert GUIDE.relative_to(ROOT / "site/pages").with_suffix("").as_posix() == FROM_PYTHON
