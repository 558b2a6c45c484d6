"""How many texts lapsed is told so that whoever adds texts of their own learns of nobody else's."""

from __future__ import annotations

from uuid import uuid4

import pytest

from workshops.statistics.text_counts import round_texts


def test_the_same_texts_always_give_the_same_number() -> None:
    keys = [uuid4() for _one in range(17)]
    assert len({round_texts(some) for some in (keys, keys[::-1], list(keys))}) == 1


@pytest.mark.parametrize("number", [0, 1, 9])
def test_of_nine_texts_nobody_learns_whether_there_are_any(number: int) -> None:
    assert {round_texts([uuid4() for _one in range(number)]) for _time in range(50)} == {None}


def test_nine_of_ones_own_do_not_tell_of_a_tenth() -> None:
    told = [round_texts([uuid4() for _one in range(10)]) for _time in range(400)]
    # One in five is told: fewer than 40 or more than 130 of 400 come once in ten million runs.
    assert 40 < sum(number is not None for number in told) < 130


def test_the_mean_is_kept() -> None:
    told = [round_texts([uuid4() for _one in range(17)]) for _time in range(400)]
    assert set(told) == {15, 20}
    # 160 are rounded up on average, with a standard deviation of 10.
    assert 100 < told.count(20) < 220
