"""Every check has an example that is made from its cases, so that it is known to be true."""

import pytest
from make_examples import REFRESH, TARGET, as_text, made

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.examples import examples

WITHOUT = {
    "file-not-regular": "a link or a device has no text to show",
    "file-too-large": "nobody would read it",
    "not-utf8": "what is no text cannot be shown",
    "text-too-long": "nobody would read it",
    "moderation-not-counting": "nothing is at fault in the file itself",
}


def test_the_examples_are_what_the_cases_give():
    assert TARGET.read_text("utf-8") == as_text(made()), f"if the change is meant: {REFRESH}"


def test_every_code_has_an_example_or_a_reason_to_have_none():
    assert set(catalogue()) - set(examples()) == set(WITHOUT)
    assert set(examples()) <= set(catalogue())


@pytest.mark.parametrize("code", examples())
def test_what_fails_and_what_passes_differ(code):
    example = examples()[code]
    assert (example.bad, example.path) != (example.good, example.good_path)
    assert len(example.bad.splitlines()) <= 14
    assert len(example.good.splitlines()) <= 14
