"""The 10-5 rule with fixed random rounding."""

from __future__ import annotations

from itertools import product

import pytest

from workshops.statistics.suppression import OFF, Draw, fewest_behind, round_people

DRAWS = [Draw(threshold, chance / 20) for threshold, chance in product(range(10, 15), range(20))]


@pytest.mark.parametrize(
    ("number", "threshold", "chance", "said"),
    [
        (0, 10, 0.0, None),
        (9, 10, 0.0, None),
        (10, 10, 0.0, 10),
        (10, 11, 0.0, None),
        (12, 12, 0.39, 15),
        (12, 12, 0.41, 10),
        (12, 13, 0.0, None),
        (14, 14, 0.79, 15),
        (14, 14, 0.81, 10),
        (15, 14, 0.0, 15),
        (1001, 14, 0.19, 1005),
        (1001, 14, 0.21, 1000),
    ],
)
def test_below_the_threshold_nothing_is_told_and_from_it_on_fives(
    number: int, threshold: int, chance: float, said: int | None
) -> None:
    assert round_people(number, Draw(threshold, chance)) == said


@pytest.mark.parametrize("number", range(14, 60))
def test_over_all_chances_the_mean_is_the_true_number(number: int) -> None:
    told = [round_people(number, draw) or 0 for draw in DRAWS]
    assert sum(told) / len(told) == number


@pytest.mark.parametrize("number", range(10, 14))
def test_below_fourteen_the_mean_of_what_is_told_is_the_true_number(number: int) -> None:
    told = [said for draw in DRAWS if (said := round_people(number, draw)) is not None]
    assert (sum(told) / len(told), len(told)) == (number, (number - 9) * 20)


def test_a_number_that_is_told_is_never_more_than_four_from_the_true_one() -> None:
    told = {(number, said) for number in range(200) for draw in DRAWS if (said := round_people(number, draw))}
    assert {abs(number - said) for number, said in told} == set(range(OFF + 1))
    for number, said in told:
        assert fewest_behind(said) <= number


def test_the_fewest_behind_a_number_is_the_smallest_that_can_be_told_so() -> None:
    for told in range(10, 60, 5):
        fitting = [number for number in range(100) for draw in DRAWS if round_people(number, draw) == told]
        assert fewest_behind(told) == min(fitting)
