"""Where local areas lie."""

from __future__ import annotations

import pytest

from wwis_evidence.vocabulary import Areas, hexes, icbs

CURRENT = Areas.load().current()


def test_every_current_area_has_a_hex_of_its_own():
    assert set(hexes()) == {area.code for area in CURRENT}
    assert len(set(hexes().values())) == 153


@pytest.mark.parametrize("on", ["", "2020-01-01", "2024-04-01", "2026-03-31", "2026-04-01", "2030-01-01"])
def test_every_current_area_has_one_main_board_on_any_day(on):
    for area in CURRENT:
        boards = icbs(area.code, on)
        assert [board.main for board in boards] == [True] + [False] * (len(boards) - 1)
        assert sum(board.share for board in boards) == pytest.approx(1, abs=0.001)


def test_boards_are_those_of_the_day():
    surrey = Areas.load().resolve("Surrey").code
    assert [board.short_name for board in icbs(surrey, "2026-03-31")] == ["Surrey Heartlands", "Frimley"]
    assert [board.short_name for board in icbs(surrey)] == ["Surrey and Sussex"]


def test_an_unknown_area_has_no_boards():
    assert icbs("x-exampleshire") == ()
