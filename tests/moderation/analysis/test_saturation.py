"""How many codes so many texts bring, by hand and against all orders of reading."""

from itertools import pairwise, permutations

import pytest

from moderation.analysis.saturation import measure_saturation


def test_the_curve_is_the_mean_over_all_orders() -> None:
    texts = [{1, 2}, {1}, {3}, set[int](), {1, 3}]
    orders = list(permutations(texts))
    means = [sum(len(set().union(*order[:size])) for order in orders) / len(orders) for size in range(6)]
    found = measure_saturation(5, [3, 1, 2])
    assert [size for size, _codes in found.curve] == list(range(6))
    assert [codes for _size, codes in found.curve] == pytest.approx(means)
    assert (found.codes, found.once, found.chance_of_new) == (3, 1, 1 / 5)


def test_codes_that_were_never_given_are_not_met() -> None:
    found = measure_saturation(10, [10, 0, 0])
    assert (found.codes, found.once, found.chance_of_new) == (1, 0, 0)
    assert found.curve[-1] == (10, 1.0)


def test_before_reading_nothing_is_said() -> None:
    found = measure_saturation(0, [0, 0])
    assert (found.codes, found.chance_of_new, found.curve) == (0, None, [(0, 0.0)])


def test_a_long_curve_has_some_forty_points_and_rises_ever_more_slowly() -> None:
    curve = measure_saturation(25_000, [1, 2, 50, 700, 8_000]).curve
    assert (len(curve), curve[0], curve[-1][0]) == (41, (0, 0.0), 25_000)
    rises = [after[1] - before[1] for before, after in pairwise(curve)]
    assert rises == sorted(rises, reverse=True)
    assert curve[-1][1] == pytest.approx(5)


def test_a_code_of_more_texts_than_were_read_is_refused() -> None:
    with pytest.raises(ValueError, match="more texts than were read"):
        measure_saturation(3, [4])
