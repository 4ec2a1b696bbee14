"""What holds for every test."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine makes no test fail: how long things take is the benchmarks' business.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(autouse=True)
def _kept_answers_of_this_test_only(tmp_path_factory, monkeypatch):
    """What checks keep goes to a folder of the test's own, never to the user's."""
    monkeypatch.setenv("WWIS_EVIDENCE_CACHE", str(tmp_path_factory.mktemp("kept")))
    assert Path.home()  # no test may change where a person's files are


@pytest.fixture(scope="session")
def chromium():
    """A running browser, one for all tests of a worker; without one they are skipped, with the reason."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium found: install Debian's chromium package to run the browser tests")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where tests are skipped

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
