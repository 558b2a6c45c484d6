import numpy as np
import pytest

from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import Totals

TODAY = 739_000
Row = tuple[int, int, int, int, int]
"""Idea, age in days, and up, down, unsure so far."""

ROWS: list[Row] = [
    (0, 6, 8, 0, 0),  # eight more six days ago: a quarter each
    (0, 3, 8, 2, 1),  # two against three days ago: half each
    (0, 0, 9, 2, 1),  # one more today
    (2, 15, 40, 0, 0),
    (2, 1, 42, 3, 4),
    (3, 15, 40, 0, 0),
    (3, 1, 42, 3, 5),
]


def daily(rows: list[Row], number_of_ideas: int) -> DailyTotals:
    columns = np.array(rows, np.int64).reshape(-1, 5).T
    return DailyTotals(columns[0], TODAY - columns[1], Totals(*columns[2:]), number_of_ideas)


def test_scores_equal_hand_computed_values() -> None:
    rising = score_rising(daily(ROWS, 4), TODAY)
    old = 40 / 32  # five half-lives ago
    expected = [8 / 4 - 2 / 2 + 1, 0, old - 1 * 2 ** (-1 / 3), old - 1 * 2 ** (-1 / 3)]
    assert rising.score.tolist() == pytest.approx(expected, abs=1e-12)


def test_listed_is_what_got_ten_votes_in_the_last_fifteen_days() -> None:
    rising = score_rising(daily(ROWS, 4), TODAY)
    assert rising.recent_votes.tolist() == [12, 0, 9, 10]
    assert rising.is_listed.tolist() == [True, False, False, True]


def test_the_order_of_rows_changes_nothing() -> None:
    assert score_rising(daily(ROWS[::-1], 4), TODAY).score.tolist() == pytest.approx(
        score_rising(daily(ROWS, 4), TODAY).score.tolist(), abs=1e-12
    )


def test_days_without_a_change_may_be_missing() -> None:
    repeated: list[Row] = [*ROWS, (0, 2, 8, 2, 1), (0, 1, 8, 2, 1)]
    assert score_rising(daily(repeated, 4), TODAY).score.tolist() == pytest.approx(
        score_rising(daily(ROWS, 4), TODAY).score.tolist(), abs=1e-12
    )


def test_without_days_nothing_rises() -> None:
    rising = score_rising(daily([], 2), TODAY)
    assert (rising.score.tolist(), rising.is_listed.tolist()) == ([0, 0], [False, False])
