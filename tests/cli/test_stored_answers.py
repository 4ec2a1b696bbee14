"""What the commands say to people is kept word for word, so that a change of it is seen and meant."""

import pytest
from stored_answers import HERE, REFRESH, answers


@pytest.fixture(scope="module")
def now():
    return dict(answers())


def test_the_answers_are_as_stored(now):
    stored = {path.stem: path.read_text(encoding="utf-8") for path in (HERE / "expected").glob("*.txt")}
    drifted = [name for name in {*stored, *now} if stored.get(name) != now.get(name)]
    assert not drifted, f"{sorted(drifted)} have changed. If that is meant: {REFRESH}"


def test_no_line_is_wider_than_a_terminal_but_for_one_long_word(now):
    for name, text in now.items():
        for line in text.splitlines():
            assert len(line) <= 80 or len(line.split()) <= 2, (name, line)


def test_no_line_ends_in_a_blank_and_no_answer_in_an_empty_line(now):
    for name, text in now.items():
        assert not any(line.endswith(" ") for line in text.splitlines()), name
        assert text.endswith("\n"), name
        assert not text.endswith("\n\n"), name
