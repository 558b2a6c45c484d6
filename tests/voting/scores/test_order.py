import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from anonymity.tags import Blocks, as_blocks
from voting.scores.order import order


def ids(number: int) -> Blocks:
    return as_blocks([bytes([place]) * 16 for place in range(number)])


def test_the_higher_score_comes_first_then_the_greater_number_of_votes() -> None:
    score, number = np.array([0.2, 0.9, 0.2, 0.5]), np.array([7, 1, 8, 100])
    assert order(score, number, ids(4), "top").tolist() == [1, 3, 2, 0]


def test_noise_beyond_twelve_decimals_does_not_decide() -> None:
    score, number = np.array([0.3 + 1e-15, 0.3, 0.3 + 1e-11]), np.array([5, 6, 1])
    assert order(score, number, ids(3), "top").tolist() == [2, 1, 0]


def test_zero_and_minus_zero_are_equal() -> None:
    assert order(np.array([0.0, -0.0, -1e-14]), np.array([1, 2, 3]), ids(3), "top").tolist() == [2, 1, 0]


def test_ties_fall_differently_on_different_boards_and_the_same_each_time() -> None:
    # the hashes were looked at once: SHA-256 of the 16 bytes and the board's name, first 8 bytes
    same = np.zeros(6)
    assert order(same, same.astype(int), ids(6), "top").tolist() == [5, 4, 3, 1, 2, 0]
    assert order(same, same.astype(int), ids(6), "debated").tolist() == [0, 1, 5, 4, 2, 3]


def test_an_empty_board_has_an_order_too() -> None:
    assert order(np.array([]), np.array([], int), ids(0), "top").tolist() == []


@given(st.permutations(range(12)), st.lists(st.integers(0, 2), min_size=12, max_size=12))
def test_it_does_not_matter_in_which_order_the_ideas_come(places: list[int], scores: list[int]) -> None:
    score, number = np.array(scores) / 3, np.zeros(12, int)
    first = ids(12)[order(score, number, ids(12), "top")]
    again = ids(12)[places][order(score[places], number, ids(12)[places], "top")]
    assert np.array_equal(first, again)


def test_the_first_of_many_that_tie_are_the_same_however_few_are_asked_for() -> None:
    rng = np.random.default_rng(11)
    score, number = rng.integers(0, 3, 60) / 2, rng.integers(0, 3, 60)
    ids = rng.integers(0, 256, (60, 16), np.uint8)
    everything = order(score, number, ids, "top").tolist()
    for most in (0, 1, 7, 30, 59, 60, 61):
        assert order(score, number, ids, "top", most).tolist() == everything[:most]
