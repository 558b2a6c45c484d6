"""Expected values were worked out with 40 decimal digits from Wilson's formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.scores.wilson import share_of, wilson95, wilson_interval

EXACTLY = 1e-14


@pytest.mark.parametrize(
    ("share", "number", "low", "high"),
    [
        (1, 10, 0.7224672001371107, 1),
        (0.5, 100, 0.4038315303659956, 0.5961684696340044),
        (84 / 97, 97, 0.7841000614500551, 0.9199754331959007),
        (0.3, 2.5, 0.04447127140976758, 0.7978363066609607),
        (0, 7, 0, 0.35433043506668740),
        (0, 0, 0, 1),
    ],
)
def test_the_interval_equals_hand_computed_values(
    share: float, number: float, low: float, high: float
) -> None:
    ends = wilson_interval(np.array([share]), np.array([number]))
    assert [end.tolist() for end in ends] == [
        [pytest.approx(low, abs=EXACTLY)],
        [pytest.approx(high, abs=EXACTLY)],
    ]
    assert wilson95(np.array([share]), np.array([number])).tolist() == ends[0].tolist()


@given(st.floats(0, 1), st.floats(0, 1e7))
def test_the_interval_lies_between_0_and_1_around_the_share(share: float, number: float) -> None:
    low, high = (end.item() for end in wilson_interval(np.array([share]), np.array([number])))
    assert 0 <= low <= share + EXACTLY
    assert share - EXACTLY <= high <= 1


def test_a_share_of_nothing_is_0() -> None:
    assert share_of(np.array([3, 0]), np.array([4, 0])).tolist() == [0.75, 0]
