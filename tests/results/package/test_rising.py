"""The totals of days give the rise back, and nothing that fewer than five people thought."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from results.package.opening import Package
from results.package.recomputing.rising import Rise, find_rises
from results.published.daily import COLUMNS, UNSEEN, Day, bound_untold, keep_told
from results.published.edition import Rows
from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import Totals

TODAY = date(2026, 11, 30)


def make_days(*history: tuple[int, int, int]) -> list[Day]:
    """Return days by (age, up, down)."""
    return [Day("a", TODAY - timedelta(age), up, down, 0) for age, up, down in history]


def count_again(days: list[Day]) -> dict[str, Rise]:
    """Return the rise as it comes out of what the package tells of these days."""
    rows = Rows("daily", COLUMNS, tuple(keep_told(days, TODAY)))
    return dict(find_rises(Package({}, {"daily": rows}, {"counted_on": TODAY.isoformat()})))


def test_the_rise_comes_out_by_hand() -> None:
    again = count_again(make_days((6, 8, 0), (0, 10, 2)))
    assert again == {"a": Rise(8 / 4 + 0, True)}


def test_an_idea_with_a_day_that_was_not_told_and_counts_is_left_out() -> None:
    days = make_days((6, 3, 1), (0, 10, 2))
    assert bound_untold(days, TODAY) == 4 * (1 - 0.25)
    assert count_again(days) == {}


def test_a_day_that_was_not_told_and_is_long_ago_is_left_out_alone() -> None:
    days = make_days((40, 3, 1), (39, 9, 0), (0, 19, 0))
    assert [row[1] for row in keep_told(days, TODAY)] == [TODAY - timedelta(39), TODAY]


def test_votes_that_were_taken_back_long_ago_may_still_count() -> None:
    days = make_days((33, 0, 0), (32, 0, 5), (31, 0, 5), (30, 1, 0))
    assert bound_untold(days, TODAY) > UNSEEN
    assert count_again(days) == {}


def test_an_idea_that_few_vote_on_at_the_end_is_left_out() -> None:
    assert count_again(make_days((9, 9, 1), (0, 2, 1))) == {}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6),
    st.sets(st.integers(0, 50), min_size=6, max_size=6),
)
def test_what_comes_out_is_what_the_board_says(totals: list[tuple[int, int]], ages: set[int]) -> None:
    history = zip(sorted(ages, reverse=True), totals, strict=False)
    days = make_days(*((age, up, down) for age, (up, down) in history))
    again = count_again(days)
    up, down = (np.array([day[place] for day in days]) for place in (2, 3))
    ordinals = np.array([day.date.toordinal() for day in days])
    daily = DailyTotals(np.zeros(len(days), np.int64), ordinals, Totals(up, down, np.zeros_like(up)), 1)
    true = score_rising(daily, TODAY.toordinal())
    for rise in again.values():
        assert abs(rise.score - true.score[0]) < UNSEEN
        assert rise.is_listed == true.is_listed[0]
