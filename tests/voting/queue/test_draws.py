"""Which idea comes next: fewest votes first, then the promising ones, and now and then any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.queue.draws import ENOUGH, MOST_CANDIDATES, Counts, Reason, choose_candidates, draw_next

COUNTS = st.lists(st.tuples(*[st.integers(0, 30)] * 3), max_size=40)


def make_counts(rows: list[tuple[int, int, int]]) -> Counts:
    """Return counts of ideas with so many thumbs-up, thumbs-down and "not sure"."""
    numbers = np.array(rows, np.int64).reshape(-1, 3)
    return Counts(numbers[:, 0], numbers[:, 1], numbers.sum(axis=1))


def draw(counts: Counts, open_to: list[bool] | None = None, turn: int = 0) -> tuple[int, Reason] | None:
    mask = np.array(open_to if open_to is not None else [True] * len(counts), np.bool_)
    return draw_next(counts, mask, day=b"monday", turn=turn.to_bytes(2, "big"))


def draw_often(counts: Counts, times: int = 400) -> list[tuple[int, Reason]]:
    drawn = [draw(counts, turn=turn) for turn in range(times)]
    return [one for one in drawn if one]


def test_nothing_is_drawn_where_nothing_is_open() -> None:
    assert draw(make_counts([])) is None
    assert draw(make_counts([(1, 0, 0), (9, 9, 9)]), [False, False]) is None


@given(COUNTS, st.integers(0, 9))
def test_an_idea_with_enough_votes_is_never_drawn_before_one_with_few(
    rows: list[tuple[int, int, int]], turn: int
) -> None:
    counts = make_counts(rows)
    drawn = draw(counts, turn=turn)
    if drawn and counts.few.any():
        assert (bool(counts.few[drawn[0]]), drawn[1]) == (True, Reason.FEW)
    elif drawn:
        assert drawn[1] != Reason.FEW


@given(COUNTS, st.integers(0, 9), st.data())
def test_only_what_is_open_is_drawn(rows: list[tuple[int, int, int]], turn: int, data: st.DataObject) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    drawn = draw(make_counts(rows), mask, turn)
    assert (drawn is not None) == any(mask)
    if drawn:
        assert mask[drawn[0]]


def test_equal_seeds_draw_the_same_idea_again() -> None:
    counts = make_counts([(0, 0, 0)] * 50)
    assert draw(counts, turn=3) == draw(counts, turn=3)


def test_people_of_one_minute_do_not_all_get_the_same_idea() -> None:
    counts = make_counts([(0, 0, 0)] * 50)
    mask = np.ones(50, np.bool_)
    drawn = [draw_next(counts, mask, day=bytes([person]), turn=bytes([person])) for person in range(200)]
    assert len({one[0] for one in drawn if one}) >= 45


def test_an_idea_without_votes_is_drawn_six_times_as_often_as_one_that_lacks_one() -> None:
    counts = make_counts([(0, 0, 0), (0, 0, 5)])
    mask = np.ones(2, np.bool_)
    drawn = [draw_next(counts, mask, day=seed.to_bytes(2, "big"), turn=b"t") for seed in range(1400)]
    assert sum(1 for one in drawn if one and one[0] == 0) == pytest.approx(1200, abs=60)


def test_the_order_of_a_day_stays_while_one_goes_through_it() -> None:
    counts, mask = make_counts([(0, 0, 0)] * 30), np.ones(30, np.bool_)
    first = draw_next(counts, mask, day=b"monday", turn=b"1")
    mask[29 if first and first[0] != 29 else 28] = False
    assert draw_next(counts, mask, day=b"monday", turn=b"2") == first


def test_four_in_five_go_to_what_is_promising() -> None:
    counts = make_counts([(5, 20, 0)] * 9 + [(60, 2, 0)])
    drawn = draw_often(counts)
    by_lot = sum(1 for _place, reason in drawn if reason == Reason.CHANCE)
    assert by_lot == pytest.approx(0.2 * len(drawn), abs=25)
    assert {place for place, reason in drawn if reason == Reason.PROMISING} == {9}
    assert len({place for place, reason in drawn if reason == Reason.CHANCE}) == 10


@given(COUNTS, st.integers(0, 9))
def test_each_idea_is_a_candidate_once_where_there_is_room(
    rows: list[tuple[int, int, int]], seed: int
) -> None:
    chosen = choose_candidates(make_counts(rows), np.random.default_rng(seed))
    assert sorted(chosen) == list(range(len(rows)))


def test_of_many_ideas_those_with_few_votes_are_candidates_and_then_the_promising_ones() -> None:
    rows = [(0, 0, 0)] * 100 + [(30, 1, 0)] * 400 + [(1, 30, 0)] * 400
    counts = make_counts(rows)
    chosen = choose_candidates(counts, np.random.default_rng(1))
    assert (len(chosen), len(set(chosen))) == (MOST_CANDIDATES, MOST_CANDIDATES)
    assert set(range(100)) - set(chosen.tolist()) == set()
    liked, disliked = int(np.sum((chosen >= 100) & (chosen < 500))), int(np.sum(chosen >= 500))
    assert (liked > 320, disliked > 20, liked + disliked) == (True, True, 400)


def test_of_more_than_five_hundred_without_votes_some_are_candidates_by_lot() -> None:
    counts = make_counts([(0, 0, 0)] * 600)
    one, other = (choose_candidates(counts, np.random.default_rng(seed)) for seed in (1, 2))
    assert (len(one), len(other)) == (MOST_CANDIDATES, MOST_CANDIDATES)
    assert set(one) != set(other)


def test_six_votes_are_enough_whatever_they_are() -> None:
    assert make_counts([(0, 0, ENOUGH), (ENOUGH, 0, 0), (2, 2, 1)]).few.tolist() == [False, False, True]
