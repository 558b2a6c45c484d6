"""The 10-5 rule."""

from __future__ import annotations

import pytest

from workshops.statistics.rounding import fewest_behind, round_people, say_share


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, None),
        (1, None),
        (9, None),
        (10, 10),
        (12, 10),
        (13, 15),
        (17, 15),
        (18, 20),
        (22, 20),
        (23, 25),
        (1002, 1000),
        (1003, 1005),
    ],
)
def test_fewer_than_ten_people_are_not_told_and_more_to_the_nearest_five(
    number: int, said: int | None
) -> None:
    assert round_people(number) == said


def test_a_rounded_number_is_never_more_than_two_from_the_true_one() -> None:
    differences = {abs((round_people(number) or 0) - number) for number in range(10, 500)}
    assert differences == {0, 1, 2}


def test_the_fewest_behind_a_number_is_the_smallest_that_is_told_so() -> None:
    for told in range(10, 60, 5):
        fitting = [number for number in range(100) if round_people(number) == told]
        assert fewest_behind(told) == min(fitting)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "under 10%"),
        (0, 40, "under 10%"),
        (3, 40, "under 10%"),
        (4, 40, "10%"),
        (13, 40, "30%"),
        (20, 40, "50%"),
        (36, 40, "90%"),
        (37, 40, "over 90%"),
        (40, 40, "over 90%"),
    ],
)
def test_nobody_and_everybody_are_no_exact_shares(part: int, whole: int, said: str) -> None:
    assert say_share(part, whole) == said
