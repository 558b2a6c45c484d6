"""What an idea's rise can be where early totals are not told, by hand and by trying."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from results.package.recomputing.rising import Day, bound_rise
from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import Totals

TODAY = date(2026, 11, 30)


def tell(history: list[tuple[int, int, int]]) -> list[Day]:
    """Return the days as the package tells them: below five voters nothing, and the fall below it once."""
    told: list[Day] = []
    for age, up, down in history:
        day = TODAY - timedelta(age)
        if up + down >= FEWEST_VOTERS_TOLD:
            told.append(Day(day, up - down, up + down))
        elif told and told[-1].support is not None:
            told.append(Day(day, None, None))
    return told


def test_what_is_told_from_the_first_day_is_exact() -> None:
    days = [Day(TODAY - timedelta(6), 8, 8), Day(TODAY, 10, 12)]
    bounds = bound_rise(days, TODAY - timedelta(6), TODAY)
    assert (bounds.low, bounds.high) == (8 / 4 + 2, 8 / 4 + 2)
    assert (bounds.fewest, bounds.most, bounds.must_be_listed) == (12, 12, True)


def test_what_came_before_the_first_told_day_leaves_a_doubt() -> None:
    bounds = bound_rise([Day(TODAY, 6, 6)], TODAY - timedelta(3), TODAY)
    assert (bounds.low, bounds.high) == (6 - 4 * 0.5, 6 + 4 * 0.5)


def test_of_an_idea_that_nobody_voted_on_nothing_is_listed() -> None:
    bounds = bound_rise([], TODAY - timedelta(30), TODAY)
    assert not bounds.may_be_listed


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8),
    st.sets(st.integers(0, 30), min_size=8, max_size=8),
    st.integers(0, 10),
)
def test_the_true_score_and_number_always_lie_between_the_bounds(
    totals: list[tuple[int, int]], ages: set[int], earlier: int
) -> None:
    history = [(age, up, down) for age, (up, down) in zip(sorted(ages, reverse=True), totals, strict=False)]
    days = np.array([(TODAY - timedelta(age)).toordinal() for age, _up, _down in history])
    up, down = (np.array([row[place] for row in history]) for place in (1, 2))
    daily = DailyTotals(np.zeros(len(days), np.int64), days, Totals(up, down, np.zeros_like(up)), 1)
    true = score_rising(daily, TODAY.toordinal())
    published = TODAY - timedelta(history[0][0] + earlier)
    bounds = bound_rise(tell(history), published, TODAY)
    assert bounds.allow(float(true.score[0]), 1e-9)
    assert bounds.fewest <= true.recent_votes[0] <= bounds.most
