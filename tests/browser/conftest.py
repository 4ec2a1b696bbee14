"""Sites served on this computer, for a real Chromium."""

import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / "publish"), str(Path(__file__).parent)]
from form_filling import CASE_FORM, REVIEW_FORM, WAITING, ready
from hostile import hostile_library
from publishing import example_library, own_library
from served_sites import served


@pytest.fixture(scope="session")
def own(chromium, tmp_path_factory):  # noqa: ARG001 - nothing is built where there is no browser
    """Address of the repository's own library."""
    with served(own_library(tmp_path_factory.mktemp("own"))) as address:
        yield address


@pytest.fixture(scope="session")
def example_root(tmp_path_factory):
    """Folder of the worked example, built where its address is asked for."""
    return example_library(tmp_path_factory.mktemp("example") / "library")


@pytest.fixture(scope="session")
def example(chromium, example_root):  # noqa: ARG001 - as above
    """Address of the worked example."""
    with served(example_root) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(chromium, tmp_path_factory):  # noqa: ARG001 - as above
    """Address of a library with an attack in every text."""
    with served(hostile_library(tmp_path_factory.mktemp("hostile") / "library")) as address:
        yield address


class Visit:
    """One page open in a browser, and all that went on while it was."""

    def __init__(self, page):
        self.page, self.messages, self.dialogs, self.requests = page, [], [], []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def visit(chromium):
    """Open an address: ``visit(address, width=375, scheme="dark", scripts=False)``."""
    contexts = []

    def open_page(address, *, width=1280, scheme="light", scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        opened = Visit(context.new_page())
        opened.page.goto(address, wait_until="load")
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def form(example, visit):
    """The form for a case study, open."""
    seen = visit(f"{example}/{CASE_FORM}")
    ready(seen.page)
    return seen


@pytest.fixture
def review(example, visit):
    """The form for a review of a case that waits."""
    seen = visit(f"{example}/{REVIEW_FORM}?case={WAITING}")
    ready(seen.page)
    return seen
